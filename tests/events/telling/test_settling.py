"""Settling: what opens a report is the sum or the heading of what follows, no event beside it."""

from __future__ import annotations

import datetime as dt

import pytest

from geomap.model import Incident
from geomap.stages import load_stages, read_report
from geomap.vocabulary import Scope
from tests.builders import make_report


def _told(text: str) -> tuple[Incident, ...]:
    report = make_report(text, title=None, published=dt.date(2024, 3, 10))
    return read_report(report, load_stages()).incidents


def _dead(text: str, scope: Scope = Scope.EVENT) -> list[int | None]:
    return [incident.killed.best for incident in _told(text) if incident.scope is scope]


def test_a_count_that_opens_a_report_is_the_sum_of_those_that_follow() -> None:
    text = (
        "Eight farmers are dead after violence in Nigeria. Five were killed near Kaura Namoda on "
        "Saturday. Three died on Sunday when bandits raided Funtua."
    )
    assert _dead(text) == [5, 3]
    assert _dead(text, Scope.TOTAL) == [8]


def test_counts_that_do_not_add_up_are_of_one_event_each() -> None:
    text = (
        "Eight farmers were killed near Kaura Namoda on Saturday. Three died on Sunday when "
        "bandits raided Funtua."
    )
    assert _dead(text) == [8, 3]


def test_a_sentence_that_gives_each_place_its_own_is_no_sum() -> None:
    text = "Network: 4 civilians killed on 6 March: 2 in Idlib, 1 in Daraa and 1 in Raqqa."
    assert _dead(text) == [2, 1, 1]


def test_a_headline_s_country_and_an_unknown_village_are_one_event() -> None:
    text = (
        "Peru: rebels kill two policemen\nA column of rebels ambushed a police truck near "
        "Zzyzxtan on Thursday, killing two policemen."
    )
    assert _dead(text) == [2]


def test_hours_earlier_tells_of_another_event() -> None:
    text = (
        "Shooting was reported in Al-Hasakah on Saturday. Hours earlier, a drone was shot down "
        "over Qamishli."
    )
    assert len(_told(text)) == 2


def test_the_army_killed_points_back_to_nobody() -> None:
    text = (
        "Shells fell on Atareb on Thursday and nobody was hurt. In Saraqib the army killed a man "
        "the same day."
    )
    assert _dead(text) == [None, 1]


def test_an_office_in_the_next_sentence_opens_no_event_at_its_seat() -> None:
    text = (
        "A bomb ripped through a mosque in Taloqan on Friday. The governor of neighbouring Kunduz "
        "was killed along with 19 others."
    )
    [incident] = _told(text)
    assert [place.toponym.surface for place in incident.places] == ["Taloqan"]


def test_sirens_are_no_raid() -> None:
    text = (
        "Missiles struck a hotel in Kherson on Friday, killing four people. Air raid sirens "
        "sounded for six hours over Odesa."
    )
    assert len(_told(text)) == 1


def test_a_headline_whose_figures_the_story_has_is_no_event_of_its_own() -> None:
    text = (
        "Militants strike twice in Kech\nMilitants killed three labourers at Mand on Friday and "
        "two Frontier Corps men at Tump on Saturday, officials said."
    )
    assert _dead(text) == [3, 2]
    listed = "Shelling of Nikopol, one dead\nShelling of Kherson, two dead"
    assert _dead(listed) == [1, 2]


def test_a_witness_s_town_opens_no_event_where_nobody_is_counted_anew() -> None:
    text = (
        "Gunmen killed five fishermen near Baga on Saturday. Relatives in Maiduguri said that the "
        "men had been seized."
    )
    assert _dead(text) == [5]


def test_of_the_days_of_a_sentence_the_exact_one_is_the_report_s() -> None:
    text = (
        "Militias fought troops in Basra for a second day on Wednesday, 6 March. In Nasiriyah, "
        "eleven people died in an air strike."
    )
    days = [i.date.start.isoformat() for i in _told(text) if i.date is not None]
    assert days == ["2024-03-06", "2024-03-06"]


def test_one_stretch_of_road_between_two_towns_is_one_place() -> None:
    text = "Eleven people were killed when a pick-up ran over a mine between Boni and Hombori."
    assert _dead(text) == [11]


def test_one_more_blow_of_another_day_is_another_event() -> None:
    text = (
        "A family of seven died when a shell struck their tent in Nyala, an elder said on Friday. "
        "Another shell fell on the market on Thursday, wounding four traders."
    )
    told = [(i.date.start.day, i.killed.best, i.wounded.best) for i in _told(text) if i.date]
    assert told == [(8, 7, None), (7, None, 4)]


def test_more_dead_at_a_second_place_of_a_sentence_are_its_own() -> None:
    text = (
        "The ministry put the toll of Friday's strikes on Tyre at 9 and said 3 more died in Zahle."
    )
    assert _dead(text) == [9, 3]


