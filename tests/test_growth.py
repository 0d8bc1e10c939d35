"""A casebook that grows: the same reports make the same incidents, and ids do not churn."""

from __future__ import annotations

import datetime as dt
import json
import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geomap.errors import UsageError
from geomap.events.book.frame import Casebook
from geomap.events.book.holdings import reports_of
from geomap.events.figures.rules import FigureRules
from geomap.events.reconcile import reconciled
from geomap.events.rulings.decisions import Decision
from geomap.events.rulings.states import FIELDS, state_of
from geomap.growth import ASKED, Adding, Growth
from geomap.model import Report, SetAside
from geomap.stages import Outcome
from geomap.text.readers import read_reports
from tests.builders import make_reading
from tests.events.test_reconcile_properties import (
    DAY,
    PLACES,
    all_of,
    dispatch,
    newsrooms,
)

few = settings(max_examples=15)
VERSIONS = {"geomap": "1", "gazetteer": "test 1", "model": "m 1", "read_with": "all of version 1"}


def outcomes_of_room(newsroom: list[Any]) -> list[Outcome]:
    """What each report of a newsroom gives, in the order of publication."""
    incidents, reports = all_of(newsroom)
    made = []
    for report in sorted(reports, key=lambda report: (str(report.published), report.id)):
        own = tuple(i for i in incidents if i.span.report_id == report.id)
        claims = tuple(claim for incident in own for claim in incident.claims)
        resolutions = tuple(resolution for incident in own for resolution in incident.places)
        reading = make_reading(report, claims=claims)
        made.append(Outcome(reading=reading, resolutions=resolutions, incidents=own))
    return made


def added(
    book: Casebook,
    outcomes: Sequence[Outcome | SetAside],
    *,
    rules: FigureRules | str | None = None,
    decisions: Sequence[Decision] = (),
) -> Growth:
    """Add to a casebook what reports gave."""
    adding = Adding(book, rules=rules)
    told = {o.reading.report.id: o for o in outcomes if isinstance(o, Outcome)}
    asides = [one for one in outcomes if isinstance(one, SetAside)]
    new = list(adding.new([o.reading.report for o in told.values()]))
    found = [told[one.id] if isinstance(one, Report) else one for one in [*new, *asides]]
    versions = VERSIONS if adding.needs_versions(found) else None
    return adding.finish(found, versions=versions, decisions=decisions, draw=None)


def read_at_once(outcomes: Sequence[Outcome], decisions: Sequence[Decision] = ()) -> Casebook:
    return added(Casebook.empty(), outcomes, decisions=decisions).book


def without_names(book: Casebook) -> list[Any]:
    """Give the incidents by what they are made of: the id is a matter of who came first."""
    rows = book.incidents.drop(
        columns=["id", "parts", "part_of", "geometry", "span_start", "span_end"]
    )
    # A missing value, too, as its word: nothing sorts beside it.
    return sorted(rows.astype(object).map(str).to_numpy().tolist())


@few
@given(newsrooms())
def test_adding_as_reports_are_published_is_reading_them_at_once(newsroom: list[Any]) -> None:
    outcomes = outcomes_of_room(newsroom)
    book = Casebook.empty()
    for outcome in outcomes:
        book = added(book, [outcome]).book
    merged = book.history["after"].fillna("").str.startswith(("merged", "split", "without"))
    at_once = read_at_once(outcomes)
    if merged.any():
        # What was two for a while is told so, and by then had an id of its own.
        assert without_names(book) == without_names(at_once)
    else:
        assert book == at_once


@few
@given(newsrooms(), st.randoms(use_true_random=False), st.integers(min_value=0, max_value=4))
def test_the_order_of_adding_changes_no_incident(
    newsroom: list[Any], shuffler: random.Random, first: int
) -> None:
    outcomes = outcomes_of_room(newsroom)
    at_once = read_at_once(outcomes)
    shuffler.shuffle(outcomes)
    book = added(added(Casebook.empty(), outcomes[:first]).book, outcomes[first:]).book
    assert without_names(book) == without_names(at_once)
    for table in ("reports", "toponyms", "mentions", "places", "unread"):
        assert getattr(book, table).equals(getattr(at_once, table)), table


@few
@given(newsrooms(), st.integers(min_value=0, max_value=4))
def test_what_is_added_twice_changes_nothing(newsroom: list[Any], first: int) -> None:
    outcomes = outcomes_of_room(newsroom)
    aside = SetAside(origin="locked.pdf", reason="locked with a password")
    book = added(added(Casebook.empty(), outcomes[:first]).book, [*outcomes[first:], aside]).book
    again = added(book, [*outcomes, aside])
    assert again.book == book
    assert again.added == ()
    assert len(again.known) == len(outcomes)
    assert again.history == []


