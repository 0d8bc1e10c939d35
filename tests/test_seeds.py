"""The whole pipeline against the gold file of every seed: what a careful reader finds.

The founding report must be wholly right (`test_founding_report.py` has its bullets); for all
seeds together there are floors, so that a change that loses what was found is seen.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import shapely
from pyproj import Geod

import geomap
from geomap.events.book.frame import Casebook
from geomap.model import Claim, Report
from geomap.pipeline import Outcome, load_stages, read_report
from geomap.text.readers import read_reports

SEEDS = Path(__file__).parent.parent / "seeds"
GOLDS: list[dict[str, Any]] = [
    json.loads(path.read_text(encoding="utf-8")) for path in sorted(SEEDS.glob("*.gold.json"))
]
NAMES = [str(gold["report"]) for gold in GOLDS]
FOUNDING = "talbiseh-lataminah-2015.txt"

PLACED_FLOOR = 15
WHOLLY_FLOOR = 15
CLAIMS_FLOOR = 0.9
LISTED_FLOOR = 0.8


@pytest.fixture(scope="module")
def book() -> Casebook:
    """The casebook of all seeds read together, as the README's line does."""
    return geomap.read(SEEDS)


def rows(table: pd.DataFrame) -> list[Any]:
    """Give the rows of a table by name; their types are those of the casebook's schema."""
    return list(table.itertuples())


def rows_of(book: Casebook, name: str) -> pd.DataFrame:
    """The incidents of one seed."""
    [report] = [r for r in rows(book.reports) if Path(str(r.origin)).name == name]
    mine = [report.id in json.loads(ids) for ids in book.incidents.report_ids]
    return pd.DataFrame(book.incidents[mine])


def report_row(book: Casebook, name: str) -> Any:
    [report] = [r for r in rows(book.reports) if Path(str(r.origin)).name == name]
    return report


def figure(row: Any, quantity: str) -> list[int | None]:
    values = [getattr(row, f"{quantity}_{bound}") for bound in ("low", "best", "high")]
    return [None if value is pd.NA else int(value) for value in values]


def is_there(row: Any, incident: dict[str, Any]) -> bool:
    """Tell whether a row stands for a gold incident: scope, place, days."""
    if row.scope != incident["scope"]:
        return False
    if (row.date_start, row.date_last) != (incident["date"], incident["date_last"]):
        return False
    if incident["lat"] is None:
        return bool(row.place == incident["place"] and row.where_prec == incident["where_prec"])
    if row.lat is pd.NA:
        return False
    _, _, metres = Geod(ellps="WGS84").inv(row.lon, row.lat, incident["lon"], incident["lat"])
    return bool(metres <= incident["tolerance_km"] * 1000)


def matched(book: Casebook, gold: dict[str, Any]) -> list[tuple[dict[str, Any], Any]]:
    """Pair each gold incident with its row, or with None."""
    left = rows(rows_of(book, gold["report"]))
    pairs: list[tuple[dict[str, Any], Any]] = []
    for incident in gold["incidents"]:
        found = next((row for row in left if is_there(row, incident)), None)
        if found is not None:
            left.remove(found)
        pairs.append((incident, found))
    return pairs


def bounds_right(incident: dict[str, Any], row: Any) -> bool:
    return all(
        figure(row, quantity)[::2] == incident[quantity][::2] for quantity in ("killed", "wounded")
    )


def complaints(incident: dict[str, Any], row: Any, by_key: dict[str, Any]) -> list[str]:
    """Say what of an incident is not as the gold file has it."""
    if row is None:
        return [f"{incident['key']}: not found at its place and days"]
    found = [
        f"{incident['key']}: {quantity} {figure(row, quantity)}, not {incident[quantity]}"
        for quantity in ("killed", "wounded")
        if figure(row, quantity) != incident[quantity]
    ]
    kinds = {incident["sub_event_type"], *incident.get("sub_event_type_ok", [])} - {None}
    if kinds and row.sub_event_type not in kinds:
        found.append(f"{incident['key']}: {row.sub_event_type}, not {sorted(kinds)}")
    total = by_key.get(incident["part_of"])
    holds = None if row.part_of is pd.NA else row.part_of
    if holds != (None if total is None else total.id):
        found.append(f"{incident['key']}: part of {holds}, not of {incident['part_of']}")
    return found


def all_complaints(book: Casebook, gold: dict[str, Any]) -> list[list[str]]:
    pairs = matched(book, gold)
    by_key = {incident["key"]: row for incident, row in pairs if row is not None}
    return [complaints(incident, row, by_key) for incident, row in pairs]


