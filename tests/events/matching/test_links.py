"""The links' table: which tellings were joined, which nearly, in whose words and why."""

from __future__ import annotations

import json
from dataclasses import replace

from geomap.events.book.frame import Casebook
from geomap.events.likeness.facets import facets_of
from geomap.events.matching.links import Link, Mention, beside, once, within
from geomap.events.reconcile import reconciled
from geomap.model import Passage
from geomap.stages import load_stages, read_report
from tests.builders import (
    DAY,
    make_casebook,
    make_incident,
    make_reading,
    make_report,
    make_span,
)


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


def test_a_later_sentence_of_a_report_is_linked_to_its_event_with_the_reason() -> None:
    passage = Passage(span=make_span(40, 60), points=1.3, reason="'Talbiseh' again (+2.4)")
    (found,) = within([make_incident("r1-e1", passages=(passage,))])
    assert (found.mention, found.other, found.span, found.joined) == (
        "r1-e1", "r1-e1", passage.span, True,
    )  # fmt: skip
    assert (found.score, found.probability) == (1.3, 0.786)
    row = book_of(replace(found, span=make_span(2, 6))).links.iloc[0]
    assert (row.words, row.other_words) == ("A raid hit Talbiseh.", "raid")


def test_neighbours_in_one_report_that_agree_are_listed_as_kept_apart() -> None:
    report = make_report("Jets bombed Talbiseh. Jets bombed Talbiseh.", title=None)
    two = [
        make_incident(f"r1-e{number}", span=make_span(at, at + 21), claims=())
        for number, at in ((1, 0), (2, 22))
    ]
    (found,) = beside([facets_of(incident, {"r1": report}) for incident in two])
    assert (found.joined, found.doubtful) == (False, True)
    assert "one report tells of them as two" in found.reason


def test_sentences_of_one_report_are_linked_from_end_to_end() -> None:
    text = (
        "Shells hit Bakhmut on Friday. Six people were killed, the governor said. "
        "The shelling also wounded nine people, the hospital of Bakhmut said."
    )
    report = make_report(text, title=None, published=DAY)
    outcome = read_report(report, load_stages())
    links = reconciled(outcome.incidents, [report]).links
    assert [link.span.of(text).split()[0] for link in links if link.span] == ["Six", "The"]
    assert all(link.score is not None and link.score > 0 for link in links)
