"""The country codes a travel document may carry (ISO 3166-1 alpha-3 and ICAO 9303-3)."""

import tomllib
from functools import cache
from importlib.resources import files


@cache
def document_countries() -> frozenset[str]:
    """Every code, as records hold it (DEU, not the zone's D)."""
    lists = tomllib.loads(files(__package__).joinpath("countries.toml").read_text("utf-8"))
    return frozenset(lists["iso"].split()) | frozenset(lists["icao"].split())
