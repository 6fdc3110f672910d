"""Reviews: from a quarter to a signed packet. The page is page.py; its parts stand beside it."""

from codedesk.ui.pages.reviews.page import ReviewsPage

__all__ = ["ReviewsPage"]
