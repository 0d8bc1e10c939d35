"""Answers of the services as places: kind, extent, units, identity; hostile ones too."""

import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from geomap.model import Candidate
from geomap.places.online.answers import to_candidates
from geomap.places.online.bridge import Found
from tests.places.online.online_server import nominatim_place


def candidates(*raws, name="Tel Noor", address="Tel Noor, Harim", lat=35.2, lon=35.3):
    found = [Found(raw=raw, address=address, lat=lat, lon=lon) for raw in raws]
    return to_candidates(found, name, gazetteer="online:x", version="x.example")


def place(raw, **changes):
    return candidates(raw, **changes)[0].place


@pytest.mark.parametrize(
    ("changes", "feature"),
    [
        ({"addresstype": "city"}, "PPL"),
        ({"addresstype": "state", "class": "boundary", "type": "administrative"}, "ADM1"),
        ({"addresstype": "county"}, "ADM2"),
        ({"addresstype": "country"}, "PCLI"),
        ({"addresstype": "suburb"}, "PPLX"),
        ({"addresstype": None, "class": "place", "type": "village"}, "PPL"),
        ({"addresstype": "railway", "class": "railway", "type": "platform"}, "RSTN"),
        ({"addresstype": "shop", "class": "shop", "type": "bakery"}, "BLDG"),
        ({"addresstype": "x", "class": "y", "type": "z"}, "LCTY"),
    ],
)
def test_what_openstreetmap_calls_it_becomes_a_geonames_code(changes, feature):
    assert place(nominatim_place(**changes)).feature == feature


def test_photon_s_answer_becomes_a_place():
    raw = {
        "geometry": {"coordinates": [35.3, 35.2], "type": "Point"},
        "properties": {
            "osm_type": "R", "osm_id": 5, "osm_key": "place", "osm_value": "town",
            "type": "city", "name": "Tel Noor", "countrycode": "SY", "state": "Harim",
            "county": "Lower Harim",
            "extent": [35.28, 35.22, 35.32, 35.18],
        },
    }  # fmt: skip
    photon = place(raw)
    assert (photon.id, photon.feature, photon.country) == ("relation/5", "PPL", "SY")
    assert (photon.admin1, photon.admin2) == ("Harim", "Lower Harim")
    assert 2.5 < photon.radius_km < 3.2


def test_geonames_answer_becomes_a_place_without_a_doubtful_population():
    raw = {
        "geonameId": 9, "name": "Tel Noor", "toponymName": "Tall Nūr", "fcode": "PPLA2",
        "countryCode": "SY", "adminName1": "Harim", "lat": "35.2", "lng": "35.3", "population": 0,
    }  # fmt: skip
    geonames = place(raw)
    assert (geonames.id, geonames.feature, geonames.country) == ("9", "PPLA2", "SY")
    assert (geonames.admin1, geonames.admin2, geonames.population) == ("Harim", None, None)
    assert candidates(raw, name="Tall Nūr")[0].score == 0.95


def test_arcgis_answer_has_its_country_by_three_letters():
    raw = {
        "address": "Tel Noor, Harim",
        "extent": {"xmin": 35.28, "ymin": 35.18, "xmax": 35.32, "ymax": 35.22},
        "attributes": {
            "Country": "SYR",
            "Region": "Harim",
            "Type": "City",
            "PlaceName": "Tel Noor",
        },
    }
    arcgis = place(raw)
    assert (arcgis.country, arcgis.admin1, arcgis.feature) == ("SY", "Harim", "PPL")
    assert 2.5 < arcgis.radius_km < 3.2


def test_opencage_answer_has_its_box_by_corners():
    raw = {
        "formatted": "Tel Noor, Harim",
        "components": {"_type": "village", "country_code": "sy", "state": "Harim"},
        "bounds": {
            "southwest": {"lat": 35.18, "lng": 35.28},
            "northeast": {"lat": 35.22, "lng": 35.32},
        },
    }  # fmt: skip
    opencage = place(raw)
    assert (opencage.name, opencage.country, opencage.feature) == ("Tel Noor", "SY", "PPL")
    assert 2.5 < opencage.radius_km < 3.2


def test_an_id_that_the_service_does_not_give_is_made_of_what_it_says():
    first, again = place({}), place({})
    assert first.id == again.id
    assert len(first.id) == 16
    assert place({}, lat=35.3).id != first.id


@pytest.mark.parametrize(
    "box",
    [None, [], [1], ["a", "b", "c", "d"], ["35", "35", "nan", "35"], ["95", "99", "3", "3"], 7],
)
def test_a_box_that_cannot_be_read_leaves_the_usual_radius(box):
    assert place(nominatim_place(boundingbox=box)).radius_km == 3.0


def test_the_own_name_scores_above_another_name_and_that_above_an_unlike_one():
    named = nominatim_place(osm_id=1)
    other = nominatim_place("Nur Hill", osm_id=2, namedetails={"alt_name": "Tel Noor"})
    unlike = nominatim_place("Harim", osm_id=3)
    found = candidates(unlike, other, named)
    assert [c.place.id for c in found] == ["node/1", "node/2", "node/3"]
    assert [c.score for c in found] == [1.0, 0.95, 0.5]


def test_another_romanisation_scores_below_the_name_and_above_an_unlike_one():
    (found,) = candidates(nominatim_place(), name="Tall Nur")
    assert 0.5 < found.score <= 0.8


def test_among_equals_the_service_s_order_stays_and_each_place_comes_once():
    raws = [nominatim_place(osm_id=number) for number in (5, 3, 5, 4)]
    assert [c.place.id for c in candidates(*raws)] == ["node/5", "node/3", "node/4"]


def test_a_stranger_s_words_are_cleaned_and_cut():
    hostile = place(nominatim_place("Tel\x1b[2J\n\u202eNoor" + "x" * 9000, addresstype="\x00" * 9))
    assert hostile.name.startswith("Tel [2J Noor")
    assert len(hostile.name) == 200
    assert hostile.name.isprintable()


def test_a_country_that_is_no_code_stays_unknown():
    raw = nominatim_place(address={"country_code": "zz", "country": "Ardia"})
    assert place(raw).country is None


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=4)
    | st.dictionaries(
        st.sampled_from([
            "name", "address", "properties", "attributes", "components", "country_code", "state",
            "osm_type", "osm_id", "boundingbox", "extent", "bounds", "bbox", "southwest", "fcode",
            "type", "class", "namedetails", "id", "northeast",
        ]),
        inner,
        max_size=6,
    ),
    max_leaves=20,
)  # fmt: skip


@example({"name": None, "address": None, "id": " "})
@given(anything)
def test_any_answer_becomes_a_sound_place(raw):
    (candidate,) = candidates(raw, address="")
    assert isinstance(candidate, Candidate)
    assert candidate.place.radius_km > 0
    assert candidate.place.name
    assert candidate.place.id
    assert 0 <= candidate.score <= 1
    json.dumps([candidate.place.name, candidate.place.radius_km], allow_nan=False)
