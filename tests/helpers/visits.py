"""Visits for tests: stamps, records and the events of a case."""

from drivers.device import Provenance, Source

HARDWARE = Provenance(Source.HARDWARE, "test", "1", "0001")
SIMULATOR = Provenance(Source.SIMULATOR, "simulated", "1")
