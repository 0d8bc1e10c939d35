"""Figures of events before the one told."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from geomap.model import Reading
from geomap.vocabulary import Scope

Read = Callable[[str], Reading]


@pytest.mark.parametrize(
    ("text", "scopes"),
    [
        ("The previous ambush on that road killed six.", ["background"]),
        ("An ambush on that road killed six.", ["event"]),
        ("The group is blamed for bombings that have killed 300.", ["background"]),
        ("He was convicted of murdering 14 patients.", ["background"]),
        ("The ambush came a week after an attack in which 12 died.", ["background"]),
        ("The ambush came after an attack in which 12 died.", ["event"]),
        ("The army has lost eleven generals in the war so far.", ["background"]),
        (
            "In Gao, where a mine killed four men two years ago, gunmen shot dead two on Sunday.",
            ["background", "event"],
        ),
        (
            "In the worst raid on Bor since that of 2013, in which 90 died, six were killed.",
            ["background", "event"],
        ),
        (
            "Gunmen killed 12 people in Jos, more than in the whole of April, when 9 died.",
            ["event", "background"],
        ),
        ("Since Monday 14 people have been killed in the city.", ["total"]),
        (
            "They killed 17 in Logo and 8 in Guma, bringing to 73 the number killed this year.",
            ["event", "event", "total"],
        ),
    ],
)
def test_what_was_before_is_background_and_what_adds_up_a_total(
    text: str, scopes: list[str], read: Read
) -> None:
    assert [claim.scope for claim in read(text).claims] == scopes


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("Medics say 31 have been brought in dead since midnight.", "event"),
        ("Medics say 31 have been brought in dead since mid-May.", "background"),
        ("The attack echoed one in which nine were killed a decade ago.", "background"),
        ("Dozens die on this stretch of road every winter.", "background"),
        ("More than 200 have been murdered since the gold rush began.", "background"),
        ("It took 11 lives, three more than the flood of 2009.", "event"),
        ("In the previous week's shelling five people had been hurt.", "background"),
    ],
)
def test_the_time_told_with_a_figure_gives_its_scope(text: str, scope: str, read: Read) -> None:
    (claim,) = read(text).claims
    assert claim.scope == scope


@pytest.mark.parametrize(
    "text",
    [
        "A bomb killed 30 people in Homs on Saturday in the deadliest attack there in years.",
        "The attack, the deadliest in years, killed 30 people in Homs on Saturday.",
        "Shells hit Homs, killing 30 people, in the worst carnage in the city since May 2012.",
        "It was the heaviest shelling of Homs since May 2012, with 30 dead.",
    ],
)
def test_what_an_event_is_held_against_does_not_make_it_history(read: Read, text: str) -> None:
    counted = [(c.count.best, c.scope) for c in read(text).claims]
    assert counted == [(30, Scope.EVENT)]


def test_the_count_that_an_event_is_held_against_is_history(read: Read) -> None:
    text = (
        "Shells hit Homs, killing 30 people, in the worst carnage in the city since May 2012, "
        "when 68 people were killed."
    )
    counted = [(c.count.best, c.scope) for c in read(text).claims]
    assert counted == [(30, Scope.EVENT), (68, Scope.BACKGROUND)]


_WAR = "More than 9,000 people have died since the war began in 2014."


@pytest.mark.parametrize(
    "text",
    [
        "At least 834 soldiers have been killed since fighting erupted on 27 September. "
        "Azerbaijan says 63 of its civilians have been killed.",
        f"{_WAR} The rebels say 210 of their men have been killed.",
    ],
)
def test_a_perfect_right_behind_history_goes_on_with_it(text: str, read: Read) -> None:
    claims = read(text).claims
    assert [claim.scope for claim in claims] == [Scope.BACKGROUND, Scope.BACKGROUND]


@pytest.mark.parametrize(
    "text",
    [
        "At least 834 soldiers have been killed since fighting erupted on 27 September. "
        "Azerbaijan says 63 of its civilians have been killed in the strike on Stepanakert.",
        f"{_WAR} The rebels say 21 of their men have been killed in Kuito.",
        f"{_WAR} The rebels say 21 of their men have been killed on Tuesday.",
        f"{_WAR} The rebels say four of their men have been killed.",
        f"{_WAR} The rebels say 21 of their men were killed.",
        f"{_WAR} The rebels say 21 of their men have been wounded.",
        f"{_WAR}\n\nThe rebels say 21 of their men have been killed.",
    ],
)
def test_a_place_a_day_or_few_dead_behind_history_are_an_event(text: str, read: Read) -> None:
    claims = read(text).claims
    assert [claim.scope for claim in claims] == [Scope.BACKGROUND, Scope.EVENT]
