"""Which words of a report an incident rests on, as a casebook keeps them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from geomap.events.book.explanation import toponyms_of

if TYPE_CHECKING:
    from geomap.events.book.frame import Casebook

__all__ = ["KINDS", "Mark", "Unmarked", "find_marks"]

KINDS: Final[Mapping[str, str]] = {
    "told": "the sentence that first tells of it",
    "sentence": "the sentence of a claim",
    "place": "its place",
    "name": "the name of another place",
    "date": "its date",
    "type": "what tells the kind of event",
    "figure": "a count of people",
    "statement": "what a party says of it",
    "claimant": "who says so",
    "hedge": "words of doubt",
    "actor": "a party to it",
}
"""What is marked, from what holds to what is held, and how the legend calls it."""

_QUOTED: Final = re.compile(r"(?<!\w)'(.+?)'(?=[,;]|$)")
# The words of a date in its reason: "'on Wednesday', counted back from …".


_ROLES: Final[Mapping[str, str]] = {
    "claimant": "speaker's place",
    "dateline": "where it was filed",
    "movement": "on the way",
    "metonym": "a government",
    "demonym": "a people",
    "name_part": "in a name",
    "body": "no place",
    "context": "mentioned",
}
# What the names of other places do; those of other events are "other place".


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A stretch of a report's text, and why it is marked."""

    start: int
    end: int
    kind: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Unmarked:
    """Words that could not be marked, and why."""

    kind: str
    words: str
    reason: str


def find_marks(
    book: Casebook, incident: Any, report_id: str, text: str
) -> tuple[tuple[Mark, ...], tuple[Unmarked, ...]]:
    """Find what to mark in one of the reports behind an incident.

    A casebook keeps where the words stand. Of who passed a claim on, and of what came from
    elsewhere, it has the words alone; these are looked for, first in the sentences that speak
    of the incident and then around them.

    Parameters
    ----------
    book : Casebook
        The casebook.
    incident : pandas.Series
        A row of its incidents.
    report_id : str
        One of the incident's reports.
    text : str
        The report's text.

    Returns
    -------
    tuple of (tuple of Mark, tuple of Unmarked)
        The marks by their order in the text, each once, and what could not be marked.
    """
    told, lost = _told(book, incident, report_id, text)
    near = [mark for mark in told if mark.kind in ("told", "sentence", "statement")]
    found = list(told)
    for kind, words in _worded(book, incident, report_id):
        position = _nearest(text, words, near)
        if position is None:
            lost.append(Unmarked(kind=kind, words=words, reason="not in the text in these words"))
        else:
            end = position + len(words)
            found.append(Mark(start=position, end=end, kind=kind, label=_label(kind)))
    order = list(KINDS)
    ranked = sorted(set(found), key=lambda m: (m.start, -m.end, order.index(m.kind), m.label))
    return tuple(ranked), tuple(dict.fromkeys(lost))


def _label(kind: str) -> str:
    return {"hedge": "doubt", "told": "told here", "type": "kind of event"}.get(kind, kind)


def _told(
    book: Casebook, incident: Any, report_id: str, text: str
) -> tuple[list[Mark], list[Unmarked]]:
    """Mark what the casebook keeps the offsets of, where the text bears it out."""
    marks: list[Mark] = []
    lost: list[Unmarked] = []
    for kind, label, start, end, words in _stretches(book, incident, report_id):
        if 0 <= start < end <= len(text) and words in (None, text[start:end]):
            marks.append(Mark(start=start, end=end, kind=kind, label=label))
        else:
            reason = f"the text has other words at {start} to {end}"
            lost.append(Unmarked(kind=kind, words=words or "", reason=reason))
    return marks, lost


