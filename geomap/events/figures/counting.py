"""Which claims are counts: not those that name people, "his uncle", "the loss", "Nayef Khaled".

Who mourns an uncle does not say that one person died. Beside a count such a claim is about
some of the people counted; it is a figure of its own only where nobody counts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

from geomap.events.terms.linking_words import load_linking_words
from geomap.model import Claim
from geomap.stretches import Span
from geomap.vocabulary import ClaimantKind, Qualifier, Quantity, Scope, Stance, Victims

__all__ = [
    "at_least_their_parts",
    "beside_their_victims",
    "from_the_opening_up",
    "lists_before_counts",
    "names_people",
    "openings",
    "reopened",
    "two_sides",
    "without_namings",
]

_WORD = re.compile(r"[^\W_]+")
_ADDS = re.compile(r"\b(?:another|other|second|also)\b", re.IGNORECASE)
_TOLD_FROM_ATTACKERS = frozenset(
    {Victims.SOLDIERS, Victims.POLICE, Victims.CHILDREN, Victims.WOMEN, Victims.AID_WORKERS}
)
_FORCES = frozenset({Victims.SOLDIERS, Victims.POLICE})
_LISTED = 3
# words beside the numbers from which a wording may be a list of people
_JOINS = re.compile(r",|\b(?:and|alongside|with|well as)\b", re.IGNORECASE)
# … and is one: "X, his wife and four sons"
_OPEN = re.compile(r"^(?:an?|one|some)\b", re.IGNORECASE)
# "a man" may be all that is told of; "his uncle" is one of them


def names_people(claim: Claim) -> bool:
    """Tell whether a claim names people, one by one, and does not say how many there were.

    Parameters
    ----------
    claim : Claim
        The claim.

    Returns
    -------
    bool
        False for every number in figures or words, and for every bound.
    """
    if claim.count.qualifier is not Qualifier.EXACT or claim.count.best is None:
        return False
    known, wording = load_linking_words(), claim.count.wording.casefold()
    if claim.count.best > 1 and known.in_order.match(wording):
        # "a fourth person has died": that is a toll
        return False
    words, numbers = _WORD.findall(wording), known.numbers
    numeral = any(word in numbers or word.isdecimal() for word in words)
    others = [word for word in words if word not in numbers and not word.isdecimal()]
    joined = _JOINS.search(claim.count.wording) is not None
    return not numeral or (joined and len(others) >= _LISTED)


def without_namings(
    claims: Sequence[Claim],
    voice: Callable[[Claim], str],
    *,
    kept: Collection[str] = (),
) -> list[Claim]:
    """Leave out the claims that name people where somebody counts them.

    Parameters
    ----------
    claims : sequence of Claim
        The claims on one event and one quantity that a figure may rest on.
    voice : callable
        Tells claimants apart: what a claimant names beside a count of its own stays.
    kept : collection of str, optional
        Ids of claims that stay, too.

    Returns
    -------
    list of Claim
        The same in their order, without those that name no more people than the same report
        counts; of another report, without those that name them by name or kin.
    """
    naming = [names_people(claim) for claim in claims]
    counts = [claim for claim, names in zip(claims, naming, strict=True) if not names]
    # who only adds to another's count has none of their own
    own = {voice(claim) for claim in counts if not claim.adds}
    counting = own or {voice(claim) for claim in counts}
    reports = {claim.span.report_id for claim in counts}
    attackers = beside_their_victims(claims, voice)
    named = {claim.sentence for claim in claims if not _hollow(claim)}

    def counts_too(claim: Claim) -> bool:
        if (
            claim.id in kept
            or claim.id in attackers
            or claim.adds
            or _ADDS.search(claim.count.wording)
        ):
            return True
        if _hollow(claim) and (claim.span.report_id in reports or claim.sentence in named):
            # "They mourned the loss of Hassan": the loss is his.
            return False
        if voice(claim) in counting:
            return True
        known = not _OPEN.search(claim.count.wording)
        return not any(
            _size(count) >= _size(claim)
            for count in counts
            if known or count.span.report_id == claim.span.report_id
        )

    told = zip(claims, naming, strict=True)
    return [claim for claim, names in told if not names or counts_too(claim)]


def lists_before_counts(told: Sequence[Claim], claims: Sequence[Claim]) -> frozenset[str]:
    """Find the people whom a report lists before anybody counts: "a mother and her four children".

    Who opens with them tells all that it knows of, and a later count is another's.

    Parameters
    ----------
    told : sequence of Claim
        The claims on one event and one quantity that a figure may rest on.
    claims : sequence of Claim
        All on the event: "and several relatives" leaves a list open.

    Returns
    -------
    frozenset of str
        Claim ids.
    """
    lists = [c for c in told if names_people(c) and _size(c) > 1 and not _hollow(c)]
    ids = {claim.id for claim in lists}
    first: dict[str, int] = {}
    for claim in told:
        if claim.id not in ids and not names_people(claim):
            start = claim.sentence.start
            first[claim.span.report_id] = min(start, first.get(claim.span.report_id, start))
    vague = [claim for claim in claims if claim.count.qualifier is Qualifier.VAGUE]
    left_open = {(claim.sentence, claim.quantity) for claim in vague}
    return frozenset(
        claim.id
        for claim in lists
        if (claim.sentence, claim.quantity) not in left_open
        and claim.sentence.start < first.get(claim.span.report_id, -1)
    )


def beside_their_victims(
    claims: Sequence[Claim], voice: Callable[[Claim], str]
) -> dict[str, Claim]:
    """Find the attackers of whom somebody says that they died, beside a count of their victims.

    "A bomber killed eight policemen. An officer said the bomber died too": nine died.

    Parameters
    ----------
    claims : sequence of Claim
        The claims on one event and one quantity that a figure may rest on.
    voice : callable
        Tells claimants apart.

    Returns
    -------
    dict of str to Claim
        The attackers' claim ids, each with the count that it adds to; none where who was
        counted may hold the attackers.
    """
    counted: dict[str, list[Claim]] = {}
    attackers = []
    for claim in claims:
        if not names_people(claim):
            counted.setdefault(claim.span.report_id, []).append(claim)
        elif claim.victims is Victims.MILITANTS:
            attackers.append(claim)
    found: dict[str, Claim] = {}
    apart = {
        report_id: all(claim.victims in _TOLD_FROM_ATTACKERS for claim in told)
        for report_id, told in counted.items()
    }
    for claim in attackers if any(apart.values()) else ():
        told = counted.get(claim.span.report_id, [])
        if apart.get(claim.span.report_id) and voice(claim) not in set(map(voice, told)):
            found[claim.id] = told[0]
    return found


def two_sides(
    claims: Sequence[Claim], voice: Callable[[Claim], str]
) -> tuple[list[Claim], list[Claim]] | None:
    """Part what is counted into the two sides of a fight, where nobody counts both.

    "The army said 14 insurgents were killed. Two soldiers fell": 16 died.

    Parameters
    ----------
    claims : sequence of Claim
        The claims on one event and one quantity that a figure may rest on.
    voice : callable
        Tells claimants apart.

    Returns
    -------
    (list of Claim, list of Claim) or None
        Soldiers and police, and militants. None where somebody counts both, or one of a side
        and others too: what each claimant says in all is then set beside the others'.
    """
    forces = [claim for claim in claims if claim.victims in _FORCES]
    # attackers who died are told apart from those whom they killed, and added where one
    # sentence tells of both: "five soldiers killed; the army says it killed 20 assailants"
    beside = {claim.sentence for claim in forces}
    militants = [
        claim
        for claim in claims
        if claim.victims is Victims.MILITANTS
        and (not claim.perpetrators_included or claim.sentence in beside)
    ]
    if not forces or not militants:
        return None
    sided = set(map(id, [*forces, *militants]))
    others = [claim for claim in claims if id(claim) not in sided]
    voices = [set(map(voice, counted)) for counted in (forces, militants, others)]
    if len(set().union(*voices)) < sum(map(len, voices)):
        return None
    # "Seven fighters" of one report may be the "seven soldiers" of another: one has to tell both.
    told = {claim.span.report_id for claim in forces}
    if told.isdisjoint(claim.span.report_id for claim in militants):
        return None
    return forces, militants


def reopened(claims: Sequence[Claim], quantity: Quantity) -> list[Claim]:
    """Give back the counts with which reports open, where their own later words overtook them.

    "At least 13 were killed … the toll rose to 22": the assessment knew of both when it opened.

    Parameters
    ----------
    claims : sequence of Claim
        The claims on one event.
    quantity : Quantity
        What is counted.

    Returns
    -------
    list of Claim
        The same in their order, those that reports open with in their own voice asserted.
    """
    first: dict[str, int] = {}
    counts = [c for c in claims if c.quantity is quantity and c.scope is Scope.EVENT]
    counts = [c for c in counts if c.count.qualifier is not Qualifier.VAGUE]
    for claim in counts:
        start = claim.sentence.start
        first[claim.span.report_id] = min(start, first.get(claim.span.report_id, start))
    newer = {claim.supersedes: claim.span.report_id for claim in claims if claim.supersedes}
    held = {
        claim.id
        for claim in counts
        if claim.sentence.start == first[claim.span.report_id]
        and claim.stance is Stance.SUPERSEDED
        and claim.claimant.kind is ClaimantKind.REPORT
        and newer.get(claim.id, claim.span.report_id) == claim.span.report_id
    }
    if not held:
        return list(claims)
    told = [replace(c, stance=Stance.ASSERTED) if c.id in held else c for c in claims]
    return [replace(c, supersedes=None) if c.supersedes in held else c for c in told]


def openings(claims: Sequence[Claim], lists: Collection[str] = ()) -> frozenset[str]:
    """Find the counts with which reports open in their own voice.

    An assessment weighs its sources and opens with what it makes of them; it may tell them one by
    one: "a man and his two sons".

    Parameters
    ----------
    claims : sequence of Claim
        The claims on one event and one quantity that a figure may rest on.
    lists : collection of str, optional
        Ids of those that list people as a count does, which `lists_before_counts` gives.

    Returns
    -------
    frozenset of str
        Claim ids; none of a report whose first count is somebody else's.
    """
    first: dict[str, tuple[bool, int]] = {}
    for claim in claims:
        # Who is named is one of those who are counted.
        here = (names_people(claim) and claim.id not in lists, claim.sentence.start)
        first[claim.span.report_id] = min(here, first.get(claim.span.report_id, here))
    heads = [c for c in claims if c.sentence.start == first[c.span.report_id][1]]
    quoting = {c.span.report_id for c in heads if c.claimant.kind is not ClaimantKind.REPORT}
    return frozenset(c.id for c in heads if c.span.report_id not in quoting)


def from_the_opening_up(claims: Sequence[Claim], opening: frozenset[str]) -> list[Claim]:
    """Leave out the counts below the one with which their report opens.

    A lower count that an assessment quotes is one that it has found too low, such as the
    first of the day; where it opens with a range, that is what it makes of all of them.

    Parameters
    ----------
    claims : sequence of Claim
        The claims on one event and one quantity that a figure may rest on.
    opening : frozenset of str
        The ids that `openings` gives.

    Returns
    -------
    list of Claim
        The others in their order.
    """
    floors: dict[str, int] = {}
    closed = set()
    for claim in claims:
        if claim.id in opening:
            report_id = claim.span.report_id
            floors[report_id] = max(claim.count.low or 0, floors.get(report_id, 0))
            if claim.count.qualifier is Qualifier.RANGE:
                closed.add(report_id)

    def weighed(claim: Claim) -> bool:
        report_id, low = claim.span.report_id, claim.count.low
        if report_id in closed:
            return False
        return low is None or low >= floors.get(report_id, 0)

    return [claim for claim in claims if claim.id in opening or weighed(claim)]


def at_least_their_parts(told: Sequence[Claim], claims: Sequence[Claim]) -> list[Claim]:
    """Close counts that are open downwards by their parts: "up to four, among them a couple".

    Parameters
    ----------
    told : sequence of Claim
        The claims on one event and one quantity that a figure may rest on.
    claims : sequence of Claim
        All on the event, with the parts.

    Returns
    -------
    list of Claim
        The same in their order. Where somebody gives a lowest number, that is the lowest.
    """
    if any(claim.count.low is not None and not names_people(claim) for claim in told):
        return list(told)
    return [_at_least_its_parts(claim, claims) for claim in told]


def _at_least_its_parts(claim: Claim, claims: Sequence[Claim]) -> Claim:
    high = claim.count.high
    sums: dict[Span, int] = {}
    # A later sentence tells of the same ones again.
    for part in claims:
        if part.part_of == claim.id and part.quantity is claim.quantity and part.count.low:
            sums[part.sentence] = sums.get(part.sentence, 0) + part.count.low
    if claim.count.low is not None or high is None or not sums:
        return claim
    low = min(high, max(sums.values()))
    best = None if claim.count.best is None else max(claim.count.best, low)
    return replace(claim, count=replace(claim.count, low=low, best=best))


def _hollow(claim: Claim) -> bool:
    """Tell whether a wording names no person besides: "the recovery of a body", "the loss"."""
    words = _WORD.findall(claim.count.wording.casefold())
    return bool(words) and words[-1] in load_linking_words().bodies


def _size(claim: Claim) -> int:
    return claim.count.best or claim.count.high or claim.count.low or 0
