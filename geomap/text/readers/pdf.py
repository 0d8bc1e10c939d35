"""PDF: the text layer, its lines joined to paragraphs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Any

from geomap.errors import EmptyReportError, UnreadableReportError
from geomap.model import Report
from geomap.protocols import ReportSource
from geomap.text.readers.record import FileMetadata, make_report

__all__ = ["PdfReader"]

_MAX_PAGES = 2_000
_PASSWORD_ERROR = 4  # FPDF_ERR_PASSWORD
_PARTED = re.compile("(?P<first>\\w+)\ufffe(?P<second>\\w+)")
_HYPHENED = frozenset({
    "al", "el", "ar", "as", "ash", "at", "ad", "ez", "az", "an", "ul", "pro", "anti", "non",
    "ex", "co", "self", "cease", "mid", "post", "pre", "vice", "semi", "so", "then", "well",
    "long", "air", "car", "cross", "high", "low", "two", "three", "four", "five", "six",
    "seven", "eight", "nine", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy",
    "eighty", "ninety", "north", "south", "east", "west", "surface", "rebel", "government",
    "opposition", "state", "year", "us", "un", "eu",
})  # fmt: skip
_BULLETS = ("•", "▪", "◦", "‣", "●", "○", "– ", "— ")
_WORDY = re.compile(r"[^\W\d_]{2,}")
_UNFIT_TITLE = re.compile(r"(?:untitled|microsoft word|.*\.(?:docx?|pdf|indd|odt|rtf)$)", re.I)


@dataclass(frozen=True, slots=True)
class _Line:
    words: str
    left: float
    bottom: float
    height: float


class PdfReader:
    """Reads PDF files that have a text layer.

    Examples
    --------
    >>> source = ReportSource(origin="a.pdf", content=b"%PDF-1.7", suffix=".pdf", meta={})
    >>> PdfReader().sniff(source)
    True
    """

    name = "PDF"
    suffixes: tuple[str, ...] = (".pdf",)
    isolated = True

    def sniff(self, source: ReportSource) -> bool:
        """Tell whether the mark of a PDF stands near the beginning."""
        return b"%PDF-" in source.content[:1024]

    def read(self, source: ReportSource) -> Iterator[Report]:
        """Give the one report in it."""
        import pypdfium2 as pdfium

        try:
            document = pdfium.PdfDocument(source.content)
        except pdfium.PdfiumError as error:
            locked = getattr(error, "err_code", None) == _PASSWORD_ERROR
            reason = "locked with a password" if locked else "damaged or cut short"
            raise UnreadableReportError(f"the PDF is {reason} ({error})") from error
        with closing(document):
            pages = _pages(document)
            fields = document.get_metadata_dict()
        text = _joined(_without_running_heads(pages))
        if not _WORDY.search(text):
            raise EmptyReportError("the PDF has no text layer: a scanned image?")
        yield make_report(source, text, _metadata(fields))


def _pages(document: Any) -> list[list[_Line]]:
    import pypdfium2 as pdfium

    if len(document) > _MAX_PAGES:
        raise UnreadableReportError(
            f"the PDF has {len(document):,} pages; at most {_MAX_PAGES:,} are read"
        )
    pages = []
    for number in range(len(document)):
        try:
            with closing(document[number]) as page, closing(page.get_textpage()) as layer:
                pages.append(_lines(layer))
        except pdfium.PdfiumError as error:
            # Half a report must not pass for a whole one.
            raise UnreadableReportError(f"page {number + 1} of the PDF is damaged") from error
    return pages


def _lines(layer: Any) -> list[_Line]:
    """Give the lines of a page with where they stand."""
    lines = []
    for index, words in _numbered_lines(layer.get_text_range()):
        left, bottom, _, top = layer.get_charbox(min(index, layer.count_chars() - 1), loose=True)
        lines.append(_Line(words, left, bottom, max(top - bottom, 1.0)))
    return lines


def _numbered_lines(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for piece in re.split("(\r\n|\r|\n)", text):
        words = _clean(piece)
        if words:
            yield start + len(piece) - len(piece.lstrip()), words
        start += len(piece)


def _clean(words: str) -> str:
    # PDFium writes U+FFFE (older: U+0002) for the hyphen at a line's end and joins the lines.
    words = words.replace("\x02", "\ufffe").replace("\0", "")
    return _PARTED.sub(_whole_word, words).replace("\ufffe", "-").strip()


def _whole_word(parted: re.Match[str]) -> str:
    """Join "govern-ment", and leave the hyphen of "Deir ez-Zor" and "pro-government"."""
    first, second = parted["first"], parted["second"]
    keeps = second[0].isupper() or first[-1].isdigit() or first.casefold() in _HYPHENED
    return f"{first}-{second}" if keeps else first + second


def _without_running_heads(pages: list[list[_Line]]) -> list[list[_Line]]:
    """Drop what the head or foot of most pages repeats, the page's number aside."""
    if len(pages) < 3:
        return pages
    ends = Counter(
        mask for page in pages for mask in {_mask(line) for line in [*page[:2], *page[-2:]]}
    )
    repeated = {mask for mask, number in ends.items() if number > len(pages) / 2}
    return [
        [
            line
            for i, line in enumerate(page)
            # the first page keeps its own: a letterhead names publisher and day
            if number == 0 or 2 <= i < len(page) - 2 or _mask(line) not in repeated
        ]
        for number, page in enumerate(pages)
    ]