def quote_span(text: str, claim: dict[str, Any]) -> tuple[int, int]:
    start = -1
    for _ in range(claim.get("nth", 1)):
        start = text.find(claim["quote"], start + 1)
    assert start >= 0, f"{claim['quote']!r} is not in the text as it was read"
    return start, start + len(claim["quote"])


def same_number(gold: dict[str, Any], claim: Any) -> bool:
    numbers = [None if n is pd.NA else int(n) for n in (claim.min, claim.max, claim.best)]
    return numbers == [gold["min"], gold["max"], gold["best"]]


def found_claims(book: Casebook, gold: dict[str, Any]) -> Iterator[tuple[dict[str, Any], Any]]:
    """Pair each gold claim with the claim over the same words with the same number, or None."""
    report = report_row(book, gold["report"])
    claims = book.claims[book.claims.report_id == report.id]
    for claim in gold["claims"]:
        start, end = quote_span(report.text, claim)
        yield (
            claim,
            next(
                (
                    row
                    for row in rows(claims)
                    if row.start < end
                    and start < row.end
                    and row.quantity == claim["quantity"]
                    and same_number(claim, row)
                ),
                None,
            ),
        )


def test_every_seed_is_read_and_none_set_aside(book: Casebook) -> None:
    assert sorted(Path(str(origin)).name for origin in book.reports.origin) == sorted(NAMES)
    assert book.unread.empty


@pytest.mark.parametrize("gold", GOLDS, ids=NAMES)
def test_title_and_day_of_publication_are_read(book: Casebook, gold: dict[str, Any]) -> None:
    report = report_row(book, gold["report"])
    assert (report.published, report.published_from) == (gold["published"], gold["published_from"])
    assert report.title == gold["title"]


def test_the_founding_incidents_are_wholly_right(book: Casebook) -> None:
    [gold] = [gold for gold in GOLDS if gold["report"] == FOUNDING]
    assert [c for group in all_complaints(book, gold) for c in group] == []
    assert len(rows_of(book, FOUNDING)) == len(gold["incidents"])


def test_nearly_all_incidents_are_found_with_their_range(book: Casebook) -> None:
    pairs = [pair for gold in GOLDS for pair in matched(book, gold)]
    wrong = [
        f"{incident['key']}: {'not found' if row is None else 'another range'}"
        for incident, row in pairs
        if row is None or not bounds_right(incident, row)
    ]
    assert len(pairs) - len(wrong) >= PLACED_FLOOR, wrong


def test_most_incidents_are_wholly_right(book: Casebook) -> None:
    groups = [group for gold in GOLDS for group in all_complaints(book, gold)]
    assert sum(not group for group in groups) >= WHOLLY_FLOOR, [c for g in groups for c in g]


@pytest.mark.parametrize("gold", GOLDS, ids=NAMES)
def test_no_incident_is_made_up(book: Casebook, gold: dict[str, Any]) -> None:
    mine = rows_of(book, gold["report"])
    known = {row.id for _, row in matched(book, gold) if row is not None}
    made_up = [f"{r.place} {r.date_start}" for r in rows(mine) if r.id not in known]
    assert made_up == []


@pytest.mark.parametrize("gold", GOLDS, ids=NAMES)
def test_totals_hold_the_incidents_that_the_gold_file_puts_in_them(
    book: Casebook, gold: dict[str, Any]
) -> None:
    by_key = {incident["key"]: row for incident, row in matched(book, gold)}
    for incident in gold["incidents"]:
        if incident["scope"] != "total":
            continue
        parts = json.loads(by_key[incident["key"]].parts)
        assert set(parts) == {by_key[key].id for key in incident["parts"]}


def test_the_toll_of_all_seeds_never_adds_a_part_to_its_total(book: Casebook) -> None:
    wanted = [gold["total_killed"] for gold in GOLDS]
    toll = book.killed
    assert toll.low == sum(total["low"] for total in wanted)
    assert toll.best == sum(total["best"] for total in wanted)
    assert toll.high is None


@pytest.mark.parametrize("gold", GOLDS, ids=NAMES)
def test_a_total_s_area_holds_the_points_of_its_parts(book: Casebook, gold: dict[str, Any]) -> None:
    mine = rows_of(book, gold["report"]).set_index("id")
    for row in rows(mine[mine.scope == "total"]):
        for part in json.loads(row.parts):
            point = mine.loc[part]
            assert shapely.contains_xy(row.geometry, point.lon, point.lat)


