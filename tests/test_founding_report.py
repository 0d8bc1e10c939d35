"""The founding report, from file to casebook: each bullet of what the first map had to show.

The retelling ships with geomap and always runs. Where the original lies beside the checkout,
the same must be true of it.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import shapely
from pyproj import Geod

import geomap
from geomap.events.book.frame import Casebook

ROOT = Path(__file__).parent.parent
RETELLING = ROOT / "seeds" / "talbiseh-lataminah-2015.txt"
REPORTS = [RETELLING, *sorted((ROOT.parent / "shared" / "seeds").glob("*.txt"))]

TALBISEH = (34.84, 36.73)
LATAMINAH = (35.32, 36.62)
WITHIN_KM = 5.0

FAR_PLACES = {"Moscow": (55.75, 37.62), "Baghdad": (33.34, 44.40), "Jamaica": (18.1, -77.3)}


def _name(path: Path) -> str:
    return "retelling" if path == RETELLING else "original"


@pytest.fixture(scope="module", params=REPORTS, ids=_name)
def book(request: pytest.FixtureRequest) -> Casebook:
    """The casebook of the report."""
    return geomap.read(request.param)


def rows(table: pd.DataFrame) -> list[Any]:
    """Give the rows of a table by name; their types are those of the casebook's schema."""
    return list(table.itertuples())


def km_between(row: Any, point: tuple[float, float]) -> float:
    lat, lon = point
    _, _, metres = Geod(ellps="WGS84").inv(row.lon, row.lat, lon, lat)
    return float(metres) / 1000


def event_at(book: Casebook, point: tuple[float, float]) -> Any:
    events = book.incidents[book.incidents.scope == "event"]
    [found] = [row for row in rows(events) if km_between(row, point) <= WITHIN_KM]
    return found


def total_of(book: Casebook) -> Any:
    [total] = rows(book.incidents[book.incidents.scope == "total"])
    return total


def claims_of(book: Casebook, incident: Any) -> pd.DataFrame:
    return pd.DataFrame(book.claims[book.claims.incident_id == incident.id])


def statements_of(book: Casebook, incident: Any) -> pd.DataFrame:
    return pd.DataFrame(book.statements[book.statements.incident_id == incident.id])


def test_there_are_two_incidents_and_one_total_and_nothing_else(book: Casebook) -> None:
    assert sorted(book.incidents.scope) == ["event", "event", "total"]
    assert list(book.unread.origin) == []


@pytest.mark.parametrize("point", [TALBISEH, LATAMINAH], ids=["Talbiseh", "Lataminah"])
def test_each_town_was_hit_from_the_air_on_30_september_2015(
    book: Casebook, point: tuple[float, float]
) -> None:
    incident = event_at(book, point)
    assert incident.sub_event_type == "Air/drone strike"
    assert (incident.date_start, incident.date_last) == ("2015-09-30", "2015-09-30")
    assert incident.date_prec == 1
    assert incident.where_prec == 1
    assert incident.geometry.geom_type == "Point"


def test_wednesday_is_worked_out_from_the_publication_line_of_the_text(book: Casebook) -> None:
    [report] = rows(book.reports)
    assert (report.published, report.published_from) == ("2015-09-30", "text")
    for incident in rows(book.incidents):
        assert "Wednesday" in incident.date_reason
        assert "publication day 2015-09-30" in incident.date_reason


def test_two_claims_on_talbiseh_are_kept_apart(book: Casebook) -> None:
    claims = claims_of(book, event_at(book, TALBISEH))
    resident, centre = rows(claims.sort_values("start"))
    assert (resident.best, resident.qualifier, resident.identified) == (20, "about", False)
    assert (centre.best, centre.qualifier, centre.identified) == (22, "exact", True)
    assert {resident.quantity, centre.quantity} == {"killed"}
    assert {resident.scope, centre.scope} == {"event"}
    assert "resident" in resident.claimant
    assert resident.claimant_kind == "witness"
    assert "residential areas" in resident.sentence
    assert centre.claimant == "Homs media centre"
    assert "opposition" in centre.sentence


def test_both_claims_on_talbiseh_are_unverified_by_the_report_s_own_words(book: Casebook) -> None:
    claims = claims_of(book, event_at(book, TALBISEH))
    assert list(claims.stance) == ["unverified", "unverified"]
    assert all("verif" in hedge for hedge in claims.hedge)


def test_talbiseh_s_figure_runs_from_20_to_22_and_is_disputed(book: Casebook) -> None:
    incident = event_at(book, TALBISEH)
    assert (incident.killed_low, incident.killed_best, incident.killed_high) == (20, 22, 22)
    assert "killed" in json.loads(incident.disputed)


def test_the_dead_of_lataminah_are_unknown_and_not_none(book: Casebook) -> None:
    incident = event_at(book, LATAMINAH)
    assert incident.n_claims == 0
    for bound in (incident.killed_low, incident.killed_best, incident.killed_high):
        assert bound is pd.NA
    for bound in (incident.wounded_low, incident.wounded_best, incident.wounded_high):
        assert bound is pd.NA


