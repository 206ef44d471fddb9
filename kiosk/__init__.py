"""What the terminal knows and decides: no Qt, no device input or output of its own."""
