"""HTML: the story of a page, without what surrounds it and without what nobody sees.

Two judges: trafilatura says where the story is, our own walk of the visible tree gives its
words in the page's order. So nothing is reordered or said twice, and a paragraph between
two of the story's paragraphs stays even if it is short or stands in an odd element: in a
report of deaths "Two were children." is a paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import count
from typing import Any

from geomap.errors import EmptyReportError, UnreadableReportError
from geomap.model import Report
from geomap.protocols import ReportSource
from geomap.text.readers.encoding import decode_text
from geomap.text.readers.plain import holds_a_page
from geomap.text.readers.record import make_report

__all__ = ["HtmlReader"]

_TAG = re.compile(
    rb"<(?:!doctype|html|head|body|p|div|span|h[1-6]|article|section|table|ul|ol|br|a|main|b|i|em|strong|font|center|pre|blockquote)\b[^<>]{0,2000}>",
    re.IGNORECASE,
)
_DECLARED = re.compile(
    rb"<(?:meta\b[^>]{0,500}?\bcharset\s*=|\?xml\b[^>]{0,200}?\bencoding\s*=)\s*[\"']?\s*(?P<name>[\w.:-]+)",
    re.IGNORECASE,
)
# What pages that declare these mean (WHATWG Encoding Standard).
_MEANT = {"iso-8859-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252",
          "iso-8859-9": "cp1254", "gb2312": "gb18030", "gbk": "gb18030"}  # fmt: skip

_NEVER = re.compile(
    r"(?:^|[\s_-])(?:cookies?|consent|gdpr|newsletter|subscri\w*|sharing|share|social|related"
    r"|recommend\w*|breadcrumbs?|comments?|advert\w*|ads?|promo\w*|popup|paywall|sign-?up|login"
    r"|skip|toolbar|tags|trending|most-?read|outbrain|taboola|disqus|print-only)(?:$|[\s_-])",
    re.IGNORECASE,
)
_AROUND = frozenset({"nav", "footer", "aside", "menu"})
_AROUND_ROLES = frozenset({"navigation", "contentinfo"})
_WHOLE = frozenset({"html", "body", "main", "article"})
_INTERFACE = frozenset({
    "advertisement", "share", "print", "email", "read more", "listen", "comments", "subscribe",
    "menu", "search", "close", "back to top", "loading...", "loading…",
})  # fmt: skip
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_JUDGED_ELEMENTS = 30_000


_OWN_PAGE = b'<meta name="generator" content="geomap">'


@dataclass(frozen=True, slots=True)
class _Block:
    kind: str
    # "h1", "p", "li", "row" …
    words: str
    linked: float
    # the share of its words that are links
    around: bool
    # in navigation, footer or the like
    never: bool
    # in a cookie banner, share bar or the like
    home: int
    # the number of the element in which it stands with its neighbours


class HtmlReader:
    r"""Reads HTML pages, live or saved from a browser.

    Examples
    --------
    >>> page = b"<title>Homs</title><nav>Home</nav><main><h1>Homs</h1><p>22 were killed.</main>"
    >>> source = ReportSource(origin="a.html", content=page, suffix=".html", meta={})
    >>> [report.text for report in HtmlReader().read(source)]
    ['Homs\n\n22 were killed.\n']
    """

    name = "HTML"
    suffixes: tuple[str, ...] = (".html", ".htm", ".xhtml")
    isolated = True

    def sniff(self, source: ReportSource) -> bool:
        """Tell whether the content begins as a page, or for its suffix has tags at all."""
        if holds_a_page(source.content):
            return True
        head = source.content[:100_000].replace(b"\0", b"")
        return source.suffix in self.suffixes and _TAG.search(head) is not None

    def read(self, source: ReportSource) -> Iterator[Report]:
        """Give the one report in it."""
        from geomap.text.readers.html_metadata import page_metadata
        from geomap.text.readers.html_tree import parse_page

        if _OWN_PAGE in source.content[:4096]:
            raise UnreadableReportError(
                "this is a map that geomap made; read the reports it was made from",
                where=source.origin,
            )
        declared = _DECLARED.search(source.content[:4096])
        name = declared["name"].decode("ascii").lower() if declared else None
        markup = decode_text(
            source.content, declared=_MEANT.get(name or "", name), origin=source.origin
        )
        page = parse_page(markup)
        blocks = [block for block in _blocks(page.root, _Place(count(1))) if block.words]
        if not blocks:
            raise EmptyReportError("the page shows no text; does it need a script to show it?")
        judged = _judge(page.root) if page.elements <= _JUDGED_ELEMENTS else ()
        story = _story(blocks, judged)
        heading = next((block.words for block in story if block.kind == "h1"), None)
        yield make_report(source, _joined(story), page_metadata(page, heading))


@dataclass(frozen=True, slots=True)
class _Place:
    """Where in the page the walk is."""

    numbers: Iterator[int]
    # gives each element that holds blocks a number
    home: int = 0
    linked: bool = False
    around: bool = False
    never: bool = False

    def inside(self, element: Any, home: int) -> _Place:
        """Step into an element."""
        linked = self.linked or element.tag == "a"
        if element.tag in _WHOLE:
            return replace(self, home=home, linked=linked)
        is_around = element.tag in _AROUND or element.get("role") in _AROUND_ROLES
        marks = f"{element.get('class', '')} {element.get('id', '')}"
        return replace(
            self,
            home=home,
            linked=linked,
            around=self.around or is_around,
            never=self.never or _NEVER.search(marks) is not None,
        )


def _blocks(element: Any, outside: _Place) -> Iterator[_Block]:
    """Walk the tree (at most 100 levels deep) and give its text blocks in order."""
    from geomap.text.readers.html_tree import BLOCK_TAGS

    place = outside.inside(element, next(outside.numbers))
    if element.tag == "tr" and _is_table_row(element):
        yield _row(element, outside)
        return
    # A paragraph is at home with its neighbours, loose words in the element that holds them.
    run = _Run(element.tag, replace(place, home=outside.home) if element.tag == "p" else place)
    run.add(element.text, linked=place.linked)
    for child in element:
        if child.tag in BLOCK_TAGS or (child.tag != "br" and _has_block(child)):
            yield from run.flush()
            yield from _blocks(child, place)
        elif child.tag == "br":
            run.add("\n", linked=False, is_break=True)
        else:
            _add_inline(run, child, linked=place.linked)
        run.add(child.tail, linked=place.linked)
    yield from run.flush()


class _Run:
    """The words that stand together in one block."""

    def __init__(self, tag: str, place: _Place) -> None:
        self.place = place
        self.kind = tag if tag in _HEADINGS or tag in ("li", "pre") else "p"
        self.parts: list[str] = []
        self.linked = 0

    def add(self, words: str | None, *, linked: bool, is_break: bool = False) -> None:
        if not words:
            return
        self.parts.append(words if is_break or self.kind == "pre" else re.sub(r"\s+", " ", words))
        self.linked += len(words.strip()) if linked else 0

    def flush(self) -> Iterator[_Block]:
        lines = [re.sub(" +", " ", line).strip() for line in "".join(self.parts).split("\n")]
        words = re.sub("\n{3,}", "\n\n", "\n".join(lines)).strip()
        linked = self.linked
        self.parts, self.linked = [], 0
        if words:
            place = self.place
            share = linked / len(words)
            yield _Block(self.kind, words, share, place.around, place.never, place.home)


def _add_inline(run: _Run, element: Any, *, linked: bool) -> None:
    linked = linked or element.tag == "a"
    run.add(element.text, linked=linked)
    for child in element:
        if child.tag == "br":
            run.add("\n", linked=False, is_break=True)
        else:
            _add_inline(run, child, linked=linked)
        run.add(child.tail, linked=linked)


def _has_block(element: Any) -> bool:
    from geomap.text.readers.html_tree import BLOCK_TAGS

    return next(element.iter(*BLOCK_TAGS), None) is not None


def _is_table_row(row: Any) -> bool:
    """Tell a row of a table of facts from the scaffold of an old page's layout."""
    if next(row.iter("table", *_HEADINGS), None) is not None:
        return False
    return all(len("".join(cell.itertext())) <= 400 for cell in row)


