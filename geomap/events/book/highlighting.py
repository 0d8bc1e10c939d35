"""The reports behind an incident as one HTML page, with the words that it rests on marked."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from bisect import bisect_right
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from geomap.events.book.explanation import explain, incident_of
from geomap.events.book.fragments import fragment, style_sheet
from geomap.events.book.marks import KINDS, Mark, Unmarked, find_marks

if TYPE_CHECKING:
    from geomap.events.book.frame import Casebook

__all__ = ["highlight", "marked_lines"]

_LINE: Final = re.compile(r"[^\r\n]+")
_DEEPEST: Final = 24
# Marks within marks: no report comes near it, a crafted casebook could.
_FACTS: Final = ("source", "author", "published", "url", "origin", "sha256")


def highlight(book: Casebook, incident_id: str) -> str:
    """Write the reports behind an incident as a page, its words marked.

    Parameters
    ----------
    book : Casebook
        The casebook.
    incident_id : str
        The incident's id.

    Returns
    -------
    str
        An HTML document without a script, which asks no host. All text of reports in it is
        escaped, and its control and direction characters are written out.

    Raises
    ------
    UsageError
        When there is no such incident.
    """
    incident = incident_of(book, incident_id)
    lines = explain(book, incident_id)
    style = style_sheet("highlight")
    digest = base64.b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode("ascii")
    reports = json.loads(incident["report_ids"])
    kinds = "".join(fragment("highlight_kind", kind=kind, text=KINDS[kind]) for kind in KINDS)
    chain = "".join(
        fragment("highlight_step", depth=str(step.depth), label=step.label, text=step.text)
        for step in lines
    )
    return fragment(
        "highlight",
        {
            "style": style,
            "kinds": kinds,
            "reports": "".join(_report(book, incident, report_id) for report_id in reports),
            "chain": chain,
        },
        policy=f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; "
        "form-action 'none'",
        title=f"The words behind {incident_id}",
        headline=lines[0].text,
    )


def _report(book: Casebook, incident: Any, report_id: str) -> str:
    row = book.reports[book.reports["id"] == report_id].iloc[0]
    text = str(row["text"])
    facts = [(name, str(row[name])) for name in _FACTS if not pd.isna(row[name])]
    if text.strip(" \t\r\n"):
        marks, unmarked = find_marks(book, incident, report_id, text)
        told = "The whole text, as it was read."
        body = "".join(marked_lines(text, marks))
    else:
        unmarked = ()
        told = "The casebook does not hold the text of this report; these are the sentences kept."
        body = "".join(fragment("highlight_line", {"line": _plain(s)}) for s in _kept(book, row))
    return fragment(
        "highlight_report",
        {
            "facts": "".join(fragment("figure", label=name, value=value) for name, value in facts),
            "text": body,
            "unmarked": _unmarked(unmarked),
        },
        title=report_id if pd.isna(row["title"]) else str(row["title"]),
        told=told,
    )


def _kept(book: Casebook, report: Any) -> Iterator[str]:
    """Give the sentences of claims and the words of statements, each once."""
    claims = book.claims[book.claims["report_id"] == report["id"]]
    statements = book.statements[book.statements["report_id"] == report["id"]]
    whole = [*claims["sentence"].fillna(claims["verbatim"]), *statements["verbatim"]]
    yield from dict.fromkeys(str(words) for words in whole)


def _unmarked(words: Sequence[Unmarked]) -> str:
    if not words:
        return ""
    rows = "".join(
        fragment("highlight_lost", kind=one.kind, words=one.words, reason=one.reason)
        for one in words
    )
    return fragment("highlight_unmarked", {"rows": rows})


def marked_lines(text: str, marks: Iterable[Mark]) -> Iterator[str]:
    """Write a text as paragraphs with its marks.

    Parameters
    ----------
    text : str
        The text.
    marks : iterable of Mark
        Stretches of it, by their start; they may overlap and run over several lines.

    Yields
    ------
    str
        A paragraph of HTML for each line that is not blank. Every character of the text is in
        it, in order, runs of blanks as one.

    Examples
    --------
    >>> print(*marked_lines("<Homs>", [Mark(start=1, end=5, kind="place", label="place")]))
    <p dir="auto">&lt;<mark class="place">Homs<bdi class="tag">place</bdi></mark>&gt;</p>
    <BLANKLINE>
    """
    lines = [found.span() for found in _LINE.finditer(text)]
    starts = [start for start, _ in lines]
    inside: dict[int, list[Mark]] = defaultdict(list)
    for mark in marks:
        number = max(0, bisect_right(starts, mark.start) - 1)
        while number < len(lines) and lines[number][0] < mark.end:
            if lines[number][1] > mark.start:
                inside[number].append(mark)
            number += 1
    for number, (start, end) in enumerate(lines):
        # Other blanks than these are shown by their code.
        if text[start:end].strip(" \t"):
            line = _marked(text, start, end, inside[number])
            yield fragment("highlight_line", {"line": line})


def _marked(text: str, start: int, end: int, marks: Sequence[Mark], *, deep: int = 0) -> str:
    """Write a stretch of text; marks are nested, and cut where they cross."""
    pieces: list[str] = []
    at = start
    waiting = deque(marks if deep < _DEEPEST else ())
    while waiting:
        mark = waiting.popleft()
        first, last = max(mark.start, at), min(mark.end, end)
        if first >= last:
            continue
        pieces.append(_plain(text[at:first]))
        held = []
        while waiting and waiting[0].start < last:
            held.append(waiting.popleft())
        # What crosses the end of this mark goes on behind it.
        waiting.extendleft(one for one in reversed(held) if one.end > last)
        inner = _marked(text, first, last, held, deep=deep + 1)
        # The label stands where the mark ends, not where a line or another mark cuts it.
        tag = fragment("highlight_tag", text=mark.label) if mark.label and last == mark.end else ""
        pieces.append(fragment("highlight_mark", {"inner": inner, "tag": tag}, kind=mark.kind))
        at = last
    pieces.append(_plain(text[at:end]))
    return "".join(pieces)


def _plain(text: str) -> str:
    return fragment("highlight_text", text=text)
