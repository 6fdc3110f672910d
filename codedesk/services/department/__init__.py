"""The department itself: its choices and starter lists, its history, the events and notes of its days."""
