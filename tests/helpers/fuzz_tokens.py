"""Throws random and mutated payloads at everything that reads a token: `python -m tests.helpers.fuzz_tokens`.

Nothing but TokenRefused may come out, nothing may take long or grow, and a code may hold only where its signed
message is, byte for byte, one that was really issued.
"""

import argparse
import random
import resource
import sys
import time
import zlib
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

import base45
import cbor2

from kiosk.codes.signed.checking import check
from kiosk.codes.signed.envelope import SIGNED_PREFIX, unseal
from kiosk.codes.signed.faults import TokenRefused
from kiosk.codes.token import SignedToken, classify
from tests.helpers.signed_codes import KEY, NOW, PERMIT, RING, claims, cose, text_of

_SAID = (claims(), claims(permit_number="A", code_id=b"\xff" * 16), claims(permit_number="9" * 64))
SEEDS = (*(KEY.issue(each) for each in _SAID), KEY.phone_code(PERMIT, NOW))
MESSAGES = tuple(unseal(seed) for seed in SEEDS)
PAYLOAD = claims().encoded()
_BASE45 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
_VALUES = (0, 1, -1, -7, -8, 2**31, 2**63, -(2**63), 2**70, "", "x", "9" * 300, b"", b"\0" * 8, b"\0" * 16, 1.5)
_ODD = (
    *_VALUES,
    None,
    True,
    float("nan"),
    float("inf"),
    [],
    [[]],
    {},
    {1: {}},
    cbor2.CBORTag(5, [9, 1]),
    cbor2.undefined,
)


@dataclass
class Found:
    """What came of it."""

    count: int = 0
    slowest_ms: float = 0.0
    outcomes: Counter[str] = field(default_factory=Counter)


def _mutated(dice: random.Random, data: bytes) -> bytes:
    piece = bytearray(data)
    for _ in range(dice.choice((1, 1, 2, 8))):
        at = dice.randrange(len(piece) + 1)
        match dice.randrange(5):
            case 0:
                piece[at : at + 1] = dice.randbytes(1)
            case 1:
                piece[at:at] = dice.randbytes(dice.randrange(1, 5))
            case 2:
                del piece[at : at + dice.randrange(1, 9)]
            case 3:
                piece[at : at + 1] = bytes(
                    (dice.choice((0, 0x1B, 0x5F, 0x7F, 0x80, 0x9F, 0xBF, 0xC5, 0xFB, 0xFF)),)
                )
            case _:
                piece[at:at] = piece[: dice.randrange(len(piece) + 1)]
    return bytes(piece)


def _random_bytes(dice: random.Random) -> bytes:
    return dice.randbytes(dice.randrange(0, 300))


def _random_body(dice: random.Random) -> bytes:
    return (SIGNED_PREFIX + "".join(dice.choices(_BASE45, k=dice.randrange(0, 508)))).encode()


def _mutated_text(dice: random.Random) -> bytes:
    return _mutated(dice, dice.choice(SEEDS).encode())


def _mutated_packing(dice: random.Random) -> bytes:
    packed = _mutated(dice, zlib.compress(dice.choice(MESSAGES)))
    return SIGNED_PREFIX.encode() + base45.b45encode(packed)


def _mutated_message(dice: random.Random) -> bytes:
    return text_of(_mutated(dice, dice.choice(MESSAGES))).encode()


def _bomb(dice: random.Random) -> bytes:
    return text_of(dice.choice((b"\0", b"\x81", b"\xd2\x84")) * dice.randrange(1, 40_000)).encode()


def _odd_message(dice: random.Random) -> bytes:
    parts = [dice.choice((*_ODD, *MESSAGES)) for _ in range(dice.choice((3, 4, 4, 4, 5)))]
    return text_of(b"\xd2" + cbor2.dumps(parts, canonical=dice.random() < 0.8)).encode()


def _odd_claims(dice: random.Random) -> bytes:
    said = cbor2.loads(PAYLOAD)
    for _ in range(dice.randrange(1, 4)):
        said[dice.choice((1, 2, 4, 5, 6, 7, 8, -65537, "x"))] = dice.choice(_ODD)
    return text_of(cose(cbor2.dumps(said, canonical=dice.random() < 0.9))).encode()


def _signed_garbage(dice: random.Random) -> bytes:
    return text_of(cose(_mutated(dice, PAYLOAD))).encode()


def _odd_header(dice: random.Random) -> bytes:
    header = {1: -7, 4: KEY.trusted.key_id}
    header[dice.choice((1, 2, 3, 4, 5, 33, "alg"))] = dice.choice(_ODD)
    return text_of(cose(header=header)).encode()


_SIGNING = (_odd_claims, _signed_garbage, _odd_header)
"""These sign what they made, however odd."""

MAKERS: tuple[Callable[[random.Random], bytes], ...] = (
    *(_random_bytes, _random_body, _mutated_text, _mutated_packing, _mutated_message, _mutated_message),
    *(_bomb, _odd_message, *_SIGNING),
)


def fuzz(count: int, seed: int) -> Found:
    """Try ``count`` payloads, the same for the same ``seed``; raises AssertionError where one holds wrongly."""
    dice, found = random.Random(seed), Found()
    for place in range(count):
        maker = MAKERS[place % len(MAKERS)]
        data = maker(dice)
        started = time.thread_time()
        outcome = _tried(data, signed=maker in _SIGNING)
        found.slowest_ms = max(found.slowest_ms, (time.thread_time() - started) * 1000)
        found.outcomes[outcome] += 1
        found.count += 1
    return found


def _tried(data: bytes, *, signed: bool) -> str:
    token = classify(data)
    if not isinstance(token, SignedToken):
        return getattr(token, "failure_code", "opaque")
    try:
        check(token.text, RING, NOW)
    except TokenRefused as refused:
        return refused.code
    message = unseal(token.text)
    assert message in MESSAGES or (signed and _may_hold(message)), token.text
    return "holds"


def _may_hold(message: bytes) -> bool:
    """Whether a message that was truly signed says what may hold at NOW, judged apart from the shipped code."""
    header, _, payload, _ = cbor2.loads(message).value
    said, now = cbor2.loads(payload, allow_duplicate_keys=False), int(NOW.timestamp())
    longest = {1: 400 * 86_400, 2: 120}[said[-65537]]
    return (
        cbor2.loads(header, allow_duplicate_keys=False) == {1: -7, 4: KEY.trusted.key_id}
        and sorted(said) == [-65537, 1, 2, 4, 5, 6, 7]
        and all(type(key) is int for key in said)
        and all(type(said[key]) is int for key in (4, 5, 6))
        and said[1] == KEY.trusted.issuer
        and isinstance(said[2], str)
        and 0 < len(said[2]) <= 64
        and said[6] <= said[5] < said[4] <= said[6] + longest
        and said[6] - 30 <= now < said[4] + 30
        and said[5] - 30 <= now
        and len(said[7]) == 16
    )


def main() -> None:
    """Run it and say the figures."""
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--count", type=int, default=1_000_000)
    arguments.add_argument("--seed", type=int, default=1)
    chosen = arguments.parse_args()
    fuzz(20_000, 0)  # warm, so that growth below is growth
    before, started = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.perf_counter()
    found = fuzz(chosen.count, chosen.seed)
    seconds = time.perf_counter() - started
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    figures = f"{found.count} payloads in {seconds:.0f} s, slowest {found.slowest_ms:.1f} ms of processor time"
    lines = [f"{figures}, {grown} KiB more memory"]
    lines += [f"  {outcome}: {times}" for outcome, times in sorted(found.outcomes.items())]
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