@few
@given(newsrooms(), st.integers(min_value=0, max_value=4))
def test_an_id_stays_with_its_founding_mention(newsroom: list[Any], first: int) -> None:
    outcomes = outcomes_of_room(newsroom)
    book = added(Casebook.empty(), outcomes[:first]).book
    growth = added(book, outcomes[first:])
    home = {
        mention: incident
        for incident, mentions in zip(
            growth.book.incidents["id"], growth.book.incidents["mentions"], strict=True
        )
        for mention in json.loads(mentions)
    }
    gone = dict(growth.fates.merged)
    for old in book.incidents["id"]:
        assert home[old] == gone.get(old, old)
    new = set(growth.book.incidents["id"]) - set(book.incidents["id"])
    assert new == {*growth.fates.added, *(name for name, _ in growth.fates.split)}


@few
@given(newsrooms(), st.integers(min_value=0, max_value=4))
def test_the_history_ends_in_what_the_incident_is(newsroom: list[Any], first: int) -> None:
    outcomes = outcomes_of_room(newsroom)
    book = added(added(Casebook.empty(), outcomes[:first]).book, outcomes[first:]).book
    incidents, reports = all_of(newsroom)
    by_mentions = {
        frozenset(m.id for m in found.mentions if m.incident_id == i.id): state_of(i)
        for found in [reconciled(incidents, reports)]
        for i in found.incidents
    }
    for name, mentions in zip(book.incidents["id"], book.incidents["mentions"], strict=True):
        rows = book.history[book.history["incident_id"] == name]
        last = {
            row["field"]: row["after"]
            for row in rows.astype(object).where(rows.notna(), None).to_dict("records")
            if row["field"] in FIELDS
        }
        whole = by_mentions[frozenset(json.loads(mentions))]
        assert {name: last.get(name) for name in FIELDS} == dict(whole)
        assert list(rows["step"]) == sorted(rows["step"])


@st.composite
def decided(draw: st.DrawFn, newsroom: list[Any]) -> list[Decision]:
    """Decisions on any mentions and claims of a newsroom, some of which cannot hold."""
    incidents, _ = all_of(newsroom)
    names = sorted(incident.id for incident in incidents)
    claims = sorted(claim.id for incident in incidents for claim in incident.claims)
    made = []
    for line in range(draw(st.integers(min_value=1, max_value=4))):
        kind = draw(st.sampled_from(["merge", "split", "killed", "reject", "date"]))
        value = {"killed": "3/5/?", "date": "2015-10-01", "reject": ""}.get(kind)
        made.append(
            Decision(
                kind=kind,
                id=draw(st.sampled_from(claims if kind == "reject" else names)),
                value=draw(st.sampled_from(names)) if value is None else value,
                who="A. N.",
                when=dt.date(2026, 1, 1 + draw(st.integers(min_value=0, max_value=3))),
                why="seen",
                line=line + 2,
            )
        )
    return made


@few
@given(newsrooms(), st.data(), st.integers(min_value=0, max_value=4))
def test_decisions_hold_the_same_whether_reports_were_added_or_read_at_once(
    newsroom: list[Any], data: st.DataObject, first: int
) -> None:
    outcomes = outcomes_of_room(newsroom)
    decisions = data.draw(decided(newsroom))
    data.draw(st.randoms(use_true_random=False)).shuffle(outcomes)
    book = added(Casebook.empty(), outcomes[:first], decisions=decisions).book
    book = added(book, outcomes[first:], decisions=decisions).book
    at_once = read_at_once(outcomes, decisions)
    assert without_names(book) == without_names(at_once)
    told = ["decision", "id", "value", "line", "outcome"]
    assert book.decisions[told].equals(at_once.decisions[told])
    assert added(book, outcomes, decisions=decisions).book == book
    # Taken back, they leave nothing behind but their history.
    undone = added(book, [], decisions=()).book
    assert without_names(undone) == without_names(read_at_once(outcomes))
    last = {
        (row["incident_id"], row["field"]): row["after"]
        for row in undone.history.astype(object).to_dict("records")
    }
    for name, low in zip(undone.incidents["id"], undone.incidents["killed_low"], strict=True):
        figure = last.get((name, "killed"))
        assert (figure or "?").split("/")[0] == ("?" if pd.isna(low) else str(low))


PLAIN: dict[str, Any] = {
    "place": PLACES[0], "day": DAY, "kind": "Air/drone strike", "count": 5, "exact": True,
    "by": "a resident", "target": "market", "hour": "morning", "total": False,
}  # fmt: skip


def told_by(report_id: str, published: dt.date, *passages: dict[str, Any]) -> Outcome:
    incidents, (report,) = dispatch(report_id, report_id, published, list(passages))
    reading = make_reading(report, claims=tuple(c for i in incidents for c in i.claims))
    return Outcome(reading=reading, resolutions=(), incidents=tuple(incidents))


