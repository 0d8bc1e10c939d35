"""Where a sentence's event is shown: the place, the unit or the town around it, its seat."""

from __future__ import annotations

from collections.abc import Mapping

from geomap.events.telling.tellings import tellings_of
from geomap.model import Candidate, Place, Reading, Resolution
from geomap.stretches import Span
from tests.builders import make_place, make_province, make_report, make_toponym

HOMS = make_province("Homs", 36.4, 34.4)
HOMS_TOWN = make_place("Homs", admin1="Homs", lon=36.72, lat=34.73, population=775_404)
FAR = make_place("Karma", admin1="Aleppo", lon=37.2, lat=36.2)
NEAR = make_place("Karma", admin1="Homs", lon=36.74, lat=34.74)


def placed(text: str, answers: Mapping[str, Place | None], **levels: str | None) -> Resolution:
    """Where the first name of a one-sentence report is shown; the second holds the first."""
    report = make_report(text, title=None)
    spans = {
        name: Span(report_id="r1", start=text.index(name), end=text.index(name) + len(name))
        for name in answers
    }
    first, *others = spans
    resolutions = [
        Resolution(
            toponym=make_toponym(
                name,
                span=spans[name],
                level=levels.get(name),
                container=spans[others[0]] if name == first and others else None,
            ),
            place=place,
            probability=0.5 if name == first else 0.9,
            reason="one of two",
            precision=None if place is None else (4 if place is HOMS else 1),
            candidates=(Candidate(place=HOMS, score=0.6), Candidate(place=HOMS_TOWN, score=0.4)),
        )
        for name, place in answers.items()
    ]
    reading = Reading(
        report=report,
        sentences=(Span(report_id="r1", start=0, end=len(text)),),
        toponyms=tuple(r.toponym for r in resolutions),
        dates=(),
        claims=(),
        statements=(),
        triggers=(),
    )
    [telling] = tellings_of(reading, resolutions)
    return telling.places[0]


def test_a_unit_that_shares_its_name_with_a_town_is_marked_at_the_town() -> None:
    shown = placed("Shells fell in Homs.", {"Homs": HOMS})
    assert shown.place is not None
    assert (shown.place.id, shown.place.lon, shown.precision) == (HOMS.id, HOMS_TOWN.lon, 4)
    assert "the town of that name" in shown.reason


def test_a_unit_that_the_text_calls_one_keeps_its_own_point() -> None:
    shown = placed("Shells fell in Homs province.", {"Homs": HOMS}, Homs="province")
    assert shown.place == HOMS


def test_a_namesake_far_from_the_town_that_holds_it_is_not_believed() -> None:
    answers = {"Karma": FAR, "Homs": HOMS_TOWN}
    shown = placed("Shells fell in Karma, Homs.", answers, Karma="neighbourhood", Homs="city")
    assert shown.place == HOMS_TOWN
    assert shown.toponym.surface == "Karma"
    assert shown.precision == 1
    assert "lies elsewhere" in shown.reason


def test_a_part_of_a_town_that_is_known_there_keeps_its_own_place() -> None:
    answers = {"Karma": NEAR, "Homs": HOMS_TOWN}
    shown = placed("Shells fell in Karma, Homs.", answers, Karma="neighbourhood", Homs="city")
    assert shown.place == NEAR


def test_a_village_that_nobody_knows_is_shown_no_finer_than_a_district() -> None:
    shown = placed("Shells fell in Karma, Homs.", {"Karma": None, "Homs": HOMS_TOWN}, Homs="city")
    assert shown.place == HOMS_TOWN
    assert shown.precision == 3


def test_a_village_that_nobody_knows_and_nothing_holds_has_no_place() -> None:
    assert placed("Shells fell in Karma.", {"Karma": None}).place is None


def test_a_village_far_from_a_town_but_in_the_unit_of_its_name_is_believed() -> None:
    village = make_place("Karma", admin1="Homs", lon=37.3, lat=35.3)
    shown = placed("Shells fell in Karma, Homs.", {"Karma": village, "Homs": HOMS_TOWN})
    assert shown.place == village
