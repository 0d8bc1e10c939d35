"""DOCX: paragraphs, tables, text boxes and notes, as the accepted version reads."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from geomap.errors import EmptyReportError, UnreadableReportError
from geomap.model import Report
from geomap.protocols import ReportSource
from geomap.text.readers.record import FileMetadata, make_report

__all__ = ["DocxReader"]

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
# Word text packs about ten to one, tables of blanks up to fifty; a bomb a thousand.
_MAX_RATIO, _MAX_UNPACKED, _MAX_PARTS = 200, 300_000_000, 10_000
_FREE_OF_RATIO = 10_000_000
_MAX_DEPTH = 250
# RuntimeError is what zipfile raises for a password, ValueError for offsets that lie.
_BROKEN_ZIP = (
    zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, RuntimeError,
    ValueError,
)  # fmt: skip
# What a reader of the finished document does not see: deletions, field codes, and the
# picture of a text box that is there a second time for old programs.
_UNSEEN = frozenset(
    {f"{_W}del", f"{_W}moveFrom", f"{_W}instrText", f"{_W}delText", f"{_W}rPr", f"{_W}pPr",
     f"{_W}sdtPr", _FALLBACK}
)  # fmt: skip
_BREAKS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "\u2011"}


class DocxReader:
    """Reads Word documents.

    Examples
    --------
    >>> source = ReportSource(origin="a.docx", content=b"plain", suffix=".docx", meta={})
    >>> DocxReader().sniff(source)
    False
    """

    name = "DOCX"
    suffixes: tuple[str, ...] = (".docx",)
    isolated = True

    def sniff(self, source: ReportSource) -> bool:
        """Tell whether the content is a ZIP file with a Word part in it."""
        content = source.content
        return content.startswith(b"PK\x03\x04") and b"word/" in content

    def read(self, source: ReportSource) -> Iterator[Report]:
        """Give the one report in it."""
        _check_archive(source.content)
        import docx
        from docx.opc.exceptions import OpcError
        from lxml import etree

        try:
            document = docx.Document(BytesIO(source.content))
            body = document.element.body
            blocks = list(_letterhead(document))
            blocks += list(_blocks(body, 0)) if body is not None else []
            blocks += [note for part in _notes(document) for note in _blocks(part, 0)]
            properties = document.core_properties
        except (OpcError, KeyError, AttributeError, etree.XMLSyntaxError, *_BROKEN_ZIP) as error:
            raise UnreadableReportError(f"the Word file is damaged: {error}") from error
        if not blocks:
            raise EmptyReportError("the Word file holds no text; pictures of text only?")
        title = next((words for style, words in blocks if style in ("Title", "Heading1")), None)
        yield make_report(source, _joined(blocks), _metadata(properties, title))


def _check_archive(content: bytes) -> None:
    """Refuse bombs, locked files and XML that defines its own entities, before parsing."""
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import ParseError, iterparse

    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            members = archive.infolist()
            unpacked = sum(member.file_size for member in members)
            ratio = unpacked / max(1, sum(member.compress_size for member in members))
            if len(members) > _MAX_PARTS or unpacked > _MAX_UNPACKED:
                raise UnreadableReportError(
                    f"the Word file unpacks to {unpacked:,} bytes in {len(members):,} parts; "
                    "too large to be a report"
                )
            if ratio > _MAX_RATIO and unpacked > _FREE_OF_RATIO:
                raise UnreadableReportError(
                    f"the Word file unpacks to {ratio:.0f} times its size: a ZIP bomb?"
                )
            for member in members:
                if member.filename.endswith((".xml", ".rels")):
                    with archive.open(member) as part:
                        _check_depth(iterparse(part, events=("start", "end"), forbid_dtd=True))
    except UnreadableReportError:
        raise
    except DefusedXmlException as error:
        raise UnreadableReportError(f"the Word file holds hostile XML: {error}") from error
    except ParseError as error:
        raise UnreadableReportError(f"the Word file holds broken XML: {error}") from error
    except _BROKEN_ZIP as error:
        raise UnreadableReportError(f"the Word file is damaged or locked: {error}") from error


def _check_depth(events: Iterator[tuple[str, Any]]) -> None:
    depth = 0
    for event, element in events:
        depth += 1 if event == "start" else -1
        if depth > _MAX_DEPTH:
            raise UnreadableReportError(
                f"the Word file nests more than {_MAX_DEPTH} levels deep: hostile?"
            )
        if event == "end":
            element.clear()


def _blocks(container: Any, depth: int) -> Iterator[tuple[str, str]]:
    """Give paragraphs and table rows in order, each with its style or "row"."""
    for element in container:
        if element.tag == f"{_W}p":
            yield from _paragraph(element)
        elif element.tag == f"{_W}tbl":
            for row in element.iter(f"{_W}tr"):
                cells = [_cell(cell) for cell in row.findall(f"{_W}tc")]
                if any(cells):
                    yield "row", " | ".join(cells)
        elif element.tag not in _UNSEEN and isinstance(element.tag, str):
            # content controls, insertions, text boxes: containers of paragraphs
            yield from _blocks(element, depth + 1)


def _cell(cell: Any) -> str:
    # a table inside a cell gives its own rows
    paragraphs = (
        p for p in cell.iter(f"{_W}p") if next(p.iterancestors(f"{_W}tc", _FALLBACK)) is cell
    )
    return " ".join(" ".join(_words(p).split()) for p in paragraphs).strip()


def _paragraph(paragraph: Any) -> Iterator[tuple[str, str]]:
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    words = _words(paragraph).strip()
    if words:
        yield ("p" if style is None else style.get(f"{_W}val", "p")), words
    for box in paragraph.iter(f"{_W}txbxContent"):
        is_copy = next(box.iterancestors(_FALLBACK), None) is not None
        if not is_copy and next(box.iterancestors(f"{_W}p")) is paragraph:
            yield from _blocks(box, 0)


def _words(element: Any) -> str:
    parts: list[str] = []
    for child in element:
        if child.tag == f"{_W}t":
            parts.append(child.text or "")
        elif child.tag in _BREAKS:
            parts.append(_BREAKS[child.tag])
        elif (
            child.tag in _UNSEEN
            or child.tag == f"{_W}txbxContent"
            or (child.tag == f"{_W}r" and _is_hidden(child))
        ):
            continue
        else:
            parts.append(_words(child))
    return "".join(parts)


def _is_hidden(run: Any) -> bool:
    mark = run.find(f"{_W}rPr/{_W}vanish")
    return mark is not None and mark.get(f"{_W}val", "true") not in ("0", "false", "off")


def _letterhead(document: Any) -> Iterator[tuple[str, str]]:
    """Give the head of the first page: publisher and day often stand nowhere else."""
    for section in document.sections[:1]:
        is_first = section.different_first_page_header_footer
        header = section.first_page_header if is_first else section.header
        if not header.is_linked_to_previous:
            yield from _blocks(header.part.element, 0)


def _notes(document: Any) -> Iterator[Any]:
    """Give the footnotes and endnotes; claims of deaths often stand there with their source."""
    from docx.oxml import parse_xml

    for relation in sorted(document.part.rels.values(), key=lambda relation: relation.reltype):
        if relation.reltype.endswith(("/footnotes", "/endnotes")) and not relation.is_external:
            yield from parse_xml(relation.target_part.blob)


def _metadata(properties: Any, title: str | None) -> FileMetadata:
    # "created" is when the file was begun, "modified" when it was last saved: neither is
    # publication, and a wrong week is worse than none.
    author = (properties.author or "").strip()
    return FileMetadata(
        title=(properties.title or "").strip() or title,
        author=author if " " in author else None,
        language=_two_letters(properties.language),
    )


def _two_letters(language: str | None) -> str | None:
    return language[:2].lower() if language and language[:2].isalpha() else None


def _joined(blocks: list[tuple[str, str]]) -> str:
    text: list[str] = []
    before = ""
    for style, words in blocks:
        close = style == before and (style == "row" or style.startswith("List"))
        text.append(("\n" if close else "\n\n") * bool(text) + words)
        before = style
    return "".join(text) + "\n"
