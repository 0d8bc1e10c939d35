"""The frozen records: what one stage hands to the next.

A stage takes records and gives records; nothing is changed on the way (a change is
:func:`dataclasses.replace`). Field meanings follow the codebooks of the field: UCDP GED
19.1 (``where_prec``, ``date_prec``, low/best/high), the ACLED codebook (event types),
Airwars (grading) and schema.org ``Claim``. Unknown is ``None``, never 0 and never an
empty point; the reason stands beside it.

Offsets are code points into ``Report.text``, half-open. Coordinates are WGS 84
(EPSG:4326). Days are calendar days; a range of days is half-open.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from geomap.stretches import DateRange, Span
from geomap.vocabulary import (
    ClaimantKind,
    EventPlace,
    Grading,
    Qualifier,
    Quantity,
    Scope,
    Stance,
    ToponymRole,
    Victims,
)

__all__ = [
    "Actor",
    "Candidate",
    "Claim",
    "Claimant",
    "Count",
    "DateMention",
    "Incident",
    "Place",
    "Reading",
    "Report",
    "Resolution",
    "SetAside",
    "Statement",
    "Tally",
    "Toponym",
    "Trigger",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One report as it was read: its words and where they come from."""

    id: str
    # given by the sender, else "r" + the first 16 hex digits of sha256
    text: str
    # exactly the text that all offsets point into
    sha256: str
    # of the bytes as they were read (of the text in UTF-8 where there were no bytes)
    origin: str = ""
    # the file or line it came from, as the user named it: "seeds/a.html", "in.jsonl:7"
    title: str | None = None
    source: str | None = None
    # the publisher's name
    author: str | None = None
    # the byline
    url: str | None = None
    archive_url: str | None = None
    language: str | None = None
    # ISO 639-1
    published: dt.date | None = None
    # the day in the publisher's own calendar: what "Wednesday" hangs on
    published_at: dt.datetime | None = None
    # the moment, aware, where it is known
    published_span: Span | None = None
    # where the text itself says so; None when it came from metadata
    published_from: str | None = None
    # "text", "metadata", "sidecar", "option"
    retrieved_at: dt.datetime | None = None
    table: str | None = None
    # the table that it is a row of: its rows are events of their own


@dataclass(frozen=True, slots=True, kw_only=True)
class Toponym:
    """A place's name in a report, and what it does there."""

    span: Span
    surface: str
    role: ToponymRole
    reason: str = ""
    # why this role, in words: "subject of 'said'"
    told: EventPlace | None = None
    # in which way it is the event's place; None for every other role
    level: str | None = None
    # what the text says it is: "town", "province", "district", "country" …; "people" for
    # those who bear a country's name: "Syrians"
    relation: str | None = None
    # "near", "outskirts of", "north of" …: the event is not quite there
    container: Span | None = None
    # the toponym that the text itself puts it in: "Talbiseh, Homs"
    after: Span | None = None
    # the toponym that it stands side by side with: "A, B and C"
    joined: bool = False
    # … by an "and", which closes a list

    @property
    def is_place(self) -> bool:
        """Tell whether it names ground: not an institution ("the UN"), not people ("Syrians")."""
        return self.role is not ToponymRole.BODY and self.level != "people"


