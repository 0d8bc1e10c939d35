"""The words that are no names: what tells "PRESS RELEASE" from a town."""

from __future__ import annotations

from functools import lru_cache

from geomap.shipped import shipped_path

__all__ = ["is_word", "plain_words"]

_SHORTEST = 3
# Letters before a last one that an ending doubles: "shipped".
_ENDINGS = (
    *(("ies", "y"), ("ied", "y"), ("es", ""), ("s", ""), ("ed", ""), ("d", "")),
    *(("ing", ""), ("ing", "e"), ("er", ""), ("est", ""), ("ers", ""), ("ly", "")),
    ("men", "man"),
)


def is_word(small: str) -> bool:
    """Tell whether letters are an English word, in any of its forms, and no name.

    Parameters
    ----------
    small : str
        A word in small letters.

    Returns
    -------
    bool
        False for what the list of words (``data/lexicon/en.words.txt``) does not have.

    Examples
    --------
    >>> is_word("villagers"), is_word("villag")
    (True, False)
    """
    words = plain_words("en")
    stem = small.split("'")[0].split("’")[0]
    if stem in words:
        return True
    for ending, plain in _ENDINGS:
        base = stem[: -len(ending)] + plain
        if stem.endswith(ending) and len(base) > 1:
            doubled = len(base) > _SHORTEST and base[-1] == base[-2]
            if base in words or (doubled and base[:-1] in words):
                return True
    return False


@lru_cache(maxsize=1)
def plain_words(language: str) -> frozenset[str]:
    """Give a language's words that are no names, in small letters.

    Parameters
    ----------
    language : str
        Its code, "en".

    Returns
    -------
    frozenset of str
        In their plain form.
    """
    path = shipped_path(f"lexicon/{language}.words.txt")
    return frozenset(path.read_text(encoding="utf-8").split())
