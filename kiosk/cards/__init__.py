"""The social security card's files over any card reader.

``reading.read_card`` reads, ``matching.match_card`` compares with the permit's record, ``problems`` names what can
go wrong; ``compose`` and ``virtual`` make cards for training and tests and are not used on real devices.
"""
