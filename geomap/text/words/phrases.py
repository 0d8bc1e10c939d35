"""Phrases of the lexicon in a sentence: whole words, most of them ruled out at a glance."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

__all__ = ["phrases_in"]


def phrases_in(lower: str, phrases: Sequence[str], *, open_end: bool = False) -> Iterator[str]:
    """Give the phrases that a sentence holds, in the lexicon's order.

    Parameters
    ----------
    lower : str
        The sentence in lower case.
    phrases : sequence of str
        The phrases, in lower case.
    open_end : bool
        Whether a phrase may end inside a word.

    Yields
    ------
    str
        Each phrase that stands there as words of its own.

    Examples
    --------
    >>> list(phrases_in("the warning of the war", ["war", "warning", "peace"]))
    ['war', 'warning']
    >>> list(phrases_in("the warning", ["warn"], open_end=True))
    ['warn']
    """
    for phrase in phrases:
        if phrase in lower and _bounded(phrase, open_end).search(lower):
            yield phrase


@lru_cache(maxsize=4096)
def _bounded(phrase: str, open_end: bool) -> re.Pattern[str]:
    end = "" if open_end else "(?![a-z])"
    return re.compile(f"(?<![a-z]){re.escape(phrase)}{end}")
