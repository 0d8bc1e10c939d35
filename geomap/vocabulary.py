"""The words that a record's field may hold: the closed lists of the field.

A member's value is the word itself, so that it reads the same in a table, in a page and in a
decision. The gradings are Airwars'; the stances follow what schema.org asks of a ``Claim``.
"""

from __future__ import annotations

from enum import StrEnum

__all__ = [
    "ClaimantKind",
    "EventPlace",
    "Grading",
    "Qualifier",
    "Quantity",
    "Scope",
    "Stance",
    "ToponymRole",
    "Victims",
]


class ToponymRole(StrEnum):
    """What a place's name does in its sentence; only ``EVENT`` can reach the map."""

    EVENT = "event"  # where something is said to have happened
    CLAIMANT = "claimant"  # where the speaker sits or speaks
    DATELINE = "dateline"  # where the report was filed
    MOVEMENT = "movement"  # where somebody or something came from or goes to
    METONYM = "metonym"  # the government or force, not the ground: "Moscow said"
    DEMONYM = "demonym"  # "Russian", "Syrians"
    NAME_PART = "name_part"  # inside the name of an institution, a person, a thing
    BODY = "body"  # no place at all, though it sounds like one: "the UN"
    CONTEXT = "context"  # mentioned, but nothing of the report happened there


class EventPlace(StrEnum):
    """In which way a toponym is the event's place; ``REACHED`` is none unless no other is told."""

    TOLD = "told"  # the sentence tells of an event there
    HEADING = "heading"  # it heads the entry that tells of one
    SPEAKERS = "speakers"  # the speaker's own, where the sentence names no other
    PASSING = "passing"  # only named beside it
    OFFICE = "office"  # in an office's name: "the Panjwai district governor"
    APPROACH = "approach"  # where they came to, before the harm that the next sentence counts
    ORIGIN = "origin"  # where those come from who did it or suffered it
    REACHED = "reached"  # where somebody went because of it: "sent policemen to Poso"


class Quantity(StrEnum):
    """What a claim counts."""

    KILLED = "killed"
    WOUNDED = "wounded"
    MISSING = "missing"
    CAPTURED = "captured"
    DISPLACED = "displaced"
    CASUALTIES = "casualties"  # dead and wounded not told apart


class Qualifier(StrEnum):
    """How the number was worded."""

    EXACT = "exact"
    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    UP_TO = "up_to"
    FEWER_THAN = "fewer_than"
    ABOUT = "about"
    NEARLY = "nearly"
    RANGE = "range"
    VAGUE = "vague"  # several, many, dozens; also "civilians were killed"
    ZERO = "zero"  # "no casualties", said outright


class Victims(StrEnum):
    """Who is counted; ``PEOPLE`` until a status is stated."""

    PEOPLE = "people"
    CIVILIANS = "civilians"
    CHILDREN = "children"
    WOMEN = "women"
    MEN = "men"
    MILITANTS = "militants"
    SOLDIERS = "soldiers"
    POLICE = "police"
    AID_WORKERS = "aid_workers"
    JOURNALISTS = "journalists"


class Scope(StrEnum):
    """What a claim or event speaks of."""

    EVENT = "event"  # one thing that happened
    PART = "part"  # some of another claim's people: "two of them children"
    TOTAL = "total"  # a sum over several places, days or events
    BACKGROUND = "background"  # history, war-wide figures
    HYPOTHETICAL = "hypothetical"  # threats, plans, conditions


class Stance(StrEnum):
    """How the figure or fact is put forward."""

    ASSERTED = "asserted"
    CONFIRMED = "confirmed"
    ALLEGED = "alleged"
    UNVERIFIED = "unverified"
    DENIED = "denied"
    SUPERSEDED = "superseded"
    REJECTED = "rejected"  # by a person, in the casebook's decisions


class ClaimantKind(StrEnum):
    """What kind of party speaks (DATA_MODEL: ``source_kind``, with persons added)."""

    NEWS_AGENCY = "news_agency"
    NEWSPAPER = "newspaper"
    BROADCASTER = "broadcaster"
    NGO_MONITOR = "ngo_monitor"
    GOVERNMENT = "government"
    MILITARY = "military"
    ARMED_GROUP = "armed_group"
    OPPOSITION = "opposition"
    HOSPITAL = "hospital"
    CIVIL_DEFENCE = "civil_defence"
    POLICE = "police"
    SOCIAL_MEDIA = "social_media"
    UN_BODY = "un_body"
    ACTIVISTS = "activists"
    WITNESS = "witness"
    REPORT = "report"  # the report itself, no other claimant named
    OTHER = "other"


class Grading(StrEnum):
    """Airwars' grading of an incident."""

    CONFIRMED = "confirmed"  # a belligerent has accepted responsibility
    FAIR = "fair"  # two or more independent sources tell of it
    WEAK = "weak"  # a single source
    CONTESTED = "contested"  # competing claims of who did it, or to whom
    DISCOUNTED = "discounted"  # those who were harmed were combatants
