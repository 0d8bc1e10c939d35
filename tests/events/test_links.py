"""The links' table: which tellings were joined, which nearly, in whose words and why."""

from __future__ import annotations

import json

from geomap.events.frame import Casebook
from geomap.events.links import Link, Mention, once
from tests.builders import make_casebook, make_incident, make_reading, make_report, make_span


def link(mention: str = "r1-e1", other: str = "r2-e1", **changes: object) -> Link:
    told = {"joined": True, "score": 3.0, "probability": 0.95, "doubtful": False, "reason": "same"}
    return Link(mention=mention, other=other, **{**told, **changes})  # type: ignore[arg-type]


def book_of(*links: Link) -> Casebook:
    words = {"r1": "A raid hit Talbiseh.", "r2": "Talbiseh was bombed.", "r3": "Homs was quiet."}
    readings = [make_reading(report=make_report(text, id=name)) for name, text in words.items()]
    mentions = [
        Mention(
            id=f"{name}-e1", span=make_span(0, len(text), report_id=name), incident_id=f"{name}-e1"
        )
        for name, text in words.items()
    ]
    incidents = [
        make_incident(m.id, claims=(), span=m.span, report_ids=(m.span.report_id,))
        for m in mentions
    ]
    return Casebook.from_records(
        readings=readings, resolutions={}, incidents=incidents, links=links, mentions=mentions
    )


def test_a_link_shows_both_tellings_in_their_own_words() -> None:
    row = book_of(link()).links.iloc[0]
    assert (row.words, row.other_words) == ("A raid hit Talbiseh.", "Talbiseh was bombed.")
    assert (row.report_id, row.other_incident_id) == ("r1", "r2-e1")


def test_the_most_doubtful_link_stands_first() -> None:
    sure, odd = link(), link(other="r3-e1", doubtful=True, probability=0.7)
    oddest = link("r2-e1", "r3-e1", doubtful=True, joined=False, probability=0.48)
    assert book_of(sure, odd, oddest).links.probability.tolist() == [0.48, 0.7, 0.95]


def test_a_pair_is_listed_once_and_as_joined_where_it_was() -> None:
    apart = link(joined=False)
    assert once([apart, link(), link(other="r3-e1")]) == (link(), link(other="r3-e1"))


def test_a_part_of_a_casebook_keeps_the_links_within_it() -> None:
    book = book_of(link(), link("r2-e1", "r3-e1"))
    part = book.between("2015-01-01", "2016-01-01")
    assert len(part.links) == len(book.links)
    assert part.near(0, 0, km=1).links.empty


def test_an_incident_names_the_mentions_it_was_joined_from() -> None:
    assert [json.loads(names) for names in book_of().incidents.mentions] == [
        ["r1-e1"], ["r2-e1"], ["r3-e1"],
    ]  # fmt: skip
    assert json.loads(make_casebook().incidents.mentions[0])
