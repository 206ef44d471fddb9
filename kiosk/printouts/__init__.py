"""Which paper a visit needs, what stands on it, and whether it was printed."""
