"""The casebook at a glance."""

from __future__ import annotations

from html.parser import HTMLParser

from geomap.events.book.frame import Casebook
from geomap.model import SetAside
from tests.builders import (
    make_casebook,
    make_incident,
    make_place,
    make_range,
    make_resolution,
)


class Seen(HTMLParser):
    """Collects the tags and the text of a piece of HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.open: list[str] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.add(tag)
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, words: str) -> None:
        self.text += words


def test_a_casebook_says_what_it_holds_in_one_line() -> None:
    book = make_casebook(set_aside=[SetAside(origin="b.pdf", reason="locked")])
    assert repr(book) == (
        "<Casebook: 1 report, 2 incidents and 1 total, at least 24 killed, as claimed "
        "(1 incident with the number unknown); 0 unplaced, 1 unread>"
    )


def test_unplaced_and_undated_incidents_are_counted() -> None:
    summary = make_casebook(incidents=[make_incident(places=[], date=None)]).summary()
    assert (summary.incidents, summary.unplaced, summary.undated) == (1, 1, 1)
    assert summary.killed.low is None


def test_the_notebook_s_view_shows_the_numbers_and_the_incidents() -> None:
    seen = Seen(make_casebook()._repr_html_())
    assert seen.open == []
    for words in ("Killed, as claimed", "at least 24", "Talbiseh", "20–22", "unknown", "(total)"):
        assert words in seen.text


def test_the_notebook_s_view_lists_ten_and_counts_the_rest() -> None:
    incidents = [make_incident(f"i{n}", date=make_range(days=3)) for n in range(12)]
    html = make_casebook(incidents=incidents)._repr_html_()
    assert html.count("2015-09-30 to 2015-10-02") == 10
    assert "2 more in .incidents" in html


def test_a_hostile_place_is_text_in_the_notebook_s_view() -> None:
    name = "<img src=x onerror=alert(1)>$note\u202e&amp;</td><script>alert(1)</script>"
    hostile = make_resolution(place=make_place(name, id="x"))
    seen = Seen(make_casebook(incidents=[make_incident(places=[hostile])])._repr_html_())
    assert not seen.tags & {"img", "script"}
    assert name.replace("\u202e", "⟨U+202E⟩") in seen.text


def test_an_empty_casebook_has_a_view_too() -> None:
    assert "<dd>none</dd>" in Casebook.empty()._repr_html_()
