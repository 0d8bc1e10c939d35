"""Where armed groups, forces and parties are at home: what they say of a report's country.

A report need not name its country. One that speaks of the Rapid Action Battalion and of Magura
is about Bangladesh, and not about one of the thirty Maguras of Romania.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from geomap.shipped import shipped_path

__all__ = ["home_votes"]

_VOTE = 0.5
# Of a body with one home, a little less than a nationality's; one with more divides it.
_WORD = re.compile(r"[^\W_](?:[\w'’.-]*[^\W_])?")


class _Body(NamedTuple):
    words: tuple[str, ...]
    countries: tuple[str, ...]


def home_votes(text: str) -> Mapping[str, float]:
    """Count what the bodies named in a text say of its country.

    Parameters
    ----------
    text : str
        The report's text. A name counts as it is written in ``data/lexicon/homes.csv``, so that
        the acronym "ETA" is not an estimated time.

    Returns
    -------
    mapping of str to float
        Votes by country (ISO 3166-1 alpha-2); each body once, however often it is named.

    Examples
    --------
    >>> home_votes("Boko Haram attacked Banki.")["NG"]
    0.125
    >>> home_votes("Shells fell on Banki.")
    {}
    """
    homes = _homes()
    words = _words(text)
    found = set()
    for at, word in enumerate(words):
        for name in homes.get(word, ()):
            if name.words == tuple(words[at : at + len(name.words)]):
                found.add(name)
    votes: dict[str, float] = defaultdict(float)
    for name in sorted(found, key=lambda name: name.words):
        for country in name.countries:
            votes[country] += _VOTE / len(name.countries)
    return dict(votes)


def _words(text: str) -> list[str]:
    """Give the words of a text without their genitive: "the Taliban's men", "People's Army"."""
    return [word.removesuffix("'s") for word in _WORD.findall(text.replace("’", "'"))]


@lru_cache(maxsize=1)
def _homes() -> Mapping[str, tuple[_Body, ...]]:
    """Give the bodies by their first word."""
    homes: dict[str, list[_Body]] = defaultdict(list)
    with shipped_path("lexicon/homes.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            words = tuple(_words(row["words"]))
            homes[words[0]].append(_Body(words, tuple(row["countries"].split("|"))))
    return {first: tuple(bodies) for first, bodies in homes.items()}
