"""Standards: what is expected of each work type. The page is page.py; the sheet for coders is sheet.py."""
