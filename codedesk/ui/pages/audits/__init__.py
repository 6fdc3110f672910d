"""Audits: the list left, the form right, other views one key away. The page is page.py; its parts stand beside it."""
