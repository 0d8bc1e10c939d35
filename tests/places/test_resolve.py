"""Names of one report decide together where each of them is."""

import re

import pytest

from geomap.model import Report, Toponym
from geomap.places.gazetteer import open_builtin
from geomap.places.resolve import NEAR_KM, ReportResolver
from geomap.stretches import Span
from geomap.vocabulary import ToponymRole
from tests.builders import make_report, make_toponym


def read(text: str) -> tuple[Report, list[Toponym]]:
    """Make a report of a text in which the toponyms stand in brackets.

    ``[Homs]``; a role, level or relation follows after bars: ``[Homs|event|level=city]``;
    ``in=`` names the toponym that it lies in.
    """
    plain, toponyms, containers = "", [], {}
    end = 0
    for match in re.finditer(r"\[([^]]*)\]", text):
        plain += text[end : match.start()]
        end = match.end()
        surface, *marks = match[1].split("|")
        said = dict(mark.split("=") for mark in marks if "=" in mark)
        roles = [mark for mark in marks if "=" not in mark]
        span = Span(report_id="r1", start=len(plain), end=len(plain) + len(surface))
        if "in" in said:
            containers[len(toponyms)] = said.pop("in")
        toponyms.append(
            Toponym(span=span, surface=surface, role=ToponymRole(*roles or ["context"]), **said)
        )
        plain += surface
    plain += text[end:]
    for index, container in containers.items():
        around = next(t.span for t in toponyms if t.surface == container)
        inner = toponyms[index]
        toponyms[index] = Toponym(
            span=inner.span, surface=inner.surface, role=inner.role, level=inner.level,
            relation=inner.relation, container=around,
        )  # fmt: skip
    return Report(id="r1", text=plain, sha256=""), toponyms


@pytest.fixture
def place(small_gazetteer):
    resolver = ReportResolver(small_gazetteer)
    return lambda text: resolver.resolve(*read(text))


def test_one_resolution_a_toponym_in_order(place):
    resolutions = place("In [Sawran], in [Nowhere at all] and in [Harim].")
    assert [r.toponym.surface for r in resolutions] == ["Sawran", "Nowhere at all", "Harim"]


def test_no_toponyms_give_no_resolutions(place):
    assert place("Nothing happened.") == ()


def test_the_country_of_the_report_decides(place):
    assert place("Clashes in [Kafr Deem].")[0].place.country == "BB"
    assert place("Clashes in [Kafr Deem], the [Ardian|demonym] army said.")[0].place.country == "AA"
    assert place("Clashes in [Kafr Deem], near [Tel Noor].")[0].place.country == "AA"


def test_a_metonym_decides_less_than_a_place_of_events(place):
    assert place("[Borland] said that [Kafr Deem] burns.")[1].place.country == "BB"
    resolutions = place("[Borland|metonym] said that [Kafr Deem] and [Tel Noor|event] burn.")
    assert resolutions[1].place.country == "AA"


def test_the_container_that_the_text_names_decides(place):
    village, country, _ = place("In [Kafr Deem|in=Borland] in [Borland], not far from [Tel Noor].")
    assert village.place.country == "BB"
    assert village.place.country == country.place.country
    assert "Borland" in village.reason


def test_a_stated_level_decides_between_town_and_province(place):
    assert place("in [Harim] province")[0].place.feature == "ADM1"
    assert place("in the city of [Harim]")[0].place.feature == "PPL"
    assert place("in [Harim|level=governorate]")[0].place.feature == "ADM1"
    assert place("in [Harim|level=town]")[0].place.feature == "PPL"
    assert place("in [Harim province]")[0].precision == 4


def test_a_shared_name_without_a_level_is_the_higher_unit_with_the_town_kept(place):
    resolution = place("Shelling in [Harim].")[0]
    assert resolution.place.feature == "ADM1"
    assert resolution.precision == 4
    assert "PPL" in {candidate.place.feature for candidate in resolution.candidates}
    assert "higher unit" in resolution.reason


