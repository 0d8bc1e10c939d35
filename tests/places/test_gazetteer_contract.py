"""What every gazetteer keeps, wherever its places come from.

Each is given the same small country: a fixture below opens one kind of gazetteer on it.
"""

import pickle

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geomap.errors import GeomapError
from geomap.places.online.gazetteer import OnlineGazetteer, open_online
from tests.places.online.online_server import Clock, nominatim_place, serving, told

_KINDS = ("small_gazetteer", "online_gazetteer")
# another gazetteer joins the suite with the name of its fixture


@pytest.fixture
def online_gazetteer(tmp_path, monkeypatch):
    """An online service that knows Kafr Deem twice, in two countries, and nothing else."""
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    clock = Clock()
    knows = told([
        nominatim_place("Kafr Deem", osm_id=1, address={"country_code": "aa"}),
        nominatim_place("Kafr Deem", osm_id=2, lon="46.1", address={"country_code": "sy"}),
        nominatim_place("Deem", osm_id=3, address={"country_code": "sy"}),
    ])  # fmt: skip
    with serving() as service:
        service.answers["Kafr Deem"] = knows
        opened = open_online(
            "nominatim",
            user_agent="desk@example.org",
            options={"domain": service.host, "scheme": "http"},
            cache=tmp_path / "online.sqlite",
        )
        yield OnlineGazetteer(opened.settings, clock=clock, sleep=clock.sleep)


@pytest.fixture(params=_KINDS)
def gazetteer(request):
    return request.getfixturevalue(request.param)


@pytest.fixture
def country(gazetteer):
    """The code of a country that holds a Kafr Deem, but not all of them."""
    return "SY" if gazetteer.name.startswith("online:") else "BB"


def test_it_has_a_name_and_a_version(gazetteer):
    assert gazetteer.name
    assert gazetteer.version


def test_every_place_names_its_gazetteer_and_is_on_the_globe(gazetteer):
    for candidate in gazetteer.find("Kafr Deem"):
        place = candidate.place
        assert (place.gazetteer, place.version) == (gazetteer.name, gazetteer.version)
        assert -180 <= place.lon <= 180
        assert -90 <= place.lat <= 90
        assert place.radius_km > 0
        assert place.id
        assert place.name
        assert place.feature
        assert place.country is None or len(place.country) == 2


def test_scores_fall_and_stay_between_nought_and_one(gazetteer):
    scores = [candidate.score for candidate in gazetteer.find("Kafr Deem")]
    assert len(scores) >= 2
    assert scores == sorted(scores, reverse=True)
    assert all(0 < score <= 1 for score in scores)


def test_each_place_comes_once(gazetteer):
    ids = [candidate.place.id for candidate in gazetteer.find("Kafr Deem", fuzzy=True)]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("limit", [0, 1, 2])
def test_the_limit_is_kept_and_leaves_the_best(gazetteer, limit):
    everything = tuple(gazetteer.find("Kafr Deem"))
    assert tuple(gazetteer.find("Kafr Deem", limit=limit)) == everything[:limit]


def test_a_country_leaves_only_its_own_places(gazetteer, country):
    found = gazetteer.find("Kafr Deem", country=country)
    assert found
    assert {candidate.place.country for candidate in found} == {country}
    assert tuple(gazetteer.find("Kafr Deem", country="ZZ")) == ()


def test_an_unknown_name_is_an_empty_result(gazetteer):
    assert tuple(gazetteer.find("Qqzzxxyy Vvkkww")) == ()
    assert tuple(gazetteer.find("Qqzzxxyy Vvkkww", fuzzy=True)) == ()


def test_the_same_question_has_the_same_answer(gazetteer):
    assert gazetteer.find("Kafr Deem") == gazetteer.find("Kafr Deem")


def test_it_answers_the_same_after_pickling(gazetteer):
    copy = pickle.loads(pickle.dumps(gazetteer))
    assert (copy.name, copy.version) == (gazetteer.name, gazetteer.version)
    assert copy.find("Kafr Deem")


@pytest.mark.parametrize(
    "name",
    ["", " ", "%s", "%", "'", '"', "';--", "\x00", "a\nb", "\ud800", "\u202eevil",
     "اللطامنة", "zq" * 5000, "é" * 10_000, "{{7*7}}", "${jndi:x}", "../../etc", "?" * 300],
)  # fmt: skip
def test_a_hostile_name_is_no_more_than_a_name(gazetteer, name):
    assert tuple(gazetteer.find(name)) == ()


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(name=st.text(max_size=30), fuzzy=st.booleans())
def test_any_text_gets_an_answer_or_an_error_of_ours(gazetteer, name, fuzzy):
    try:
        found = gazetteer.find(name, fuzzy=fuzzy, limit=3)
    except GeomapError:
        return
    assert len(found) <= 3
