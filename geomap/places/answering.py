"""How well a place answers to a name: as written, by another of its names, or misspelt."""

from __future__ import annotations

from collections.abc import Iterable

from geomap.places.names.forms import spellings, split_level, split_site
from geomap.places.names.levels import DIRECTION_FIRST
from geomap.places.names.likeness import form_likeness
from geomap.places.rows import Row

__all__ = [
    "ALTERNATIVE",
    "FUZZY",
    "KIND_SCORES",
    "LONGER",
    "LOOSE",
    "SEVERAL",
    "SHORTER",
    "SITE",
    "Alike",
    "Found",
    "keep",
    "rank",
    "written_forms",
]

# How well a name answers: its own name, another of its names, a demonym, an unlike name, a
# country's name in a tongue that reports are not in.
KIND_SCORES = (1.0, 0.95, 0.93, 0.83, 0.7)
CORE = 0.97  # what stands when the words for its kind are taken off
ALTERNATIVE = 0.95  # one of several names written together
SITE = 0.94  # an airport, a market …, when the town has its name and no place the whole
PART = 0.9  # "northern Idlib", when there is no place of that name
SEVERAL = 0.98  # bears two of the names written together
LOOSE = 0.8  # the most that another romanisation can reach
FUZZY = 0.7  # the most that a misspelling can reach
SHORTER = 0.6  # of the letters: a name that much shorter is not this one misspelt
LONGER = 0.62  # begins with the name and goes on

Found = dict[int | str, tuple[float, Row]]
# by a place's identity: its score and row


def written_forms(name: str) -> Iterable[tuple[str, float]]:
    """Give the ways to read a written name, each with the most it may score, best first.

    Parameters
    ----------
    name : str
        The name as written.

    Returns
    -------
    iterable of (str, float)
        A way to write it, and the most that what bears it may score.

    Examples
    --------
    >>> dict(written_forms("northern Idlib"))["Idlib"]
    0.9
    """
    whole, *alternatives = spellings(name) or (name,)
    core = split_level(whole).core
    forms = {whole: 1.0}
    forms.setdefault(core, CORE)
    for spelling in alternatives:
        forms.setdefault(split_level(spelling).core, ALTERNATIVE)
    town, site = split_site(core)
    if site:
        forms.setdefault(town, SITE)
    if (first := DIRECTION_FIRST.match(core)) and first.end() < len(core):
        forms.setdefault(core[first.end() :], PART)
    return forms.items()


class Alike:
    """Tells how alike a name is to others, each form of theirs once.

    Parameters
    ----------
    form : str
        The name in its normal form.
    needed : float
        The least likeness that counts.
    """

    def __init__(self, form: str, needed: float) -> None:
        self._form = form
        self._needed = needed
        self._seen: dict[str, float] = {}

    def to(self, other: str) -> float:
        """Give the likeness; 0 where it is too little."""
        alike = self._seen.get(other)
        if alike is None:
            alike = form_likeness(self._form, other, needed=self._needed)
            self._seen[other] = alike
        return alike


def keep(found: Found, row: Row, score: float) -> None:
    """Keep a place that was found, with the best of its scores.

    Parameters
    ----------
    found : dict
        What was found so far; it is changed.
    row : Row
        The place.
    score : float
        How well it answers, from 0 to 1.
    """
    identity = row[0]
    if identity not in found or found[identity][0] < score:
        found[identity] = score, row


def rank(scored: tuple[float, Row]) -> tuple[float, int, int, str]:
    """Give the key by which the best answer comes first.

    Parameters
    ----------
    scored : (float, Row)
        A score and its place.

    Returns
    -------
    (float, int, int, str)
        Of equal scores countries and first-level units go before, then more people, then the
        name.
    """
    score, row = scored
    feature, population = row[6], row[10] or 0
    areas_first = 0 if feature.startswith("PCL") else 1 if feature == "ADM1" else 2
    return -round(score, 4), areas_first, -population, row[2]
