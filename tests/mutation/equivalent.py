"""Faults that change nothing, each with the reason: looked at one by one, no test can catch them.

They are found by their words, whatever line they stand in; a reason stays true only while the code around it does.
"""

EQUIVALENT: dict[str, str] = {}
