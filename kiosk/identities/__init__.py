"""One person, four identities: the notice, the electronic card, the card's chip and the passport, side by side.

``sources`` takes an identity from each, ``joining.join`` judges every pair of them field by field. Every judgement
names its rule and shows both values; nothing here is a score, and nothing here confirms anybody.
"""
