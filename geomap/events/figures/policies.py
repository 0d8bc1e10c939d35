"""The named rules by which claims become figures: the same evidence, other codebooks.

Each policy says which claims it admits, what it makes of "at least 9" and of "several", and
which figure it calls the best. No claim is changed or lost by any of them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, Literal

from geomap.errors import UsageError
from geomap.events.figures.counting import names_people
from geomap.model import Claim
from geomap.vocabulary import ClaimantKind, Qualifier, Quantity, Scope, Stance, Victims

__all__ = ["POLICIES", "Policy", "admitted", "authority_rank", "policy_named"]

_PARTIES: Final = frozenset(
    {ClaimantKind.MILITARY, ClaimantKind.ARMED_GROUP, ClaimantKind.GOVERNMENT}
)
_COMBATANTS: Final = frozenset({Victims.MILITANTS, Victims.SOLDIERS})
_RANKS: Final[Mapping[ClaimantKind, int]] = {
    ClaimantKind.UN_BODY: 0,
    ClaimantKind.NGO_MONITOR: 1,
    ClaimantKind.HOSPITAL: 1,
    ClaimantKind.CIVIL_DEFENCE: 1,
    ClaimantKind.POLICE: 2,
    ClaimantKind.GOVERNMENT: 2,
    ClaimantKind.NEWS_AGENCY: 3,
    ClaimantKind.REPORT: 3,
    ClaimantKind.NEWSPAPER: 3,
    ClaimantKind.BROADCASTER: 3,
    ClaimantKind.WITNESS: 4,
    ClaimantKind.OPPOSITION: 5,
    ClaimantKind.ACTIVISTS: 5,
    ClaimantKind.SOCIAL_MEDIA: 6,
    ClaimantKind.MILITARY: 6,
    ClaimantKind.ARMED_GROUP: 7,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """One codebook's rules for a figure over claims."""

    name: str
    source: str
    # the codebook, and what it says
    best: Literal["founded", "authoritative", "lowest"]
    # whose figure is the best: who identified the people, the most authoritative, the lowest
    closed: bool = False
    # "at least 9" has 9 as its highest, too
    above: bool = False
    # "more than 9" is 10
    single: bool = False
    # there is one figure and no range
    civilians: bool = False
    # combatants, and belligerents who say that nobody was hurt, are left out
    impartial: bool = False
    # a warring party's count is left out where anybody else counts
    assessed: bool = False
    # a report that opens with a count in its own voice has weighed the lower ones it quotes, and
    # one that opens with a range all of them
    words: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    # lowest and highest for words that say no number: "several"; none where it is empty


POLICIES: Final[Mapping[str, Policy]] = {
    policy.name: policy
    for policy in (
        Policy(
            name="geomap",
            source="geomap: lowest and highest over all credible, not replaced claims; 'at least' "
            "is open upwards; the best is the figure of who identified the people, then of who "
            "confirmed it, then the lowest",
            best="founded",
        ),
        Policy(
            name="ucdp",
            source="UCDP GED codebook 19.1: low, best and high of what the sources say, "
            "unreasonable claims left out; so a warring party's count is left out where anybody "
            "else counts, the best is the most reliable source's, and 'at least 9' is 9",
            best="authoritative",
            closed=True,
            impartial=True,
        ),
        Policy(
            name="acled",
            source="ACLED user guide and codebook: one figure, the most authoritative source's, "
            "else the most conservative; 'at least 9' is 9; 'several', 'many' and unnumbered "
            "dead are 10, dozens 12, hundreds 100",
            best="authoritative",
            closed=True,
            single=True,
            words={"hundreds": (100, 100), "dozens": (12, 12), "tens": (10, 10), "": (10, 10)},
        ),
        Policy(
            name="airwars",
            source="Airwars' casualty methodology: the lowest and the highest number of civilians "
            "over credible local claims; militants are counted apart, and a belligerent's word "
            "that nobody was hurt is no count; its published records have 2 where a plural says no "
            "number, 12 to 24 for dozens, and 16 for 'more than 15'",
            best="lowest",
            closed=True,
            above=True,
            civilians=True,
            assessed=True,
            words={"dozens": (12, 24), "": (2, 2)},
        ),
    )
}
"""The policies by name; `geomap` is the default."""


