from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from geomap.errors import UnreadableReportError
from geomap.model import Report
from geomap.protocols import ReportSource
from geomap.text.readers.markdown import MarkdownReader
from geomap.text.readers.plain import PlainReader

MakeSource = Callable[..., ReportSource]
TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc"), include_characters="\t\n\r\x0c"))


def read_plain(text: str) -> Report:
    source = ReportSource(
        origin="a.txt", content=text.encode("utf-8"), suffix=".txt", meta={}
    )  # fmt: skip
    (report,) = PlainReader().read(source)
    return report


def read_markdown(text: str) -> Report:
    source = ReportSource(origin="a.md", content=text.encode(), suffix=".md", meta={})
    (report,) = MarkdownReader().read(source)
    return report


@settings(deadline=None)
@given(TEXT.filter(str.strip).filter(lambda text: text.lstrip()[:1] != "\ufeff"))
@example("Homs\r\nHama\rIdlib\n\n حمص \u200f\u202e{{7*7}}\t<script>")
@example("Homs\u2028Hama\x0cIdlib\x85end")
def test_any_text_survives_plain_reading_but_for_newlines(text: str) -> None:
    report = read_plain(f"In Homs: {text}")
    assert report.text == f"In Homs: {text}".replace("\r\n", "\n").replace("\r", "\n")


@settings(deadline=None)
@given(TEXT, TEXT)
def test_a_publication_span_lies_in_the_text(before: str, after: str) -> None:
    report = read_plain(f"{before}\nPublished: 30 September 2015\n{after}")
    if report.published_span is not None:
        assert report.published_span.report_id == report.id
        assert "2015" in report.published_span.of(report.text)


def test_characters_outside_the_basic_plane_count_once() -> None:
    report = read_plain("🚀 Strikes\r\n\r\nPublished: 30 September 2015\r\n\r\nTwo died.")
    assert report.published_span is not None
    assert report.published_span.of(report.text) == "30 September 2015"


def test_markdown_gives_its_words_without_its_marks() -> None:
    text = (
        "# Strikes in *Homs*\n\nAt **least** [22 people](https://example.org/x)\nwere killed.\n\n"
        "- Talbiseh: 22\n- Hama:\n  - Lataminah `2`\n\n| Place | Killed |\n|---|---|\n"
        "| Talbiseh | 22 |\n\n> Quoted.\n\n![A crater](x.png)\n\n    code\n"
    )
    report = read_markdown(text)
    assert report.title == "Strikes in Homs"
    assert report.text == (
        "Strikes in Homs\n\nAt least 22 people were killed.\n\n"
        "Talbiseh: 22\nHama:\nLataminah 2\n\nPlace | Killed\nTalbiseh | 22\n\nQuoted.\n\n"
        "A crater\n\ncode\n"
    )


def test_a_markdown_header_gives_metadata_and_is_no_text() -> None:
    report = read_markdown(
        "---\ntitle: 'Strikes'\nauthor: Jane Doe\ndate: 2015-09-30\nsource: Example\n---\nWords.\n"
    )
    assert report.text == "Words.\n"
    assert (report.title, report.author, report.source) == ("Strikes", "Jane Doe", "Example")
    assert (str(report.published), report.published_from) == ("2015-09-30", "metadata")


def test_html_inside_markdown_gives_what_is_seen() -> None:
    report = read_markdown(
        "Seen <b>bold</b><!-- unseen -->.\n\n<div hidden>unseen</div>\n\n<script>unseen</script>\n"
    )
    assert "unseen" not in report.text
    assert report.text == "Seen bold.\n"


def test_deep_quotes_lose_nothing_or_say_so() -> None:
    report = read_markdown(">" * 50 + " The deepest words.\n\nAfter.\n")
    assert "The deepest words." in report.text
    assert report.text.endswith("After.\n")
    with pytest.raises(UnreadableReportError, match="nested too deeply"):
        read_markdown(">" * 5000 + " The deepest words.\n")


@settings(deadline=None)
@given(TEXT)
def test_any_markdown_is_read_or_refused(text: str) -> None:
    assert read_markdown(f"Words.\n\n{text}").text.startswith("Words.")
