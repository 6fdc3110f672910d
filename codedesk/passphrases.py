"""A passphrase proposed: six invented words of two syllables, which nobody chose and nobody can guess.

Words that a person thinks of are guessed first. These are drawn by the system's own chance, of letters that look and
sound like no other when they are written by hand and read aloud.
"""

import secrets

_SYLLABLES = tuple(f"{consonant}{vowel}" for consonant in "bdflmnrstv" for vowel in "aeiou")
_WORDS = 6
POSSIBLE = len(_SYLLABLES) ** (2 * _WORDS)
STRENGTH = (
    "Drawn by chance, each as likely as any other of 244 billion billion. Who tries ten million a second needs some "
    "390,000 years for it."
)


def proposed() -> str:
    """Return a passphrase like "sofa menu tiro bano lude rema": lower case, 29 letters with its spaces, 67 bits."""
    return " ".join(secrets.choice(_SYLLABLES) + secrets.choice(_SYLLABLES) for _ in range(_WORDS))
