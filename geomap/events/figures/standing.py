"""How an incident stands: who tells of it, how many of them independently, and its grading.

Sources are those who speak: the parties that reports quote, and the publisher of a report that
quotes nobody. Of one another independent are those of different sides and of different
dispatches: a ministry and its army, a governor and his police, ten copies of a wire are one.
The grading is Airwars', by who claims and who concedes.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field

from geomap.events.figures.authorities import Authorities, load_authorities
from geomap.model import Claim, Claimant, Report, Resolution, Statement
from geomap.vocabulary import ClaimantKind, Grading, Quantity, Scope, Stance, Victims

__all__ = [
    "CONTESTED_TOPICS",
    "PARTIES",
    "Standing",
    "Witnesses",
    "country_of",
    "owns",
    "standing_of",
]

_STATE = frozenset({ClaimantKind.GOVERNMENT, ClaimantKind.MILITARY, ClaimantKind.POLICE})
PARTIES = frozenset({ClaimantKind.GOVERNMENT, ClaimantKind.MILITARY, ClaimantKind.ARMED_GROUP})
_TAKING_SIDES = frozenset({"state", "non_state", "foreign"})
# The groups that monitor for one side, "opposition", are many and not each other's voice.
_ANYBODY = frozenset({ClaimantKind.WITNESS, ClaimantKind.REPORT})
_HARM = frozenset({Quantity.KILLED, Quantity.WOUNDED, Quantity.CASUALTIES})
_COMBATANTS = frozenset({Victims.MILITANTS, Victims.SOLDIERS})
CONTESTED_TOPICS = frozenset({"responsibility", "targets", "denial"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How an incident stands."""

    grading: Grading
    n_sources: int
    n_independent: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Witnesses:
    """What is known of who speaks: the reports, their copies, the parties."""

    reports: Mapping[str, Report] = field(default_factory=dict)
    origin: Callable[[str], str] = str
    # gives the report that a report is a copy of, or itself
    authorities: Authorities = field(default_factory=load_authorities)


def standing_of(
    claims: Sequence[Claim],
    statements: Sequence[Statement],
    report_ids: Collection[str],
    *,
    witnesses: Witnesses | None = None,
    country: str | None = None,
) -> Standing:
    """Tell how an incident stands.

    Parameters
    ----------
    claims : sequence of Claim
        The claims on it.
    statements : sequence of Statement
        What parties say of it.
    report_ids : collection of str
        The reports that tell of it.
    witnesses : Witnesses, optional
        What is known of who speaks.
    country : str, optional
        ISO 3166-1 code of the country it was in: its officials are one side there.

    Returns
    -------
    Standing
        ``CONTESTED`` where a party denies that it did it, or whom it hit; ``CONFIRMED`` where
        a party owns it; ``DISCOUNTED`` where those who were harmed were combatants, and not
        by their enemy's word alone; ``FAIR`` where two independent sources tell of it;
        ``WEAK`` else.

    Examples
    --------
    >>> standing_of([], [], ["r1"])
    Standing(grading=<Grading.WEAK: 'weak'>, n_sources=1, n_independent=1)
    """
    known = witnesses or Witnesses()
    quoted = _quoted(claims, statements)
    quoting = {one.span.report_id for one in quoted}
    copied = {known.origin(report_id) for report_id in quoting}
    silent = set(report_ids) - quoting
    sources = {_name(one, one.span.report_id, known) for one in quoted}
    sources |= {_publisher(report_id, known) for report_id in silent}
    camps = {_camp(one, known, country) for one in quoted}
    camps |= {
        _publisher(origin, known) for origin in map(known.origin, silent) if origin not in copied
    }
    return Standing(
        grading=_grading(claims, statements, len(camps)),
        n_sources=len(sources),
        n_independent=len(camps),
    )


def _quoted(claims: Sequence[Claim], statements: Sequence[Statement]) -> list[Claim | Statement]:
    """Give what is said of the event, and not only denied, by others than the reports."""
    said: list[Claim | Statement] = [
        *(c for c in claims if c.scope not in (Scope.BACKGROUND, Scope.HYPOTHETICAL)),
        *statements,
    ]
    return [
        one
        for one in said
        if one.stance is not Stance.DENIED and one.claimant.kind is not ClaimantKind.REPORT
    ]


def country_of(places: Sequence[Resolution]) -> str | None:
    """Give the country that places lie in, the first that is known."""
    return next((r.place.country for r in places if r.place and r.place.country), None)


def _name(one: Claim | Statement, report_id: str, known: Witnesses) -> str:
    name = known.authorities.key(one.claimant)
    # "a resident" here and "a resident" there may be anybody.
    return f"{report_id}: {name}" if one.claimant.kind in _ANYBODY else name


def _publisher(report_id: str, known: Witnesses) -> str:
    report = known.reports.get(report_id)
    return f"published by {report.source.casefold()}" if report and report.source else report_id


def _camp(one: Claim | Statement, known: Witnesses, country: str | None) -> str:
    """Give what those who speak for one side have in common; others speak for themselves."""
    party = known.authorities.find(one.claimant)
    if party is not None and party.side in _TAKING_SIDES and party.kind is not ClaimantKind.OTHER:
        # An armed group has no side but its own.
        land = party.country or country or ""
        return f"state of {land}" if party.side == "state" else party.id
    if party is None and one.claimant.kind in _STATE:
        return f"state of {country or ''}"
    return _name(one, known.origin(one.span.report_id), known)


def _grading(claims: Sequence[Claim], statements: Sequence[Statement], independent: int) -> Grading:
    if any(s.stance is Stance.DENIED and s.topic in CONTESTED_TOPICS for s in statements):
        return Grading.CONTESTED
    if any(owns(statement) for statement in statements):
        return Grading.CONFIRMED
    if _only_combatants(claims):
        return Grading.DISCOUNTED
    return Grading.FAIR if independent >= 2 else Grading.WEAK


def owns(statement: Statement) -> bool:
    """Tell whether a belligerent says that it was its doing.

    Parameters
    ----------
    statement : Statement
        What a party says of an event.

    Returns
    -------
    bool
        False for what others say of it.
    """
    return (
        statement.stance is Stance.CONFIRMED
        and statement.topic in ("responsibility", "targets")
        and statement.claimant.kind in PARTIES
    )


def _only_combatants(claims: Sequence[Claim]) -> bool:
    """Tell whether all who were harmed bore arms, by the word of more than their enemy."""
    harmed = [
        claim
        for claim in claims
        if claim.quantity in _HARM
        and claim.scope in (Scope.EVENT, Scope.TOTAL)
        and claim.stance not in (Stance.DENIED, Stance.SUPERSEDED)
        and claim.count.high != 0
    ]
    return all(claim.victims in _COMBATANTS for claim in harmed) and any(
        not _of_its_enemy(claim.claimant, claim.victims) for claim in harmed
    )


def _of_its_enemy(claimant: Claimant, victims: Victims) -> bool:
    enemies = {
        Victims.MILITANTS: (*_STATE,),
        Victims.SOLDIERS: (ClaimantKind.ARMED_GROUP,),
    }
    return claimant.kind in enemies[victims]
