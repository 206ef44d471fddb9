"""Fictional people and their papers, for the demo, the training mode and the tests."""
