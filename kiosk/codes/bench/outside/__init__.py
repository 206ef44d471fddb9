"""A second opinion: photographs of codes made up by other optics than the bench's own, in linear light.

Its difficulty was set by other readers' published marks before this terminal's reader was ever run on it:
docs/decisions/codes-second-opinion.md.
"""
