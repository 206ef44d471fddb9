"""What an image says: page, machine-readable zone, photo."""
