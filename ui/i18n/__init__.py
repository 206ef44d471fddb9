"""The two languages of every screen: pairs of text, switched at run time without touching what is shown."""

from ui.i18n.tongue import EMPTY, Tongue, fill, literal

__all__ = ["EMPTY", "Tongue", "fill", "literal"]