def _mask(line: _Line) -> str:
    return re.sub(r"\d+", "#", line.words)


def _joined(pages: list[list[_Line]]) -> str:
    """Join lines to paragraphs: a gap, an indent or a change of size begins a new one."""
    text = ""
    for page in pages:
        usual = _leading(page)
        left = min((line.left for line in page), default=0.0)
        for i, line in enumerate(page):
            if i == 0:
                runs_on = bool(text) and text[-1] not in '.!?:”"' and line.words[0].islower()
                text += (" " if runs_on else "\n\n") * bool(text) + line.words
            elif line.words.startswith(_BULLETS):
                text += "\n" + line.words
            elif _begins_paragraph(page[i - 1], line, usual, left):
                text += "\n\n" + line.words
            else:
                # A hyphen at a line's end may belong to the word ("Deir ez-\nZor"): it stays.
                text += ("" if re.search(r"\w-$", text) else " ") + line.words
    return text + "\n"


def _leading(page: list[_Line]) -> float:
    """Give the usual distance of two lines of one paragraph."""
    gaps = [(a.bottom - b.bottom, a.height) for a, b in pairwise(page)]
    falling = [gap for gap, _ in gaps if gap > 1]
    close = [gap for gap, height in gaps if 1 < gap < 1.7 * height]
    # A page of headings and one-line paragraphs has few close lines, one typed with double
    # spacing has none.
    return median(close if 5 * len(close) >= len(falling) and close else falling or [0.0])


def _begins_paragraph(before: _Line, line: _Line, usual: float, left: float) -> bool:
    gap = before.bottom - line.bottom
    if gap > 1.35 * usual or gap < -line.height:  # a wider gap, or the next column
        return True
    if abs(before.height - line.height) > 0.4 * max(before.height, line.height):
        return True
    indented = line.left - left > 0.6 * line.height and before.left - left < 0.3 * line.height
    return indented and before.words.endswith((".", "!", "?", ":", "”", '"'))


def _metadata(fields: dict[str, str]) -> FileMetadata:
    # The day on which the PDF was made is not the day of publication (archives print old
    # pages years later), so it is never used for one.
    title = fields.get("Title", "").strip()
    author = fields.get("Author", "").strip()
    return FileMetadata(
        title=title if title and " " in title and not _UNFIT_TITLE.match(title) else None,
        author=author if len(author.split()) in (2, 3, 4) else None,
    )
