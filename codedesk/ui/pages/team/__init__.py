"""Team: the overview of a period. The page is page.py; the columns of its rows are rows.py."""