def _stretches(
    book: Casebook, incident: Any, report_id: str
) -> Iterator[tuple[str, str, int, int, str | None]]:
    if json.loads(incident["report_ids"]) == [report_id] and not pd.isna(incident["span_start"]):
        start, end = int(incident["span_start"]), int(incident["span_end"])
        yield "told", _label("told"), start, end, None
    places = toponyms_of(book, incident).index
    for index, row in _of_report(book.toponyms, report_id).iterrows():
        kind = "place" if index in places else "name"
        label = "place" if kind == "place" else _ROLES.get(row["role"], "other place")
        yield kind, label, int(row["start"]), int(row["end"]), row["surface"]
    for row in _said(book.claims, incident["id"], report_id):
        if not pd.isna(row["sentence_start"]) and not pd.isna(row["sentence_end"]):
            start, end = int(row["sentence_start"]), int(row["sentence_end"])
            yield "sentence", "", start, end, _known(row["sentence"])
        yield "figure", row["quantity"], int(row["start"]), int(row["end"]), row["verbatim"]
        yield from _span_of(row, "hedge", words=_known(row["hedge"]))
        yield from _span_of(row, "claimant")
    for row in _said(book.statements, incident["id"], report_id):
        label = _known(row["topic"]) or "statement"
        yield "statement", label, int(row["start"]), int(row["end"]), row["verbatim"]
        yield from _span_of(row, "claimant")
    for kind in ("date", "type"):
        if _known(incident[f"{kind}_report_id"]) == report_id:
            yield from _span_of(incident, kind, column=f"{kind}_span")
    for actor in _actors(incident):
        if actor["report_id"] == report_id:
            yield "actor", _label("actor"), actor["start"], actor["end"], None


def _span_of(
    row: Any, kind: str, *, column: str | None = None, words: str | None = None
) -> Iterator[tuple[str, str, int, int, str | None]]:
    start, end = row[f"{column or kind}_start"], row[f"{column or kind}_end"]
    if not pd.isna(start) and not pd.isna(end):
        yield kind, _label(kind), int(start), int(end), words


def _actors(incident: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(_known(incident["actors"]) or "[]")
    return found


def _worded(book: Casebook, incident: Any, report_id: str) -> Iterator[tuple[str, str]]:
    """Give the words whose place the casebook does not keep."""
    words: list[tuple[str, str | None]] = []
    if pd.isna(incident["date_report_id"]):
        reason = _known(incident["date_reason"]) or ""
        words += [("date", found[1]) for found in _QUOTED.finditer(reason)]
    for table in (book.claims, book.statements):
        for row in _said(table, incident["id"], report_id):
            said = _known(row["claimant_kind"]) != "report" and pd.isna(row["claimant_start"])
            words.append(("claimant", _known(row["claimant"]) if said else None))
            words.append(("claimant", _known(row["relayed_by"])))
    words += [("actor", actor["name"]) for actor in _actors(incident) if actor["start"] is None]
    for kind, one in dict.fromkeys(words):
        if one:
            yield kind, one


def _nearest(text: str, words: str, near: Sequence[Mark]) -> int | None:
    """Find words in or next to the sentences that speak of the incident."""
    pattern = rf"(?<!\w){re.escape(words)}(?!\w)"
    starts = [found.start() for found in re.finditer(pattern, text)]
    # A name is kept as it is written inside a sentence: "a resident", also of "A resident".
    starts = starts or [found.start() for found in re.finditer(pattern, text, re.IGNORECASE)]
    if not starts:
        return None
    if not near:
        return starts[0]
    return min(starts, key=lambda start: (_apart(start, near), start))


def _apart(position: int, near: Iterable[Mark]) -> int:
    return min(max(mark.start - position, position - mark.end, 0) for mark in near)


def _of_report(table: pd.DataFrame, report_id: str) -> pd.DataFrame:
    return table[table["report_id"] == report_id]


def _said(table: pd.DataFrame, incident_id: str, report_id: str) -> Iterator[Any]:
    rows = _of_report(table, report_id)
    for _, row in rows[(rows["incident_id"] == incident_id).fillna(False)].iterrows():
        yield row


def _known(value: Any) -> str | None:
    return None if value is None or pd.isna(value) else str(value)
