"""Reed–Solomon over GF(256) as QR codes use it, with erasures: places known to be doubtful cost half an error."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Codewords = NDArray[np.uint8]

_POLYNOMIAL = 0x11D


def _tables() -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    exp, log = np.zeros(512, np.int32), np.zeros(256, np.int32)
    value = 1
    for power in range(255):
        exp[power], log[value] = value, power
        value <<= 1
        if value & 0x100:
            value ^= _POLYNOMIAL
    exp[255:510] = exp[:255]
    return exp, log


_EXP, _LOG = _tables()
_EXP_LIST, _LOG_LIST = _EXP.tolist(), _LOG.tolist()


def corrected(word: Codewords, checks: int, erasures: Sequence[int], spare: int) -> Codewords | None:
    """``word`` put right, or None where it cannot be with certainty.

    The last ``checks`` codewords of it are for checking; ``erasures`` are the indices that are doubtful. Of the
    checks, ``spare`` are kept from correcting: each makes a wrong answer 256 times less likely.
    """
    wrong = _syndromes(word, checks)
    if not any(wrong):
        return word
    if len(erasures) > checks - spare:
        return None
    length = len(word)
    locator = _locator(wrong, [length - 1 - at for at in erasures])
    errors = len(locator) - 1 - len(erasures)
    if errors < 0 or 2 * errors + len(erasures) > checks - spare:
        return None
    mended = _mended(word, wrong, locator)
    return mended if mended is not None and not any(_syndromes(mended, checks)) else None


def _syndromes(word: Codewords, checks: int) -> list[int]:
    present = np.nonzero(word)[0]
    logs, powers = _LOG[word[present]], len(word) - 1 - present
    terms = _EXP[(logs[None, :] + np.arange(checks)[:, None] * powers[None, :]) % 255]
    return [int(value) for value in np.bitwise_xor.reduce(terms, axis=1)] if len(present) else [0] * checks


def _times(one: int, other: int) -> int:
    return _EXP_LIST[_LOG_LIST[one] + _LOG_LIST[other]] if one and other else 0


def _over(one: int, other: int) -> int:
    return _EXP_LIST[_LOG_LIST[one] + 255 - _LOG_LIST[other]] if one else 0


def _locator(wrong: list[int], powers: list[int]) -> list[int]:
    """The polynomial (lowest term first) whose roots say where, beginning from the places already known.

    Berlekamp and Massey's way, as Blahut extends it to erasures.
    """
    known = [1]
    for power in powers:
        root = _EXP_LIST[power]
        shifted = [0, *(_times(term, root) for term in known)]
        known = [a ^ b for a, b in zip([*known, 0], shifted, strict=True)]
    locator, helper, degree = known, known, len(powers)
    for step in range(len(powers), len(wrong)):
        gap = 0
        for at, term in enumerate(locator[: step + 1]):
            gap ^= _times(term, wrong[step - at])
        helper = [0, *helper]
        if not gap:
            continue
        better = _sum(locator, [_times(gap, term) for term in helper])
        if 2 * degree <= step + len(powers):
            degree = step + 1 + len(powers) - degree
            helper = [_over(term, gap) for term in locator]
        locator = better
    while len(locator) > 1 and locator[-1] == 0:
        locator = locator[:-1]
    return locator


def _sum(one: list[int], other: list[int]) -> list[int]:
    size = max(len(one), len(other))
    padded = ([*terms, *([0] * (size - len(terms)))] for terms in (one, other))
    return [a ^ b for a, b in zip(*padded, strict=True)]


def _mended(word: Codewords, wrong: list[int], locator: list[int]) -> Codewords | None:
    """Forney's magnitudes at the locator's roots; None where the roots are not as many as they must be."""
    length = len(word)
    roots = [power for power in _roots(locator) if power < length]
    if len(roots) != len(locator) - 1:
        return None
    product = [0] * len(wrong)
    for at, term in enumerate(locator):
        for step in range(len(wrong) - at):
            product[at + step] ^= _times(term, wrong[step])
    mended = word.copy()
    for power in roots:
        inverse = (255 - power) % 255
        slope = 0
        for at in range(1, len(locator), 2):
            slope ^= _times(locator[at], _EXP_LIST[inverse * (at - 1) % 255])
        if not slope:
            return None
        value = 0
        for at, term in enumerate(product):
            value ^= _times(term, _EXP_LIST[inverse * at % 255])
        mended[length - 1 - power] ^= _times(_EXP_LIST[power], _over(value, slope))
    return mended


def _roots(locator: list[int]) -> list[int]:
    """The powers p for which the locator is zero at the inverse of the p-th power of the field's generator."""
    terms = np.array(locator)
    present = np.nonzero(terms)[0]
    inverse = (255 - np.arange(255)) % 255
    values = _EXP[(_LOG[terms[present]][:, None] + present[:, None] * inverse[None, :]) % 255]
    return [int(power) for power in np.nonzero(np.bitwise_xor.reduce(values, axis=0) == 0)[0]]
