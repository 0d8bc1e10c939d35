"""Who says how many of whom, how surely: casualties become claims, words become statements."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from geomap.model import (
    Claim,
    Claimant,
    ClaimantKind,
    Count,
    Qualifier,
    Quantity,
    Scope,
    Span,
    Stance,
)
from geomap.text.casualty import Casualty, combined
from geomap.text.claimants import Attribution, governing
from geomap.text.grammar import Sentence
from geomap.text.lexicon import Lexicon
from geomap.text.situation import Situation

__all__ = ["claims_of"]


def claims_of(
    sentence: Sentence,
    casualties: Sequence[Casualty],
    situation: Situation,
    lexicon: Lexicon,
    earlier: Sequence[Claim],
) -> tuple[Claim, ...]:
    """Turn the casualties of a sentence into claims.

    Parameters
    ----------
    sentence : Sentence
        The sentence.
    casualties : sequence of Casualty
        Who was killed, wounded … in it.
    situation : Situation
        The sentence's scope and speakers.
    lexicon : Lexicon
        The language's words of doubt and denial.
    earlier : sequence of Claim
        The report's claims so far: an id's number, and what a part is part of.

    Returns
    -------
    tuple of Claim
        In order of the text.
    """
    made: list[Claim] = []
    speakers = [(a.first, a.last) for a in situation.attributions]
    for casualty in casualties:
        if any(first <= casualty.group.first <= last for first, last in speakers):
            # "a survivor said": the speaker is nobody's victim
            continue
        count = _count(sentence, casualty, [*earlier, *made], lexicon)
        if count is None:
            continue
        attribution = governing(sentence, casualty.predicate, situation.attributions)
        scope = _scope(sentence, casualty, casualties, situation, lexicon)
        whole = _whole(casualty, [*earlier, *made]) if scope is Scope.PART else None
        stance = _stance(sentence, casualty, attribution, lexicon)
        made.append(
            Claim(
                id=f"{sentence.report_id}-c{len(earlier) + len(made) + 1}",
                span=_span(sentence, casualty),
                sentence=sentence.span,
                quantity=casualty.quantity,
                count=count,
                claimant=_claimant(attribution),
                victims=casualty.group.victims,
                scope=scope,
                part_of=whole.id if whole else None,
                stance=stance,
                perpetrators_included=count.best if casualty.group.perpetrators else None,
                identified=attribution is not None
                and attribution.word.startswith(("identif", "named", "list")),
            )
        )
    return _superseding(made)


def _count(
    sentence: Sentence, casualty: Casualty, before: Sequence[Claim], lexicon: Lexicon
) -> Count | None:
    """Give the bounds, with kin added and "as many" and "the officers" looked up."""
    group = casualty.group
    wording = group.count.wording
    if group.refers and any(_one_told(claim, casualty) for claim in before):
        # "was killed and his body was found" is one death.
        return None
    if wording.lower().endswith(("as many", "as many as")):
        return _multiple(wording, casualty, before, lexicon)
    if casualty.added:
        wording = sentence.surface(group.first, casualty.added[-1].last)
        return combined(casualty, wording)
    if group.count.qualifier is Qualifier.VAGUE and wording.lower().startswith("the "):
        return _told_of(sentence, casualty, before) or group.count
    return group.count


def _one_told(claim: Claim, casualty: Casualty) -> bool:
    return claim.quantity is casualty.quantity and claim.count.best == 1


def _multiple(
    wording: str, casualty: Casualty, before: Sequence[Claim], lexicon: Lexicon
) -> Count | None:
    """Work "as many" and "twice as many" out from the figure before."""
    first = wording.lower().split()[0]
    factor = lexicon.factors.get(first) or lexicon.numbers.get(first) or 1
    for claim in reversed(before):
        if claim.quantity is not casualty.quantity and claim.count.best is not None:
            bounds = [
                None if bound is None else round(bound * factor)
                for bound in (claim.count.low, claim.count.best, claim.count.high)
            ]
            return replace(
                claim.count, low=bounds[0], best=bounds[1], high=bounds[2], wording=wording
            )
    return None


def _told_of(sentence: Sentence, casualty: Casualty, before: Sequence[Claim]) -> Count | None:
    """Look up how many "the officers" are: "abducted two officers. The officers were shot"."""
    head = casualty.group.head
    if head is None:
        return None
    noun = re.compile(rf"\b{re.escape(sentence.words[head].lower)}\b")
    for claim in reversed(before):
        known = claim.count.best is not None and claim.quantity is not casualty.quantity
        if known and noun.search(claim.span.of(sentence.text).lower()):
            return replace(claim.count, wording=casualty.group.count.wording)
    return None


def _span(sentence: Sentence, casualty: Casualty) -> Span:
    """Cover the figure, its people and, where it stands close, the word of harm."""
    last = casualty.added[-1].last if casualty.added else casualty.group.last
    first = casualty.group.first
    at = casualty.predicate
    if first - 4 <= at <= last + 6:
        first, last = min(first, at), max(last, at)
    return sentence.span_of(first, last)


def _claimant(attribution: Attribution | None) -> Claimant:
    if attribution is None:
        return Claimant(name="the report", kind=ClaimantKind.REPORT)
    return attribution.claimant


def _scope(
    sentence: Sentence,
    casualty: Casualty,
    casualties: Sequence[Casualty],
    situation: Situation,
    lexicon: Lexicon,
) -> Scope:
    passing = situation.scope is Scope.BACKGROUND and _only_in_passing(
        sentence, casualty, casualties, situation
    )
    if situation.scope is not Scope.EVENT and not passing:
        return situation.scope
    if casualty.part:
        return Scope.PART
    # "shelters 43,000 people who have fled": a state of things, not what happened
    settled = casualty.quantity is Quantity.DISPLACED and not situation.triggered
    if casualty.recalled or settled:
        return Scope.BACKGROUND
    lower = sentence.lower
    if lexicon.patterns["many_events"].search(lower):
        return Scope.TOTAL
    if lexicon.patterns["summed_up"].search(lower) and (
        not lexicon.patterns["one_event"].search(lower)
    ):
        return Scope.TOTAL
    listed = lexicon.patterns["plural_places"].search(lower)
    if (
        listed
        and re.search(r"\band\b", lower[listed.start() :])
        and casualty.group.count.qualifier is not Qualifier.ZERO
    ):
        return Scope.TOTAL
    return Scope.EVENT


def _only_in_passing(
    sentence: Sentence,
    casualty: Casualty,
    casualties: Sequence[Casualty],
    situation: Situation,
) -> bool:
    """Tell whether the background is another clause's: "killed three, in a war that has cost …".

    Only where the sentence's own words tell of history, and they stand behind this figure
    with another one; a date or a heading is about the whole sentence.
    """
    history = situation.scope_reason.strip("'")
    if situation.scope_reason.startswith(("dated", "under")) or _under_clause(sentence, casualty):
        return False
    told = [c for c in casualties if _under_clause(sentence, c)]
    if not any(c.group.first > casualty.group.last for c in told):
        return False
    start = sentence.words[casualty.group.last].end - sentence.words[0].start
    return history not in sentence.lower[:start]


def _under_clause(sentence: Sentence, casualty: Casualty) -> bool:
    """Tell whether a figure stands in a clause that hangs on another."""
    above = (casualty.predicate, casualty.group.first, *sentence.ancestors(casualty.predicate))
    return any(sentence.words[at].dep in ("relcl", "advcl", "acl", "pcomp") for at in above)


def _whole(casualty: Casualty, before: Sequence[Claim]) -> Claim | None:
    for claim in reversed(before):
        if claim.quantity is casualty.quantity and claim.scope is not Scope.PART:
            return claim
    return None


def _stance(
    sentence: Sentence, casualty: Casualty, attribution: Attribution | None, lexicon: Lexicon
) -> Stance:
    if casualty.superseded:
        return Stance.SUPERSEDED
    nearby = {
        word.lower
        for word in sentence.words[max(0, casualty.predicate - 6) : casualty.predicate + 3]
    }
    if attribution is not None and attribution.word in lexicon.denials:
        return Stance.DENIED
    if nearby & lexicon.adverbs_alleged:
        return Stance.ALLEGED
    if attribution is not None and attribution.word in lexicon.confirmations:
        return Stance.CONFIRMED
    if attribution is not None and attribution.word in lexicon.allegations:
        return Stance.ALLEGED
    return Stance.ASSERTED


def _superseding(made: Sequence[Claim]) -> tuple[Claim, ...]:
    """Point the newer figure of "rose from 20 to 24" at the older one."""
    result = list(made)
    for index, claim in enumerate(result):
        if claim.stance is not Stance.SUPERSEDED:
            continue
        for other in range(len(result)):
            newer = result[other]
            if (
                other != index
                and newer.quantity is claim.quantity
                and newer.stance is not Stance.SUPERSEDED
            ):
                result[other] = replace(newer, supersedes=claim.id)
                break
    return tuple(result)
