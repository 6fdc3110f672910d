"""The Capacity page: work that waits, the people for it, what came back, what holds charts up, how long they took."""
