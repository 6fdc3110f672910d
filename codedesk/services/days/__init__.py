"""Work days: the day grid and its changes, what is surprising about a day, pasted blocks, weeks, blank day sheets."""
