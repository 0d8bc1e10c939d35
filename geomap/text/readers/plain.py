"""Plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from geomap.model import Report
from geomap.protocols import ReportSource
from geomap.text.readers.encoding import binary_kind, decode_text, normalise_newlines
from geomap.text.readers.record import make_report

__all__ = ["PlainReader", "holds_a_page"]

_PAGE = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,500}?-->\s*)?<(?:!doctype html|html)\b", re.I | re.S
)
_HEAD = 4096


def holds_a_page(content: bytes) -> bool:
    """Tell whether the bytes begin as an HTML document.

    Parameters
    ----------
    content : bytes
        A file or its beginning.

    Returns
    -------
    bool
        True where the document type or the ``html`` element stands first.

    Examples
    --------
    >>> holds_a_page(b"<!DOCTYPE html><p>Homs"), holds_a_page(b"5 < 6")
    (True, False)
    """
    head = content[:_HEAD].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe")
    return _PAGE.match(head) is not None


class PlainReader:
    r"""Reads plain text: the text is the file's own, but for newlines.

    Examples
    --------
    >>> source = ReportSource(origin="a.txt", content=b"Homs\r\n", suffix=".txt", meta={})
    >>> [report.text for report in PlainReader().read(source)]
    ['Homs\n']
    """

    name = "plain text"
    suffixes: tuple[str, ...] = (".txt", ".text")
    isolated = False

    def sniff(self, source: ReportSource) -> bool:
        """Tell whether the content is no HTML page and no kind of binary file."""
        return not holds_a_page(source.content) and binary_kind(source.content) is None

    def read(self, source: ReportSource) -> Iterator[Report]:
        """Give the one report in it."""
        text = normalise_newlines(decode_text(source.content, origin=source.origin))
        yield make_report(source, text)
