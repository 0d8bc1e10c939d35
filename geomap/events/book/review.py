"""What a person should look at first: doubtful links, places and counts, and their answers.

A doubt is a question with a few answers; each answer is a decision. What somebody has decided
is asked no more, unless what was found right has changed since.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from geomap.errors import UsageError
from geomap.events.matching.nearby import neighbours_of
from geomap.events.rulings.decisions import UNKNOWN, BrokenDecision, Decision, parse_decision
from geomap.events.rulings.states import figure
from geomap.events.tables.rows import Row, rows_of
from geomap.model import Tally

if TYPE_CHECKING:
    from geomap.events.book.frame import Casebook

__all__ = ["Doubt", "doubts_of"]

_SURE = 0.9
# A place of this probability and more is not asked about.
_UNPLACED = 0.6
# How doubtful it is where something without a place was.
_OPEN = 0.5
# How doubtful a disputed figure without a highest number is.
_CHOICES = 5
# Candidates of a place that are offered.
_ABOUT = 60
# Characters of a mention's words that a decision is held to.
_REJECT = "reject "
_KINDS = ("link", "place", "killed", "wounded")


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """One thing to look at."""

    kind: str
    # "link", "place", "killed" or "wounded"
    id: str
    # a mention
    other: str | None = None
    # the other mention of a link
    doubt: float
    # 1 is most doubtful, 0 not at all
    question: str
    facts: tuple[str, ...]
    # what is known, in words and as the reports have it: not yet safe to show
    choices: tuple[Mapping[str, Any], ...] = ()
    # of a place: its candidates, each with name, lat and lon
    now: str = ""
    # the field and what it is, as a decision that it is right says it
    about: str = ""

    def answered(self, answer: str, *, who: str, when: dt.date, why: str) -> Decision:
        """Turn an answer into a decision.

        Parameters
        ----------
        answer : str
            Of a link "yes" or "no": are they one event? Of the others "right" or "unknown";
            for a place the number of a candidate, from 1, or another name; for a count a
            figure, or "reject" and the id of a claim.
        who, why : str
            Who says so, and why.
        when : datetime.date
            The day of it.

        Returns
        -------
        Decision
            To be recorded.

        Raises
        ------
        UsageError
            When the answer is none to this question.
        """
        cells = {"id": self.id, "about": self.about, "who": who, "why": why}
        cells |= {"when": when.isoformat(), **self._told(answer.strip())}
        found = parse_decision(cells)
        if isinstance(found, BrokenDecision):
            raise UsageError(found.reason)
        return found

    def _told(self, answer: str) -> dict[str, str]:
        if self.kind == "link":
            if answer not in ("yes", "no"):
                raise UsageError(f"{answer!r} is no answer; it should be yes or no")
            told = {"decision": "merge" if answer == "yes" else "split", "value": self.other or ""}
        elif answer.startswith(_REJECT) and self.kind != "place":
            told = {"decision": "reject", "id": answer.removeprefix(_REJECT), "about": ""}
        elif answer == "right":
            told = {"decision": "right", "value": self.now}
        elif self.kind == "place" and answer.isdecimal():
            if not 1 <= int(answer) <= len(self.choices):
                raise UsageError(f"there is no candidate {answer}; there are {len(self.choices)}")
            chosen = self.choices[int(answer) - 1]
            if self.now.endswith(f" ({chosen.get('id')})"):
                return {"decision": "right", "value": self.now}
            told = {
                "decision": "place",
                "value": str(chosen["name"]),
                "lat": repr(float(chosen["lat"])),
                "lon": repr(float(chosen["lon"])),
            }
        else:
            told = {"decision": self.kind, "value": answer}
        return told


def doubts_of(book: Casebook) -> list[Doubt]:
    """List what should be looked at, the most doubtful first.

    Parameters
    ----------
    book : Casebook
        The casebook.

    Returns
    -------
    list of Doubt
        Links near one half or overruled, neighbours that nothing links, places that may be
        another, counts that the claimants dispute; without what people have decided.

    Examples
    --------
    >>> from geomap.events.book.frame import Casebook
    >>> doubts_of(Casebook.empty())
    []
    """
    incidents = rows_of(book.incidents.drop(columns="geometry"))
    words = _openings(book, incidents)
    settled = _settled(book)
    by_id = {row["id"]: row for row in incidents}
    found = [
        *_links(book, by_id),
        *_neighbours(book, by_id, words),
        *(d for row in incidents for d in _places(book, row, words[row["id"]])),
        *(d for row in incidents for d in _counts(book, row, words[row["id"]])),
    ]
    asked = [doubt for doubt in found if (doubt.kind, doubt.id) not in settled]
    return sorted(asked, key=lambda d: (-d.doubt, _KINDS.index(d.kind), d.id, d.other or ""))


def _settled(book: Casebook) -> set[tuple[str, str]]:
    """Give the kinds of things that people have decided, with the incident."""
    found = set()
    for row in rows_of(book.decisions):
        if row["outcome"] not in ("applied", "already so"):
            continue
        kind = row["decision"]
        if kind == "right":
            kind = (row["value"] or "").partition(" ")[0]
        found.add((kind, row["incident_id"]))
    return found


def _openings(book: Casebook, incidents: Sequence[Row]) -> dict[str, str]:
    """Give the words that tell of each incident first."""
    texts = dict(zip(book.reports["id"], book.reports["text"], strict=True))
    return {
        row["id"]: " ".join(
            texts.get(row["id"].rpartition("-")[0], "")[row["span_start"] : row["span_end"]].split()
        )
        for row in incidents
    }


def _links(book: Casebook, incidents: Mapping[str, Row]) -> Iterator[Doubt]:
    for row in rows_of(book.links[book.links["doubtful"]]):
        sides = (("", "incident_id"), ("other_", "other_incident_id"))
        told = [
            f"{row[f'{prefix}words']} ({_headline(incidents[row[home]])})" for prefix, home in sides
        ]
        joined = "taken for one event" if row["joined"] else "kept apart"
        yield Doubt(
            kind="link",
            id=row["mention"],
            other=row["other"],
            doubt=_doubt_of(row["probability"]),
            question=f"One event? They are {joined}, with probability {row['probability']:.2f}.",
            facts=(*told, row["reason"]),
            about=" ".join(row["words"].split())[:_ABOUT].strip(),
        )


def _neighbours(
    book: Casebook, incidents: Mapping[str, Row], words: Mapping[str, str]
) -> Iterator[Doubt]:
    links = zip(book.links["incident_id"], book.links["other_incident_id"], strict=True)
    for pair in neighbours_of(list(incidents.values()), links):
        told = [f"{words[name]} ({_headline(incidents[name])})" for name in (pair.one, pair.other)]
        yield Doubt(
            kind="link",
            id=pair.one,
            other=pair.other,
            doubt=_doubt_of(pair.probability),
            question="One event? They are kept apart as two places, with probability "
            f"{pair.probability:.2f}.",
            facts=(*told, pair.reason),
            about=words[pair.one][:_ABOUT].strip(),
        )


def _doubt_of(probability: float) -> float:
    """Turn the probability of a link into how doubtful it is."""
    return round(1 - 2 * abs(probability - 0.5), 4)


def _headline(row: Row) -> str:
    parts = [row["id"], row["date_start"] or "day unknown", row["place"] or "not placed"]
    return ", ".join([*parts, row["sub_event_type"], f"killed {_figure(row, 'killed')}"])


def _figure(row: Row, kind: str) -> str:
    low, best, high = (row[f"{kind}_{end}"] for end in ("low", "best", "high"))
    return figure(Tally(low=low, best=best, high=high)) or UNKNOWN


def _places(book: Casebook, row: Row, words: str) -> Iterator[Doubt]:
    written = row["place_as_written"]
    probability = row["place_probability"]
    if written is None or (probability is not None and probability >= _SURE):
        return
    if row["scope"] == "total":
        return
    choices = _candidates(book, row)
    doubt = _UNPLACED if row["lat"] is None else 1 - (probability or 0.0)
    if row["lat"] is None:
        question = f"Where is {written!r}? It is not placed."
    else:
        question = f"Is {written!r} {row['place']}? It is with probability {probability:.2f}."
    yield Doubt(
        kind="place",
        id=row["id"],
        doubt=round(doubt, 4),
        question=question,
        facts=(f"{words} ({_headline(row)})", row["place_reason"] or ""),
        choices=choices,
        now=f"place {_place_now(row)}",
        about=words[:_ABOUT].strip(),
    )


def _place_now(row: Row) -> str:
    if row["lat"] is None or row["place"] is None:
        return UNKNOWN
    return f"{row['place']} ({row['gazetteer_id']})"


def _candidates(book: Casebook, row: Row) -> tuple[Mapping[str, Any], ...]:
    """Give what the name may mean, from the toponyms of the incident's reports."""
    toponyms = book.toponyms
    reports = json.loads(row["report_ids"])
    same = toponyms["report_id"].isin(reports) & (toponyms["surface"] == row["place_as_written"])
    found: dict[str, Mapping[str, Any]] = {}
    for text in toponyms["candidates"][same.fillna(False)].dropna():
        for candidate in json.loads(text):
            found.setdefault(candidate["id"], candidate)
    best = sorted(found.values(), key=lambda candidate: -candidate["score"])
    return tuple(best[:_CHOICES])


def _counts(book: Casebook, row: Row, words: str) -> Iterator[Doubt]:
    for kind in ("killed", "wounded"):
        if kind not in json.loads(row["disputed"] or "[]"):
            continue
        low, high = row[f"{kind}_low"], row[f"{kind}_high"]
        doubt = _OPEN if high is None or low is None else (high - low) / max(high, 1)
        told = _figure(row, kind)
        claims = book.claims[
            (book.claims["incident_id"] == row["id"]) & (book.claims["quantity"] == kind)
        ]
        said = [
            f"{claim['claimant']}: {claim['verbatim']} ({claim['stance']}, {claim['id']})"
            for claim in rows_of(claims)
        ]
        yield Doubt(
            kind=kind,
            id=row["id"],
            doubt=round(doubt, 4),
            question=f"How many {kind}? The claimants disagree; by the rules {told}.",
            facts=(f"{words} ({_headline(row)})", *said),
            now=f"{kind} {told}",
            about=words[:_ABOUT].strip(),
        )
