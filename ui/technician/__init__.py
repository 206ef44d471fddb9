"""The technician's face: every device with its state, its last error and its self-test."""
