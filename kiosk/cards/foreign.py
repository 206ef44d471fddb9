"""Cards people put in by mistake, for training and tests: a bank card, a transit card, a blank one."""

from drivers.card_reader.virtual_card import CardFaults, Dialect, Protocol, RecordFile, VirtualCard

NO_FAULTS = CardFaults()
BANK_APPLICATION = bytes.fromhex("a000000333010101")
_PAYMENT_ENVIRONMENT = b"1PAY.SYS.DDF01"
_TRANSIT_APPLICATION = b"\xa0\x00\x00\x06\x32\x01\x01\x05"


def bank_card(faults: CardFaults = NO_FAULTS) -> VirtualCard:
    """A debit card: its own applications, and account data that nobody here has any business with."""
    account = RecordFile([b"\x5a\x08\x62\x00\x00\x00\x00\x00\x00\x00"])
    applications = {_PAYMENT_ENVIRONMENT: {0x0001: account}, BANK_APPLICATION: {0x0001: account}}
    return VirtualCard(bytes.fromhex("3b6d00000031c071d6643809200084900000"), applications, faults=faults)


def transit_card(faults: CardFaults = NO_FAULTS) -> VirtualCard:
    """A city's bus card: one application, balances, nothing of a person."""
    files = {0x0015: RecordFile([b"\x01\x04\x00\x00\x00\x00"])}
    dialect = Dialect(protocol=Protocol.T0, by_identifier=False)
    return VirtualCard(bytes.fromhex("3b6800000073c84013009000"), {_TRANSIT_APPLICATION: files}, dialect, faults)


def blank_card(faults: CardFaults = NO_FAULTS) -> VirtualCard:
    """A chip nobody has written anything to."""
    return VirtualCard(b"\x3b\x00", {}, faults=faults)
