"""One candidate for what several gazetteers know; two villages stay two."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from geomap.model import Candidate, Place
from geomap.places.merging import merged, merged_areas

KM = 1 / 111.2
# of latitude, in degrees


def place(gazetteer: str, number: int = 1, *, km: float = 0.0, **changes: object) -> Place:
    values = {
        "version": "1", "id": f"{gazetteer}:{number}", "name": "Kafr Deem", "lon": 36.0,
        "lat": 35.0 + km * KM, "radius_km": 1.0, "feature": "PPL", "country": "SY",
    } | changes  # fmt: skip
    return Place(gazetteer=gazetteer, **values)


def answer(*places: Place, score: float = 1.0) -> list[Candidate]:
    return [Candidate(place=one, score=score) for one in places]


def ids(candidates: tuple[Candidate, ...]) -> list[tuple[str, ...]]:
    return sorted((c.place.id, *c.place.also) for c in candidates)


def test_one_place_of_two_gazetteers_is_one_candidate_with_what_both_know():
    own = place("ocha", admin1="Hama", km=2)
    known = place(
        "builtin", population=16_000, admin2="Muhradah", feature="PPLA2", radius_km=1.7, admin1="X"
    )
    (found,) = merged([answer(own, score=0.95), answer(known)])
    assert found.score == 1.0
    assert (found.place.gazetteer, found.place.lat) == ("ocha", own.lat)
    assert (found.place.population, found.place.admin2) == (16_000, "Muhradah")
    assert (found.place.feature, found.place.admin1) == ("PPLA2", "Hama")
    assert found.place.radius_km == 1.7
    assert found.place.also == ("builtin builtin:1",)


def test_a_capital_stays_a_capital():
    (found,) = merged([answer(place("ocha")), answer(place("builtin", feature="PPLC"))])
    assert found.place.feature == "PPLC"


def test_two_villages_of_one_gazetteer_stay_two():
    for apart in (0.1, 3.0, 6.0):
        villages = answer(place("ocha", 1), place("ocha", 2, km=apart))
        assert len(merged([villages])) == 2
        assert len(merged([villages, answer(place("builtin", km=apart / 3))])) == 2


def test_each_of_two_villages_finds_its_own_other_half():
    found = merged([
        answer(place("ocha", 1), place("ocha", 2, km=6)),
        answer(place("builtin", 1, km=6.5), place("builtin", 2, km=1)),
    ])  # fmt: skip
    assert ids(found) == [("ocha:1", "builtin builtin:2"), ("ocha:2", "builtin builtin:1")]


def test_far_places_of_one_name_stay_apart():
    assert len(merged([answer(place("ocha")), answer(place("builtin", km=9))])) == 2


def test_between_five_and_eight_kilometres_no_namesake_may_be_nearer():
    alone = merged([answer(place("ocha")), answer(place("builtin", km=7))])
    assert len(alone) == 1
    crowded = merged([
        answer(place("ocha", 1), place("ocha", 2, km=2)), answer(place("builtin", km=9)),
        answer(place("gns", km=1.2)),
    ])  # fmt: skip
    assert ("ocha:1", "builtin builtin:1") not in ids(crowded)


def test_between_five_and_eight_kilometres_the_names_must_be_one():
    other = place("builtin", km=7, name="Deir Foul")
    assert len(merged([answer(place("ocha")), answer(other)])) == 2


def test_a_town_is_not_its_province_nor_a_village_across_the_border():
    province = place("builtin", feature="ADM1")
    assert len(merged([answer(place("ocha")), answer(province)])) == 2
    across = place("builtin", country="TR")
    assert len(merged([answer(place("ocha")), answer(across)])) == 2


def test_unlike_names_that_answer_loosely_stay_apart():
    one, other = place("ocha", name="Kafr Nabl"), place("builtin", name="Kafr Nabudah", km=2)
    assert len(merged([answer(one, score=0.7), answer(other, score=0.7)])) == 2


def test_the_same_id_is_the_same_place_however_it_is_called():
    one = place("geonames-sy", id="geonames:7", name="Hims")
    other = place("builtin", id="geonames:7", name="Emesa", km=30, population=10)
    (found,) = merged([answer(one), answer(other)])
    assert found.place.population == 10


def test_a_unit_keeps_its_outline():
    point = place("geonames-sy", name="Homs", feature="ADM1")
    area = place("builtin", name="Homs", feature="ADM1", km=90, geometry=b"wkb")
    (found,) = merged([answer(point), answer(area)])
    assert found.place.gazetteer == "builtin"
    assert found.place.geometry == b"wkb"
    assert found.place.also == ("geonames-sy geonames-sy:1",)


def test_an_exact_match_of_weight_hides_loose_ones_of_other_gazetteers():
    exact = place("builtin", population=90_000)
    loose = place("ocha", name="Kefir Dim", km=200)
    assert ids(merged([answer(loose, score=0.75), answer(exact)])) == [("builtin:1",)]


def test_a_hamlet_of_just_this_name_does_not_hide_the_town_spelt_otherwise():
    hamlet = place("ocha")
    town = place("builtin", name="Kefir Dim", km=200, population=90_000)
    found = merged([answer(hamlet), answer(town, score=0.75)])
    assert [c.place.gazetteer for c in found] == ["ocha", "builtin"]


def test_three_gazetteers_make_one_candidate():
    (found,) = merged([answer(place("a")), answer(place("b", km=1)), answer(place("c", km=2))])
    assert found.place.also == ("b b:1", "c c:1")


def test_nothing_found_stays_nothing():
    assert merged([]) == ()
    assert merged([[], []]) == ()


SPOTS = st.lists(st.floats(0, 40).map(lambda km: round(km, 2)), max_size=5)


@given(SPOTS, SPOTS, SPOTS)
def test_every_entry_is_in_one_candidate_and_no_two_of_one_gazetteer(one, two, three):
    answers = [
        answer(*(place(name, number, km=km) for number, km in enumerate(spots)))
        for name, spots in (("a", one), ("b", two), ("c", three))
    ]
    found = merged(answers)
    named = [f"{c.place.gazetteer} {c.place.id}" for c in found]
    named += [name for c in found for name in c.place.also]
    assert sorted(named) == sorted(
        f"{c.place.gazetteer} {c.place.id}" for given_answer in answers for c in given_answer
    )
    for candidate in found:
        owners = [candidate.place.gazetteer, *(name.split()[0] for name in candidate.place.also)]
        assert len(owners) == len(set(owners))


@given(SPOTS, SPOTS)
def test_the_order_within_an_answer_does_not_matter(one, two):
    def answers(*, turned: bool) -> list[list[Candidate]]:
        given_answers = [
            answer(*(place(name, number, km=km) for number, km in enumerate(spots)))
            for name, spots in (("a", one), ("b", two))
        ]
        return [given_answer[::-1] for given_answer in given_answers] if turned else given_answers

    # Where two are equally far, either may be taken; how many there are is the same.
    assert len(merged(answers(turned=False))) == len(merged(answers(turned=True)))


def test_areas_that_several_know_are_given_once_from_the_largest():
    syria = place("builtin", name="Syria", feature="PCLI")
    homs = place("builtin", name="Homs", feature="ADM1")
    hims = place("own", name="Hims", feature="ADM1")
    district = place("own", name="Ar-Rastan", feature="ADM2")
    found = merged_areas([[hims, district], [syria, homs]])
    assert [area.name for area in found] == ["Syria", "Hims", "Ar-Rastan"]
