"""The event that another one answers or follows: told in passing, not the one reported.

"In retaliation for an attack on Beledweyne on 1 March, the army shelled Bulobarde on 5 March,
killing four": place, day and dead are those of the shelling.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from geomap.model import Trigger
from geomap.text.figures.groups import ORGANISED
from geomap.text.harmed.casualty import Casualty
from geomap.text.parsing.grammar import Sentence
from geomap.text.words.lexicon import Lexicon
from geomap.vocabulary import Quantity, Scope

__all__ = [
    "NO_OCCASION",
    "Occasion",
    "in_mourning",
    "is_of_occasion",
    "occasion_of",
    "without_occasion",
]

_SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_LONG_DAYS = 28
# of a unit: the event before was months or years ago
_TURNS = ("VBG", "CC", "WDT", "WP")
# Behind a comma they go on about the event itself: ", killing four", ", and", ", which".


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """The words that tell of the event before."""

    words: frozenset[int] = frozenset()
    distant: bool = False
    # it is surely another event: "in retaliation for", "two days after", not only "after"
    pointing: bool = False
    # all that the sentence tells of an event itself points back: "the attack followed …"
    history: frozenset[int] = frozenset()
    # those of the words that tell history, whose days are no event's


NO_OCCASION = Occasion()


def occasion_of(
    sentence: Sentence,
    triggers: Sequence[Trigger],
    casualties: Sequence[Casualty],
    lexicon: Lexicon,
) -> Occasion:
    """Find the words that tell of the event before, in a sentence that tells of another.

    Parameters
    ----------
    sentence : Sentence
        The sentence.
    triggers : sequence of Trigger
        Its words for events.
    casualties : sequence of Casualty
        Whom it counts.
    lexicon : Lexicon
        The language's words of answering and following.

    Returns
    -------
    Occasion
        Without words where the rest of the sentence tells of no attack: "after the attack on
        Bama, six were dead" is of one event, and so is "two died after a strike on Bama".
    """
    starts = {trigger.span.start for trigger in triggers}
    told = [k for k, word in enumerate(sentence.words) if word.start in starts]
    if _goes_back(sentence, casualties, lexicon):
        return Occasion(words=frozenset(range(len(sentence.words))), distant=True, pointing=True)
    acts = [k for k, word in enumerate(sentence.words) if word.lower in lexicon.places.ground_acts]
    told = sorted({*told, *acts})
    for first, governor, distant in _leads(sentence, lexicon):
        words = _stretch(sentence, first, governor)
        harm = any(casualty.predicate in words for casualty in casualties)
        if not words or (harm and not distant):
            continue
        if distant and _long_before(sentence, first, governor, lexicon):
            # "laid carnations on Friday, one year after shells hit a burial there"
            back = not any(k not in words for k in told)
            return Occasion(words=words, distant=True, pointing=back)
        deeds = [k for k in told if k not in words and _is_deed(sentence, k, lexicon)]
        others = any(casualty.predicate not in words for casualty in casualties)
        if distant and not others and sentence.words[first].tag in ("PRP", "DT"):
            # "It came after the arrest of their leader in Monterrey."
            return Occasion(words=words, distant=True, pointing=True)
        if deeds:
            back = all(_points_back(sentence, k) for k in deeds)
            return Occasion(words=words, distant=distant, pointing=distant and back)
    return NO_OCCASION


def is_of_occasion(sentence: Sentence, reason: str, occasion: Occasion) -> bool:
    """Tell whether the words that make a sentence history are of the event before only.

    Parameters
    ----------
    sentence : Sentence
        The sentence.
    reason : str
        Why it was taken for background: its words in quotes, if it is for words.
    occasion : Occasion
        What it tells of the event before.

    Returns
    -------
    bool
        True for "killed six in Mosul on Friday, three months after a similar attack".
    """
    phrase = reason.strip("'")
    if not reason.startswith("'") or not occasion.words or occasion.pointing:
        return False
    start = sentence.words[0].start + sentence.lower.find(phrase)
    inside = [k for k, w in enumerate(sentence.words) if start <= w.start < start + len(phrase)]
    return bool(inside) and occasion.words.issuperset(inside)


def in_mourning(sentence: Sentence, at: int, lexicon: Lexicon) -> bool:
    """Tell whether a word hangs on a funeral that people attend: "the funeral in Sidon".

    Parameters
    ----------
    sentence : Sentence
        The sentence.
    at : int
        Position of a word of a place or a date.
    lexicon : Lexicon
        The language's words of mourning.

    Returns
    -------
    bool
        False for "killed at a funeral in Sidon".
    """
    words, places = sentence.words, lexicon.places
    for above in sentence.ancestors(at):
        verb = above if words[above].pos == "VERB" else None
        if words[above].lower in places.rites:
            verb = next((k for k in sentence.ancestors(above) if words[k].pos == "VERB"), None)
        if verb is not None:
            attended = words[verb].lower in places.attending
            return attended and any(word.lower in places.rites for word in words)
        if words[above].tag in ("NN", "NNS") and words[above].lower in lexicon.acts:
            return False
    return False


def without_occasion(
    sentence: Sentence, triggers: Sequence[Trigger], occasion: Occasion
) -> tuple[Trigger, ...]:
    """Let the words for the event before name no event of the report.

    Parameters
    ----------
    sentence : Sentence
        The sentence.
    triggers : sequence of Trigger
        Its words for events.
    occasion : Occasion
        What it tells of the event before.

    Returns
    -------
    tuple of Trigger
        The same, those of the event before as background.
    """
    starts = {sentence.words[k].start for k in occasion.words}
    reason = "an event before the one told of"
    return tuple(
        replace(trigger, scope=Scope.BACKGROUND, reason=reason)
        if trigger.span.start in starts
        else trigger
        for trigger in triggers
    )


def _goes_back(sentence: Sentence, casualties: Sequence[Casualty], lexicon: Lexicon) -> bool:
    """Read "They had been abducted from a camp in Kech": what befell the same people before."""
    root = next((k for k, head in enumerate(sentence.heads) if head == k), None)
    aux = None if root is None else sentence.child(root, "aux")
    subject = None if root is None else sentence.child(root, "nsubj", "nsubjpass")
    if aux is None or subject is None or sentence.words[aux].lower != "had":
        return False
    if any(c.quantity in (Quantity.KILLED, Quantity.WOUNDED) for c in casualties):
        return False
    same = sentence.words[subject].lower in (*lexicon.harm.several, *lexicon.harm.pronouns)
    determiner = sentence.child(subject, "det")
    # "an estimated 14,500 people had been displaced": they are told of for the first time
    known = determiner is not None and sentence.words[determiner].lower in lexicon.harm.definite
    people = known and sentence.words[subject].lower in lexicon.victims
    passive = sentence.words[subject].dep == "nsubjpass"
    return same or (passive and people)


def _leads(sentence: Sentence, lexicon: Lexicon) -> Iterator[tuple[int, int, bool]]:
    """Find the words that lead to an event before: their first, the last, how sure they are."""
    for name in ("answers", "time_after", "opens_after"):
        for found in lexicon.patterns[name].finditer(sentence.lower):
            first, last = _positions(sentence, found)
            if first <= last:
                yield first, last, name != "opens_after"


def _long_before(sentence: Sentence, first: int, last: int, lexicon: Lexicon) -> bool:
    """Tell whether a lead goes back for months or years: "one year after"."""
    lead = [word.lower for word in sentence.words[first : last + 1]]
    long = any(lexicon.dates.units.get(word, 0) >= _LONG_DAYS for word in lead)
    return long and lead[-1:] == ["after"]


def _positions(sentence: Sentence, found: re.Match[str]) -> tuple[int, int]:
    start = sentence.words[0].start
    inside = [
        k
        for k, word in enumerate(sentence.words)
        if found.start() <= word.start - start and word.end - start <= found.end()
    ]
    return (inside[0], inside[-1]) if inside else (1, 0)


def _stretch(sentence: Sentence, first: int, last: int) -> frozenset[int]:
    """Give the words from a lead to the end of what hangs on it."""
    words = sentence.words
    if words[last].pos == "VERB" and words[first].tag.startswith(("NN", "PRP", "DT")):
        # "the attack followed a blast in San Miguel"
        below = _below(sentence, last)
        ends = [k - 1 for k in sentence.children[last] if words[k].dep == "conj" and k > last]
        return frozenset(range(last, min([max(below), *ends]) + 1))
    top = sentence.heads[last] if words[last].dep == "mark" else last
    main = _main_verb(sentence, top)
    subject = None if main is None else sentence.child(main, *_SUBJECTS)
    if subject is not None and subject > last and top != main:
        # What opens the sentence ends where the subject begins.
        opening = min(_below(sentence, subject))
        return frozenset(range(first, opening))
    end = max(_below(sentence, top), default=last)
    for at in range(last + 1, len(words) - 1):
        # What hangs on it may be tied to the main verb: "to an attack two days earlier on Bama".
        if words[at].text == ";" or (
            words[at].text == "," and (at > end or words[at + 1].tag in _TURNS)
        ):
            return frozenset(range(first, at + 1))
    return frozenset(range(first, len(words)))


def _main_verb(sentence: Sentence, top: int) -> int | None:
    """Find the verb that the words for the event before hang on."""
    return next((k for k in sentence.ancestors(top) if sentence.words[k].pos == "VERB"), None)


def _below(sentence: Sentence, top: int) -> set[int]:
    found, stack = {top}, [top]
    while stack:
        for child in sentence.children[stack.pop()]:
            if child not in found:
                found.add(child)
                stack.append(child)
    return found


def _is_deed(sentence: Sentence, at: int, lexicon: Lexicon) -> bool:
    """Tell whether a word says what was done, and not only what came of it."""
    word = sentence.words[at].lower
    outcome: tuple[Collection[str], ...] = (lexicon.subject_verbs, lexicon.states, lexicon.nouns)
    if any(word in words for words in outcome):
        return False
    return word not in lexicon.verbs or _has_doer(sentence, at, lexicon)


def _points_back(sentence: Sentence, at: int) -> bool:
    """Tell whether a word means the event told before: "the attack", "Monday's raid"."""
    determiner = sentence.child(at, "det", "poss")
    if determiner is None or not sentence.words[at].tag.startswith("NN"):
        return False
    word = sentence.words[determiner]
    return word.dep == "poss" or word.lower not in ("a", "an", "another", "no", "some")


def _has_doer(sentence: Sentence, at: int, lexicon: Lexicon) -> bool:
    """Tell whether somebody who bears arms did it: "gunmen killed", "was killed by soldiers"."""
    subject = sentence.child(at, "nsubj")
    if subject is None:
        return False
    doer = sentence.words[subject].lower
    return doer in lexicon.actors.forces or lexicon.victims.get(doer) in ORGANISED
