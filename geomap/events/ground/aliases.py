"""A place named twice, once in brackets: "Depayin (Tabayin)", "Gorlovka (Horlivka)"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from geomap.events.ground.containment import is_area
from geomap.model import Resolution
from geomap.stretches import Span

__all__ = ["without_aliases"]

_OPENS, _CLOSES = re.compile(r"\s\((?:or |also |now |formerly )?"), re.compile(r"\)")


def without_aliases(places: Sequence[Resolution], sentence: Span, text: str) -> list[Resolution]:
    """Take a name and the one in brackets behind it for one place, the surer one's.

    Parameters
    ----------
    places : sequence of Resolution
        Those of a sentence, in order.
    sentence : Span
        The sentence.
    text : str
        Its words.

    Returns
    -------
    list of Resolution
        One for each pair, under the name before the bracket; a unit in brackets only says
        where the place lies, and stays.
    """
    ordered = sorted(places, key=lambda place: place.toponym.span.start)
    told: dict[Resolution, Resolution] = {}
    gone: set[Resolution] = set()
    for name, alias in pairwise(ordered):
        between = text[
            name.toponym.span.end - sentence.start : alias.toponym.span.start - sentence.start
        ]
        behind = text[alias.toponym.span.end - sentence.start :]
        units = [r.place is not None and is_area(r.place) for r in (name, alias)]
        if not _OPENS.fullmatch(between) or not _CLOSES.match(behind) or any(units):
            continue
        gone.add(alias)
        better = name.place is None or (alias.place and alias.probability > name.probability)
        if alias.place is not None and better:
            reason = f"named '{alias.toponym.surface}', too: {alias.reason}"
            told[name] = replace(alias, toponym=name.toponym, reason=reason)
    return [told.get(place, place) for place in places if place not in gone]
