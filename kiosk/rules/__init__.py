"""The locality's rules: facts in, an assessment out, with every finding's reason and source."""
