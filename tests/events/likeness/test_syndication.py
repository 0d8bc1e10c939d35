"""Copies of one dispatch: cut, headed anew, edited; and what is none."""

from __future__ import annotations

import datetime as dt

import pytest

from geomap.events.likeness.syndication import Dispatch, is_copy, origins
from tests.builders import make_report

WIRE = (
    "Shells fell on a vegetable market in the north of the town on Tuesday morning, killing 8 "
    "people and wounding 17, a doctor said. Stalls caught fire and families carried the wounded "
    "away in handcarts. The front line has run through the town for a year, and only one road out "
    "of it is open."
)


@pytest.mark.parametrize(
    "copy",
    [
        WIRE,
        WIRE.upper(),
        f"Market shelled\n\nTOWN (Wire) - {WIRE}",
        WIRE[: WIRE.index("Stalls")],
        WIRE.replace("vegetable market", "market").replace("a doctor said", "said a doctor"),
    ],
    ids=["whole", "capitals", "headline", "cut", "edited"],
)
def test_a_dispatch_is_known_again(copy: str) -> None:
    assert is_copy(Dispatch(WIRE), Dispatch(copy))
    assert is_copy(Dispatch(copy), Dispatch(WIRE))


@pytest.mark.parametrize(
    "other",
    [
        WIRE.replace("8 people", "11 people"),
        "A doctor said on Tuesday that 8 people were killed and 17 wounded by shells that hit a "
        "market in the north of the town, where fighting has gone on for a year.",
        "Eight dead.",
        "",
    ],
    ids=["an update", "other words", "too short", "empty"],
)
def test_what_tells_it_anew_is_no_copy(other: str) -> None:
    assert not is_copy(Dispatch(WIRE), Dispatch(other))


def test_the_first_published_is_the_origin_of_all_copies() -> None:
    def report(name: str, day: int, text: str = WIRE) -> object:
        return make_report(text, id=name, published=dt.date(2016, 3, day))

    reports = [report("a", 17), report("b", 16), report("c", 18), report("d", 15, "Other words.")]
    found = origins(reports)  # type: ignore[arg-type]
    assert found == {"a": "b", "b": "b", "c": "b", "d": "d"}
    assert origins(reports, [("a", "c")])["a"] == "a"  # type: ignore[arg-type]
    assert origins(reports, [("a", "gone")])["a"] == "a"  # type: ignore[arg-type]