def policy_named(name: str) -> Policy:
    """Give a policy.

    Parameters
    ----------
    name : str
        ``geomap``, ``ucdp``, ``acled`` or ``airwars``.

    Returns
    -------
    Policy
        Its rules.

    Raises
    ------
    UsageError
        When there is no such policy.

    Examples
    --------
    >>> policy_named("acled").single
    True
    """
    if name not in POLICIES:
        raise UsageError(f"there is no policy {name!r}; it should be one of {', '.join(POLICIES)}")
    return POLICIES[name]


def authority_rank(claim: Claim) -> int:
    """Tell how authoritative a claimant is: 0 the most, by what kind of party it is."""
    return _RANKS.get(claim.claimant.kind, 5)


def admitted(claims: Sequence[Claim], quantity: Quantity, policy: Policy) -> list[Claim]:
    """Give the claims that a policy rests a figure on.

    Parameters
    ----------
    claims : sequence of Claim
        Claims on one event or total.
    quantity : Quantity
        What is counted.
    policy : Policy
        The rules.

    Returns
    -------
    list of Claim
        Those of this quantity that speak of the whole, are not denied, superseded or rejected,
        hold a number, and are admitted by the policy; with the policy's number where a word says
        none.

    Examples
    --------
    >>> admitted([], Quantity.KILLED, POLICIES["geomap"])
    []
    """
    told = (claim for claim in claims if claim.stance is not Stance.REJECTED)
    replaced = {claim.supersedes for claim in told if claim.supersedes}
    unsplit = {claim.id for claim in claims if claim.quantity is Quantity.CASUALTIES}
    found = [
        filled
        for claim in claims
        if (claim.quantity is quantity or _nobody_hurt(claim))
        # "63 casualties, among them 20 dead" tells of all the dead
        and (claim.scope in (Scope.EVENT, Scope.TOTAL) or claim.part_of in unsplit)
        and claim.stance not in (Stance.DENIED, Stance.SUPERSEDED, Stance.REJECTED)
        and claim.id not in replaced
        and (filled := _filled(claim, policy)) is not None
    ]
    if policy.civilians:
        found = [claim for claim in found if not _no_civilian_count(claim)]
    if policy.impartial:
        found = [c for c in found if c.claimant.kind not in _PARTIES] or found
    counted = [claim for claim in found if claim.count.qualifier is not Qualifier.VAGUE]
    if not policy.words or not counted:
        return found
    # A word stands for a number only where nobody gives one.
    return [claim for claim in found if claim in counted or _weighed(claim, counted, policy)]


def _weighed(claim: Claim, counted: Sequence[Claim], policy: Policy) -> bool:
    """Tell whether an assessment's own "dozens" stands: nobody counts as many, some are named."""
    own = policy.assessed and claim.claimant.kind is ClaimantKind.REPORT
    least = claim.count.low or 0
    return own and all(names_people(c) or (c.count.high or 0) < least for c in counted)


def _nobody_hurt(claim: Claim) -> bool:
    """Tell whether a claim says that nobody was killed and nobody wounded: "no casualties"."""
    return claim.quantity is Quantity.CASUALTIES and claim.count.qualifier is Qualifier.ZERO


def _no_civilian_count(claim: Claim) -> bool:
    if claim.victims in _COMBATANTS:
        return True
    return claim.count.qualifier is Qualifier.ZERO and claim.claimant.kind in _PARTIES


def _filled(claim: Claim, policy: Policy) -> Claim | None:
    if claim.count.qualifier is not Qualifier.VAGUE:
        return claim
    if not policy.words or claim.count.wording.casefold().startswith("the "):
        # "the victims" are those told of
        return None
    told = set(re.findall(r"[a-z]+", claim.count.wording.casefold()))
    numbers = next((n for word, n in policy.words.items() if word in told), policy.words.get(""))
    if numbers is None:
        return None
    low, high = numbers
    return replace(claim, count=replace(claim.count, low=low, best=low, high=high))
