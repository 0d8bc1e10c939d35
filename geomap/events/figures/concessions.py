"""What belligerents concede: the dead they say they caused, and how sure it is that they struck.

Airwars keeps apart the civilian deaths that a belligerent has admitted, and says of a strike
whether it was declared by whoever did it, is likely, contested, or told of by one source only.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from geomap.events.figures.authorities import Authorities, load_authorities
from geomap.events.figures.standing import CONTESTED_TOPICS, PARTIES, owns
from geomap.events.terms.folding import folded
from geomap.events.terms.typology import event_type_of
from geomap.model import Actor, Claim, Incident, Statement
from geomap.vocabulary import Quantity, Scope, Stance, Victims

__all__ = ["Concession", "concessions_of", "strike_status_of"]

_STRIKES = "Explosions/Remote violence"
_NOT_ARMED = frozenset(Victims) - {Victims.MILITANTS, Victims.SOLDIERS, Victims.POLICE}
# An army that tells how many soldiers or rebels it killed boasts and concedes nothing.
_WHOLE = frozenset({Scope.EVENT, Scope.PART, Scope.TOTAL})


@dataclass(frozen=True, slots=True, kw_only=True)
class Concession:
    """The dead that one belligerent says it caused."""

    party: str
    # as the list of parties names it, else as written
    low: int | None
    high: int | None
    # None: open


def concessions_of(
    incident: Incident, authorities: Authorities | None = None
) -> tuple[Concession, ...]:
    """Give what each belligerent concedes.

    Parameters
    ----------
    incident : Incident
        The incident, with its claims, statements and actors.
    authorities : Authorities, optional
        The parties; by default those that ship.

    Returns
    -------
    tuple of Concession
        One a party that owns the deed, or is named as the attacker, and counts people who bore
        no arms; that none died is a count, too. Sorted by party.
    """
    known = authorities or load_authorities()
    owners = {known.key(s.claimant) for s in incident.statements if owns(s)}
    owners -= {known.key(s.claimant) for s in incident.statements if _disowns(s)}
    found: dict[str, list[Claim]] = {}
    for claim in incident.claims:
        party = known.key(claim.claimant)
        if _concedes(claim) and (party in owners or _attacked(claim, incident.actors, known)):
            found.setdefault(party, []).append(claim)
    return tuple(
        Concession(
            party=_named(claims[0], known),
            low=min((c.count.low for c in claims if c.count.low is not None), default=None),
            high=_highest(claims),
        )
        for _, claims in sorted(found.items())
    )


def strike_status_of(incident: Incident) -> str | None:
    """Say how sure it is that a strike was somebody's.

    Parameters
    ----------
    incident : Incident
        The incident.

    Returns
    -------
    str or None
        Airwars' words: ``Declared strike`` where a belligerent says that it struck, ``Contested
        strike`` where who is named denies it, ``Likely strike`` where two independent sources
        and more tell of it, else ``Single source claim``. None for what is no strike: clashes,
        raids on foot, arrests.
    """
    if event_type_of(incident.event_type) != _STRIKES:
        return None
    if any(owns(statement) for statement in incident.statements):
        return "Declared strike"
    if any(_disowns(statement) for statement in incident.statements):
        return "Contested strike"
    return "Likely strike" if (incident.n_independent or 0) > 1 else "Single source claim"


def _concedes(claim: Claim) -> bool:
    return (
        claim.quantity is Quantity.KILLED
        and claim.claimant.kind in PARTIES
        and claim.victims in _NOT_ARMED
        and claim.scope in _WHOLE
        and claim.stance in (Stance.ASSERTED, Stance.CONFIRMED)
        and (claim.count.low, claim.count.high) != (None, None)
    )


def _attacked(claim: Claim, actors: Iterable[Actor], known: Authorities) -> bool:
    """Tell whether who counts is named as the attacker."""
    words = set(_named(claim, known).casefold().split()) | set(folded(claim.claimant.name).split())
    return any(
        actor.role == "attacker" and set(folded(actor.name).split()) & (words - _COMMON)
        for actor in actors
    )


_COMMON = frozenset(
    {"the", "of", "a", "an", "its", "army", "forces", "military", "ministry", "defence",
     "defense", "government", "spokesman", "air", "force", "and", "armed", "official"}
)  # fmt: skip
# Words of a party's name that many parties share.


def _disowns(statement: Statement) -> bool:
    return statement.stance is Stance.DENIED and statement.topic in CONTESTED_TOPICS


def _named(claim: Claim, known: Authorities) -> str:
    party = known.find(claim.claimant)
    return party.name if party is not None else claim.claimant.name


def _highest(claims: Sequence[Claim]) -> int | None:
    highs = [claim.count.high for claim in claims]
    return None if None in highs else max(high for high in highs if high is not None)
