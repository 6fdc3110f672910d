"""Which operations are struck: all of them, or as many as there is time for, drawn by a seed."""

import random
from itertools import pairwise


def drawn(points: int, most: int, seed: str) -> list[int]:
    """Draw operations by their numbers, from 1 on: one of every part of the run, and where it is not one, the last."""
    if points <= most:
        return list(range(1, points + 1))
    source = random.Random(seed)
    if most == 1:
        return [source.randint(1, points)]
    edges = [points * part // most for part in range(most + 1)]
    return [*(source.randint(first + 1, last) for first, last in pairwise(edges[:-1])), points]
