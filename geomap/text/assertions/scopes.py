"""What a figure is of: this event, a sum over several, history, or what has not happened."""

from __future__ import annotations

import re
from collections.abc import Sequence

from geomap.text.assertions.history import is_history, under_clause
from geomap.text.assertions.situation import Situation
from geomap.text.harmed.casualty import Casualty
from geomap.text.parsing.grammar import Sentence
from geomap.text.words.lexicon import Lexicon
from geomap.vocabulary import Qualifier, Quantity, Scope

__all__ = ["clause_of", "doubtful", "scope_of_claim"]

_PARTS = frozenset({"conj", "xcomp", "acomp", "oprd"})
_STEPS = 5
# Verbs above a word of harm whose "could" is also its own.
_WAR = 1_000
# dead since a day without a year: no stretch of one campaign
_TWO = 2
_STRETCH = re.compile(r"(?:between|from) [a-z]+day\b")
_BESIDE = 4
# Words within which "in all" stands beside its sum.


def scope_of_claim(
    sentence: Sentence,
    casualty: Casualty,
    casualties: Sequence[Casualty],
    situation: Situation,
    lexicon: Lexicon,
) -> Scope:
    """Tell what a figure is of.

    Parameters
    ----------
    sentence : Sentence
        The sentence.
    casualty : Casualty
        The figure.
    casualties : sequence of Casualty
        All figures of the sentence.
    situation : Situation
        What is known of the sentence as a whole.
    lexicon : Lexicon
        The language's cues.

    Returns
    -------
    Scope
        ``EVENT`` where nothing says otherwise.
    """
    clause = clause_of(sentence, casualty, lexicon)
    passing = situation.scope is not Scope.EVENT and (
        _of_another_clause(sentence, clause, situation)
        or _told_before(sentence, casualty, situation)
        or _beside_history(sentence, casualty, situation)
        or (
            situation.scope is Scope.BACKGROUND
            and _only_in_passing(sentence, casualty, casualties, situation)
        )
    )
    if situation.scope is not Scope.EVENT and not passing:
        return situation.scope
    played = lexicon.patterns["played"].search(sentence.lower)
    if played or _supposed(sentence, casualty.predicate, lexicon):
        return Scope.HYPOTHETICAL
    told = _text(sentence, clause)
    before = situation.occasion.distant and casualty.predicate in situation.occasion.words
    if before or casualty.recalled:
        return Scope.BACKGROUND
    if is_history(sentence, casualty, casualties, (told, situation), lexicon):
        return Scope.BACKGROUND
    if casualty.part:
        return Scope.PART
    since = _counted_since(sentence, casualty, told, lexicon)
    if since is not None:
        return since
    if _settled(sentence, casualty, situation, lexicon):
        return Scope.BACKGROUND
    if casualty.summed:
        return Scope.TOTAL
    if not _summed(sentence, casualty, casualties, told, lexicon):
        return Scope.EVENT
    return (
        Scope.TOTAL if _sum_of_all(sentence, casualty, casualties, told, lexicon) else Scope.EVENT
    )


def doubtful(sentence: Sentence, at: int, lexicon: Lexicon) -> bool:
    """Tell whether a harm only may have been done: "may have been killed".

    Parameters
    ----------
    sentence : Sentence
        The sentence.
    at : int
        Position of the word of harm.
    lexicon : Lexicon
        The language's words of what may be.

    Returns
    -------
    bool
        False for what would happen, or would have: that is no claim of an event.
    """
    verb, modal = _modal(sentence, at, lexicon)
    return modal in lexicon.harm.perhaps and _done(sentence, verb, lexicon)


def _supposed(sentence: Sentence, at: int, lexicon: Lexicon) -> bool:
    """Tell whether a harm is only thought of: "could kill hundreds", "would have died"."""
    verb, modal = _modal(sentence, at, lexicon)
    if not modal or (modal not in lexicon.harm.unreal and _negated(sentence, verb)):
        # "nine recruits will not be coming home", "two could not be saved"
        return False
    lower = [word.lower for word in sentence.words]
    believed = lexicon.patterns["credence"].search(sentence.lower)
    condition = (bool(lexicon.harm.conditions & set(lower)) and not believed) or any(
        lower[k] in lexicon.harm.inverted and sentence.words[k + 1].tag in ("DT", "PRP", "PRP$")
        for k in range(len(lower) - 1)
    )
    return condition or modal not in lexicon.harm.perhaps or not _done(sentence, verb, lexicon)


def _negated(sentence: Sentence, verb: int) -> bool:
    return any(
        sentence.words[k].dep == "neg" or sentence.words[k].lower == "never"
        for k in sentence.children[verb]
    )


