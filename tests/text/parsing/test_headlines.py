"""Headlines, whose verbs and prepositions the parser misses."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from geomap.model import Reading

Read = Callable[[str], Reading]


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("Suicide blast wounds 14 near Peshawar mosque", [("wounded", 14)]),
        ("Shelling injures nine in Donetsk", [("wounded", 9)]),
        ("Police: gun attack injures 4 in Quetta", [("wounded", 4)]),
        ("Car bomb kills eight outside Mogadishu hotel", [("killed", 8)]),
    ],
)
def test_a_headline_has_its_verb_and_its_places(
    text: str, counts: list[tuple[str, int]], read: Read
) -> None:
    claims = read(text).claims
    assert [(claim.quantity, claim.count.best) for claim in claims] == counts
