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
    Scope,
    Span,
    Stance,
    Statement,
    Trigger,
)
from geomap.text.casualties import Casualty, combined
from geomap.text.claimants import Attribution, governing
from geomap.text.grammar import Sentence
from geomap.text.lexicon import Lexicon
from geomap.text.toponyms import Situation

__all__ = [
    "claims_of",
    "hedged_statements",
    "reached_by_hedges",
    "replaced_by_later",
    "statement_of",
]

_PLURAL_PLACES = re.compile(r"\b(?:provinces|governorates|regions|districts|states|towns|villages|cities|areas|locations|places|oblasts|counties)\s+of\b|\b(?:provinces|governorates|regions|oblasts)\b|\b(?:across|throughout)\b")
_MANY_EVENTS = re.compile(r"\b(?:in all|in total|altogether|overall|combined|the (?:two|three|four|five|six|seven|eight|nine|ten|\w+teen) (?:attacks|strikes|incidents|bombings|raids)|bring(?:s|ing)? (?:the|its|their|to)|brought (?:the|to)|nationwide|over the (?:week|weekend|month|period|reporting)|during the (?:week|month|period|reporting)|this week|(?:week|month)(?:'s|’s) (?:total|toll)|in separate (?:attacks|incidents|strikes))\b")
_TOPICS = (
    ("targets", re.compile(r"\btarget|\b(?:aimed|directed) at\b|\bhitting only\b|\bmilitary equipment\b|\b(?:attacks|hits|strikes) only\b|\bgathering of\b|\bresidential\b")),
    ("responsibility", re.compile(r"\bresponsib|\bcarried out\b|\bblam|\baccus|\bbehind the\b|\bconducted\b|\blaunched\b|\bfired\b|\bordered\b|\bmistake\b|\bthere had been\b")),
    ("casualties", re.compile(r"\bcivilian|\bcasualt|\bkilled\b|\bdeaths\b")),
)
_OFFICIAL = frozenset(
    {ClaimantKind.MILITARY, ClaimantKind.GOVERNMENT, ClaimantKind.POLICE, ClaimantKind.UN_BODY}
)
_DOUBT = re.compile(r"\b(?:did|does|do) not appear\b|\bdidn['’]t appear\b|\bdoubt|\bquestioned\b|\bno (?:evidence|sign)\b|\bnot (?:been )?(?:hit|target|carr|consist|seem|aimed|held)|\bappeared not\b|\bunlikely\b")
_DENIAL = re.compile(r"\bden(?:y|ies|ied|ying)\b|\breject(?:s|ed|ing)?\b|\bdismiss|\brefut|\bnot responsible\b|\bno responsibility\b|\bdisputed?\b|\bfabricat|\bhoax\b|\bfalse\b")


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
        count = _count(sentence, casualty, [*earlier, *made])
        if count is None:
            continue
        attribution = governing(sentence, casualty.predicate, situation.attributions)
        scope = _scope(sentence, casualty, situation)
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
                identified=attribution is not None and attribution.word.startswith(("identif", "named", "list")),
            )
        )
    return _superseding(made)


def _count(sentence: Sentence, casualty: Casualty, before: Sequence[Claim]) -> Count | None:
    """Give the bounds, with kin added and "as many" looked up."""
    group = casualty.group
    wording = group.count.wording
    if wording.lower() in ("as many", "as many as"):
        for claim in reversed(before):
            if claim.quantity is not casualty.quantity and claim.count.best is not None:
                return replace(claim.count, wording=wording)
        return None
    if casualty.added:
        wording = sentence.surface(group.first, casualty.added[-1].last)
        return combined(casualty, wording)
    return group.count


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


def _scope(sentence: Sentence, casualty: Casualty, situation: Situation) -> Scope:
    if situation.scope is not Scope.EVENT:
        return situation.scope
    if casualty.part:
        return Scope.PART
    lower = sentence.lower
    if _MANY_EVENTS.search(lower):
        return Scope.TOTAL
    listed = _PLURAL_PLACES.search(lower)
    if listed and re.search(r"\band\b", lower[listed.start() :]) and casualty.group.count.qualifier is not Qualifier.ZERO:
        return Scope.TOTAL
    return Scope.EVENT


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
            if other != index and newer.quantity is claim.quantity and newer.stance is not Stance.SUPERSEDED:
                result[other] = replace(newer, supersedes=claim.id)
                break
    return tuple(result)


def replaced_by_later(
    claims: Sequence[Claim], sentences: Sequence[Sentence], lexicon: Lexicon
) -> tuple[Claim, ...]:
    """Mark the figures that a report itself calls older: "had earlier spoken of 50 deaths".

    A figure with such a word is superseded when the report also has one without it for the
    same quantity; the first of the same claimant, else the first at all, supersedes it.

    Parameters
    ----------
    claims : sequence of Claim
        The report's claims, in order.
    sentences : sequence of Sentence
        The report's sentences.
    lexicon : Lexicon
        The words for older figures.

    Returns
    -------
    tuple of Claim
        The same claims, some with stance ``superseded``.
    """
    older = {
        sentence.span
        for sentence in sentences
        if any(
            re.search(rf"(?<![a-z]){re.escape(phrase)}(?![a-z])", sentence.lower)
            for phrase in lexicon.scopes["superseded"]
        )
    }
    result = list(claims)
    for index, claim in enumerate(claims):
        whole = claim.scope in (Scope.EVENT, Scope.TOTAL)
        if claim.sentence not in older or not whole or claim.stance is Stance.SUPERSEDED:
            continue
        newer = [
            other
            for other in claims
            if other.quantity is claim.quantity
            and other.scope is claim.scope
            and other.sentence not in older
            and other.count.qualifier is not Qualifier.VAGUE
            and other.stance is not Stance.SUPERSEDED
        ]
        own = [other for other in newer if other.claimant.name == claim.claimant.name]
        if not newer or (not own and claim.claimant.kind is not ClaimantKind.REPORT):
            if not (newer and _first_hours(claim, sentences)):
                continue
        by = (own or newer)[0]
        result[index] = replace(claim, stance=Stance.SUPERSEDED)
        at = claims.index(by)
        if result[at].supersedes is None:
            result[at] = replace(result[at], supersedes=claim.id)
    return tuple(result)


