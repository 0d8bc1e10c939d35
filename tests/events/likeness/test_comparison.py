"""Points for and against one event: each sign alone, and what outweighs it."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import pytest

from geomap.events.likeness.comparison import compare
from geomap.events.likeness.facets import Facets, facets_of
from geomap.model import Candidate, Incident, Place, Report, Tally
from geomap.stretches import Span
from geomap.vocabulary import Qualifier
from tests.builders import (
    DAY,
    make_claim,
    make_count,
    make_incident,
    make_place,
    make_province,
    make_range,
    make_report,
    make_resolution,
    make_toponym,
)

HOMS = make_province("Homs", 36.4, 34.4)
BENUE = make_province("Benue", 8.0, 7.0, country="NG")
KURRAM = make_place("Kurram District", feature="ADM2", id="kurram", admin2="Kurram District")


def mention(
    words: str, report_id: str = "r1", *, place: Place | None = None, **changes: Any
) -> Facets:
    """The facets of a report of these words; "here" in them is where it happened."""
    report: Report = make_report(words, id=report_id, title=None)
    span = Span(report_id=report_id, start=0, end=len(words))
    place = place or make_place("Talbiseh")
    toponym = make_toponym(changes.pop("name", place.name), span=span)
    resolution = replace(
        make_resolution(place.name, place=place, toponym=toponym), **changes.pop("resolved", {})
    )
    changes.setdefault("places", [resolution])
    incident: Incident = make_incident(
        f"{report_id}-e1", report_ids=(report_id,), span=span, **changes
    )
    return facets_of(incident, {report_id: report})


def killed(number: int) -> dict[str, Any]:
    return {"killed": Tally(low=number, best=number, high=number)}


def points(one: Facets, other: Facets) -> float:
    assert compare(one, other) == compare(other, one)
    return compare(one, other).score


STRIKE = mention("Jets bombed Talbiseh.")


@pytest.mark.parametrize(
    "other",
    [
        mention("Warplanes over Talbiseh.", "r2"),
        mention("Warplanes over Talbiseh.", "r2", event_type="Attack"),
        mention("Warplanes over Talbiseh.", "r2", date=make_range(DAY, days=2, precision=2)),
        mention("Raids in Homs.", "r2", place=HOMS),
        mention("Raids on Tell Bisseh.", "r2", place=HOMS, name="Tell Bisseh",
                resolved={"reason": "shown as the unit that the sentence names"}),
    ],
    ids=["same", "attack", "overnight", "province", "spelling"],
)  # fmt: skip
def test_what_says_less_may_be_one(other: Facets) -> None:
    assert points(STRIKE, other) > 0


@pytest.mark.parametrize(
    "other",
    [
        mention("Jets bombed Rastan.", "r2", place=make_place("Rastan", lon=36.73, lat=35.0)),
        mention("Raids in Benue.", "r2", place=BENUE),
        mention("Jets bombed Talbiseh.", "r2", date=make_range(DAY.replace(day=20))),
    ],
    ids=["town", "province", "day"],
)
def test_another_place_or_day_is_never_one(other: Facets) -> None:
    assert points(STRIKE, other) == -math.inf


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("In the morning jets bombed Talbiseh.", "In the evening jets bombed Talbiseh."),
        ("Jets bombed a bakery in Talbiseh.", "Jets bombed a clinic in Talbiseh."),
    ],
)
def test_hours_and_targets_keep_two_strikes_apart(one: str, other: str) -> None:
    together = points(mention(one, **killed(6)), mention(one, "r2", **killed(6)))
    apart = points(mention(one, **killed(6)), mention(other, "r2", **killed(3)))
    assert apart < together - 2
    both = "In the evening jets bombed a clinic in Talbiseh."
    first = "In the morning jets bombed a bakery in Talbiseh."
    assert points(mention(first, **killed(6)), mention(both, "r2", **killed(3))) < 0


def test_the_attack_before_is_not_what_a_sentence_tells_of() -> None:
    later = mention("Jets bombed a clinic in Talbiseh hours after a raid on a bakery.", "r2")
    assert later.targets == {"health"}


def test_a_large_count_that_is_the_same_outweighs_another_kind() -> None:
    clash = mention("Fighting in Talbiseh.", "r2", event_type="Armed clash", **killed(65))
    assert points(mention("Jets bombed Talbiseh.", **killed(65)), clash) > 0
    assert points(mention("Jets bombed Talbiseh.", **killed(8)), replace(clash)) < 0


def test_an_update_may_be_dated_a_day_or_two_late() -> None:
    late = make_range(DAY.replace(month=10, day=1))
    plain = mention("Jets bombed Talbiseh.", "r2", date=late, **killed(22))
    update = mention("The toll in Talbiseh has risen to 22.", "r2", date=late, **killed(22))
    before = mention("Jets bombed Talbiseh.", **killed(20))
    assert points(before, update) > 0 > points(before, plain)


def test_a_place_that_was_not_said_is_taken_from_the_words() -> None:
    council = mention("The council of Talbiseh buried the three.", "r2", places=())
    assert council.surmised
    assert points(STRIKE, council) > 0
    assert points(STRIKE, mention("The council buried the three.", "r2", places=())) < 0


def test_an_unsure_name_is_looked_for_in_the_province_that_the_other_names() -> None:
    far = make_place("Otukpo", country="NG", admin1="Cross River", lon=8.9, lat=6.1, id="far")
    near = make_place("Oturkpo", country="NG", admin1="Benue", lon=8.1, lat=7.2, id="near")
    candidates = tuple(Candidate(place=place, score=0.5) for place in (far, near))
    unsure = {"candidates": candidates, "probability": 0.5}
    state = mention("Gunmen in Benue.", **killed(46), place=BENUE)
    town = mention("Gunmen in Otukpo.", "r2", **killed(46), place=far, resolved=unsure)
    assert points(state, town) > 0
    sure = mention("Gunmen in Otukpo.", "r2", **killed(46), place=far,
                   resolved=unsure | {"probability": 0.95})  # fmt: skip
    assert points(state, sure) == -math.inf


def test_a_district_holds_the_towns_that_the_gazetteer_puts_in_it() -> None:
    town = make_place("Parachinar", admin2="Kurram District")
    one = mention("A bomb in Parachinar.", place=town, **killed(67))
    assert points(one, mention("Bombs in Kurram.", "r2", place=KURRAM, **killed(67))) > 0


def test_the_reasons_name_what_agreed() -> None:
    other = mention("Jets bombed Talbiseh.", "r2", **killed(22))
    found = compare(mention("Jets bombed Talbiseh.", **killed(22)), other)
    assert "both in Talbiseh (+2.4)" in found.reasons
    assert any("both 22 killed" in reason for reason in found.reasons)
    assert 0.9 < found.probability < 1


def test_one_name_that_a_report_leaves_open_is_the_place_that_the_other_means() -> None:
    near, far = make_place("Solhan"), make_place("Solhan", id="far", lon=10.0, lat=10.0)
    candidates = (Candidate(place=far, score=0.6), Candidate(place=near, score=0.4))
    unsure = {"probability": 0.6, "candidates": candidates}
    sure = mention("Raiders burned Solhan.", place=near, resolved={"probability": 0.95})
    guess = mention("Solhan was raided.", "r2", place=far, resolved=unsure)
    assert points(sure, guess) > points(sure, mention("Far.", "r2", place=far)) == -math.inf
    certain = mention("Solhan was raided.", "r2", place=far, resolved={"probability": 0.95})
    assert points(sure, certain) == -math.inf


def test_what_burned_is_no_other_event_than_who_was_killed() -> None:
    burned = mention("Raiders burned Talbiseh.", "r2", event_type="Looting/property destruction")
    clash = mention("They clashed in Talbiseh.", "r2", event_type="Armed clash")
    assert points(STRIKE, burned) > points(STRIKE, clash)


def test_a_number_that_both_reports_tell_speaks_for_one_event_whoever_else_counts() -> None:
    fifteen, four = (make_claim(n, id=f"c{n}", span=Span(report_id="r2", start=0, end=5),
                                count=make_count(n, high=n, qualifier=Qualifier.EXACT,
                                                 wording=str(n)))
                     for n in (15, 4))  # fmt: skip
    army = mention("The army killed 15.", claims=(replace(fifteen, id="c1"),), **killed(15))
    both = mention("Four died; 15, the army says.", "r2", claims=(four, fifteen), **killed(4))
    other = mention("Four died; nobody says 15.", "r2", claims=(four,), **killed(4))
    assert points(army, both) > points(army, other) + 1


def test_villages_near_one_town_are_one_by_their_names_alone() -> None:
    near = {"resolved": {"stands_in": True}}
    one = mention("Gunmen raided Koulogon.", name="Koulogon", **near)
    same = mention("Raiders came to Koulogon.", "r2", name="Koulogun", **near)
    beside = mention("Raiders came to Minima.", "r2", name="Minima", **near)
    town = mention("Raiders came to Talbiseh.", "r2")
    assert points(one, same) > points(one, town) > points(one, beside)


def test_a_town_that_is_only_guessed_may_be_the_one_that_another_is_sure_of() -> None:
    far = make_place("Fino", id="far", lon=-40.0, lat=-16.0)
    sure = mention("Gunmen raided Fino.", name="Fino", **killed(13))

    def elsewhere(probability: float) -> Facets:
        resolved = {"probability": probability}
        return mention(
            "13 died in Fino.", "r2", place=far, name="Fino", resolved=resolved, **killed(13)
        )

    assert points(sure, elsewhere(0.4)) > 0
    assert points(sure, elsewhere(0.9)) == -math.inf


def told_as_known(number: int, words: str, **changes: Any) -> Facets:
    wording = words[words.index(f" {number} ") + 1 :].split()[0]
    claim = make_claim(
        number,
        span=Span(report_id="r2", start=words.index(wording), end=len(words)),
        sentence=Span(report_id="r2", start=0, end=len(words)),
        count=make_count(number, wording=wording),
    )
    return mention(words, "r2", claims=(claim,), **killed(number), **changes)


def test_what_came_after_elsewhere_is_linked_by_the_dead_it_takes_as_known() -> None:
    najaf = make_place("Najaf", id="najaf", lon=44.3, lat=32.0)
    struck = mention("A bomb killed 17 in Talbiseh.", claims=(make_claim(17),), **killed(17))
    after = "Crowds followed the coffins at the funeral of the 17 killed on Tuesday."
    echo = told_as_known(17, after, place=najaf, name="Najaf")
    assert echo.echo
    assert points(struck, echo) > 0
    other = told_as_known(9, after.replace("17", "9"), place=najaf, name="Najaf")
    assert points(struck, other) < 0


def test_first_news_is_no_echo_whatever_stands_beside_it() -> None:
    najaf = make_place("Najaf", id="najaf", lon=44.3, lat=32.0)
    struck = mention("A bomb killed 17 in Talbiseh.", claims=(make_claim(17),), **killed(17))
    news = told_as_known(17, "A bomb killed 17 people at a funeral.", place=najaf, name="Najaf")
    assert not news.echo
    assert points(struck, news) == -math.inf
