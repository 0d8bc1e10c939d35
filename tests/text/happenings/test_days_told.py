"""Whose day a date is: the deed's, or that of what people did about it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from geomap.model import Incident, Reading
from geomap.stages import load_stages, read_report
from geomap.vocabulary import Scope
from tests.builders import make_report

Read = Callable[[str], Reading]

PUBLISHED = dt.date(2024, 3, 15)
# a Friday


def _only(text: str) -> Incident:
    report = make_report(text, title=None, published=PUBLISHED)
    told = read_report(report, load_stages()).incidents
    [incident] = [one for one in told if one.scope is Scope.EVENT]
    return incident


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Hundreds marched on Wednesday behind the widow of a man killed in Homs on Monday.", 11),
        ("Many met in Homs on Tuesday in memory of men whom a bomb killed the day before.", 11),
        ("Shops in Homs shut on Tuesday over the attack of the day before, in which six died.", 11),
        ("Two were arrested on Wednesday over the killing of a guard in Homs last Monday.", 11),
        ("The ministry condemned the shooting of six people in Homs on Tuesday.", 12),
        ("A man was shot dead in Homs on Tuesday, a day after the market reopened.", 12),
        ("On Tuesday shelling killed two people in Homs, and that evening a third died.", 12),
    ],
)  # fmt: skip
def test_the_day_is_the_deeds(text: str, day: int) -> None:
    date = _only(text).date
    assert date is not None
    assert (date.start, date.precision) == (dt.date(2024, 3, day), 1)


@pytest.mark.parametrize(
    "text",
    [
        "The bodies of the workers slain in Homs were on Wednesday flown to Damascus.",
        "Schools in Homs closed on Wednesday for the funeral of the four men killed by shells.",
    ],
)
def test_the_day_of_what_came_after_is_only_a_guess(text: str) -> None:
    date = _only(text).date
    assert date is not None
    assert date.precision > 1


def test_an_event_of_some_days_has_them_all() -> None:
    date = _only(
        "The mayor said that 60 people were killed in the battle for Homs, which began on Monday "
        "and ended on Wednesday."
    ).date
    assert date is not None
    assert (date.start, date.last) == (dt.date(2024, 3, 11), dt.date(2024, 3, 13))


def test_a_town_does_not_begin_on_a_day() -> None:
    date = _only("Two people were killed on Wednesday in Homs, where talks began on Monday.").date
    assert date is not None
    assert date.start == dt.date(2024, 3, 13)


def test_the_day_on_which_a_count_ends_is_not_the_event_s() -> None:
    incident = _only(
        "The Red Cross had collected 26 bodies in Homs by Wednesday, two days after the fighting."
    )
    assert incident.date is not None
    assert incident.date.start.day == 11


def _roles(reading: Reading) -> list[tuple[str, str]]:
    """Every date as written, without a stop behind it, and its role."""
    return [(one.span.of(reading.report.text).rstrip("."), one.role) for one in reading.dates]


@pytest.mark.parametrize(
    "text",
    [
        "Ten people were killed in Homs on Tuesday, which takes the losses to 834 since the war "
        "began on 27 August.",
        "Shells killed six people in Homs on Tuesday, bringing the toll to 834 since the war began "
        "on 27 August.",
        "Two guards were killed in Hama on Tuesday, raising the toll to 60 since fighting erupted "
        "on 27 August.",
        "Ten people were killed on Tuesday in Homs, where shells have fallen since the war began "
        "on 27 August.",
    ],
)
def test_the_day_on_which_a_sum_begins_is_no_day_of_the_event(text: str, read: Read) -> None:
    assert _roles(read(text)) == [("Tuesday", "event"), ("27 August", "past")]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Rockets have killed ten people in Homs since the truce collapsed on Sunday.", "Sunday"),
        ("Gunmen have shot six guards in Idlib since the talks failed on Monday.", "Monday"),
        ("Four people have died in Homs since the siege began on 3 September.", "3 September"),
        ("Rockets killed ten people in Homs after the truce collapsed on Sunday.", "Sunday"),
        ("Ten people were killed in Homs on 3 September, when the truce ended.", "3 September"),
    ],
)
def test_the_day_since_which_the_event_itself_goes_on_is_its_day(
    text: str, day: str, read: Read
) -> None:
    assert _roles(read(text)) == [(day, "event")]
