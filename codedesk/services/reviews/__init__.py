"""Reviews: one coder and one period from data gaps to a signed packet, given packets, the sheets beside them."""
