"""The conformance kit: one suite that any driver must pass, be it a simulator, a replay or hardware."""
