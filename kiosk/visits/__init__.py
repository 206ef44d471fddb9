"""One visit: its events, the state folded from them, and what a person can do next."""
