"""The durable store: one event log a terminal, chained so that a change shows."""
