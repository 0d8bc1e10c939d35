"""What the reading of a report has gathered so far, and what one sentence of it tells."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field

from geomap.model import Actor, Claim, Claimant, DateMention, Statement, Toponym, Trigger
from geomap.stretches import Span
from geomap.text.assertions.occasions import Occasion
from geomap.text.happenings.lines import Layout, Line
from geomap.text.happenings.parties import Parties
from geomap.text.happenings.tallies import PlaceTally
from geomap.text.harmed.casualty import Casualty
from geomap.text.parsing.grammar import Sentence
from geomap.text.voices.claimants import Attribution
from geomap.vocabulary import Scope

__all__ = ["Dated", "Gathered", "Told"]


@dataclass(slots=True)
class Gathered:
    """What has been found so far, in order of the text."""

    claims: list[Claim] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    toponyms: list[Toponym] = field(default_factory=list)
    triggers: list[Trigger] = field(default_factory=list)
    clauses: list[Span] = field(default_factory=list)
    actors: list[Actor] = field(default_factory=list)
    speaker: Claimant | None = None
    # the last one, for "he added"
    voice: Claimant | None = None
    # who spoke in the last sentence, for "that brings the toll to"
    subject: Claimant | None = None
    # whom the last sentence was about, where nobody spoke in it
    parties: Parties = field(default_factory=Parties)
    # everybody who has spoken so far
    said_on: list[Span] = field(default_factory=list)
    # the dates on which something was said
    before: list[Span] = field(default_factory=list)
    # and those on which a war began
    layout: Layout = field(default_factory=Layout)
    # the headings, lists and tables
    surnames: frozenset[str] = frozenset()
    # of the persons named in full anywhere in the report
    sentence: Sentence | None = None
    # the one before
    told: tuple[int, int] | None = None
    # paragraph and sentence of the last sentence that told of an event


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """The dates of a report."""

    dates: tuple[DateMention, ...]
    # in order, none overlapping
    starts: list[int]
    news: tuple[int | None, int | None]
    # the publication day and the story's first exact day

    def inside(self, span: Span) -> list[DateMention]:
        """Give the dates that a span covers."""
        first = bisect_left(self.starts, span.start)
        end = bisect_left(self.starts, span.end, first)
        return [mention for mention in self.dates[first:end] if span.covers(mention.span)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a sentence tells, before its places have their roles."""

    line: Line
    scope: tuple[Scope, str]
    # and why
    spoken: tuple[Attribution, ...]
    casualties: tuple[Casualty, ...]
    triggers: tuple[Trigger, ...]
    events_at: frozenset[int]
    # positions of the words that tell of an event
    occasion: Occasion
    # an event before the one it tells of
    tallies: tuple[PlaceTally, ...]
    # the places of a list, with a number each
