"""A card in the virtual reader, as the benchmark puts it there."""

from kiosk.cards.bench.slot import CardInReader

__all__ = ["CardInReader"]