def _modal(sentence: Sentence, at: int, lexicon: Lexicon) -> tuple[int, str]:
    """Find the "could" that a word of harm stands under, and the verb it belongs to."""
    head, role = sentence.words[sentence.heads[at]], sentence.words[at].dep
    moves = head.lower in lexicon.harm.stand | lexicon.harm.rise
    if (role == "nsubj" and moves) or (role == "dobj" and head.pos == "VERB"):
        # "the toll could reach 50", "it would cost 3,000 lives"
        at = sentence.heads[at]
    for _ in range(_STEPS):
        for child in sentence.children[at]:
            word = sentence.words[child]
            if word.dep == "aux" and word.lower in lexicon.harm.modals:
                # "I can see at least five bodies", "could count nine dead": they are there
                seen = sentence.words[at].lower in lexicon.harm.perceive
                return (at, "") if seen and word.lower in lexicon.harm.ables else (at, word.lower)
        infinitive = sentence.words[at].dep == "ccomp" and sentence.words[at].tag == "VB"
        if sentence.words[at].dep not in _PARTS and not infinitive:
            break
        if sentence.words[at].dep == "conj" and sentence.child(at, "nsubj", "nsubjpass"):
            # "nobody would say how many fell, but a nun counted 33"
            break
        at = sentence.heads[at]
    return at, ""


def _done(sentence: Sentence, verb: int, lexicon: Lexicon) -> bool:
    """Tell whether a verb under "may" speaks of what is over: "may have died", "may be dead"."""
    aux = {sentence.words[c].lower for c in sentence.children[verb]}
    state = sentence.words[verb].tag == "VB" and sentence.words[verb].pos == "AUX"
    return bool(aux & lexicon.harm.have) or state


def clause_of(sentence: Sentence, casualty: Casualty, lexicon: Lexicon) -> tuple[int, int]:
    """Give the clause that a figure stands in, between ";", "but" and "while".

    Parameters
    ----------
    sentence : Sentence
        The sentence.
    casualty : Casualty
        The figure.
    lexicon : Lexicon
        The language's words between clauses.

    Returns
    -------
    (int, int)
        Its first and last position.
    """
    words = sentence.words
    first, last = 0, len(words) - 1
    at = casualty.group.first
    for position, word in enumerate(words):
        if word.text == ";" or (
            word.lower in lexicon.grammar["contrasts"]
            and position > 0
            and words[position - 1].text == ","
        ):
            if position < at:
                first = position + 1
            elif position > casualty.group.last:
                last = position - 1
                break
    return first, max(first, last)


def _text(sentence: Sentence, bounds: tuple[int, int]) -> str:
    return sentence.surface(*bounds).lower()


def _of_another_clause(sentence: Sentence, clause: tuple[int, int], situation: Situation) -> bool:
    """Tell whether the words that make a sentence history stand in another clause than this."""
    reason = situation.scope_reason
    if not reason.startswith("'"):
        return False
    return reason.strip("'") not in f"{_text(sentence, clause)} "


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
    if situation.scope_reason.startswith(("dated", "under")) or under_clause(sentence, casualty):
        return False
    told = [c for c in casualties if under_clause(sentence, c)]
    if not any(c.group.first > casualty.group.last for c in told):
        return False
    start = sentence.words[casualty.group.last].end - sentence.words[0].start
    return history not in sentence.lower[:start]


def _told_before(sentence: Sentence, casualty: Casualty, situation: Situation) -> bool:
    """Tell whether a figure is its subject's own: "the raid, which killed two, was the worst".

    What the sentence goes on to say of history or of threats is not of that figure.
    """
    phrase = situation.scope_reason.strip("'")
    if not situation.scope_reason.startswith("'") or phrase not in sentence.lower:
        return False
    start = sentence.words[0].start + sentence.lower.index(phrase)
    above = (casualty.predicate, *sentence.ancestors(casualty.predicate))
    clause = next((k for k in above if sentence.words[k].dep == "relcl"), None)
    if clause is None or sentence.words[max(casualty.predicate, casualty.group.last)].end > start:
        return False
    subject = sentence.words[sentence.heads[clause]].dep in ("nsubj", "nsubjpass")
    return subject and sentence.words[clause].tag in ("VBD", "VBN")


def _beside_history(sentence: Sentence, casualty: Casualty, situation: Situation) -> bool:
    """Tell whether history is a relative clause's: "who last month killed 35 … killed nine".

    Or what was only planned: "shot a man who had been planning to bomb a train".
    """
    phrase = situation.scope_reason.strip("'")
    if situation.scope_reason.startswith(("dated", "under")) or phrase not in sentence.lower:
        return False
    start = sentence.words[0].start + sentence.lower.index(phrase)
    at = next((k for k, word in enumerate(sentence.words) if word.end > start), None)
    if at is None:
        return False
    above = (at, *sentence.ancestors(at))
    clause = next((k for k in above if sentence.words[k].dep == "relcl"), None)
    return clause is not None and clause not in (
        casualty.predicate,
        *sentence.ancestors(casualty.predicate),
    )


def _counted_since(
    sentence: Sentence, casualty: Casualty, told: str, lexicon: Lexicon
) -> Scope | None:
    """Read "the number killed by mines since January stands at 45": a sum, since 2019 history."""
    counted = lexicon.patterns["counted_since"].search(told)
    surface = sentence.surface(casualty.group.first, casualty.group.last).lower()
    if counted is None or told.find(surface, counted.start()) < 0:
        return None
    year = any(sign.isdecimal() for sign in counted[0])
    of_a_war = (casualty.group.count.best or 0) >= _WAR
    return Scope.BACKGROUND if year or of_a_war else Scope.TOTAL