def test_earlier_on_a_day_tells_the_hour_and_replaces_no_count() -> None:
    text = "Gunmen killed a nurse in Kumba. Earlier on Thursday a soldier was killed in Mamfe."
    assert _dead(text) == [1, 1]


def test_a_first_toll_is_replaced_whoever_gives_the_next() -> None:
    text = (
        "Two mines exploded under a bus at Gao on Tuesday. A first toll of 10 dead was given by "
        "the governor's office. The army now says 13 died."
    )
    assert _dead(text) == [13]


_RAID = "Rebels raided Oicha on Thursday and killed 13 people."


@pytest.mark.parametrize(
    "behind",
    [
        "On Saturday, the hospital said 13 bodies had been brought to its morgue.",
        "On Saturday, the hospital confirmed that 13 people were killed.",
    ],
)
def test_the_same_dead_told_of_on_a_later_day_are_no_further_event(behind: str) -> None:
    [incident] = _told(f"{_RAID} {behind}")
    assert incident.date is not None
    assert (incident.date.start.day, incident.killed.best) == (7, 13)


@pytest.mark.parametrize(
    ("behind", "dead"),
    [
        ("On Saturday, a bomb killed 13 people.", [13, 13]),
        ("On Saturday, a bomb in Beni killed 13 people.", [13, 13]),
        ("On Saturday, the hospital said eight bodies had been brought in.", [13, 8]),
    ],
)
def test_other_dead_or_another_blow_of_a_later_day_are_an_event(
    behind: str, dead: list[int]
) -> None:
    assert _dead(f"{_RAID} {behind}") == dead


@pytest.mark.parametrize(
    "behind",
    [
        "The first, in Karrada, killed seven. The second, in Kadhimiya, killed five.",
        "A bomb in Karrada killed seven. Another in Kadhimiya killed five.",
    ],
)
def test_the_dead_of_two_bombings_in_one_town_are_the_sum_of_both(behind: str) -> None:
    text = f"Twelve people were killed in two bombings in Baghdad on Thursday. {behind}"
    assert _dead(text) == [7, 5]
    assert _dead(text, Scope.TOTAL) == [12]
    kinds = {incident.event_type for incident in _told(text)}
    assert len(kinds) == 1


@pytest.mark.parametrize(
    ("text", "dead"),
    [
        (
            "Twelve people were killed in two bombings in Baghdad on Thursday. The first, in "
            "Karrada, killed seven. The second, in Kadhimiya, killed four.",
            [12, 7, 4],
        ),
        (
            "Twelve people were killed in a bombing in Baghdad on Thursday. A bomb in Karrada "
            "killed seven. A bomb in Kadhimiya killed five.",
            [12, 7, 5],
        ),
        (
            "Twelve people were killed in two bombings in Baghdad on Thursday. A bomb in Mosul "
            "killed seven. A bomb in Basra killed five.",
            [12, 7, 5],
        ),
    ],
)
def test_a_town_s_dead_are_no_sum_of_what_does_not_add_up_or_was_elsewhere(
    text: str, dead: list[int]
) -> None:
    assert _dead(text) == dead
    assert _dead(text, Scope.TOTAL) == []


@pytest.mark.parametrize("where", ["a town near Baghdad", "a town north of Baghdad"])
def test_a_town_by_a_city_is_the_town_that_is_named_behind_it(where: str) -> None:
    text = f"Gunmen stormed a mosque in {where} on Thursday. The attack in Tarmiyah killed six."
    [incident] = _told(text)
    assert [place.toponym.surface for place in incident.places] == ["Tarmiyah"]
    assert incident.killed.best == 6


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen stormed a mosque in Baghdad on Thursday. The attack in Tarmiyah killed six.",
        "Gunmen stormed a mosque in a town near Baghdad on Thursday. The attack in Mosul killed "
        "six.",
        "Gunmen stormed a mosque in a town near Baghdad on Thursday, killing three people. The "
        "attack in Tarmiyah killed six people.",
    ],
)
def test_a_city_itself_a_far_town_or_other_dead_are_not_folded(text: str) -> None:
    assert len(_told(text)) == 2


@pytest.mark.parametrize(
    "behind",
    [
        "Nationwide, 11 people were killed, the emergency service said.",
        "Across the country, 11 people were killed, the emergency service said.",
        "11 people were killed across the country, the emergency service said.",
    ],
)
def test_a_sum_over_a_country_is_none_of_the_one_event_before(behind: str) -> None:
    text = f"Strikes on Kyiv left five dead. {behind}"
    assert _dead(text) == [5]
    [total] = [incident for incident in _told(text) if incident.scope is Scope.TOTAL]
    assert (total.killed.best, total.places) == (11, ())


def test_a_sum_over_no_country_is_folded_into_the_one_event_before() -> None:
    text = "Strikes on Kyiv left five dead. In all, five people were killed, the mayor said."
    assert _dead(text) == [5]
    assert _dead(text, Scope.TOTAL) == []
