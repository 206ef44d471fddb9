"""Identifiers and their check digits: MRZ, USCC, social security number, permit number."""
