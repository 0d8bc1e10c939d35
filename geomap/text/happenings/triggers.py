"""The words that tell of an event, and whether it is one of this report."""

from __future__ import annotations

import re
from collections.abc import Sequence

from geomap.model import DateMention, Trigger
from geomap.stretches import Span
from geomap.text.assertions.passing import held_against, in_passing
from geomap.text.happenings.days_told import figure_since
from geomap.text.parsing.grammar import FINITE, Sentence
from geomap.text.words.harm_frames import match
from geomap.text.words.lexicon import Lexicon
from geomap.text.words.phrases import phrases_in
from geomap.text.words.trigger_words import TriggerWord
from geomap.vocabulary import Scope

__all__ = ["find_triggers", "scope_of"]

_AGREEMENT = "Agreement"
_LONG_AGO_DAYS = 60
_SINCE_DAYS = 14
# … where the sentence counts from that day on: "since 1 December 300,000 have fled"
_HISTORY_DAYS = 12
# Days before the report's first event from which a date in passing is history.
_LAST_WEEK = 7
# … the same in a report of one day's news.
_FRESH_DAYS = 4
# Days from a report's first event to its publication, where it tells the news of a day.
_GONE_DAYS = 3
# … and where the sentence says "had been" of it.
_WEEK = 3
# The precision of a week (UCDP's date_prec): from there on a stretch before the news is history.
_ENTRY_OPENING = 12
# Characters within which a date opens a sentence: an entry of a list, not history.
_FIGURE_LENGTH = 22


def find_triggers(
    sentence: Sentence, lexicon: Lexicon, scope: tuple[Scope, str]
) -> tuple[Trigger, ...]:
    """Find the words of a sentence that tell of an event.

    Parameters
    ----------
    sentence : Sentence
        The sentence.
    lexicon : Lexicon
        The language's trigger words with ACLED's sub-event types.
    scope : (Scope, str)
        What the sentence speaks of and why (`scope_of`).

    Returns
    -------
    tuple of Trigger
        The heaviest first: it names the event.
    """
    found: list[tuple[int, int, Trigger]] = []
    means: list[tuple[int, int, Trigger]] = []
    at = 0
    lower = [word.lower for word in sentence.words]
    while at < len(lower):
        known, end = _match(sentence, at, lexicon, lower)
        if known is None or _is_name(sentence, at) or _is_month(sentence, at, lexicon):
            at += 1
            continue
        trigger = Trigger(
            span=sentence.span_of(at, end),
            event_type=known.event_type,
            scope=scope[0],
            weapon=known.weapon,
            weight=known.weight,
            reason=scope[1],
            if_armed=known.if_armed,
            if_unarmed=known.if_unarmed,
        )
        wished = known.event_type == _AGREEMENT and _is_wished(sentence, at, lexicon)
        booty = known.thing and _is_booty(sentence, at, lexicon)
        if known.event_type and not (wished or booty) and not _is_negated(sentence, at, lexicon):
            (means if known.thing else found).append((-known.weight, at, trigger))
        # what stands in the gap of a phrase may tell of something too
        at = at + 1 if None in known.slots else end + 1
    if found or not lexicon.places.hit.isdisjoint(lower):
        found.extend(means)
    return tuple(trigger for _, _, trigger in sorted(found, key=lambda entry: entry[:2]))


def _match(
    sentence: Sentence, at: int, lexicon: Lexicon, lower: Sequence[str]
) -> tuple[TriggerWord | None, int]:
    """Find the longest phrase that begins at a word, and its last word."""
    for trigger in lexicon.triggers.get(lower[at], ()):
        if trigger.slots:
            positions = match(sentence.words, at, trigger.slots)
            if positions is not None:
                return trigger, positions[-1]
        elif tuple(lower[at : at + len(trigger.words)]) == trigger.words:
            return trigger, at + len(trigger.words) - 1
    return None, at


def _is_negated(sentence: Sentence, at: int, lexicon: Lexicon) -> bool:
    """Tell whether a thing did not happen: "no one has been arrested", "no clashes"."""
    words, nobody = sentence.words, lexicon.harm.nobody
    if any(word.lower in nobody for word in words[max(0, at - 2) : at]):
        return True
    for child in sentence.children[at]:
        word = words[child]
        if word.dep == "neg":
            return True
        none = word.lower in nobody or any(
            words[c].lower in nobody for c in sentence.children[child] if words[c].dep == "det"
        )
        if word.dep in ("nsubj", "nsubjpass") and none:
            return True
    return False


