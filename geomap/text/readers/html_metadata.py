"""Title, publisher, day and byline from what a page says of itself to machines."""

from __future__ import annotations

import datetime as dt
import json
from collections import deque
from collections.abc import Iterator
from typing import Any

from geomap.text.readers.html_tree import Page
from geomap.text.readers.record import FileMetadata, parse_day

__all__ = ["page_metadata"]

# In the order of trust: standards of news first, loose habits last.
_PUBLISHED = (
    "article:published_time", "og:article:published_time", "datepublished", "og:published_time",
    "parsely-pub-date", "sailthru.date", "dcterms.issued", "dc.date.issued",
    "citation_publication_date", "publication_date", "publish_date", "publish-date",
    "publishdate", "pubdate", "ptime", "dcterms.date", "dc.date", "dcterms.created", "date",
)  # fmt: skip
_TITLE = ("og:title", "twitter:title", "dcterms.title", "dc.title", "headline")
_SOURCE = ("og:site_name", "publisher", "dcterms.publisher", "dc.publisher", "application-name")
_AUTHOR = ("author", "article:author", "parsely-author", "sailthru.author", "byl", "dc.creator",
           "dcterms.creator")  # fmt: skip
_MAX_NODES = 10_000


def page_metadata(page: Page, heading: str | None = None) -> FileMetadata:
    """Read what a page says of itself: meta elements, JSON-LD, time elements, links.

    Parameters
    ----------
    page : Page
        The parsed page.
    heading : str, optional
        The story's own heading, which has no " | Name of the site" behind it.

    Returns
    -------
    FileMetadata
        What was found.

    Examples
    --------
    >>> from geomap.text.readers.html_tree import parse_page
    >>> page = parse_page('<meta property="article:published_time" content="2015-09-30">')
    >>> str(page_metadata(page).published)
    '2015-09-30'
    """
    article = _article(page.json_ld)
    published, published_at = _published(page, article)
    title = _text(article.get("headline")) or _first(page, _TITLE) or None
    if heading and (title is None or heading.casefold() in title.casefold()):
        title = heading
    return FileMetadata(
        title=title or page.title or None,
        source=_first(page, _SOURCE) or _names(article.get("publisher")),
        author=_names(article.get("author")) or _author(page),
        url=_url(page),
        language=page.language,
        published=published,
        published_at=published_at,
    )


def _published(page: Page, article: dict[str, Any]) -> tuple[dt.date | None, dt.datetime | None]:
    values = dict(reversed(page.meta))
    written = [values[name] for name in _PUBLISHED[:4] if name in values]
    written.append(_text(article.get("datePublished")) or "")
    written += [values[name] for name in _PUBLISHED[4:] if name in values]
    written += [value for sure, value in page.times if sure]
    written += [value for sure, value in page.times[:1] if not sure]
    for value in written:
        told = parse_day(value)
        if told:
            return told
    return None, None


def _first(page: Page, names: tuple[str, ...]) -> str | None:
    for name in names:
        for key, content in page.meta:
            if key == name and content.strip():
                return " ".join(content.split())
    return None


def _author(page: Page) -> str | None:
    for name in _AUTHOR:
        author = _first(page, (name,))
        if author and not author.startswith(("http:", "https:", "//")):
            return author.removeprefix("By ").removeprefix("by ")
    return None


def _url(page: Page) -> str | None:
    for url in (page.canonical, _first(page, ("og:url",)), page.saved_from):
        if url and url.strip().startswith(("http://", "https://")):
            return url.strip()
    return None


def _article(blocks: list[str]) -> dict[str, Any]:
    """Find the story among the JSON-LD blocks of a page."""
    candidates: list[dict[str, Any]] = []
    for block in blocks:
        try:
            parsed = json.loads(block)
        except (ValueError, RecursionError):
            continue  # a broken block is as good as none: pages are full of them
        candidates += [node for node in _nodes(parsed) if "datePublished" in node]
    stories = [node for node in candidates if _is_story(node)]
    return next(iter([*stories, *candidates]), {})


def _nodes(parsed: object) -> Iterator[dict[str, Any]]:
    queue = deque([parsed])
    for _ in range(_MAX_NODES):
        if not queue:
            return
        node = queue.popleft()
        if isinstance(node, dict):
            yield node
            queue.extend(node[key] for key in ("@graph", "mainEntity") if key in node)
        elif isinstance(node, list):
            queue.extend(node)


def _is_story(node: dict[str, Any]) -> bool:
    kinds = node.get("@type")
    kinds = kinds if isinstance(kinds, list) else [kinds]
    return any(
        isinstance(kind, str) and kind.endswith(("Article", "Report", "Posting")) for kind in kinds
    )


def _text(value: object) -> str | None:
    return " ".join(value.split()) or None if isinstance(value, str) else None


def _names(value: object) -> str | None:
    """Join the names of one or several persons or organisations."""
    found = []
    for node in value if isinstance(value, list) else [value]:
        name = _text(node.get("name")) if isinstance(node, dict) else _text(node)
        if name and not name.startswith(("http:", "https:")) and name not in found:
            found.append(name)
    return ", ".join(found) or None
