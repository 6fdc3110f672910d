"""Setup: the people, the lists and the choices of a department. The page is page.py; each section has its file."""
