"""The social security card's files over any card reader."""