def _row(row: Any, place: _Place) -> _Block:
    cells = [" ".join("".join(_spaced(cell)).split()) for cell in row]
    words = " | ".join(cells).strip(" |")
    return _Block("row", words, 0.0, place.around, place.never, place.home)


def _spaced(cell: Any) -> Iterator[str]:
    for element in cell.iter():
        if element is not cell and element.tag in ("br", "p", "div", "li"):
            yield " "
        yield element.text or ""
        if element is not cell:
            yield element.tail or ""


def _judge(root: Any) -> tuple[str, ...]:
    """Ask trafilatura for the story's lines, as comparable words."""
    import trafilatura
    from lxml import etree, html

    tree = html.fromstring(etree.tostring(root, encoding="unicode"))
    story = trafilatura.bare_extraction(
        tree, favor_recall=True, include_comments=False, include_tables=True
    )
    text = getattr(story, "text", None) or ""
    return tuple(filter(None, (_comparable(line) for line in text.split("\n"))))


def _comparable(words: str) -> str:
    return re.sub(r"\W+", "", words).casefold()


def _story(blocks: list[_Block], judged: tuple[str, ...]) -> list[_Block]:
    """Give the blocks from the story's heading to its last paragraph."""
    lines, everything = frozenset(judged), "".join(judged)
    blocks = _without_unlucky_names(blocks, lines)
    is_story = [not block.never and _is_judged(block, lines, everything) for block in blocks]
    if True not in is_story:
        return _without_judge(blocks)
    first = is_story.index(True)
    last = len(is_story) - 1 - is_story[::-1].index(True)
    heading = [i for i in range(first) if blocks[i].kind == "h1" and not blocks[i].never]
    start = heading[-1] if heading else first
    # The judge is unsure at the ends of a story: a full sentence next to it is the story's,
    # and so is what stands in one element with its last paragraph.
    while start > 0 and not heading and _is_sentence(blocks[start - 1]):
        start -= 1
    home = blocks[last].home
    while last + 1 < len(blocks) and (
        blocks[last + 1].home == home or _is_sentence(blocks[last + 1])
    ):
        last += 1
    kept = [
        block
        for i, block in enumerate(blocks)
        if is_story[i] or (start <= i <= last and _is_plausible(block))
    ]
    lost = sum(len(block.words) for block in blocks if _is_sentence(block))
    if sum(len(block.words) for block in kept) < 0.5 * lost:
        return _without_judge(blocks)
    return kept


