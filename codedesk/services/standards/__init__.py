"""Standards and work types: the time line, what a change reaches, published figures, the sheet and its receipts."""