def _first_hours(claim: Claim, sentences: Sequence[Sentence]) -> bool:
    """Tell whether the report says outright that a figure was overtaken."""
    sentence = next(s for s in sentences if s.span == claim.sentence)
    return bool(re.search(r"\bovertaken\b|\bat first\b|\bfirst hours\b|\bfirst day\b|\binitial", sentence.lower))


def reached_by_hedges(
    claims: Sequence[Claim], sentences: Sequence[Sentence], lexicon: Lexicon
) -> tuple[Claim, ...]:
    """Let a report's own hedge reach the claims it covers.

    "It was not possible to verify these claims" covers every attributed claim before it;
    "the claim" or "the toll" covers those of the last claimant only. What an official has
    confirmed stays confirmed.

    Parameters
    ----------
    claims : sequence of Claim
        The report's claims, in order.
    sentences : sequence of Sentence
        The report's sentences, in order.
    lexicon : Lexicon
        The language's hedges.

    Returns
    -------
    tuple of Claim
        The same claims, with stance ``unverified`` and the hedge's span where reached.
    """
    result = list(claims)
    for sentence in sentences:
        lower = sentence.lower
        if not _hedges(sentence, lexicon) or re.search(r"\baccounts? of\b", lower):
            continue
        hedge = sentence.span
        covered = [
            index
            for index, claim in enumerate(result)
            if claim.span.start < hedge.end
            and claim.claimant.kind is not ClaimantKind.REPORT
            and claim.stance in (Stance.ASSERTED, Stance.ALLEGED, Stance.CONFIRMED)
            and claim.scope is not Scope.BACKGROUND
        ]
        if not re.search(r"\b(?:claims|reports|figures|accounts|tolls|numbers|assertions|these|those|either)\b", lower):
            last = result[covered[-1]].claimant.name if covered else None
            covered = [index for index in covered if result[index].claimant.name == last]
        for index in covered:
            result[index] = replace(result[index], stance=Stance.UNVERIFIED, hedge=hedge)
    return tuple(result)


def hedged_statements(
    statements: Sequence[Statement], sentences: Sequence[Sentence], lexicon: Lexicon
) -> tuple[Statement, ...]:
    """Let the same hedges reach what witnesses and parties of the ground say of an event.

    What a government or army says of its own deeds is not made doubtful by them.
    """
    hedges = [sentence.span for sentence in sentences if _hedges(sentence, lexicon)]
    if not hedges:
        return tuple(statements)
    last = max(hedge.end for hedge in hedges)
    return tuple(
        replace(statement, stance=Stance.UNVERIFIED)
        if statement.stance in (Stance.ASSERTED, Stance.ALLEGED)
        and statement.claimant.kind not in _OFFICIAL
        and statement.span.end < last
        else statement
        for statement in statements
    )


def _hedges(sentence: Sentence, lexicon: Lexicon) -> bool:
    """Tell whether a sentence says that something could not be verified."""
    lower = sentence.lower
    if any(phrase in lower for phrase in lexicon.unverified):
        return True
    words = [word.lower for word in sentence.words]
    return any(
        word in lexicon.verifying
        and lexicon.unable & set(words[max(0, at - 8) : at + 4]) - {"could"}
        and lexicon.independent & set(words)
        for at, word in enumerate(words)
    )


def statement_of(
    sentence: Sentence,
    situation: Situation,
    triggers: Sequence[Trigger],
    lexicon: Lexicon,
    *,
    placed: bool,
    number: int,
) -> Statement | None:
    """Read a party's word on an event that counts nobody: a denial, a purpose, a doubt.

    Parameters
    ----------
    sentence : Sentence
        The sentence.
    situation : Situation
        Its scope and speakers.
    triggers : sequence of Trigger
        Its words of events; without one here or in the sentence before it says nothing
        about an event.
    lexicon : Lexicon
        The language's words of denial and confirmation.
    placed : bool
        Whether the sentence names the place of an event: then who tells of it is kept,
        whatever they say.
    number : int
        How many statements the report has so far.

    Returns
    -------
    Statement or None
        None when nobody speaks, or not about an event.
    """
    if not situation.attributions or situation.scope is not Scope.EVENT:
        return None
    lower = sentence.lower
    topic = next((name for name, pattern in _TOPICS if pattern.search(lower)), None)
    denied = bool(_DENIAL.search(lower))
    if not triggers and not situation.goes_on and not (denied and topic):
        return None
    doubted = bool(_DOUBT.search(lower))
    attribution = situation.attributions[0]
    if topic is None and not denied and not doubted:
        if not triggers or not (placed or attribution.word in lexicon.confirmations):
            return None
        topic = "event" if placed else "responsibility"
    stance = Stance.ASSERTED
    if denied or doubted:
        stance = Stance.DENIED
    elif attribution.word in lexicon.confirmations:
        stance = Stance.CONFIRMED
    elif attribution.word in lexicon.allegations:
        stance = Stance.ALLEGED
    if denied:
        topic = "denial"
    elif doubted:
        topic = "doubt"
    return Statement(
        id=f"{sentence.report_id}-s{number + 1}",
        span=sentence.span,
        claimant=attribution.claimant,
        stance=stance,
        topic=topic or "reaction",
    )
