"""A page as a reader sees it: hidden parts gone, any depth of nesting kept.

The tree builder of libxml2 gives up below 2,048 levels and loses what lies deeper; its
event stream does not. So the page is taken as events, what nobody could see is left out,
and wrappers below a sane depth are flattened while their words stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

__all__ = ["BLOCK_TAGS", "Page", "parse_page", "visible_text"]

_MAX_DEPTH = 100
BLOCK_TAGS = frozenset([
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details",
    "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form",
    "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "legend", "li", "main", "menu",
    "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead",
    "tr", "ul",
])  # fmt: skip
_UNSEEN_TAGS = frozenset([
    "script", "style", "template", "noscript", "title", "iframe", "object", "embed", "applet",
    "canvas", "svg", "audio", "video", "select", "option", "datalist", "textarea", "input",
    "button", "noframes", "noembed", "map", "area",
])  # fmt: skip
_UNSEEN_STYLE = re.compile(
    r"(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|opacity\s*:\s*0(?:\.0*)?\s*(?:;|!|$)"
    r"|font-size\s*:\s*0(?:\.0*)?(?:px|em|rem|pt|%)?\s*(?:;|!|$))",
    re.IGNORECASE,
)
_RULE = re.compile(r"([^{}]{1,2000})\{([^{}]*)\}")
_SIMPLE_SELECTOR = re.compile(r"[a-z]*[.#][\w-]+")
_SAVED_FROM = re.compile(r"saved from url=\(\d+\)(?P<url>https?://\S+)")


@dataclass(slots=True)
class Page:
    """A parsed page: the visible tree, and what its head says."""

    root: Any = None
    # lxml element "html", only visible parts
    meta: list[tuple[str, str]] = field(default_factory=list)
    # name, property or itemprop in lower case, and content
    json_ld: list[str] = field(default_factory=list)
    title: str = ""
    canonical: str | None = None
    saved_from: str | None = None
    language: str | None = None
    times: list[tuple[bool, str]] = field(default_factory=list)
    # (said to be the publication time, value) of time elements before the story
    elements: int = 0


class _Builder:
    """Receives the parser's events and keeps what a reader would see."""

    def __init__(self) -> None:
        self.page = Page(root=etree.Element("html"))
        self._open: list[Any] = [self.page.root]
        # elements that hold the words that come
        self._kinds: list[str] = []
        # for every tag that is open: "kept", "flat" or "unseen"
        self._unseen = 0
        self._words: list[str] = []
        self._special: list[str] | None = None
        # the words of a title, a style or a JSON-LD block
        self._unseen_names: set[str] = set()
        self._story = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._flush()
        self.page.elements += 1
        self._note(tag, attributes)
        if self._unseen or self._is_unseen(tag, attributes):
            self._unseen += 1
            self._kinds.append("unseen")
        elif tag in ("html", "body") and len(self._open) <= 2 and self._has(tag):
            self._kinds.append("flat")
        elif len(self._open) >= _MAX_DEPTH:
            if tag in BLOCK_TAGS or tag == "br":
                self._break()
            self._kinds.append("flat")
        else:
            # Only what layout and boilerplate removal look at; a name may hold anything.
            name = tag if re.fullmatch(r"[a-z][a-z0-9]*", tag) else "span"
            element = self.page.root if name == "html" else etree.SubElement(self._open[-1], name)
            for key in ("class", "id", "itemprop", "role"):
                if key in attributes:
                    element.set(key, _printable(attributes[key])[:500])
            self._open.append(element)
            self._kinds.append("kept")

    def end(self, tag: str) -> None:
        self._flush()
        if self._special is not None and tag in ("title", "style", "script"):
            self._close_special(tag, "".join(self._special))
        if not self._kinds:
            return
        kind = self._kinds.pop()
        if kind == "unseen":
            self._unseen -= 1
        elif kind == "kept":
            self._open.pop()
        elif tag in BLOCK_TAGS:
            self._break()

    def data(self, words: str) -> None:
        if self._special is not None:
            self._special.append(words)
        if not self._unseen:
            self._words.append(words)
            self._story += len(words.strip())

    def comment(self, words: str) -> None:
        saved = _SAVED_FROM.search(words)
        if saved and not self._unseen:
            self.page.saved_from = saved["url"]

    def pi(self, *_: str) -> None:
        """Pass over processing instructions."""

    def close(self) -> Page:
        self._flush()
        return self.page

    def _break(self) -> None:
        """Part the words of flattened blocks; one break is enough for many wrappers."""
        element = self._open[-1]
        last = _last_child(element)
        if last is None or last.tag != "br" or last.tail:
            etree.SubElement(element, "br")

    def _has(self, tag: str) -> bool:
        return tag == "body" and self.page.root.find("body") is not None

    def _flush(self) -> None:
        if not self._words:
            return
        words, self._words = _printable("".join(self._words)), []
        element = self._open[-1]
        last = _last_child(element)
        if last is not None:
            last.tail = (last.tail or "") + words
        else:
            element.text = (element.text or "") + words

    def _is_unseen(self, tag: str, attributes: Mapping[str, str]) -> bool:
        if tag in _UNSEEN_TAGS or "hidden" in attributes:
            return True
        if tag == "dialog" and "open" not in attributes:
            return True
        if _UNSEEN_STYLE.search(attributes.get("style", "")):
            return True
        names = {f".{name}" for name in attributes.get("class", "").split()}
        names.add("#" + attributes.get("id", ""))
        names |= {tag + name for name in names}
        return not self._unseen_names.isdisjoint(names)

    def _note(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "html" and attributes.get("lang"):
            self.page.language = attributes["lang"][:2].lower()
        elif tag == "meta" and attributes.get("content"):
            for key in ("name", "property", "itemprop"):
                if attributes.get(key):
                    self.page.meta.append((attributes[key].strip().lower(), attributes["content"]))
        elif tag == "link" and attributes.get("rel", "").lower() == "canonical":
            self.page.canonical = attributes.get("href")
        elif tag == "time" and not self._unseen and self._story < 3000:
            marks = f"{attributes.get('itemprop', '')} {attributes.get('class', '')}".lower()
            sure = "pubdate" in attributes or "publish" in marks
            if attributes.get("datetime") and not re.search("modif|updat", marks):
                self.page.times.append((sure, attributes["datetime"]))
        elif tag in ("title", "style") or (
            tag == "script" and "ld+json" in attributes.get("type", "").lower()
        ):
            self._special = []

    def _close_special(self, tag: str, words: str) -> None:
        self._special = None
        if tag == "title":
            self.page.title = self.page.title or " ".join(words.split())
        elif tag == "script":
            self.page.json_ld.append(words)
        else:
            self._unseen_names.update(_unseen_selectors(words))


def _last_child(element: Any) -> Any:
    # len() of an lxml element counts its children one by one
    return next(element.iterchildren(reversed=True), None)


def _unseen_selectors(css: str) -> Iterator[str]:
    """Give the plain class and id selectors that a style sheet hides everywhere."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    # Rules for print or narrow screens do not speak for the page on a screen.
    css = re.sub(r"@[\w-]+[^{;]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}", "", css)
    for selectors, body in _RULE.findall(css):
        if re.search(r"display\s*:\s*none|visibility\s*:\s*hidden", body, re.IGNORECASE):
            for selector in selectors.split(","):
                if _SIMPLE_SELECTOR.fullmatch(selector.strip()):
                    yield selector.strip()


def _printable(words: str) -> str:
    """Drop what XML cannot hold; nobody sees it in a page either."""
    return re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]", "", words)


def parse_page(markup: str) -> Page:
    """Parse a page into its visible tree and what its head says.

    Parameters
    ----------
    markup : str
        The HTML.

    Returns
    -------
    Page
        The tree holds no script, style, template, hidden or undisplayed element, and is at
        most 100 levels deep.

    Examples
    --------
    >>> page = parse_page("<title>Homs</title><p>seen<p hidden>unseen")
    >>> page.title, "".join(page.root.itertext())
    ('Homs', 'seen')
    """
    parser = etree.HTMLParser(target=_Builder(), huge_tree=True, encoding="utf-8")
    page: Page = etree.fromstring(markup.encode("utf-8", "replace"), parser)
    return page


def visible_text(markup: str) -> str:
    r"""Give the words of a piece of HTML that a reader would see.

    Parameters
    ----------
    markup : str
        A page or a part of one.

    Returns
    -------
    str
        Blocks on lines of their own, blanks collapsed.

    Examples
    --------
    >>> visible_text('<p>At <b>Homs</b></p><p style="display:none">not this</p><p>22 dead')
    'At Homs\n22 dead'
    """
    if not markup.strip():
        return ""
    parts: list[str] = []
    for event, element in etree.iterwalk(parse_page(markup).root, events=("start", "end")):
        if element.tag in BLOCK_TAGS or (element.tag == "br" and event == "start"):
            parts.append("\n")
        parts.append((element.text if event == "start" else element.tail) or "")
    lines = (" ".join(line.split()) for line in _as_lines(parts))
    return "\n".join(line for line in lines if line)


def _as_lines(parts: list[str]) -> list[str]:
    # A newline inside the words of a page is a blank; only the breaks put in are lines.
    return "".join(part if part == "\n" else re.sub(r"\s", " ", part) for part in parts).split("\n")
