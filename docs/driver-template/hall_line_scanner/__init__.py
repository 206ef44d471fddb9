"""A code scanner that sends each scan as a line over TCP."""
