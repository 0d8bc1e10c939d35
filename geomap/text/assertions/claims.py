"""Who says how many of whom, how surely: casualties become claims, words become statements."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from geomap.model import Claim, Claimant, Count
from geomap.stretches import Span
from geomap.text.assertions.besides import Besides, besides
from geomap.text.assertions.listed import by_status, in_a_list
from geomap.text.assertions.scopes import clause_of, doubtful, scope_of_claim
from geomap.text.assertions.situation import Situation
from geomap.text.assertions.told_before import scope_beside
from geomap.text.figures.counts import make_count
from geomap.text.figures.groups import ORGANISED
from geomap.text.harmed.casualty import Casualty, combined
from geomap.text.parsing.grammar import Sentence
from geomap.text.voices.claimants import Attribution
from geomap.text.voices.speech import governing
from geomap.text.words.lexicon import Lexicon
from geomap.vocabulary import ClaimantKind, Qualifier, Quantity, Scope, Stance, Victims

__all__ = ["claims_of"]

_NEAR = 60
# Claims before a sentence that a figure of it may come on top of.
_ANYBODY = (Victims.PEOPLE, Victims.CIVILIANS)


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
    situation = replace(
        situation,
        attributions=tuple(
            a
            for a in situation.attributions
            if not any(_is_no_speaker(sentence, a, c, lexicon) for c in casualties)
        ),
    )
    speakers = [(a.first, a.last) for a in situation.attributions]
    for casualty in casualties:
        if any(first <= casualty.group.first <= last for first, last in speakers):
            # "a survivor said": the speaker is nobody's victim
            continue
        count = _count(sentence, casualty, [*earlier, *made], lexicon)
        if count is None:
            continue
        attribution = governing(
            sentence, casualty.predicate, situation.attributions, last=casualty.group.last
        )
        scope = scope_of_claim(sentence, casualty, casualties, situation, lexicon)
        if scope is Scope.EVENT:
            scope = scope_beside(sentence, casualty, earlier, made, lexicon)
        on_top = besides(sentence, casualty, [*earlier[-_NEAR:], *made], lexicon)
        if on_top is Besides.HELD and scope is Scope.EVENT:
            scope = Scope.PART
        whole = _whole(casualty, [*earlier, *made]) if scope is Scope.PART else None
        stance = _stance(sentence, casualty, attribution, lexicon)
        made.append(
            Claim(
                id=f"{sentence.report_id}-c{len(earlier) + len(made) + 1}",
                span=_span(sentence, casualty, casualties),
                sentence=sentence.span,
                quantity=casualty.quantity,
                count=count,
                claimant=_claimant(attribution),
                victims=_victims(sentence, casualty, made, lexicon),
                scope=scope,
                part_of=whole.id if whole else None,
                stance=stance,
                perpetrators_included=count.best if casualty.group.perpetrators else None,
                identified=attribution is not None
                and attribution.word.startswith(tuple(lexicon.speech["naming_stems"])),
                adds=on_top is Besides.ON_TOP or _adds(sentence, casualty, casualties, lexicon),
            )
        )
        made.extend(by_status(sentence, casualty, made[-1], len(earlier) + len(made)))
    return _superseding(in_a_list(sentence, made))


def _is_no_speaker(
    sentence: Sentence, attribution: Attribution, casualty: Casualty, lexicon: Lexicon
) -> bool:
    """Tell whether a word of saying is none: "the dead numbered", "nine gave themselves up"."""
    at, group = casualty.predicate, casualty.group
    if at == attribution.verb and sentence.words[at].lower in lexicon.harm.ended:
        # "the gunfight claimed both gunmen"
        return True
    if _is_of_the_dead(sentence, attribution, casualty):
        return True
    named = at == group.head and attribution.first <= at <= attribution.last
    return named or (at == attribution.verb and attribution.first <= group.last < at)


def _is_of_the_dead(sentence: Sentence, attribution: Attribution, casualty: Casualty) -> bool:
    """Tell whether the dead spoke while they lived: "a farmer who had reported threats"."""
    at, group = attribution.verb, casualty.group
    if casualty.quantity is not Quantity.KILLED or sentence.words[at].dep != "relcl":
        return False
    described = group.first <= sentence.heads[at] <= group.last
    return described and at not in (casualty.predicate, *sentence.ancestors(casualty.predicate))


def _count(
    sentence: Sentence, casualty: Casualty, before: Sequence[Claim], lexicon: Lexicon
) -> Count | None:
    """Give the bounds, with kin added and "as many" and "the officers" looked up."""
    group = casualty.group
    wording = group.count.wording
    if group.refers and any(_told_already(claim, casualty) for claim in before):
        # "was killed and his body was found" is one death.
        return None
    words = set(wording.lower().split())
    equal = bool(words & lexicon.harm.equal) and "number" in words
    if equal or wording.lower().endswith(lexicon.multiples):
        return _multiple(wording, before, lexicon)
    if casualty.added:
        wording = sentence.surface(group.first, casualty.added[-1].last)
        return combined(casualty, wording)
    if group.count.qualifier is Qualifier.VAGUE and wording.lower().startswith("the "):
        return _told_of(sentence, casualty, before, lexicon) or group.count
    return group.count


def _adds(
    sentence: Sentence, casualty: Casualty, casualties: Sequence[Casualty], lexicon: Lexicon
) -> bool:
    """Tell whether people come on top: "another", "was also killed", "a priest and two farmers"."""
    harm, group = lexicon.harm, casualty.group
    if group.count.best is None:
        return False
    if casualty.on_top:
        return True
    own = {word.lower for word in sentence.words[group.first : group.last + 1]}
    beside = {sentence.words[child].lower for child in sentence.children[casualty.predicate]}
    if own & harm.on_top and group.count.qualifier is not Qualifier.MORE_THAN:
        return True
    if beside & harm.on_top and group.victims not in _ANYBODY:
        # "Eight people were also killed" may well be the eight that others counted.
        return True
    # Of those told of by name or one by one, each may be among a count's.
    if group.head is None or group.one or sentence.words[group.head].dep != "conj":
        return False
    joined = set(sentence.ancestors(group.head))
    return any(
        other.group.head in joined
        and other.predicate == casualty.predicate
        and other.quantity is casualty.quantity
        for other in casualties
    )


def _victims(
    sentence: Sentence, casualty: Casualty, made: Sequence[Claim], lexicon: Lexicon
) -> Victims:
    """Tell who is counted; "as many" and "five others" are of those told of before."""
    group = casualty.group
    if any(other.victims is not group.victims for other in casualty.added):
        return Victims.PEOPLE
    others = group.head is None or sentence.words[group.head].lower in lexicon.harm.more
    side = _side(sentence, group.first, lexicon) if group.victims is Victims.PEOPLE else None
    if side is not None:
        return side
    if group.victims is not Victims.PEOPLE or not others:
        return group.victims
    for claim in reversed(made):
        left_out = claim.adds and claim.perpetrators_included is not None
        if claim.victims in ORGANISED and claim.scope is not Scope.PART and not left_out:
            return claim.victims
    return group.victims


def _side(sentence: Sentence, figure: int, lexicon: Lexicon) -> Victims | None:
    """Read whose dead a figure counts: "on the government side: seven dead", "two on our side"."""
    words = sentence.words
    for at in range(len(words) - 1, 0, -1):
        behind = words[at + 1].text if at + 1 < len(words) else "."
        # what a comma or colon sets off tells of the figures behind it
        if words[at].lower not in lexicon.harm.sides or (at > figure and behind in (",", ":")):
            continue
        whose = words[max(0, at - 2) if words[at - 1].tag == "POS" else at - 1].lower
        status = lexicon.beside.get(whose) or lexicon.victims.get(whose)
        if whose in lexicon.harm.own_side:
            status = Victims.SOLDIERS
        if whose in lexicon.harm.other_side:
            # whoever they are, they are others than those
            status = Victims.MILITANTS
        if status is not None and status is not Victims.PEOPLE:
            return status
    return None


def _told_already(claim: Claim, casualty: Casualty) -> bool:
    return claim.quantity is casualty.quantity and claim.count.best == casualty.group.count.best


def _multiple(wording: str, before: Sequence[Claim], lexicon: Lexicon) -> Count | None:
    """Work "as many" and "twice as many" out from the figure before."""
    words = wording.lower().split()
    # "at least twice as many", "three times as many"
    first = next((word for word in words if word in lexicon.factors), words[0])
    times = words[words.index("times") - 1] if "times" in words[1:] else first
    factor = lexicon.factors.get(first) or lexicon.numbers.get(times) or 1
    for claim in reversed(before):
        known = claim.count.low is not None or claim.count.high is not None
        if known and claim.scope is not Scope.PART:
            bounds = [
                None if bound is None else round(bound * factor)
                for bound in (claim.count.low, claim.count.best, claim.count.high)
            ]
            again = replace(
                claim.count, low=bounds[0], best=bounds[1], high=bounds[2], wording=wording
            )
            return _requalified(again, lexicon)
    return None


def _requalified(count: Count, lexicon: Lexicon) -> Count:
    """Give "at least twice as many" its own bounds."""
    words = tuple(count.wording.lower().split())
    for phrase, kind in lexicon.qualifiers.get(words[0], ()):
        if words[: len(phrase)] == phrase and len(phrase) < len(words):
            return make_count(Qualifier(kind), count.best, wording=count.wording)
    return count


def _told_of(
    sentence: Sentence, casualty: Casualty, before: Sequence[Claim], lexicon: Lexicon
) -> Count | None:
    """Look up how many "the officers" are: "abducted two officers. The officers were shot"."""
    head = casualty.group.head
    if head is None or sentence.words[head].lower in lexicon.harm.households:
        # "five members of the family" are not all of it
        return None
    noun = re.compile(rf"\b{re.escape(sentence.words[head].lower)}\b")
    for claim in reversed(before):
        known = claim.count.best is not None and claim.quantity is not casualty.quantity
        if known and noun.search(claim.span.of(sentence.text).lower()):
            return replace(claim.count, wording=casualty.group.count.wording)
    return None


def _span(sentence: Sentence, casualty: Casualty, casualties: Sequence[Casualty]) -> Span:
    """Cover the figure, its people and, where it stands close, the word of harm.

    Not the verb that an earlier figure has: "twenty died in Nakuru and 16 in Naivasha".
    """
    last = casualty.added[-1].last if casualty.added else casualty.group.last
    first = casualty.group.first
    at = casualty.predicate
    same = [c for c in casualties if c.quantity is casualty.quantity and c.group.first < first]
    shared = any(c.predicate == at or c.group.last < at for c in same)
    if first - 4 <= at <= last + 6 and not (shared and at < first):
        first, last = min(first, at), max(last, at)
    return sentence.span_of(first, last)


def _claimant(attribution: Attribution | None) -> Claimant:
    if attribution is None:
        return Claimant(name="the report", kind=ClaimantKind.REPORT)
    return attribution.claimant


def _whole(casualty: Casualty, before: Sequence[Claim]) -> Claim | None:
    for quantity in (casualty.quantity, Quantity.CASUALTIES):
        for claim in reversed(before):
            if claim.quantity is quantity and claim.scope is not Scope.PART:
                return claim
    return None


def _stance(
    sentence: Sentence, casualty: Casualty, attribution: Attribution | None, lexicon: Lexicon
) -> Stance:
    if casualty.superseded:
        return Stance.SUPERSEDED
    start = max(0, casualty.predicate - 6)
    nearby = {
        word.lower
        for at, word in enumerate(sentence.words[start : casualty.predicate + 3], start)
        # "suspected militants killed 65" is no doubt of the figure
        if not (word.dep == "amod" and word.lower in lexicon.adverbs_unverified)
        # "missing, presumed dead" are missing for sure
        and not (at > casualty.predicate and casualty.quantity is Quantity.MISSING)
    }
    clause = clause_of(sentence, casualty, lexicon)
    told = sentence.surface(*clause).lower()
    # "He rejected the figure of 37; he had received 25 bodies": the second is his own.
    refuted = (
        attribution is not None
        and (attribution.word in lexicon.denials or _is_refuted(sentence, attribution, lexicon))
        and not attribution.first < attribution.verb < clause[0]
    )
    behind = sentence.words[casualty.group.last].end - sentence.words[0].start
    refuted = (
        refuted or lexicon.patterns["story_refuted"].search(sentence.lower, behind) is not None
    )
    if refuted or lexicon.patterns["unfounded"].search(told):
        return Stance.DENIED
    if lexicon.patterns["unconfirmed"].search(told):
        return Stance.UNVERIFIED
    if nearby & lexicon.adverbs_unverified or doubtful(sentence, casualty.predicate, lexicon):
        return Stance.UNVERIFIED
    if nearby & lexicon.adverbs_alleged:
        return Stance.ALLEGED
    if attribution is not None and attribution.word in lexicon.confirmations:
        return Stance.CONFIRMED
    if attribution is not None and attribution.word in lexicon.allegations:
        return Stance.ALLEGED
    return Stance.ASSERTED


def _is_refuted(sentence: Sentence, attribution: Attribution, lexicon: Lexicon) -> bool:
    """Tell whether somebody else rejects what is claimed: "dismissed a report by media that"."""
    return attribution.word in lexicon.speech["nouns"] and any(
        sentence.words[k].lower in lexicon.denials for k in sentence.ancestors(attribution.verb)
    )


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