def test_what_is_near_or_has_outskirts_is_the_town(place):
    for text in ("near [Harim|relation=near]", "the [outskirts of Harim]"):
        resolution = place(text)[0]
        assert resolution.place.feature == "PPL"
        assert resolution.precision == 2
        assert resolution.radius_km == NEAR_KM


def test_a_capital_is_meant_itself(place):
    assert place("A blast in [Ardport].")[0].place.feature == "PPLC"


def test_all_mentions_of_a_name_have_one_sense(place):
    first, _, second = place("In [Kafr Deem] and [Tel Noor]. Later in [Kafr Deem].")
    assert first.place == second.place


@pytest.mark.parametrize(
    ("name", "precision"),
    [("Ardia", 6), ("Green Sea", 7), ("Middle Hills", 5), ("Sawran province", 4), ("Tel Noor", 1)],
)
def test_the_precision_is_the_field_s(place, name, precision):
    assert place(f"in [{name}]")[0].precision == precision


def test_a_demonym_is_its_country(place):
    resolution = place("[Ardians|demonym] fled.")[0]
    assert resolution.place.name == "Ardia"
    assert resolution.precision == 6


def test_nothing_found_is_a_result_with_its_reason(place):
    resolution = place("In [Zzyzx] in [Ardia].")[0]
    assert resolution.place is None
    assert resolution.probability == 0.0
    assert resolution.precision is None
    assert resolution.radius_km is None
    assert '"Zzyzx"' in resolution.reason
    assert "Ardia" in resolution.reason


def test_a_misspelling_is_looked_for_in_the_report_s_country_only(place):
    assert place("In [Ardpord].")[0].place is None
    found = place("In [Ardpord] in [Ardia].")[0]
    assert found.place.name == "Ardport"
    assert "not in the gazetteer" in found.reason
    assert place("In [Ardpord] in [Borland].")[0].place is None


def test_many_alike_are_not_sure(make_entry, make_gazetteer):
    gazetteer = make_gazetteer([
        make_entry("Newtown", 10 * n, 5 * n, country=f"{chr(65 + n)}Z", population=1000)
        for n in range(9)
    ])  # fmt: skip
    resolution = ReportResolver(gazetteer).resolve(*read("In [Newtown]."))[0]
    assert resolution.place is None
    assert resolution.reason.startswith("not sure: 9 places")
    assert len(resolution.candidates) == 9


def test_candidates_are_ten_at_most_and_best_first(make_entry, make_gazetteer):
    gazetteer = make_gazetteer([
        make_entry("Newtown", n, n / 2, country="AA", population=10**n) for n in range(14)
    ])  # fmt: skip
    resolution = ReportResolver(gazetteer).resolve(*read("In [Newtown]."))[0]
    scores = [candidate.score for candidate in resolution.candidates]
    assert len(scores) == 10
    assert scores == sorted(scores, reverse=True)
    assert resolution.candidates[0].place == resolution.place


def test_probabilities_are_probabilities_and_reasons_are_given(place):
    for resolution in place("[Ardia], [Harim], [Kafr Deem], [Nowhere], [Green Sea] and [Sawran]."):
        assert 0.0 <= resolution.probability < 1.0
        assert resolution.reason
        assert resolution.toponym.surface == "Nowhere" or resolution.candidates


def test_the_order_of_the_toponyms_does_not_matter(small_gazetteer):
    report, toponyms = read("In [Kafr Deem], [Harim], [Tel Noor], [Sawran] and [Borland].")
    resolver = ReportResolver(small_gazetteer)
    forwards = resolver.resolve(report, toponyms)
    backwards = resolver.resolve(report, toponyms[::-1])
    assert [r.place for r in forwards] == [r.place for r in backwards[::-1]]


