"""Whom a later sentence counts on top of the dead told before."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from geomap.events.figures.tally import tally
from geomap.model import Reading
from geomap.vocabulary import Quantity

Read = Callable[[str], Reading]


def _adding(reading: Reading) -> list[tuple[int | None, bool]]:
    dead = [claim for claim in reading.claims if claim.quantity is Quantity.KILLED]
    return [(claim.count.best, claim.adds) for claim in dead]


@pytest.mark.parametrize(
    "behind",
    [
        "Two of the wounded died in hospital.",
        "Two of the injured died on the way to the clinic.",
    ],
)
def test_the_wounded_who_die_come_on_top(read: Read, behind: str) -> None:
    reading = read(f"A rocket killed 14 people in Homs on Monday. {behind}")
    assert _adding(reading) == [(14, False), (2, True)]
    assert tally(reading.claims, Quantity.KILLED).best == 16


def test_a_count_that_has_risen_holds_those_who_died_late(read: Read) -> None:
    text = (
        "The toll of Monday's rocket on Homs rose from 14 to 16, a doctor said. "
        "Two of the wounded died in hospital."
    )
    assert tally(read(text).claims, Quantity.KILLED).best == 16


def test_an_attacker_who_is_shot_comes_on_top_of_the_victims(read: Read) -> None:
    reading = read("Gunmen killed five men in Homs on Monday. One of the attackers was shot dead.")
    assert tally(reading.claims, Quantity.KILLED).best == 6


def test_nobody_comes_on_top_where_nobody_was_counted(read: Read) -> None:
    reading = read("Shells fell on Homs on Monday. Two of the wounded died in hospital.")
    assert _adding(reading) == [(2, False)]
