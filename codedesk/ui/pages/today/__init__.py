"""Today: the days of the team typed in. The page is page.py; its cells, grid, strip and pair stand beside it."""
