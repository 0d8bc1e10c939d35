"""Markdown: its readable text, without the marks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from geomap.errors import UnreadableReportError
from geomap.model import Report
from geomap.protocols import ReportSource
from geomap.text.readers.encoding import binary_kind, decode_text, normalise_newlines
from geomap.text.readers.plain import holds_a_page
from geomap.text.readers.record import FileMetadata, make_report, parse_day
from geomap.text.readers.sidecar import parse_header_lines

if TYPE_CHECKING:
    from markdown_it.token import Token

__all__ = ["MarkdownReader"]

_HEADER = re.compile(r"\s*---[ \t]*\n(?P<lines>.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_CELL = " | "


class MarkdownReader:
    r"""Reads Markdown: paragraphs, list items and table rows as lines, links as their words.

    Examples
    --------
    >>> source = ReportSource(
    ...     origin="a.md", content=b"# Homs\n\nAt *least* 22", suffix=".md", meta={}
    ... )
    >>> [(report.title, report.text) for report in MarkdownReader().read(source)]
    [('Homs', 'Homs\n\nAt least 22\n')]
    """

    name = "Markdown"
    suffixes: tuple[str, ...] = (".md", ".markdown")
    isolated = True

    def sniff(self, source: ReportSource) -> bool:
        """Tell whether the content is no HTML page and no kind of binary file."""
        return not holds_a_page(source.content) and binary_kind(source.content) is None

    def read(self, source: ReportSource) -> Iterator[Report]:
        """Give the one report in it."""
        from markdown_it import MarkdownIt

        text = normalise_newlines(decode_text(source.content, origin=source.origin))
        header = _HEADER.match(text)
        fields = parse_header_lines(header["lines"]) if header else {}
        body = text[header.end() :] if header else text
        # Beyond `maxNesting` the parser drops words without a word; beyond Python's own
        # limit it says so.
        parser = MarkdownIt("commonmark", {"maxNesting": 100_000}).enable("table")
        try:
            blocks = _blocks(parser.parse(body))
        except RecursionError as error:
            raise UnreadableReportError("nested too deeply", where=source.origin) from error
        heading = next((words for kind, words in blocks if kind == "h1"), None)
        yield make_report(source, _joined(blocks), _metadata(fields, heading))


def _metadata(fields: dict[str, str], heading: str | None) -> FileMetadata:
    day = parse_day(fields["published"]) if "published" in fields else None
    return FileMetadata(
        title=fields.get("title") or heading,
        source=fields.get("source"),
        author=fields.get("author"),
        url=fields.get("url"),
        language=fields.get("language"),
        published=day[0] if day else None,
        published_at=day[1] if day else None,
    )


def _blocks(tokens: Sequence[Token]) -> list[tuple[str, str]]:
    """Give the text blocks in order, each with its kind: "h1", "p", "li" or "row"."""
    blocks: list[tuple[str, str]] = []
    row: list[str] | None = None
    in_item, heading = 0, ""
    for token in tokens:
        if token.type == "tr_open":
            row = []
        elif token.type == "tr_close" and row is not None:
            blocks.append(("row", _CELL.join(row)))
            row = None
        elif token.type in ("list_item_open", "list_item_close"):
            in_item += token.nesting
        elif token.type == "heading_open":
            heading = token.tag
        elif token.type == "inline":
            words = _words(token)
            if row is not None:
                row.append(words.replace("\n", " "))
            else:
                blocks.append((heading or ("li" if in_item else "p"), words))
                heading = ""
        elif token.type in ("fence", "code_block"):
            blocks.append(("p", token.content.rstrip("\n")))
        elif token.type == "html_block":
            blocks.append(("p", _visible(token.content)))
    return [(kind, words) for kind, words in blocks if words.strip()]


def _words(inline: Token) -> str:
    """Give what a reader sees of a paragraph; its tags and link targets are not words."""
    parts: list[str] = []
    for token in inline.children or ():
        if token.type in ("text", "code_inline"):
            parts.append(token.content)
        elif token.type == "softbreak":
            parts.append(" ")
        elif token.type == "hardbreak":
            parts.append("\n")
        elif token.type == "image":
            parts.append(_words(token))
    if any(token.type == "html_inline" for token in inline.children or ()):
        return _visible(inline.content) if "<" in inline.content else "".join(parts)
    return "".join(parts).strip()


def _visible(markup: str) -> str:
    from geomap.text.readers.html_tree import visible_text

    return visible_text(markup)


def _joined(blocks: list[tuple[str, str]]) -> str:
    """Join blocks with a blank line between them; items and rows of one list stay together."""
    text, before = "", ""
    for kind, words in blocks:
        close = kind == before and kind in ("li", "row")
        text += ("\n" if close else "\n\n") * bool(text) + words
        before = kind
    return text + "\n"
