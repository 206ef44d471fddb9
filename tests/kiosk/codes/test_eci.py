import codecs

import pytest

from kiosk.codes.eci import CODECS, declared_codec


@pytest.mark.parametrize(
    ("stream", "codec"),
    [
        (b"]Q1plain", None),
        (b"]Q2\\000026text", "utf-8"),
        (b"]Q2\\000029\xd6\xd0", "gb18030"),
        (b"]Q2\\000003\\000029mixed", None),
        (b"]Q2\\999999no such", None),
        (b"]Q2a\\\\000026", None),
        (b"]d1\\000026", None),
        (b"", None),
    ],
)
def test_the_declared_character_set_is_found(stream, codec):
    assert declared_codec(stream) == codec


def test_every_codec_named_is_one_that_python_has():
    for name in CODECS.values():
        assert codecs.lookup(name)