def _without_unlucky_names(blocks: list[_Block], lines: frozenset[str]) -> list[_Block]:
    """Forget the names of wrappers where most of the story stands under such a name."""
    inside, outside = (
        sum(
            len(block.words)
            for block in blocks
            if block.never is never and _comparable(block.words) in lines
        )
        for never in (True, False)
    )
    if inside <= outside:
        return blocks
    return [replace(block, never=False) for block in blocks]


def _is_judged(block: _Block, lines: frozenset[str], everything: str) -> bool:
    words = _comparable(block.words)
    if words in lines:
        return not block.around or block.linked < 0.5
    # trafilatura joins lines that we part, and parts some that we join
    return len(words) > 40 and not block.around and words in everything


def _is_plausible(block: _Block) -> bool:
    if block.never or block.around or block.linked > 0.5:
        return False
    return block.words.casefold().strip(" :.") not in _INTERFACE


def _is_sentence(block: _Block) -> bool:
    return _is_plausible(block) and len(block.words) > 60 and block.words.endswith((".", "”", '"'))


def _without_judge(blocks: list[_Block]) -> list[_Block]:
    """Keep all that is not plainly furniture; and all there is rather than nothing."""
    return [block for block in blocks if _is_plausible(block)] or blocks


def _joined(blocks: list[_Block]) -> str:
    """Join blocks by blank lines; the items of a list and the rows of a table by newlines."""
    text: list[str] = []
    before = ""
    for block in blocks:
        close = block.kind == before and before in ("li", "row")
        text.append(("\n" if close else "\n\n") * bool(text) + block.words)
        before = block.kind
    return "".join(text) + "\n"