FOUNDING = (
    "[Russian|demonym] jets struck the town of [Lataminah|event], activists in [Hama] said. "
    "A resident of [Talbiseh|event|in=Homs] in [Homs] spoke of 20 dead. In the provinces of "
    "[Homs] and [Hama] at least 24 died. [Moscow|metonym] denied it; from [Jamaica] came doubt, "
    "in [Baghdad] a letter was handed over. [Syria]'s war began in 2011."
)


def test_the_founding_report_is_placed(builtin):
    report, toponyms = read(FOUNDING)
    found = {r.toponym.surface: r for r in ReportResolver(builtin).resolve(report, toponyms)}
    assert found["Talbiseh"].place.admin1 == "Homs"
    assert found["Lataminah"].place.admin1 == "Hama"
    assert found["Homs"].place.feature == found["Hama"].place.feature == "ADM1"
    assert found["Homs"].place.geometry is not None
    assert found["Jamaica"].place.country == "JM"
    assert found["Baghdad"].place.feature == "PPLC"
    assert found["Moscow"].place.country == found["Russian"].place.country == "RU"


@pytest.mark.parametrize(
    ("name", "feature"), [("Mosul", "town"), ("Ramadi", "town"), ("Homs", "unit"), ("Hama", "unit")]
)
def test_a_town_whose_unit_has_its_name_only_beside_its_own_is_itself(builtin, name, feature):
    country = "Iraq" if name in {"Mosul", "Ramadi"} else "Syria"
    found = ReportResolver(builtin).resolve(*read(f"Shelling in [{name}], [{country}]."))[0]
    assert (found.place.feature == "ADM1") == (feature == "unit")


def test_a_misspelling_inside_the_named_unit_beats_a_namesake_outside(make_entry, make_gazetteer):
    gazetteer = make_gazetteer([
        make_entry("Ardia", 36, 35, feature="PCLI", country="AA", half=3, population=9_000_000),
        make_entry("Harim", 35, 35, feature="ADM1", country="AA", admin1="Harim", half=0.5),
        make_entry("Sawran", 37, 35, feature="ADM1", country="AA", admin1="Sawran", half=0.5),
        make_entry("Bulabulin", 35.1, 35.1, country="AA", admin1="Harim"),
        make_entry("Bulabulim", 37.1, 35.1, country="AA", admin1="Sawran"),
    ])  # fmt: skip
    found = ReportResolver(gazetteer).resolve(*read("In [Bulabulim|in=Harim], [Harim], [Ardia]."))
    assert found[0].place.name == "Bulabulin"
    assert found[0].probability < 0.9


def test_one_word_of_a_name_is_a_guess_and_says_so(make_entry, make_gazetteer):
    gazetteer = make_gazetteer([
        make_entry("Ardia", 36, 35, feature="PCLI", country="AA", half=3, population=9_000_000),
        make_entry("Harim", 35, 35, feature="ADM1", country="AA", admin1="Harim", half=0.5),
        make_entry("Bulabulin", 35.1, 35.1, country="AA", admin1="Harim"),
    ])  # fmt: skip
    text = "In [Bulabulin Ngaura|in=Harim], [Harim], [Ardia]."
    found = ReportResolver(gazetteer).resolve(*read(text))[0]
    assert [c.place.name for c in found.candidates] == ["Bulabulin"]
    assert found.probability < 0.4


def test_a_village_just_beyond_the_border_may_be_the_one_meant(make_entry, make_gazetteer):
    gazetteer = make_gazetteer([
        make_entry("Ardia", 36, 35, feature="PCLI", country="AA", half=3, population=9_000_000),
        make_entry("Harim", 35, 35, feature="ADM1", country="AA", admin1="Harim", half=0.5,
                   radius_km=55.0),
        make_entry("Ngamdu", 35.53, 35.1, country="AA", admin1="Sawran"),
        make_entry("Ngamdu", 37.5, 35.1, country="AA", admin1="Sawran"),
    ])  # fmt: skip
    found = ReportResolver(gazetteer).resolve(*read("In [Ngamdu|in=Harim], [Harim], [Ardia]."))[0]
    assert found.place is not None
    assert found.place.lon == 35.53


