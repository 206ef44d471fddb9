"""Signed codes: a permit's number under a signature that this terminal can check before it asks the registry."""
