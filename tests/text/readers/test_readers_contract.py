"""Every registered reader keeps the protocol: the same questions to all of them."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Callable

import pytest

from geomap.errors import EmptyReportError, ReportError, UnknownFormatError, UnreadableReportError
from geomap.protocols import ReportSource
from geomap.text.readers import READERS, choose_reader, known_suffixes
from geomap.text.readers.registry import RegisteredReader
from geomap.text.readers.wire import report_from_json, report_to_json

MakeSource = Callable[..., ReportSource]
Make = Callable[..., bytes]
WORDS = "Two strikes hit the town of Talbiseh in Homs on Wednesday."


@pytest.fixture(params=READERS, ids=lambda reader: reader.name)
def reader(request: pytest.FixtureRequest) -> RegisteredReader:
    found: RegisteredReader = request.param
    return found


@pytest.fixture
def sample(reader: RegisteredReader, make_pdf: Make, make_docx: Make) -> bytes:
    """A file in the reader's format that says `WORDS`."""
    return {
        "PDF": lambda: make_pdf([[(72, 700, WORDS)]]),
        "DOCX": lambda: make_docx(WORDS),
        "HTML": lambda: f"<!DOCTYPE html><title>T</title><p>{WORDS}</p>".encode(),
        "JSON lines": lambda: b'{"text": "%s"}\n' % WORDS.encode(),
        "plain text": WORDS.encode,
        "Markdown": WORDS.encode,
    }[reader.name]()


def test_a_reader_names_itself_and_its_suffixes(reader: RegisteredReader) -> None:
    assert reader.name
    assert reader.suffixes
    assert all(s.startswith(".") and s == s.lower() for s in reader.suffixes)
    assert isinstance(reader.isolated, bool)


def test_no_two_readers_share_a_suffix() -> None:
    assert len(known_suffixes()) == len(set(known_suffixes()))


def test_a_reader_knows_and_reads_its_own_format(
    reader: RegisteredReader, sample: bytes, make_source: MakeSource
) -> None:
    source = make_source(sample, reader.suffixes[0], source="Example News")
    assert reader.sniff(source)
    assert choose_reader(source) is reader
    (report,) = reader.read(source)
    assert report.text.strip() == WORDS
    assert report.source == "Example News"
    assert report.language == "en"
    assert report.origin.startswith(source.origin)
    if reader.name != "JSON lines":
        assert report.sha256 == hashlib.sha256(sample).hexdigest()
    assert report.id == f"r{report.sha256[:16]}"


def test_the_same_bytes_give_the_same_report(
    reader: RegisteredReader, sample: bytes, make_source: MakeSource
) -> None:
    source = make_source(sample, reader.suffixes[0])
    assert list(reader.read(source)) == list(reader.read(source))


def test_what_was_given_from_outside_wins(
    reader: RegisteredReader, sample: bytes, make_source: MakeSource
) -> None:
    given = {"title": "Given", "published": "2015-09-30", "published_from": "sidecar"}
    (report,) = reader.read(make_source(sample, reader.suffixes[0], **given))
    assert (report.title, str(report.published)) == ("Given", "2015-09-30")
    assert report.published_from == "sidecar"
    assert report.published_span is None


def test_a_report_survives_the_wire(
    reader: RegisteredReader, sample: bytes, make_source: MakeSource
) -> None:
    for report in reader.read(make_source(sample, reader.suffixes[0], published="2015-09-30")):
        assert report_from_json(report_to_json(report)) == report


@pytest.mark.parametrize("content", [b"\x89PNG\r\n\x1a\n" + bytes(50), b"\x7fELF" + bytes(50)])
def test_rubbish_under_any_suffix_is_refused(
    reader: RegisteredReader, content: bytes, make_source: MakeSource
) -> None:
    source = make_source(content, reader.suffixes[0])
    assert not reader.sniff(source)
    with pytest.raises(UnreadableReportError, match=f"named {reader.suffixes[0]} but"):
        choose_reader(source)


def test_a_broken_file_is_a_report_error_and_nothing_else(
    reader: RegisteredReader, sample: bytes, make_source: MakeSource
) -> None:
    for keep in (0, 1, 5, len(sample) // 2):
        with contextlib.suppress(ReportError):
            for report in reader.read(make_source(sample[:keep], reader.suffixes[0])):
                assert report.text.strip()


def test_an_empty_file_is_empty(reader: RegisteredReader, make_source: MakeSource) -> None:
    if reader.name in ("PDF", "DOCX"):
        with pytest.raises(UnreadableReportError):
            list(reader.read(make_source(b"", reader.suffixes[0])))
    elif reader.name == "JSON lines":
        assert list(reader.read(make_source(b"", ".jsonl"))) == []
    else:
        with pytest.raises(EmptyReportError):
            list(reader.read(make_source(b" \n", reader.suffixes[0])))


def test_content_without_a_suffix_goes_by_what_it_is(
    reader: RegisteredReader, sample: bytes, make_source: MakeSource
) -> None:
    chosen = choose_reader(make_source(sample, ""))
    # Markdown cannot be told from plain text, which is the safer reading
    assert chosen.name == ("plain text" if reader.name == "Markdown" else reader.name)


def test_an_unknown_suffix_is_told_with_those_that_are_known(make_source: MakeSource) -> None:
    with pytest.raises(UnknownFormatError, match=r"'\.xyz'; geomap reads .*\.docx"):
        choose_reader(make_source("words", ".xyz"))


@pytest.mark.parametrize(
    ("content", "suffix", "truth"),
    [
        (b"%PDF-1.7 ...", ".txt", "the content is PDF"),
        (b"<!DOCTYPE html><p>Homs", ".txt", "the content is HTML"),
        (b"<html><p>Homs", ".pdf", "the content is HTML"),
        (b"Two strikes hit Homs.", ".docx", "something else"),
        (b"Two strikes hit Homs.", ".html", "something else"),
        (b"{\\rtf1 words}", ".md", "RTF"),
    ],
)
def test_a_suffix_that_lies_is_told(
    make_source: MakeSource, content: bytes, suffix: str, truth: str
) -> None:
    with pytest.raises(UnreadableReportError, match=truth):
        choose_reader(make_source(content, suffix))