def _settled(
    sentence: Sentence, casualty: Casualty, situation: Situation, lexicon: Lexicon
) -> bool:
    """Tell whether people live displaced: "shelters 43,000 people who have fled"."""
    if casualty.quantity is not Quantity.DISPLACED or situation.triggered:
        return False
    at = casualty.predicate
    if at and sentence.words[at - 1].lower in lexicon.harm.newly:
        return False
    return sentence.words[at].dep in ("relcl", "acl", "amod") or any(
        sentence.words[k].dep in ("relcl", "acl") for k in sentence.ancestors(at)
    )


def _summed(
    sentence: Sentence,
    casualty: Casualty,
    casualties: Sequence[Casualty],
    told: str,
    lexicon: Lexicon,
) -> bool:
    """Tell whether a figure is over several places, days or events."""
    patterns = lexicon.patterns
    if casualty.quantity is Quantity.MISSING:
        # "missing since Tuesday" is one event
        return False
    if _is_sum(sentence, casualty, casualties, lexicon):
        return True
    if patterns["distributed"].search(sentence.lower) or patterns["one_in_turn"].search(told):
        return False
    if patterns["one_battle"].search(told):
        return False
    many = patterns["many_events"].search(told)
    if many is not None and _moved(casualty, casualties) and "since" in many[0]:
        # "has gone from four to seven since yesterday": the count grew, not the event
        many = None
    if many is not None and _STRETCH.match(many[0]) and patterns["one_event"].search(told):
        many = None  # "walked there from Friday to Sunday: 37 died in the attack"
    if many is not None:
        surface = sentence.surface(casualty.group.first, casualty.group.last).lower()
        raised = many[0].split()[0] in lexicon.harm.bring
        # "killed 17 in Logo, bringing to 73 the number killed since May": only the 73 is a sum
        return not raised or told.find(surface) >= many.start()
    if patterns["summed_up"].search(told) and not patterns["one_event"].search(told):
        return True
    if casualty.group.count.qualifier is Qualifier.ZERO:
        return False
    listed = patterns["plural_places"].search(told)
    if listed and re.search(r"\band\b", told[listed.start() :]):
        return True
    return _events_listed(sentence, casualty, lexicon)


def _moved(casualty: Casualty, casualties: Sequence[Casualty]) -> bool:
    """Tell whether a figure stands beside the older one that it replaces, or is that one."""
    return any(c.superseded and c.quantity is casualty.quantity for c in casualties)


def _is_sum(
    sentence: Sentence, casualty: Casualty, casualties: Sequence[Casualty], lexicon: Lexicon
) -> bool:
    """Tell whether a figure adds up those before: "eight here, five there, 13 combined"."""
    group = casualty.group
    before = [
        c.group.count.best or 0
        for c in casualties
        if c.quantity is casualty.quantity and c.group.last < group.first and not c.superseded
    ]
    if len(before) < _TWO or sum(before) != group.count.best:
        return False
    beside = sentence.surface(
        max(0, group.first - _BESIDE), min(group.last + _BESIDE, len(sentence.words) - 1)
    )
    return lexicon.patterns["summed_up"].search(beside.lower()) is not None


def _sum_of_all(
    sentence: Sentence,
    casualty: Casualty,
    casualties: Sequence[Casualty],
    told: str,
    lexicon: Lexicon,
) -> bool:
    """Tell a sum from what it adds up: "six died here and three there, nine in all"."""
    if lexicon.patterns["summed_up"].search(told) is None:
        return True
    first, last = casualty.group.first, casualty.group.last
    behind = sentence.words[last + 1 : last + 3]
    alone = not any(c.group.first < first for c in casualties if c.group.count.best is not None)
    if alone and first and sentence.words[first - 1].text == "," and behind:
        if lexicon.patterns["summed_up"].search(" ".join(word.lower for word in behind)):
            # "three generations of one family, nine people in all": one event
            return False
    sizes = {
        c.group.first: c.group.count.best or 0
        for c in casualties
        if c.quantity is casualty.quantity and not c.superseded
    }
    whole = max(sizes.values(), default=0)
    adds_up = len(sizes) > 2 and 2 * whole == sum(sizes.values())
    return not adds_up or casualty.group.count.best == whole


def _events_listed(sentence: Sentence, casualty: Casualty, lexicon: Lexicon) -> bool:
    """Tell whether several events at several places did it: "bombs in Baghdad and Kirkuk"."""
    words = sentence.words
    for at in range(len(words)):
        if words[at].tag != "NNS" or words[at].lower not in lexicon.harm.happenings:
            continue
        for prep in sentence.children[at]:
            place = sentence.child(prep, "pobj")
            of = words[prep].lower in ("of", "against")
            if place is None or not (of or words[prep].lower in lexicon.harm.before_place):
                continue
            others = [c for c in sentence.children[place] if words[c].dep == "conj"]
            if words[place].text[:1].isupper() and any(words[c].text[:1].isupper() for c in others):
                return casualty.group.first not in (at, prep)
    return False
