"""The social security card's files over any card reader.

``reading.read_card`` reads, ``matching.match_card`` compares with the permit's record, ``problems`` names what can
go wrong. ``authentication`` is the contract of whoever answers a third-generation card, ``authenticator`` uses it
sparingly, ``security_module`` is one of them. ``compose``, ``virtual``, ``virtual_module``, ``foreign``,
``card_file`` (with ``card_description`` and ``described_card``) and ``training_key`` make cards for training and
tests and are not used on real devices; ``bench`` measures.
"""
