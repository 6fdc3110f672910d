"""Home: what is due and where to begin."""
