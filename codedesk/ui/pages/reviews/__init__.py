"""Reviews: from a quarter to a signed packet. The page is page.py; its parts stand beside it."""
