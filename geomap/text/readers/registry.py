"""Which readers there are, and which one a file gets. A new reader is one file and one entry."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol, runtime_checkable

from geomap.errors import UnknownFormatError, UnreadableReportError
from geomap.headings import TABLE_SUFFIXES
from geomap.model import Report, SetAside
from geomap.protocols import ReportReader, ReportSource
from geomap.text.readers.docx import DocxReader
from geomap.text.readers.encoding import binary_kind
from geomap.text.readers.html import HtmlReader
from geomap.text.readers.jsonlines import JsonLinesReader
from geomap.text.readers.markdown import MarkdownReader
from geomap.text.readers.pdf import PdfReader
from geomap.text.readers.plain import PlainReader

__all__ = ["READERS", "LineReader", "RegisteredReader", "choose_reader", "known_suffixes"]


class RegisteredReader(ReportReader, Protocol):
    """A reader that says whether its parsing must be kept in the bounded worker."""

    isolated: bool
    # True for every format whose parser a hostile file could hang or crash


@runtime_checkable
class LineReader(Protocol):
    """A reader of many reports a file, which goes on after one that cannot be read."""

    def read_entries(self, source: ReportSource) -> Iterator[Report | SetAside]:
        """Give reports and, in their places, what is none."""
        ...


# In the order in which content of an unnamed kind is tried; plain text takes what is left,
# so Markdown, which looks like it, is only ever chosen by its suffix.
READERS: tuple[RegisteredReader, ...] = (
    PdfReader(),
    DocxReader(),
    HtmlReader(),
    JsonLinesReader(),
    PlainReader(),
    MarkdownReader(),
)


def known_suffixes() -> tuple[str, ...]:
    """Give all suffixes that some reader reads.

    Returns
    -------
    tuple of str
        Lower case with the dot, in alphabetical order.

    Examples
    --------
    >>> ".pdf" in known_suffixes()
    True
    """
    return tuple(sorted(suffix for reader in READERS for suffix in reader.suffixes))


def choose_reader(source: ReportSource) -> RegisteredReader:
    """Choose the reader of a file: by its suffix, and only if the content agrees.

    Parameters
    ----------
    source : ReportSource
        The file; one without a suffix goes by its content alone.

    Returns
    -------
    RegisteredReader
        The reader to use.

    Raises
    ------
    UnknownFormatError
        When no reader has its suffix.
    UnreadableReportError
        When the content is not what the suffix says.

    Examples
    --------
    >>> choose_reader(ReportSource(origin="a", content=b"%PDF-1.7", suffix="", meta={})).name
    'PDF'
    """
    if not source.suffix:
        return next((reader for reader in READERS if reader.sniff(source)), PlainReader())
    named = next((reader for reader in READERS if source.suffix in reader.suffixes), None)
    if named is None:
        reads = f"geomap reads {', '.join(known_suffixes())}"
        if source.suffix in TABLE_SUFFIXES:
            reads += "; a table of incidents is read where it is named itself"
        raise UnknownFormatError(
            f"unknown file type {source.suffix!r}; {reads}", where=source.origin
        )
    # An empty file is no lie; its reader says that it is empty.
    if source.content.strip() and not named.sniff(source):
        raise UnreadableReportError(
            f"named {source.suffix} but {_what_it_is(source)}", where=source.origin
        )
    return named


def _what_it_is(source: ReportSource) -> str:
    for reader in READERS[:-2]:
        if source.suffix not in reader.suffixes and reader.sniff(source):
            return f"the content is {reader.name}"
    kind = binary_kind(source.content)
    return f"the content looks like {kind}" if kind else "the content is something else"