def _is_booty(sentence: Sentence, at: int, lexicon: Lexicon) -> bool:
    """Tell whether a weapon only changed hands: "three rifles and a mortar were captured"."""
    words, noun = sentence.words, at
    while words[noun].dep in ("conj", "compound", "nmod") and sentence.heads[noun] != noun:
        noun = sentence.heads[noun]
    taken = words[noun].dep in ("nsubjpass", "dobj")
    return taken and words[sentence.heads[noun]].lower in lexicon.harm.booty


def _is_wished(sentence: Sentence, at: int, lexicon: Lexicon) -> bool:
    """Tell "talks on a truce" and "called for a ceasefire" from "agreed on a truce"."""
    words, before = sentence.words, at - 1
    while before > 0 and words[before].lower in lexicon.places.articles:
        before -= 1
    if before < 1 or words[before].lower not in lexicon.actors.towards:
        return False
    return not words[before - 1].lower.startswith(tuple(lexicon.actors.agreeing))


def _is_month(sentence: Sentence, at: int, lexicon: Lexicon) -> bool:
    """Tell "24 March" from a march."""
    word = sentence.words[at]
    if word.lower not in lexicon.months or not word.text[0].isupper():
        return False
    beside = sentence.words[max(0, at - 1) : at] + sentence.words[at + 1 : at + 2]
    return at > 0 or any(other.text[0].isdigit() for other in beside)


def _is_name(sentence: Sentence, at: int) -> bool:
    """Tell whether a word is part of a person's or an institution's name."""
    entity = sentence.entity_at(at)
    named = entity is not None and entity[2] in ("PERSON", "ORG", "WORK_OF_ART", "LAW")
    return named and sentence.words[at].text[:1].isupper() and at > 0


_LEAD = 30
# Letters before a date within which "born in" stands.


def _of_birth(sentence: Sentence, mention: DateMention, lexicon: Lexicon) -> bool:
    """Tell whether a date only says how old somebody is: "a man born in 1961"."""
    start = mention.span.start - sentence.words[0].start
    before = sentence.lower[max(0, start - _LEAD) : start].split()[-2:]
    born = before[-1:] == ["born"] or (before[:1] == ["born"] and before[-1:] in (["in"], ["on"]))
    return born or (before[-1:] == ["of"] and before[0] in lexicon.dates.born)


def _of_another(sentence: Sentence, mention: DateMention, lexicon: Lexicon) -> bool:
    """Tell whether a date is another event's, with which the one told is compared or described.

    "The worst attack since that of 2015", "the town where 140 people died in 2015".
    """
    at = sentence.position_at(mention.span.start)
    if at >= len(sentence.words):
        return False
    return in_passing(sentence, at, lexicon) is not None or held_against(sentence, at, lexicon)


def _counted_from(sentence: Sentence, mention: DateMention, lexicon: Lexicon) -> bool:
    """Tell whether a date opens a count that a later clause gives, beside the event.

    "A doctor was shot dead; with him, the number killed since June 2019 reaches 611."
    """
    at = sentence.position_at(mention.span.start)
    figure = figure_since(sentence, at, lexicon)
    return figure is not None and any(w.tag in FINITE for w in sentence.words[:figure])


def _opens_stretch(sentence: Sentence, mention: DateMention, lexicon: Lexicon) -> bool:
    """Tell whether a day is only the first of many: "since 1 December"."""
    at = sentence.position_at(mention.span.start)
    lead = {word.lower for word in sentence.words[max(0, at - 1) : at + 1]}
    return not lead.isdisjoint(lexicon.dates.since)


