"""Codes: an image or a scan's bytes to text, and text to what kind of token it is."""
