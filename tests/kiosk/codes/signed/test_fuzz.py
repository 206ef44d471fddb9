"""A bounded part of the fuzzing that `python -m tests.helpers.fuzz_tokens` does a million times."""

import random

import cbor2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.codes.signed import cbor
from kiosk.codes.signed.envelope import MAX_MESSAGE_BYTES, seal, unseal
from kiosk.codes.signed.faults import TokenFault, TokenRefused
from tests.helpers.fuzz_tokens import fuzz
from tests.helpers.signed_codes import text_of


def test_ten_thousand_payloads_are_refused_each_for_a_documented_fault_or_really_hold():
    found = fuzz(10_000, seed=20261120)
    assert found.count == 10_000
    assert found.outcomes["holds"] > 0
    assert {"T-101", "T-102", "T-103", "T-104", "T-105", "T-106", "T-107", "T-108", "T-115"} <= set(found.outcomes)


def test_no_tag_is_ever_read():
    """A number to the power of its tag, a regular expression, a shared value: none of it is even begun."""
    for tag in (*range(1_500), 43_000, 43_001, 55_799, 65_536, 2**32, 2**64 - 1):
        head = cbor2.dumps(cbor2.CBORTag(tag, 0))
        with pytest.raises(TokenRefused) as refused:
            cbor.decode(head)
        assert refused.value.fault is TokenFault.NOT_COSE, tag


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_any_message_that_fits_comes_back_from_its_text(message):
    assert unseal(seal(message)) == message


def test_a_message_nobody_would_open_is_not_sealed():
    with pytest.raises(TokenRefused) as refused:
        seal(random.Random(1).randbytes(MAX_MESSAGE_BYTES))
    assert refused.value.fault is TokenFault.TOO_LARGE


@pytest.mark.parametrize("size", [MAX_MESSAGE_BYTES, MAX_MESSAGE_BYTES + 1, 10_000_000])
def test_nothing_is_unpacked_beyond_its_bound(size):
    text = text_of(b"\0" * min(size, 200_000))
    if size <= MAX_MESSAGE_BYTES:
        assert len(unseal(text)) == size
    else:
        with pytest.raises(TokenRefused) as refused:
            unseal(text)
        assert refused.value.fault is TokenFault.TOO_LARGE


VALUE = st.integers(-(2**70), 2**70) | st.binary(max_size=20) | st.text("aß样\U0001f600", max_size=20)


@settings(deadline=None)
@given(st.dictionaries(st.integers(-(2**64), 2**64 - 1), VALUE, max_size=8))
def test_values_have_one_encoding_and_come_back_from_it(value):
    encoded = cbor.encode(value)
    if any(isinstance(each, int) and not -(2**64) <= each < 2**64 for each in value.values()):
        with pytest.raises(TokenRefused):
            cbor.decode(encoded)
    else:
        assert cbor.decode(encoded) == value