def test_activists_in_hama_are_the_ones_who_tell_of_lataminah(book: Casebook) -> None:
    incident = event_at(book, LATAMINAH)
    told = statements_of(book, incident)
    [statement] = rows(told[told.claimant.str.lower() == "activists in hama"])
    assert statement.claimant_kind == "activists"
    assert statement.stance == "unverified"
    assert "Lataminah" in statement.verbatim
    elsewhere = statements_of(book, event_at(book, TALBISEH))
    assert statement.id not in set(elsewhere.id)


def test_at_least_24_is_a_total_over_two_provinces_drawn_as_an_area(book: Casebook) -> None:
    total = total_of(book)
    assert (total.killed_low, total.killed_best) == (24, 24)
    assert total.killed_high is pd.NA
    assert total.place == "Homs and Hama"
    assert total.where_prec == 4
    assert total.geometry.geom_type in ("Polygon", "MultiPolygon")
    for lat, lon in (TALBISEH, LATAMINAH):
        assert shapely.contains_xy(total.geometry, lon, lat)
    [claim] = rows(claims_of(book, total))
    assert (claim.min, claim.qualifier, claim.scope) == (24, "at_least", "total")
    assert "rebels" in claim.claimant.lower()
    assert "opposition" in claim.claimant.lower()
    assert claim.stance in ("unverified", "alleged")


def test_the_total_contains_the_towns_and_says_what_is_left(book: Casebook) -> None:
    total = total_of(book)
    towns = [event_at(book, TALBISEH), event_at(book, LATAMINAH)]
    assert set(json.loads(total.parts)) == {town.id for town in towns}
    assert {town.part_of for town in towns} == {total.id}
    assert total.part_of is pd.NA
    assert total.remainder_low == 24 - 22


def test_the_page_s_total_is_24(book: Casebook) -> None:
    toll = book.killed
    assert (toll.low, toll.best, toll.high) == (24, 24, None)
    assert (toll.counted, toll.unknown) == (1, 1)
    assert "at least 24 killed" in str(book.summary())


@pytest.mark.parametrize("point", [TALBISEH, LATAMINAH], ids=["Talbiseh", "Lataminah"])
def test_what_moscow_and_washington_say_hangs_on_each_town(
    book: Casebook, point: tuple[float, float]
) -> None:
    incident = event_at(book, point)
    statements = statements_of(book, incident)
    ministry = statements[statements.claimant.str.contains("defence ministry")]
    assert any("military and communication" in words for words in ministry.verbatim)
    assert set(ministry.topic) <= {"targets", "responsibility"}
    assert "targets" in set(ministry.topic)
    doubts = statements[statements.topic == "doubt"]
    [doubt] = rows(doubts)
    assert doubt.claimant.startswith("US officials")
    assert doubt.stance == "denied"
    assert "did not appear" in doubt.verbatim
    assert "targets" in json.loads(incident.disputed)


def test_a_refused_demand_is_no_denial_of_the_strikes(book: Casebook) -> None:
    for incident in rows(book.incidents):
        assert set(json.loads(incident.disputed)) <= {"killed", "targets"}
    assert not any("demand" in words for words in book.statements.verbatim)


@pytest.mark.parametrize("name", sorted(FAR_PLACES))
def test_nothing_is_on_the_map_where_somebody_only_spoke(book: Casebook, name: str) -> None:
    for incident in rows(book.incidents):
        assert incident.country == "SY"
        assert km_between(incident, FAR_PLACES[name]) > 300


@pytest.mark.parametrize("name", ["Moscow", "Baghdad", "Jamaica", "Pentagon", "UN", "Soviet Union"])
def test_what_is_no_place_of_an_event_is_listed_with_its_reason(book: Casebook, name: str) -> None:
    mentions = book.toponyms[book.toponyms.surface == name]
    assert len(mentions), f"{name} is nowhere listed"
    assert not mentions.on_map.any()
    assert "event" not in set(mentions.role)
    assert (mentions.role_reason.str.len() > 5).all()


def test_only_the_towns_and_the_two_provinces_reach_the_map(book: Casebook) -> None:
    on_map = book.toponyms[book.toponyms.on_map]
    assert set(on_map.surface) == {"Talbiseh", "Lataminah", "Homs", "Hama"}
    assert set(on_map.role) == {"event"}


def test_homs_and_hama_are_on_the_map_as_provinces_only(book: Casebook) -> None:
    for name in ("Homs", "Hama"):
        mentions = book.toponyms[book.toponyms.surface == name]
        placed = mentions[mentions.on_map]
        assert list(placed.where_prec) == [4]
        assert set(mentions[~mentions.on_map].role) <= {"name_part", "claimant", "context"}


def test_every_claim_and_statement_is_found_again_in_the_text(book: Casebook) -> None:
    text = book.reports.text.iloc[0]
    for table in (book.claims, book.statements, book.toponyms):
        for row in rows(table):
            shown = row.surface if table is book.toponyms else row.verbatim
            assert text[row.start : row.end] == shown


def test_the_chain_from_mark_to_words_can_be_told(book: Casebook) -> None:
    told = book.explain(event_at(book, TALBISEH).id)
    for words in ("Homs media centre", "resident", "about 20", "22", "Wednesday", "defence"):
        assert words in told