def test_a_village_beyond_the_border_beats_one_that_is_only_spelt_alike(make_entry, make_gazetteer):
    gazetteer = make_gazetteer([
        make_entry("Ardia", 36, 35, feature="PCLI", country="AA", half=3, population=9_000_000),
        make_entry("Harim", 35, 35, feature="ADM1", country="AA", admin1="Harim", half=0.5,
                   radius_km=55.0),
        make_entry("Kopa", 35.53, 35.1, country="AA", admin1="Sawran"),
        make_entry("Kofa", 35.1, 35.1, country="AA", admin1="Harim"),
    ])  # fmt: skip
    found = ReportResolver(gazetteer).resolve(*read("In [Kopa|in=Harim], [Harim], [Ardia]."))[0]
    assert [c.place.name for c in found.candidates] == ["Kopa", "Kofa"]


def test_a_province_that_the_map_of_units_lacks_holds_what_is_near(make_entry, make_gazetteer):
    gazetteer = make_gazetteer([
        make_entry("Ardia", 36, 35, feature="PCLI", country="AA", half=3, population=9_000_000),
        make_entry("Harim", 35, 35, feature="ADM1", country="AA", admin1="Harim", half=2),
        make_entry("Ituria", 35.5, 35.5, feature="ADM1", country="AA", radius_km=60.0),
        make_entry("Djugu", 35.6, 35.3, country="AA", admin1="Harim"),
        make_entry("Djugu", 34.0, 34.0, country="AA", admin1="Harim", population=50_000),
    ])  # fmt: skip
    village, province = ReportResolver(gazetteer).resolve(
        *read("In [Djugu|in=Ituria], [Ituria|level=province].")
    )
    assert village.place is not None
    assert village.place.lon == 35.6
    assert province.precision == 4


def test_a_wide_region_comes_before_the_one_province_of_its_name(make_entry, make_gazetteer):
    gazetteer = make_gazetteer([
        make_entry("Sahara", 35, 35, feature="ADM1", country="AA", admin1="Sahara", half=1,
                   radius_km=230.0),
        make_entry("Sahara", 40, 35, feature="RGN", radius_km=2_500.0),
        make_entry("Ardia", 36, 35, feature="PCLI", country="AA", half=3, population=9_000_000),
    ])  # fmt: skip
    resolver = ReportResolver(gazetteer)
    alone = resolver.resolve(*read("Armed groups roam the [Sahara]."))[0]
    inside = resolver.resolve(*read("In [Sahara|in=Ardia], [Ardia]."))[0]
    assert (alone.place.feature, inside.place.feature) == ("RGN", "ADM1")


def test_a_town_that_is_named_with_a_village_does_not_rule_it_out(make_entry, make_gazetteer):
    gazetteer = make_gazetteer([
        make_entry("Ardia", 36, 35, feature="PCLI", country="AA", half=3, population=9_000_000),
        make_entry("Kanbalu", 35.6, 35.2, country="AA", population=40_000),
        make_entry("Pazigyi", 35.3, 35.2, country="AA", population=900),
    ])  # fmt: skip
    found = ReportResolver(gazetteer).resolve(*read("In [Pazigyi|in=Kanbalu], [Kanbalu], [Ardia]."))
    assert found[0].place.name == "Pazigyi"
    assert found[0].probability > 0.6


def test_of_two_places_alike_the_one_whose_own_name_it_is_comes_first() -> None:
    report = make_report(text="Seven villagers were killed at Rann.")
    span = Span(report_id=report.id, start=31, end=35)
    (found,) = ReportResolver(open_builtin()).resolve(report, [make_toponym("Rann", span=span)])
    assert [candidate.place.country for candidate in found.candidates[:2]] == ["NG", "IL"]