def test_most_claims_are_found_by_their_words_and_number(book: Casebook) -> None:
    pairs = [pair for gold in GOLDS for pair in found_claims(book, gold)]
    missing = [claim["quote"] for claim, row in pairs if row is None]
    assert 1 - len(missing) / len(pairs) >= CLAIMS_FLOOR, missing


@pytest.mark.parametrize("gold", GOLDS, ids=NAMES)
def test_a_claim_that_is_found_belongs_to_the_incident_it_is_about(
    book: Casebook, gold: dict[str, Any]
) -> None:
    by_claim = {
        key: row
        for incident, row in matched(book, gold)
        if row is not None
        for key in incident["claims"]
    }
    wrong = [
        claim["quote"]
        for claim, row in found_claims(book, gold)
        if row is not None
        and claim["key"] in by_claim
        and row.incident_id != by_claim[claim["key"]].id
    ]
    assert wrong == []


@pytest.mark.parametrize("gold", GOLDS, ids=NAMES)
def test_history_belongs_to_no_incident(book: Casebook, gold: dict[str, Any]) -> None:
    report = report_row(book, gold["report"])
    claims = book.claims[book.claims.report_id == report.id]
    for claim in gold["background"]:
        start, end = quote_span(report.text, claim)
        for row in rows(claims):
            if row.start < end and start < row.end:
                assert row.incident_id is pd.NA, claim["quote"]
                assert row.scope in ("background", "hypothetical"), claim["quote"]


@pytest.mark.parametrize("gold", GOLDS, ids=NAMES)
def test_a_name_that_is_no_place_of_an_event_never_reaches_the_map(
    book: Casebook, gold: dict[str, Any]
) -> None:
    report = report_row(book, gold["report"])
    mentions = book.toponyms[book.toponyms.report_id == report.id]
    places = [place["name"] for place in gold["event_places"]]
    never = {
        place["name"]
        for place in gold["not_event_places"]
        if not any(place["name"] in name for name in places)
    }
    for mention in rows(mentions[mentions.surface.isin(never)]):
        assert not mention.on_map, f"{mention.surface}: {mention.role_reason}"


def test_most_names_that_are_no_places_of_events_are_listed_with_a_reason(book: Casebook) -> None:
    wanted, missing = 0, []
    for gold in GOLDS:
        report = report_row(book, gold["report"])
        mentions = book.toponyms[book.toponyms.report_id == report.id]
        listed = mentions[~mentions.on_map & (mentions.role_reason.str.len() > 5)]
        for name in sorted({place["name"] for place in gold["not_event_places"]}):
            wanted += 1
            if not any(name in surface for surface in listed.surface):
                missing.append(f"{gold['report']}: {name}")
    assert 1 - len(missing) / wanted >= LISTED_FLOOR, missing


@pytest.fixture(scope="module")
def outcomes() -> list[Outcome]:
    """What each seed gave, as records."""
    stages = load_stages()
    return [
        read_report(report, stages)
        for report in read_reports([SEEDS])
        if isinstance(report, Report)
    ]


def test_every_span_of_a_reading_lies_in_its_text(outcomes: list[Outcome]) -> None:
    for outcome in outcomes:
        reading, text = outcome.reading, outcome.reading.report.text
        spans = [
            *reading.sentences,
            *(toponym.span for toponym in reading.toponyms),
            *(mention.span for mention in reading.dates),
            *(trigger.span for trigger in reading.triggers),
            *(statement.span for statement in reading.statements),
            *(span for claim in reading.claims for span in (claim.span, claim.sentence)),
            *(incident.span for incident in outcome.incidents),
        ]
        for span in spans:
            assert span.report_id == reading.report.id
            assert span.end <= len(text)
            assert span.of(text).strip()


def test_a_claim_is_told_of_at_most_one_incident(outcomes: list[Outcome]) -> None:
    for outcome in outcomes:
        told: list[Claim] = [claim for i in outcome.incidents for claim in i.claims]
        assert len(told) == len({claim.id for claim in told})
        assert {claim.id for claim in told} <= {claim.id for claim in outcome.reading.claims}


def test_nothing_is_dated_after_its_report(outcomes: list[Outcome]) -> None:
    for outcome in outcomes:
        published = outcome.reading.report.published
        assert published is not None
        for incident in outcome.incidents:
            assert incident.date is not None
            assert incident.date.start <= published
