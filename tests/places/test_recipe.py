"""The recipe of the built-in gazetteer: what is one place in two sources stays one."""

from __future__ import annotations

import pytest

from geomap.places.gazetteer import SQLiteGazetteer
from geomap.places.villages import STEPS


@pytest.fixture
def gazetteer(recipe, make_entry, tmp_path) -> SQLiteGazetteer:
    """A town, and a village source that knows it by another spelling, and three hamlets."""
    positions = [
        recipe.Position(["Tall Nur", "Tel Noor"], 0, round(35.21 * STEPS), round(35.31 * STEPS)),
        recipe.Position(["Tel Noor"], 1, round(35.9 * STEPS), round(37.9 * STEPS)),
        recipe.Position(["Bab Daraya", "Bab Darayya"], 0, 35 * STEPS, 35 * STEPS),
        recipe.Position(["Kafr Deem"], 0, 35 * STEPS + 1, 35 * STEPS + 7),
    ]
    towns = [
        make_entry("Tel Noor", 35.3, 35.2, country="AA", admin1="Harim", population=5_000),
        make_entry("Ardia", 36, 35, feature="PCLI", country="AA", half=3),
    ]
    path = tmp_path / "gazetteer.sqlite"
    units = [("AA", "Harim", None), ("AA", "Sawran", None)]
    recipe.write(path, towns, "0" * 64, villages=(units, positions))
    return SQLiteGazetteer(path)


def test_a_village_that_is_a_town_again_only_adds_its_spelling(gazetteer):
    found = gazetteer.find("Tall Nur")
    assert [(c.place.name, c.place.admin1) for c in found if c.place.admin1 == "Harim"] == [
        ("Tel Noor", "Harim")
    ]
    assert found[0].place.population == 5_000


def test_a_namesake_elsewhere_stays_a_village_of_its_own(gazetteer):
    assert {c.place.admin1 for c in gazetteer.find("Tel Noor")} == {"Harim", "Sawran"}


def test_a_village_has_unit_source_and_an_honest_radius(gazetteer):
    [rounded] = {c.place.id: c.place for c in gazetteer.find("Bab Daraya")}.values()
    [exact] = [c.place for c in gazetteer.find("Kafr Deem")]
    assert (rounded.country, rounded.admin1, rounded.feature) == ("AA", "Harim", "PPL")
    assert rounded.id.startswith("maxmind:")
    assert rounded.population is None
    # known to the minute of arc only, and to three seconds
    assert (rounded.radius_km, exact.radius_km) == (1.5, 1.0)


def test_villages_are_found_in_their_country_and_unit_only(gazetteer):
    assert len(gazetteer.find("Tel Noor", country="AA", admin1="Sawran")) == 1
    assert gazetteer.find("Kafr Deem", country="BB") == ()


def test_a_misspelt_village_is_found_when_asked_for(gazetteer):
    assert gazetteer.find("Kafr Deemk") == ()
    assert gazetteer.find("Kafr Deen", fuzzy=True)[0].place.name == "Kafr Deem"


def test_it_says_how_many_places_it_has(gazetteer):
    assert gazetteer.meta()["places"] == "5"
