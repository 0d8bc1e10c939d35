"""The clauses of a sentence that tell what lies behind its event: history beside the news.

"Violence has displaced a million people since 2017, and on Monday insurgents killed three":
the million are history, and the three are news.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from geomap.model import DateMention
from geomap.text.assertions.history import stands_alone
from geomap.text.assertions.occasions import Occasion
from geomap.text.assertions.passing import in_passing
from geomap.text.happenings.triggers import scope_of
from geomap.text.harmed.casualty import Casualty
from geomap.text.parsing.clauses import main_clauses
from geomap.text.parsing.grammar import Sentence
from geomap.text.voices.claimants import Attribution
from geomap.text.words.lexicon import Lexicon
from geomap.vocabulary import Scope

__all__ = ["lived_through", "long_ago", "scope_and_backdrop", "with_backdrop"]

_OLD_DAYS = 12
# Days before the publication from which a day may be another event's.


def scope_and_backdrop(
    sentence: Sentence,
    lexicon: Lexicon,
    dates: Sequence[DateMention],
    news: tuple[int | None, int | None],
) -> tuple[tuple[Scope, str], frozenset[int]]:
    """Tell what a sentence speaks of, and which of its words are history beside that.

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

    Returns
    -------
    ((Scope, str), frozenset of int)
        The scope and why (`scope_of`), and the positions of the words of history; none where
        the sentence is all of one scope.
    """
    scope = scope_of(sentence, lexicon, dates, news)
    old = len(dates) > 1 and any(_is_old(mention, news[0]) for mention in dates)
    aside = lexicon.patterns["left_aside"].search(sentence.lower)
    if scope[0] is Scope.HYPOTHETICAL and aside is None:
        return scope, frozenset()
    if scope[0] is Scope.EVENT and not old:
        return scope, frozenset()
    if aside is not None and not _has_subject(sentence, aside.start()):
        # "reports of nine drowned remain unconfirmed and are excluded": all of it
        return scope, frozenset()
    backdrop = _backdrop(sentence, lexicon, dates, news)
    return ((Scope.EVENT, "") if backdrop else scope), backdrop


def _has_subject(sentence: Sentence, offset: int) -> bool:
    """Tell whether the clause at an offset says of whom it speaks, and does not only go on."""
    at = sentence.words[0].start + offset
    clauses = main_clauses(sentence)
    own = next((clause for clause in clauses if clause.start <= at < clause.end), None)
    return own is None or any(
        word.dep.startswith("nsubj") for word in sentence.words if own.start <= word.start < own.end
    )


def _is_old(mention: DateMention, published: int | None) -> bool:
    return published is not None and published - mention.when.end.toordinal() > _OLD_DAYS


def _backdrop(
    sentence: Sentence,
    lexicon: Lexicon,
    dates: Sequence[DateMention],
    news: tuple[int | None, int | None],
) -> frozenset[int]:
    """Give the words of the clauses that tell history, beside one that tells the news."""
    clauses = main_clauses(sentence)
    past = [
        clause
        for clause in clauses
        if scope_of(sentence, lexicon, dates, news, clause)[0] is not Scope.EVENT
    ]
    told = [
        clause
        for clause in clauses
        if clause not in past
        and all(stands_alone(sentence, clause, other, lexicon) for other in past)
    ]
    if not past or not told:
        return frozenset()
    return frozenset(
        at
        for at, word in enumerate(sentence.words)
        if not any(clause.start <= word.start < clause.end for clause in told)
    )


def long_ago(
    sentence: Sentence, dates: Sequence[DateMention], published: int | None, lexicon: Lexicon
) -> frozenset[int]:
    """Find the words that describe somebody by what was long ago: "which bombed a ferry in 2004".

    Parameters
    ----------
    sentence : Sentence
        The sentence.
    dates : sequence of DateMention
        The dates inside it.
    published : int or None
        The publication day, as a proleptic ordinal.
    lexicon : Lexicon
        The language's words of comparing.

    Returns
    -------
    frozenset of int
        Positions of the describing clauses that have a date long before the report.
    """
    found: set[int] = set()
    for mention in dates:
        at = sentence.position_at(mention.span.start)
        if at >= len(sentence.words) or not _is_old(mention, published):
            continue
        clause = in_passing(sentence, at, lexicon)
        if clause is not None and sentence.words[clause].dep == "relcl":
            found.update(k for k in range(len(sentence.words)) if clause in sentence.ancestors(k))
            found.add(clause)
    return frozenset(found)


def lived_through(
    sentence: Sentence, casualties: Sequence[Casualty], voices: Sequence[Attribution]
) -> frozenset[int]:
    """Find the words for what speakers once lived through: "survivors of X, where 60 died".

    Parameters
    ----------
    sentence : Sentence
        The sentence.
    casualties : sequence of Casualty
        Whom it counts.
    voices : sequence of Attribution
        Who speaks in it.

    Returns
    -------
    frozenset of int
        Positions, from the speaker to the end of the clause that counts those who died then
        at a place with a name.
    """
    found: set[int] = set()
    for casualty in casualties:
        above = (casualty.predicate, *sentence.ancestors(casualty.predicate))
        clause = next((k for k in above if sentence.words[k].dep == "relcl"), None)
        for voice in voices if clause is not None else ():
            named = any(w.tag == "NNP" for w in sentence.words[voice.first : voice.last + 1])
            if named and voice.first <= sentence.heads[clause or 0] <= voice.last:
                found.update(range(voice.first, max(casualty.predicate, casualty.group.last) + 1))
    return frozenset(found)


def with_backdrop(occasion: Occasion, backdrop: frozenset[int]) -> Occasion:
    """Let the words of history, too, tell of no event of the report.

    Parameters
    ----------
    occasion : Occasion
        The event that the one told of answers.
    backdrop : frozenset of int
        Positions of the words of history.

    Returns
    -------
    Occasion
        The same where there are none.
    """
    if not backdrop:
        return occasion
    return replace(occasion, words=occasion.words | backdrop, distant=True, history=backdrop)