@dataclass(frozen=True, slots=True, kw_only=True)
class DateMention:
    """A date in a report, as worded and as worked out."""

    span: Span
    when: DateRange
    anchor: str
    # what it hangs on: "absolute", "published", "previous"
    reason: str
    # in words: "'on Wednesday', counted back from the publication day 2015-09-30"
    role: str = "event"
    # "event", or "speech": when it was said or what went before, not when it happened; or
    # "past": when began what the report counts from


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A gazetteer's entry."""

    gazetteer: str
    version: str
    id: str
    name: str
    lon: float
    lat: float
    # degrees, WGS 84; a representative point for areas
    radius_km: float
    # how far from the point the named thing may reach
    feature: str
    # GeoNames feature code: PPL, ADM1, PCLI, RGN …
    country: str | None = None
    # ISO 3166-1 alpha-2
    admin1: str | None = None
    admin2: str | None = None
    population: int | None = None
    geometry: bytes | None = None
    # the area as WKB (lon, lat), where the gazetteer knows it
    also: tuple[str, ...] = ()
    # the same place in other gazetteers, each "gazetteer id"


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A place that a toponym could have meant."""

    place: Place
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """Where a toponym is, why, and what else it could have been."""

    toponym: Toponym
    place: Place | None
    # None: not found or not sure; the reason says which
    probability: float
    # 0 to 1, that the place is the one meant
    reason: str
    precision: int | None = None
    # UCDP where_prec 1 to 7
    radius_km: float | None = None
    candidates: tuple[Candidate, ...] = ()
    # all that were weighed, best first, the chosen one among them
    stands_in: bool = False
    # the place is only the unit that the text puts the name in: the gazetteer has not the name


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A number as worded: ``None`` is an open or unknown bound."""

    low: int | None
    best: int | None
    high: int | None
    qualifier: Qualifier
    wording: str

    def __post_init__(self) -> None:
        known = [n for n in (self.low, self.best, self.high) if n is not None]
        if known != sorted(known) or any(n < 0 for n in known):
            raise ValueError(
                f"count {self.low}/{self.best}/{self.high} of {self.wording!r} is out of order; "
                "it needs 0 <= low <= best <= high"
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimant:
    """Who says it, and who passed it on."""

    name: str
    kind: ClaimantKind
    relayed_by: str | None = None
    span: Span | None = None
    # None: the report itself, no other claimant named


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One number, or one denial, by one claimant."""

    id: str
    span: Span
    # the words of the figure and its victims
    sentence: Span
    quantity: Quantity
    count: Count
    claimant: Claimant
    victims: Victims = Victims.PEOPLE
    scope: Scope = Scope.EVENT
    part_of: str | None = None
    # claim id
    stance: Stance = Stance.ASSERTED
    hedge: Span | None = None
    # the words that made the stance, where they stand elsewhere in the report
    supersedes: str | None = None
    # claim id
    perpetrators_included: int | None = None
    identified: bool = False
    # the claimant names or identified the people
    adds: bool = False
    # on top of those told of before: "a girl was also killed"
    late: bool = False
    # died of an event that another report had counted before: on top of that count
    found_by: str | None = None
    # the extractor that proposed it; None: found by geomap's own rules


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What a party says of an event without counting anybody: a denial, a doubt, a purpose."""

    id: str
    span: Span
    claimant: Claimant
    stance: Stance
    # of the statement towards the event as others tell it
    topic: str
    # "responsibility", "targets", "doubt", "denial", "reaction"


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A party to an event."""

    name: str
    role: str
    # "attacker", "target"
    span: Span | None = None
    armed: bool | None = None
    # a force or armed group; None where its name does not tell


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """The words that tell of an event."""

    span: Span
    event_type: str
    # ACLED sub-event type, exact string
    scope: Scope = Scope.EVENT
    weapon: str | None = None
    # PLOVER ASSAULT mode
    weight: int = 1
    # of the words for one event the weightiest name its type
    reason: str = ""
    # why background or hypothetical
    if_armed: str | None = None
    if_unarmed: str | None = None
    # the type where those hit bear arms, and where they do not


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What was found in one report's text, before anything is placed or joined."""

    report: Report
    sentences: tuple[Span, ...]
    toponyms: tuple[Toponym, ...]
    dates: tuple[DateMention, ...]
    claims: tuple[Claim, ...]
    statements: tuple[Statement, ...]
    triggers: tuple[Trigger, ...]
    actors: tuple[Actor, ...] = ()
    turns: tuple[Span, ...] = ()
    # the sentences that turn to another event: "Elsewhere, …"
    clauses: tuple[Span, ...] = ()
    # of sentences that have several side by side: each may tell of an event of its own


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """A figure over claims: lowest, best and highest; ``None`` is unknown or open."""

    low: int | None = None
    best: int | None = None
    high: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A later sentence of a report that was taken to go on with an event, and why."""

    span: Span
    points: float
    # for it, as between reports; above 0 likelier one event than two
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """What happened, resting on its claims; or, with scope total, a sum over several."""

    id: str
    report_ids: tuple[str, ...]
    span: Span
    # the sentence, or the stretch of sentences, that tells of it first
    scope: Scope
    # EVENT or TOTAL
    event_type: str
    # ACLED sub-event type
    date: DateRange | None
    date_reason: str
    places: tuple[Resolution, ...]
    # usually one; a total has as many as its area is made of
    precision: int | None
    # UCDP where_prec of the whole
    claims: tuple[Claim, ...] = ()
    statements: tuple[Statement, ...] = ()
    actors: tuple[Actor, ...] = ()
    weapon: str | None = None
    killed: Tally = Tally()
    wounded: Tally = Tally()
    grading: Grading = Grading.WEAK
    n_sources: int | None = None
    n_independent: int | None = None
    # who speak of it, and how many of them are not of one side or one dispatch
    disputed: tuple[str, ...] = ()
    # what the claimants disagree on: "killed", "target", "responsibility"
    parts: tuple[str, ...] = ()
    # a total's incident ids
    date_span: Span | None = None
    # the words the date rests on
    type_span: Span | None = None
    # the words that tell the type
    passages: tuple[Passage, ...] = ()
    # what one report tells of it after its first sentence; of many reports, the first one's


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAside:
    """A report that could not be used, and why."""

    origin: str
    reason: str
    line: int | None = None
