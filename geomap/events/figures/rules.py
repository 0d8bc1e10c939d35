"""By which rules figures are made: the policy, and who the claimants are."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from geomap.events.figures.authorities import Authorities, load_authorities
from geomap.events.figures.policies import Policy, policy_named
from geomap.events.figures.tally import tally, voice_of
from geomap.model import Claim, Incident
from geomap.vocabulary import Quantity

__all__ = ["CLAIMANTS", "FigureRules", "refigured", "rules_of"]


CLAIMANTS = "claimants"
# The key of a casebook's provenance under which the user's tables of parties stand.


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureRules:
    """The rules of a run.

    Raises
    ------
    UsageError
        When there is no such policy, or a table of claimants cannot be read.

    Examples
    --------
    >>> FigureRules(policy="ucdp").how.closed
    True
    """

    policy: str = "geomap"
    # geomap, ucdp, acled, airwars
    claimants: tuple[str, ...] = ()
    # the user's tables of parties

    def __post_init__(self) -> None:
        """Check once, before the long work."""
        policy_named(self.policy)
        _parties(self.claimants)

    @property
    def how(self) -> Policy:
        """The policy itself."""
        return policy_named(self.policy)

    def described(self) -> dict[str, str]:
        """Say in a casebook's provenance by which rules its figures were made."""
        tables = [
            f"{Path(name).name} {hashlib.sha256(Path(name).read_bytes()).hexdigest()[:8]}"
            for name in self.claimants
        ]
        return {"policy": self.policy, **({CLAIMANTS: "; ".join(tables)} if tables else {})}

    @property
    def authorities(self) -> Authorities:
        """The parties: those that ship and the user's."""
        return _parties(self.claimants)


def _parties(paths: tuple[str, ...]) -> Authorities:
    return load_authorities(*map(Path, paths))


def rules_of(rules: FigureRules | str | None) -> FigureRules:
    """Give rules for what a caller named: rules, a policy's name, or nothing.

    Examples
    --------
    >>> rules_of("acled").policy, rules_of(None).policy
    ('acled', 'geomap')
    """
    if isinstance(rules, FigureRules):
        return rules
    return FigureRules() if rules is None else FigureRules(policy=rules)


def refigured(incident: Incident, rules: FigureRules) -> Incident:
    """Work out the figures of one report's incident by other rules.

    Parameters
    ----------
    incident : Incident
        The incident.
    rules : FigureRules
        The rules.

    Returns
    -------
    Incident
        With the same claims.
    """
    voice: Callable[[Claim], str] = partial(voice_of, authorities=rules.authorities)
    killed, wounded = (
        tally(incident.claims, quantity, voice=voice, policy=rules.how)
        for quantity in (Quantity.KILLED, Quantity.WOUNDED)
    )
    return replace(incident, killed=killed, wounded=wounded)
