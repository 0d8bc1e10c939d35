"""Where in a text dates can stand: around the words without which there is none."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from geomap.text.words.lexicon import load_lexicon

__all__ = ["CALENDAR", "RELATIVE", "WEEK", "stretches"]

CALENDAR, WEEK, RELATIVE = "calendar", "week", "relative"
# Dates with a month's name, with a weekday's, and those that only count.

_WORD = re.compile(r"[^\W\d_]+")
_REACH = 120
# Characters before and behind such a word that its date may take up.
_WIDE = re.compile(r"\s{12}")
# Blanks that a date could run over for longer.


def stretches(text: str, language: str) -> Mapping[str, Sequence[tuple[int, int]]]:
    """Find the stretches of a text that hold all its dates of a kind.

    Parameters
    ----------
    text : str
        Any text.
    language : str
        ISO 639-1 code of a lexicon.

    Returns
    -------
    mapping of str to sequence of (int, int)
        For each kind, half-open offsets in order, none overlapping.

    Examples
    --------
    >>> found = stretches("A strike in May", "en")
    >>> found[CALENDAR], found[WEEK]
    ([(0, 15)], [])
    """
    lower = text.lower()
    found: dict[str, list[tuple[int, int]]] = {CALENDAR: [], WEEK: [], RELATIVE: []}
    if len(lower) != len(text) or _WIDE.search(text):
        return {kind: [(0, len(text))] for kind in found}
    kinds = _anchors(language)
    for word in _WORD.finditer(lower):
        for kind in kinds.get(word[0], ()):
            start, end = max(0, word.start() - _REACH), min(len(text), word.end() + _REACH)
            known = found[kind]
            if known and start <= known[-1][1]:
                known[-1] = (known[-1][0], end)
            else:
                known.append((start, end))
    return found


@lru_cache(maxsize=4)
def _anchors(language: str) -> Mapping[str, tuple[str, ...]]:
    """Give the words of which every date has one, with the kinds that they belong to."""
    lexicon = load_lexicon(language)
    words = lexicon.dates
    phrases = (*words.days_back, *words.overnight, *words.steps, *words.day)
    counted = {*words.units, *words.weekend, *words.hours}
    relative = {part for phrase in phrases for part in phrase.split()}
    relative |= counted | {f"{unit}s" for unit in counted}
    feasts = {part for name in words.feasts for part in _WORD.findall(name)[:1]}
    kinds = {CALENDAR: {*lexicon.months, *feasts}, WEEK: lexicon.weekdays, RELATIVE: relative}
    return {
        word: tuple(kind for kind, known in kinds.items() if word in known)
        for known in kinds.values()
        for word in known
    }
