"""Coder: one person, looked at closely. The page is page.py; its parts stand beside it."""
