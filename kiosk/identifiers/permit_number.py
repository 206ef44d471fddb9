"""Work permit numbers: opaque, unique to a person for life; no format is published, so the shape is configured."""

import re

DEFAULT_SHAPE = "[A-Za-z0-9]{6,20}"
"""What public validators ask (spec P-06, L)."""

MAX_SHAPE_CHARACTERS = 200


class ShapeWrong(ValueError):
    """The configured shape cannot be used. The message says what is wrong with it."""


def permit_number_shape(pattern: str = DEFAULT_SHAPE) -> re.Pattern[str]:
    """The configured regular expression, ready for use. Raises ShapeWrong."""
    if len(pattern) > MAX_SHAPE_CHARACTERS:
        raise ShapeWrong(f"longer than {MAX_SHAPE_CHARACTERS} characters")
    try:
        shape = re.compile(pattern, re.ASCII)
    except re.error as error:
        raise ShapeWrong(f"no regular expression: {error}") from error
    if shape.fullmatch(""):
        raise ShapeWrong("fits an empty text, so it would let anything pass unread")
    return shape


_DEFAULT = permit_number_shape()


def is_plausible_permit_number(text: str, shape: re.Pattern[str] = _DEFAULT) -> bool:
    """Whether ``text`` could be typed or scanned as a permit number. No checksum exists; never refuse on this."""
    return shape.fullmatch(text) is not None
