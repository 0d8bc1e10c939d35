"""What is known of a sentence before its places, claims and statements are read."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from geomap.text.assertions.occasions import NO_OCCASION, Occasion
from geomap.text.voices.claimants import Attribution
from geomap.vocabulary import Scope

__all__ = ["Situation"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """What is known of a sentence before its places get their roles."""

    scope: Scope
    scope_reason: str
    triggered: bool
    # it has a word that tells of an event
    eventful: bool
    # it has a trigger or a casualty
    counts: bool = False
    # it counts people who were harmed
    attributions: tuple[Attribution, ...]
    opening: bool
    # it stands in the first paragraphs, where a dateline may be
    heads_entry: bool = False
    # it is a line of names that what follows is about: "Nyala, South Darfur."
    label_end: int = 0
    # where the place ends that its line opens with: "MOSUL - Police …"
    goes_on: bool = False
    # the sentence before told of an event
    quiet: frozenset[int] = frozenset()
    # positions in clauses in which nothing happened, beside others in which something did
    occasion: Occasion = NO_OCCASION
    # what it tells of an event before the one it tells of
    published: dt.date | None = None
    # the figure of another year is history
    surnames: frozenset[str] = frozenset()
    # of the persons whom the report names in full
    cells: tuple[tuple[int, int], ...] = ()
    # words in a table's column of places