def scope_of(
    sentence: Sentence,
    lexicon: Lexicon,
    dates: Sequence[DateMention],
    news: tuple[int | None, int | None],
    clause: Span | None = None,
) -> tuple[Scope, str]:
    """Tell whether a sentence speaks of an event of the report, of history or of what may be.

    Parameters
    ----------
    sentence : Sentence
        The sentence.
    lexicon : Lexicon
        The language's cues.
    dates : sequence of DateMention
        The dates inside the sentence.
    news : (int or None, int or None)
        The publication day, and the day of the report's first event, as proleptic ordinals.
    clause : Span, optional
        The clause asked about; by default the sentence is read whole.

    Returns
    -------
    (Scope, str)
        ``EVENT``, ``BACKGROUND`` or ``HYPOTHETICAL``, and the words that tell.
    """
    lower, begin = f"{sentence.lower} ", sentence.words[0].start
    if clause is not None:
        lower = f"{lower[clause.start - begin : clause.end - begin]} "
        dates = [mention for mention in dates if clause.overlaps(mention.span)]
    supposed = lexicon.patterns["no_condition"].sub(" ", lower)
    for phrase in phrases_in(supposed, lexicon.scopes["hypothetical"], open_end=True):
        if not _condition_only(phrase, lower, lexicon):
            return Scope.HYPOTHETICAL, f"'{phrase.strip()}'"
    aside = lexicon.patterns["left_aside"].search(lower)
    if aside is not None:
        return Scope.HYPOTHETICAL, f"'{aside[0].strip()}'"
    # "since the start of the month" is no history
    settled = lexicon.patterns["of_late"].sub(" ", lower)
    for phrase in phrases_in(settled, lexicon.scopes["background"]):
        return Scope.BACKGROUND, f"'{phrase}'"
    whole = lexicon.patterns["war_wide"].search(lower)
    # "hostilities have uprooted 7,500 people since Monday" are this week's
    recent = any(f"since {day} " in lower or f"since {day}," in lower for day in lexicon.weekdays)
    if whole is not None and not recent and not _of_one_place(whole, lexicon):
        return Scope.BACKGROUND, "the whole war's figure"
    published, lead = news
    fresh = published is not None and lead is not None and published - lead <= _FRESH_DAYS
    earlier = lexicon.patterns["earlier_stretch"].search(lower) if fresh else None
    if earlier is not None:
        return Scope.BACKGROUND, f"'{earlier[0].strip()}'"
    dates = [
        m
        for m in dates
        if not (
            _of_birth(sentence, m, lexicon)
            or _of_another(sentence, m, lexicon)
            or _counted_from(sentence, m, lexicon)
        )
    ]
    if not dates:
        return Scope.EVENT, ""
    newest = max(mention.when.end.toordinal() for mention in dates)
    since = all(_opens_stretch(sentence, mention, lexicon) for mention in dates)
    if published is not None and published - newest > (_SINCE_DAYS if since else _LONG_AGO_DAYS):
        return Scope.BACKGROUND, f"dated {dates[0].when.start}, long before the report"
    opens = dates[0].span.start - begin < _ENTRY_OPENING and _opens_line(sentence)
    if lead is None:
        return Scope.EVENT, ""
    before = f"dated {dates[0].when.start}, well before the event reported"
    if lead - newest > (_LAST_WEEK if fresh else _HISTORY_DAYS) and not opens:
        return Scope.BACKGROUND, before
    over = all(m.when.precision >= _WEEK and m.when.end.toordinal() <= lead for m in dates)
    # The first day may only be the one on which somebody spoke.
    apart = lead != published and lead - newest >= _GONE_DAYS
    if over or (apart and _looks_back(sentence, lexicon)):
        return Scope.BACKGROUND, before
    return Scope.EVENT, ""


def _opens_line(sentence: Sentence) -> bool:
    """Tell whether a sentence stands first on its line, as the entries of a list do."""
    start = sentence.words[0].start
    line = sentence.text[sentence.text.rfind("\n", 0, start) + 1 : start]
    return not any(sign.isalpha() for sign in line)


def _looks_back(sentence: Sentence, lexicon: Lexicon) -> bool:
    """Tell whether a sentence tells of what was over: "other bombs had struck the city"."""
    words = sentence.words
    return any(
        words[at].dep == "ROOT"
        and words[at].tag == "VBN"
        and any(words[child].lower in lexicon.harm.had for child in sentence.children[at])
        for at in range(len(words))
    )


def _of_one_place(found: re.Match[str], lexicon: Lexicon) -> bool:
    """Tell whether fighting at one place did it: "fighting in Malakal has left 32 dead".

    Thousands of dead are a war's, wherever it is fought; as many may flee one battle.
    """
    flight = found[0].endswith(lexicon.scopes["flight"])
    behind = found.string[found.end() : found.end() + _FIGURE_LENGTH]
    local = lexicon.patterns["local_fighting"].match(found[0]) is not None
    return local and (flight or not lexicon.patterns["thousands"].search(behind))


def _condition_only(phrase: str, lower: str, lexicon: Lexicon) -> bool:
    """Leave "if " alone where the sentence tells of something that was done."""
    if phrase == "if " and lexicon.patterns["credence"].search(lower):
        # "30 were killed, if the army is to be believed"
        return True
    return phrase == "if " and " if " not in f" {lower}"
