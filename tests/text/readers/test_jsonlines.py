from __future__ import annotations

import json
from collections.abc import Callable
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geomap.errors import UnreadableReportError
from geomap.model import Report, SetAside
from geomap.protocols import ReportSource
from geomap.text.readers.jsonlines import JsonLinesReader


def read_lines(content: bytes, **meta: str) -> list[Report | SetAside]:
    source = ReportSource(origin="in.jsonl", content=content, suffix=".jsonl", meta=meta)
    return list(JsonLinesReader().read_entries(source))


def test_every_field_of_a_line_is_used() -> None:
    (report,) = read_lines(
        b'{"id": "a1", "text": "Two died.\\r\\n", "published": "2015-09-30", "title": "T", '
        b'"source": "S", "url": "https://example.org/", "more": [1]}'
    )
    assert isinstance(report, Report)
    assert (report.id, report.text) == ("a1", "Two died.\r\n")
    assert (report.title, report.source, report.url) == ("T", "S", "https://example.org/")
    assert (str(report.published), report.published_from) == ("2015-09-30", "metadata")
    assert report.origin == "in.jsonl:1"


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"nonsense", "not JSON"),
        (b"[1]", "not an object"),
        (b'{"id": "x"}', '"text" is missing'),
        (b'{"text": 5}', '"text" is missing or no string'),
        (b'{"text": "  "}', "no text"),
        (b'{"text": "a", "title": 5}', '"title" is 5'),
        (b'{"text": "a", "published": "soon"}', "not a day"),
        (b'{"text": "\\ud800"}', "surrogate"),
        (b'{"text": "\xff"}', "not UTF-8"),
        (b'{"text": "a", "x": ' + b"[" * 100_000, "nested|JSON"),
        (b'{"text": "a", "x": ' + b"9" * 5000 + b"}", "not JSON"),
    ],
)
def test_a_bad_line_is_told_with_its_number_and_the_run_goes_on(line: bytes, reason: str) -> None:
    first, bad, last = read_lines(b'{"text": "one"}\n' + line + b'\n\n{"text": "two"}\n')
    assert isinstance(first, Report)
    assert isinstance(bad, SetAside)
    assert (bad.line, bad.origin) == (2, "in.jsonl")
    assert __import__("re").search(reason, bad.reason)
    assert isinstance(last, Report)
    assert last.origin == "in.jsonl:4"


def test_an_id_used_twice_is_told() -> None:
    _, second = read_lines(b'{"id": "a", "text": "one"}\n{"id": "a", "text": "two"}\n')
    assert isinstance(second, SetAside)
    assert second.reason == "the id 'a' was used on line 1"


def test_a_line_beyond_the_limit_is_passed_over_without_being_kept() -> None:
    stream = BytesIO(b'{"text": "' + b"x" * 1000 + b'"}\n{"text": "two"}\n')
    source = ReportSource(origin="-", content=b"", suffix="", meta={})
    long, two = JsonLinesReader().read_stream(source, stream, line_bytes=100)
    assert isinstance(long, SetAside)
    assert (long.reason, long.line) == ("the line is longer than 100 bytes", 1)
    assert isinstance(two, Report)


def test_an_option_wins_over_the_line() -> None:
    (report,) = read_lines(
        b'{"text": "a", "source": "line", "published": "2015-09-30"}',
        source="option", published="2014-01-01", published_from="option",
    )  # fmt: skip
    assert isinstance(report, Report)
    assert (report.source, str(report.published), report.published_from) == (
        "option", "2014-01-01", "option",
    )  # fmt: skip


def test_the_protocol_reading_ends_at_the_first_bad_line(
    make_source: Callable[..., ReportSource],
) -> None:
    reading = JsonLinesReader().read(make_source(b'{"text": "one"}\nbad\n', ".jsonl"))
    assert next(reading).text == "one"
    with pytest.raises(UnreadableReportError, match="line 2"):
        next(reading)


@settings(deadline=None)
@given(st.lists(st.text(st.characters(exclude_categories=("Cs",))).filter(str.strip), unique=True))
def test_texts_come_back_exactly_as_they_were(texts: list[str]) -> None:
    lines = "\n".join(json.dumps({"text": text}) for text in texts)
    entries = read_lines(lines.encode())
    assert [getattr(entry, "text", entry) for entry in entries] == texts
