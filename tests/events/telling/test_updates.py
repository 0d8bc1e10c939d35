"""Updates: what a report's later words make of its earlier counts."""

from __future__ import annotations

import datetime as dt

import pytest

from geomap.events.telling.updates import another_blow
from geomap.model import Incident
from geomap.stages import load_stages, read_report
from geomap.vocabulary import Scope
from tests.builders import make_report


def _only(text: str) -> Incident:
    report = make_report(text, title=None, published=dt.date(2024, 3, 10))
    [incident] = [i for i in read_report(report, load_stages()).incidents if i.scope is Scope.EVENT]
    return incident


@pytest.mark.parametrize(
    "update",
    [
        "The death toll in Homs has risen to eight, the ministry said.",
        "By evening the number of dead in Homs had risen to eight, doctors said.",
    ],
)
def test_a_toll_that_rose_takes_the_place_of_the_count_before(update: str) -> None:
    killed = _only(f"Five people were killed by a bomb in Homs on 6 March. {update}").killed
    assert (killed.low, killed.best, killed.high) == (8, 8, 8)


def test_another_count_without_such_words_stands_beside_the_first() -> None:
    killed = _only(
        "Five people were killed by a bomb in Homs on 6 March. Doctors said eight people died."
    ).killed
    assert (killed.low, killed.high) == (5, 8)


def test_the_dead_of_a_second_bomb_come_on_top() -> None:
    first = "A bomb went off in Homs on 6 March. Six people were killed."
    assert _only(f"{first} A second bomb exploded and killed two policemen.").killed.best == 8
    twin = "Twin blasts killed six people in Homs on 6 March."
    assert _only(f"{twin} A second blast killed two of them.").killed.best == 6


def test_one_more_blow_is_not_one_more_person() -> None:
    assert not another_blow("A second man died in hospital.")
    assert not another_blow("One citizen was killed and another was injured.")
    assert another_blow("Another mortar shell fell on the school.")


def test_a_toll_can_rise_within_a_sentence() -> None:
    killed = _only("8 dead in Homs market bombing - UPDATE: Police say toll now 11.").killed
    assert (killed.low, killed.high) == (11, 11)
