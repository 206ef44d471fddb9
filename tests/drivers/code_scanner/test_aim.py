import pytest

from drivers.code_scanner.aim import split_identifier


@pytest.mark.parametrize(
    ("raw", "identifier", "payload"),
    [
        (b"FWPN:ABC", None, b"FWPN:ABC"),
        (b"]Q1FWPN:ABC", "]Q1", b"FWPN:ABC"),
        (b"]Q0old", "]Q0", b"old"),
        (b"]C1(01)", "]C1", b"(01)"),
        (b"]Q1", "]Q1", b""),
        (b"]1Qno identifier", None, b"]1Qno identifier"),
        (b"]Q2\\000026\xe4\xb8\xad", "]Q2", "中".encode()),
        (b"]Q2\\000029\xd6\xd0\\000026ok", "]Q2", b"\xd6\xd0ok"),
        (b"]Q2a\\\\b", "]Q2", b"a\\b"),
        (b"]Q2a\\\\000026", "]Q2", b"a\\000026"),
        (b"]Q1a\\\\b", "]Q1", b"a\\\\b"),
    ],
)
def test_the_identifier_is_taken_off_and_escapes_undone(raw, identifier, payload):
    assert split_identifier(raw) == (identifier, payload)


@pytest.mark.parametrize("payload", [b"C:\\new", b"a\\", b"\\00002"])
def test_data_that_was_never_escaped_stays_as_it_came(payload):
    assert split_identifier(b"]Q2" + payload) == ("]Q2", payload)
