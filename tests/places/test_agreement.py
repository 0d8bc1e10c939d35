from __future__ import annotations

from geomap.model import Resolution
from geomap.places.agreement import agreeing
from tests.builders import make_place, make_resolution, make_span, make_toponym


def resolution(name: str, country: str, **changes: object) -> Resolution:
    feature = str(changes.pop("feature", "PPL"))
    place = make_place(name, country=country, feature=feature)
    toponym = make_toponym(name, span=make_span())
    return make_resolution(toponym=toponym, place=place, **{"probability": 0.9, **changes})


def test_a_sure_name_stands_alone_and_an_unsure_one_does_not() -> None:
    found = (resolution("Homs", "SY"), resolution("Mdina", "MT"))
    assert agreeing(found, [True, False]) == found[:1]


def test_two_names_of_one_country_speak_for_each_other_but_a_name_not_for_itself() -> None:
    homs, hama, again = (resolution(name, "SY") for name in ("Homs", "Hama", "Homs"))
    assert agreeing((homs, hama), [False, False]) == (homs, hama)
    assert agreeing((homs, again), [False, False]) == ()


def test_a_country_stands_alone_if_its_name_is_no_short_word() -> None:
    syria, oman = (
        resolution("Syria", "SY", feature="PCLI"),
        resolution("Omn", "OM", feature="PCLI"),
    )
    assert agreeing((syria, oman), [False, False]) == (syria,)


def test_what_is_not_placed_or_not_likely_is_left_out() -> None:
    nowhere = make_resolution(place=None, probability=0.0)
    unlikely = resolution("Mara", "TZ", probability=0.4)
    assert agreeing((nowhere, unlikely), [True, True]) == ()
