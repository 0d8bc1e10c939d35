"""The chain from a mark to the words, with hostile text shown and not obeyed."""

from __future__ import annotations

import unicodedata

import pytest

from geomap.errors import UsageError
from geomap.events.book.explanation import explain, explain_text
from tests.builders import (
    make_casebook,
    make_incident,
    make_reading,
    make_report,
    make_resolution,
    make_toponym,
)


def test_the_chain_goes_from_the_mark_to_the_words() -> None:
    text = explain_text(make_casebook(), "talbiseh")
    for step in (
        "event: talbiseh — Air/drone strike, Talbiseh",
        "  place: Talbiseh (Homs, SY, talbiseh) at 34.8400, 36.7300 (lat, lon), within 2 km, "
        "where_prec 1",
        "    because: the only Talbiseh in the country of the report",
        "    candidate: Talbiseh (Homs, SY, talbiseh) at 34.84, 36.73, score 0.9",
        "  date: 2015-09-30",
        "    because: 'on Wednesday', counted back from 2015-09-30",
        "  killed: lowest 20, best 22, highest 22, as claimed",
        "  wounded: number unknown",
        "  part of: total",
        "  report: r1 — Air strikes in Syria, Example Agency, 2015-09-30",
        "    claim: “about 20 dead” — a resident, unverified, on killed, characters 75 to 88",
        "    claim: “identified 22” — a local media office, unverified, on killed, "
        "characters 129 to 142",
        "    statement: “denied that houses were hit” — the ministry, denied, on targets, ",
    ):
        assert f"\n{step}" in f"\n{text}", step
    assert make_casebook().explain("talbiseh") == text
    assert make_report().sha256 in text


def test_an_open_figure_and_the_parts_of_a_total_are_said() -> None:
    text = explain_text(make_casebook(), "total")
    assert "killed: lowest 24, best 24, highest open, as claimed" in text
    assert "contains: talbiseh" in text
    assert "candidate: Hama (Hama, SY, hama-province)" in text


def test_an_unplaced_incident_shows_what_it_could_have_been() -> None:
    unsure = make_resolution(
        place=None,
        reason="two are equally likely",
        candidates=make_resolution().candidates,
    )
    book = make_casebook(
        incidents=[make_incident("x", places=[unsure], date=None)], resolutions={"r1": [unsure]}
    )
    text = explain_text(book, "x")
    assert "  place: not placed\n    as written: Talbiseh\n    because: two are equally" in text
    assert "candidate: Talbiseh (Homs, SY, talbiseh)" in text
    assert "  date: not known" in text


def test_the_lines_are_records_with_the_exact_text() -> None:
    lines = explain(make_casebook(), "talbiseh")
    assert lines[0].depth == 0
    assert {line.label for line in lines} >= {"place", "date", "claim", "statement", "report"}


def test_an_unknown_incident_names_the_known_ones() -> None:
    with pytest.raises(UsageError, match=r"no incident 'nowhere'; the casebook has 3: .*total"):
        explain(make_casebook(), "nowhere")


def test_hostile_characters_are_shown_and_not_obeyed() -> None:
    hostile = "a\x1b[2J\u202eb\nclaim: forged\u2028c\x9b"
    report = make_report(title=hostile, origin=hostile)
    odd = make_resolution(toponym=make_toponym(), reason=hostile)
    book = make_casebook(
        readings=[make_reading(report)],
        incidents=[make_incident(hostile, places=[odd])],
        resolutions={"r1": [odd]},
    )
    text = explain_text(book, hostile)
    assert "a⟨U+001B⟩[2J⟨U+202E⟩b claim: forged⟨U+2028⟩c⟨U+009B⟩" in text
    assert not any(line.startswith("claim:") for line in text.splitlines())
    assert {c for c in text if unicodedata.category(c) in ("Cc", "Cf")} == {"\n"}
