"""Import and export: open files in and out, any spreadsheet in. The page is page.py; its parts stand beside it."""
