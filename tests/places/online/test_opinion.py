"""Two sources side by side: agreement in words, and the offline answer as it was."""

from dataclasses import replace

import pytest

from geomap.errors import NotCachedError
from geomap.model import Place, Resolution, Toponym
from geomap.places.online.gazetteer import OnlineGazetteer, open_online
from geomap.places.online.opinion import Verdict, second_opinion
from geomap.stretches import Span
from geomap.vocabulary import ToponymRole
from tests.places.online.online_server import Clock, nominatim_place, serving


@pytest.fixture
def service(monkeypatch):
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    with serving() as service:
        yield service


@pytest.fixture
def online(service, tmp_path):
    clock = Clock()
    opened = open_online(
        "nominatim",
        user_agent="desk@example.org",
        options={"domain": service.host, "scheme": "http"},
        cache=tmp_path / "online.sqlite",
    )
    return OnlineGazetteer(opened.settings, clock=clock, sleep=clock.sleep)


def make_resolution(**changes):
    toponym = Toponym(
        span=Span(report_id="r", start=0, end=8), surface="Tel Noor", role=ToponymRole.EVENT
    )
    place = Place(
        gazetteer="builtin", version="1", id="g:1", name="Tel Noor", lon=35.3, lat=35.2,
        radius_km=1.0, feature="PPL", country="SY", admin1="Harim",
    )  # fmt: skip
    changed = replace(place, **changes) if changes.pop("found", True) else None
    return Resolution(
        toponym=toponym, place=changed, probability=0.9 if changed else 0.0, reason="no such name"
    )


def test_the_same_ground_is_agreement_with_both_named(service, online):
    service.will_tell([nominatim_place(lat="35.21")])
    resolution = make_resolution()
    opinion = second_opinion(resolution, online)
    assert opinion.verdict is Verdict.AGREES
    assert opinion.distance_km == pytest.approx(1.112, abs=0.01)
    assert opinion.same_country is True
    assert opinion.reason == (
        "online:nominatim agrees: Tel Noor, Harim, SY lies 1.1 km from builtin's "
        "Tel Noor, Harim, SY"
    )
    assert resolution == make_resolution()


def test_only_the_name_is_sent(service, online):
    second_opinion(make_resolution(), online)
    assert service.asked[0].query["q"] == ["Tel Noor"]
    assert "countrycodes" not in service.asked[0].query


def test_another_place_first_and_this_one_after_it_is_neither_yes_nor_no(service, online):
    far = nominatim_place(osm_id=1, lat="10", boundingbox=None)
    service.will_tell([far, nominatim_place(osm_id=2)])
    opinion = second_opinion(make_resolution(), online)
    assert opinion.verdict is Verdict.AMONG
    assert opinion.place.id == "node/2"


@pytest.mark.parametrize(
    ("changes", "same_country"),
    [
        ({"lat": "35.5"}, True),
        ({"address": {"country_code": "lb"}}, False),
        ({"lat": "36", "address": {}}, None),
    ],
)
def test_other_ground_or_another_country_is_disagreement(service, online, changes, same_country):
    service.will_tell([nominatim_place(**changes)])
    opinion = second_opinion(make_resolution(), online)
    assert opinion.verdict is Verdict.DISAGREES
    assert opinion.same_country is same_country
    assert ("in another country" in opinion.reason) is (same_country is False)


def test_a_town_in_a_large_area_of_its_name_is_not_the_same(service, online):
    box = ["34", "37", "34", "37"]
    service.will_tell([nominatim_place(lat="35.6", addresstype="state", boundingbox=box)])
    assert second_opinion(make_resolution(), online).verdict is Verdict.DISAGREES


def test_two_large_areas_may_have_their_points_apart(service, online):
    box = ["34", "37", "34", "37"]
    service.will_tell([nominatim_place(lat="35.6", addresstype="state", boundingbox=box)])
    province = make_resolution(radius_km=80.0, feature="ADM1")
    assert second_opinion(province, online).verdict is Verdict.AGREES


def test_what_only_one_knows_is_said(service, online):
    unplaced = make_resolution(found=False)
    assert second_opinion(make_resolution(), online).verdict is Verdict.ONLY_OFFLINE
    assert second_opinion(unplaced, online).verdict is Verdict.NEITHER
    service.will_tell([nominatim_place()])
    opinion = second_opinion(unplaced, online, country="SY")
    assert opinion.verdict is Verdict.ONLY_ONLINE
    assert "not placed offline (no such name)" in opinion.reason
    assert opinion.distance_km is None


def test_a_service_that_cannot_answer_has_no_opinion(online):
    offline = OnlineGazetteer(replace(online.settings, offline=True))
    with pytest.raises(NotCachedError):
        second_opinion(make_resolution(), offline)