def test_each_change_of_a_figure_names_the_report_that_caused_it() -> None:
    first = told_by("r1", DAY, PLAIN)
    book = added(Casebook.empty(), [first]).book
    growth = added(book, [told_by("r2", DAY, PLAIN | {"count": 8, "by": "the police"})])
    (row,) = [row for row in growth.history if row["field"] == "killed"]
    assert (row["incident_id"], row["before"], row["after"]) == ("r1-e1", "5/5/5", "5/5/8")
    assert row["report_id"] == "r2"
    assert growth.fates.added == ()


def test_an_older_report_that_comes_late_does_not_rename_an_incident() -> None:
    book = added(Casebook.empty(), [told_by("r2", DAY + dt.timedelta(days=1), PLAIN)]).book
    growth = added(book, [told_by("r1", DAY, PLAIN | {"by": "the police"})])
    assert growth.book.incidents["id"].tolist() == ["r2-e1"]
    assert growth.book.incidents["n_reports"].tolist() == [2]


def test_what_is_in_the_casebook_is_not_given_to_be_read() -> None:
    outcome = told_by("r1", DAY, PLAIN)
    book = added(Casebook.empty(), [outcome]).book
    other = told_by("r1", DAY, PLAIN | {"count": 6}).reading.report
    adding = Adding(book)
    assert list(adding.new([outcome.reading.report])) == []
    (aside,) = adding.new([Report(id="r1", text="Other words.", sha256="0", origin="b.txt")])
    assert isinstance(aside, SetAside)
    assert "another report" in aside.reason
    assert other.id == "r1"


def test_reports_that_another_version_has_read_are_read_again() -> None:
    outcomes = [told_by("r1", DAY, PLAIN), told_by("r2", DAY, PLAIN | {"by": "the police"})]
    book = added(Casebook.empty(), outcomes).book
    adding = Adding(book)
    assert not adding.needs_versions([])
    assert adding.stale(VERSIONS["read_with"]) == []
    stale = adding.stale("all of version 2")
    assert [report.id for report in stale] == ["r1", "r2"]
    assert [report.text for report in stale] == [o.reading.report.text for o in outcomes]
    growth = adding.finish(outcomes, versions=VERSIONS, draw=None)
    assert growth.again == ("r1", "r2")
    assert growth.book == book


def test_a_report_that_an_extractor_was_asked_about_is_not_read_again_without_it() -> None:
    outcome = told_by("r1", DAY, PLAIN)
    adding = Adding(Casebook.empty())
    versions = VERSIONS | {"read_with": f"all of version 1{ASKED}a model elsewhere"}
    book = adding.finish([outcome], versions=versions).book
    assert Adding(book).stale("all of version 1") == []
    assert Adding(book).stale("all of version 2") == []


def test_reports_come_back_whole_from_their_table(seeds: Path) -> None:
    found = [one for one in read_reports([seeds]) if isinstance(one, Report)]
    assert any(report.published_span is not None for report in found)
    readings = [make_reading(report) for report in found]
    book = Casebook.from_records(readings=readings, resolutions={}, incidents=[])
    assert reports_of(book.reports) == sorted(found, key=lambda report: report.id)


def test_a_casebook_goes_into_another() -> None:
    one, two = told_by("r1", DAY, PLAIN), told_by("r2", DAY, PLAIN | {"by": "the police"})
    three = told_by("r3", DAY, PLAIN | {"place": PLACES[2]})
    first = added(Casebook.empty(), [one, two]).book
    other = added(Casebook.empty(), [two, three]).book
    adding = Adding(first, [other])
    growth = adding.finish([], versions=None, draw=None)
    assert growth.added == ("r3",)
    assert without_names(growth.book) == without_names(read_at_once([one, two, three]))


def test_incidents_that_came_without_their_mentions_are_not_lost_in_silence() -> None:
    incidents, reports = all_of([("Wire", DAY, [PLAIN])])
    found = reconciled(incidents, reports)
    bare = Casebook.from_records(
        readings=[make_reading(reports[0])], resolutions={}, incidents=found.incidents
    )
    adding = Adding(bare)
    assert adding.needs_versions([])
    with pytest.raises(UsageError, match="import it again"):
        adding.stale("all of version 1")


@few
@given(newsrooms(), st.sampled_from(["geomap", "ucdp", "acled", "airwars"]))
def test_adding_keeps_to_the_policy_of_the_casebook(newsroom: list[Any], policy: str) -> None:
    outcomes = outcomes_of_room(newsroom)
    book = added(Casebook.empty(), outcomes[:1], rules=policy).book
    grown = added(book, outcomes[1:]).book
    assert grown.provenance["policy"] == policy
    at_once = added(Casebook.empty(), outcomes, rules=policy).book
    assert without_names(grown) == without_names(at_once)
