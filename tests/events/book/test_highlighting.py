"""The page of marked words: all of the text, its marks, and nothing that runs."""

from __future__ import annotations

import base64
import dataclasses
import hashlib
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from geomap.cli.entry import run
from geomap.errors import UsageError
from geomap.events.book.explanation import incident_of
from geomap.events.book.highlighting import highlight, marked_lines
from geomap.events.book.marks import KINDS, Mark, find_marks
from geomap.events.book.visible import visible
from geomap.events.exchange import write_casebook
from geomap.model import Actor
from geomap.stretches import Span
from tests.builders import (
    TEXT,
    make_actor,
    make_casebook,
    make_claim,
    make_claimant,
    make_incident,
    make_reading,
    make_report,
    make_resolution,
    make_span,
    span_of,
)

HOSTILE = (
    "{{7*7}}${x}$title{% raw %}</p></mark></style><script>alert(1)</script><img src=x>&amp;\"'"
)


class Shown(HTMLParser):
    """The text of a piece of HTML, without labels, and its marks."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text = ""
        self.marks: list[tuple[str, str]] = []
        self.tags: list[str] = []
        self._open: list[tuple[str, int]] = []
        self._in_tag = 0
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self._in_tag += tag == "bdi"
        if tag == "mark":
            self._open.append((dict(attrs)["class"] or "", len(self.text)))

    def handle_endtag(self, tag: str) -> None:
        self._in_tag -= tag == "bdi"
        if tag == "mark":
            kind, start = self._open.pop()
            self.marks.append((kind, self.text[start:]))

    def handle_data(self, data: str) -> None:
        if not self._in_tag:
            self.text += data


def squeezed(text: str) -> str:
    return re.sub(r"[ \t\r\n]+", "", text)


def marks_of(book: Any, incident_id: str = "talbiseh") -> list[tuple[str, str]]:
    found, _ = find_marks(book, incident_of(book, incident_id), "r1", TEXT)
    return [(mark.kind, TEXT[mark.start : mark.end]) for mark in found]


def test_the_words_that_an_incident_rests_on_are_marked() -> None:
    marks = marks_of(make_casebook())
    for kind, words in (
        ("place", "Talbiseh"),
        ("name", "Lataminah"),
        ("date", "on Wednesday"),
        ("figure", "about 20 dead"),
        ("figure", "identified 22"),
        ("statement", "denied that houses were hit"),
        ("claimant", "A resident"),
    ):
        assert (kind, words) in marks, kind
    assert ("figure", "at least 24 died") not in marks, "that is the total's"
    assert ("place", "Lataminah") in marks_of(make_casebook(), "lataminah")
    assert {kind for kind, _ in marks} <= set(KINDS)


def test_the_page_holds_the_text_the_marks_and_the_chain() -> None:
    page = highlight(make_casebook(), "talbiseh")
    shown = Shown(page)
    assert squeezed(TEXT) in squeezed(shown.text)
    assert ("figure", "about 20 dead") in shown.marks
    assert "killedlowest 20, best 22, highest 22, as claimed".replace(" ", "") in squeezed(
        shown.text
    )
    assert highlight(make_casebook(), "talbiseh") == page, "the same bytes each time"


def test_what_was_read_is_marked_where_it_was_read_not_where_its_words_stand_first() -> None:
    text = "A resident heard it. On Friday a resident doubted: a resident said 9 died on Friday."
    said = text.rindex("a resident")

    def at(words: str, start: int = 0) -> Span:
        begin = text.index(words, start)
        return make_span(begin, begin + len(words))

    claim = make_claim(
        9,
        span=at("9 died"),
        sentence=at("On Friday a resident doubted: a resident said 9 died on Friday."),
        hedge=at("doubted"),
        claimant=make_claimant("a resident", span=at("a resident", said)),
    )
    incident = make_incident(
        "r1-e1",
        span=claim.sentence,
        claims=(claim,),
        date_span=at("on Friday"),
        type_span=at("died"),
        actors=(Actor(name="resident", role="target", span=at("resident", said)),),
    )
    report = make_report(text)
    book = make_casebook(
        readings=[make_reading(report, claims=(claim,))], resolutions={}, incidents=[incident]
    )
    marks, _ = find_marks(book, incident_of(book, "r1-e1"), "r1", text)
    told = {mark.kind: (mark.start, text[mark.start : mark.end]) for mark in marks}
    assert told["claimant"] == (said, "a resident")
    assert told["hedge"][1] == "doubted"
    assert told["date"][1] == "on Friday"
    assert told["type"][1] == "died"
    assert told["actor"] == (said + 2, "resident")


def test_words_that_are_not_in_the_text_are_listed_and_not_invented() -> None:
    incident = make_incident("x", actors=(make_actor("Nobody here"),), date_reason="'never', …")
    page = highlight(make_casebook(incidents=[incident]), "x")
    assert "Not marked" in page
    assert "“Nobody here”: not in the text in these words" in page
    assert "“never”: not in the text" in page


def test_the_nearest_of_several_equal_words_is_marked() -> None:
    text = "Activists spoke. Shells fell on Homs, killing 3, activists said. Later activists left."
    start = text.index("killing 3")
    sentence = text.index("Shells")
    report = make_report(text=text)
    claim = make_claim(
        3,
        span=dataclasses.replace(span_of("about 20 dead"), start=start, end=start + 9),
        sentence=dataclasses.replace(
            span_of("about 20 dead"), start=sentence, end=text.index(" Later")
        ),
        claimant=make_claimant("activists"),
    )
    incident = make_incident("x", span=claim.sentence, claims=(claim,), places=[], date=None)
    book = make_casebook(
        readings=[make_reading(report, claims=(claim,))], incidents=[incident], resolutions={}
    )
    found, _ = find_marks(book, incident_of(book, "x"), "r1", text)
    assert [mark.start for mark in found if mark.kind == "claimant"] == [text.index("activists")]


def test_offsets_that_do_not_fit_the_text_mark_nothing() -> None:
    book = make_casebook()
    found, lost = find_marks(book, incident_of(book, "talbiseh"), "r1", TEXT[:40])
    assert all(mark.end <= 40 for mark in found)
    assert any("the text has other words" in one.reason for one in lost)


def test_a_casebook_without_the_text_says_so_and_shows_the_sentences() -> None:
    book = make_casebook()
    reports = book.reports.assign(text=book.reports["text"].str.slice(0, 0))
    page = highlight(dataclasses.replace(book, reports=reports), "talbiseh")
    assert "does not hold the text of this report" in page
    assert "denied that houses were hit" in page


def test_an_unknown_incident_is_an_error() -> None:
    with pytest.raises(UsageError, match="there is no incident"):
        highlight(make_casebook(), "nowhere")


MARKS = st.builds(
    lambda start, length, kind: Mark(start=start, end=start + length, kind=kind, label="label"),
    st.integers(0, 50),
    st.integers(1, 30),
    st.sampled_from(list(KINDS)),
)


@example(text="\u2028", marks=[])
@given(
    text=st.text(st.sampled_from("ab <>&$\"'\n\r\t\u202e\u2028حمص{}"), max_size=60),
    marks=st.lists(MARKS, max_size=8),
)
def test_no_character_of_the_text_is_lost_and_marks_nest(text: str, marks: list[Mark]) -> None:
    ranked = sorted(set(marks), key=lambda mark: (mark.start, -mark.end, mark.kind))
    html = "".join(marked_lines(text, ranked))
    shown = Shown(html)
    assert squeezed(shown.text) == squeezed(visible(text))
    assert set(shown.tags) <= {"p", "mark", "bdi"}
    assert html.count("<mark") == html.count("</mark>") == len(shown.marks)
    for mark in ranked:
        words = squeezed(visible(text[mark.start : mark.end]))
        pieces = "".join(squeezed(piece) for kind, piece in shown.marks if kind == mark.kind)
        assert set(words) <= set(pieces)


def test_many_marks_that_cross_do_not_break_it() -> None:
    marks = [Mark(start=i, end=i + 300, kind="figure", label="") for i in range(400)]
    assert squeezed(Shown("".join(marked_lines("x" * 700, marks))).text) == "x" * 700


def hostile_book() -> Any:
    report = make_report(text=TEXT.replace("Activists", f"{HOSTILE}\u202eActivists"), title=HOSTILE)
    odd = make_resolution(reason=HOSTILE)
    incident = make_incident(
        "x", places=[odd], actors=(make_actor(HOSTILE),), date_reason=f"'{HOSTILE}', {HOSTILE}"
    )
    return make_casebook(
        readings=[make_reading(report)], incidents=[incident], resolutions={"r1": [odd]}
    )


def test_hostile_text_is_shown_and_does_nothing() -> None:
    page = highlight(hostile_book(), "x")
    shown = Shown(page)
    assert not {"script", "img", "a", "iframe", "link"} & set(shown.tags)
    assert page.count("<style>") == page.count("</style>") == 1
    assert shown.text.count(HOSTILE) >= 4
    assert "\u202e" not in page
    assert "⟨U+202E⟩" in page


def test_the_policy_allows_its_own_style_and_nothing_else() -> None:
    page = highlight(make_casebook(), "talbiseh")
    [style] = re.findall("<style>(.*?)</style>", page, flags=re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    [policy] = re.findall('Content-Security-Policy" content="([^"]*)"', page)
    assert policy.replace("&#x27;", "'") == (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    )
    assert not re.search(r"url\(|@import|https?:", style)


def test_the_command_writes_the_page_and_keeps_other_files(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    casebook, page = tmp_path / "book.gpkg", tmp_path / "words.html"
    write_casebook(make_casebook(), casebook)
    call = ["explain", str(casebook), "talbiseh", "--highlight", str(page)]
    assert run(call) == 0
    assert page.read_text(encoding="utf-8") == highlight(make_casebook(), "talbiseh")
    assert run(call) == 0, "its own page is replaced"
    page.write_text("mine")
    capsys.readouterr()
    assert run(call) == 2
    assert "geomap did not write it" in capsys.readouterr().err
    assert page.read_text() == "mine"
    assert run([*call, "--force"]) == 0
    assert run([*call[:-1], str(tmp_path / "words.txt")]) == 2
    assert "ends in .html" in capsys.readouterr().err
