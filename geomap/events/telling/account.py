"""What a report has told so far of one event: gathered by `link`, made an incident after."""

from __future__ import annotations

from dataclasses import dataclass, field

from geomap.model import Actor, Claim, DateMention, Passage, Resolution, Statement, Trigger
from geomap.stretches import Span

__all__ = ["Account"]


@dataclass(slots=True)
class Account:
    """What has been told so far of one event of a report."""

    sentence: Span
    places: list[Resolution] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    triggers: list[Trigger] = field(default_factory=list)
    later: list[Trigger] = field(default_factory=list)
    # words of sentences that only go on about it
    carried: Trigger | None = None
    # of the event before, where this one has no word of its own: "in Qaim 16 were killed"
    actors: list[Actor] = field(default_factory=list)
    date: DateMention | None = None
    hours: set[int] = field(default_factory=set)
    # of the day, as the sentences on it say, by their order
    passages: list[Passage] = field(default_factory=list)
    # the later sentences on it, each with what spoke for it
    listed: bool = False
    entered: bool = False
    # told in an entry that opens its line: a bullet, a number, a place and a colon
    # an entry of a list: what parties say in it is about it alone
    sentences: int = 1
    # that tell of it
    apart: bool = False
    # the report turns to it: "hours earlier", "elsewhere"
    several: bool = False
    # blows, as its words say: "twin blasts"
    of_sum: bool = False
    # it is told as part of the sum before it: "Of these, 12 died in A"
    guess: bool = False
