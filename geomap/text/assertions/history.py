"""What went before the event told: figures of other, earlier events."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from geomap.stretches import Span
from geomap.text.assertions.passing import held_against, in_passing
from geomap.text.assertions.situation import Situation
from geomap.text.harmed.casualty import Casualty
from geomap.text.parsing.clauses import SIDE_BY_SIDE, main_clauses
from geomap.text.parsing.grammar import Sentence
from geomap.text.words.lexicon import Lexicon
from geomap.vocabulary import Quantity

__all__ = ["is_history", "stands_alone", "under_clause", "was_over"]

_PRESENT = ("VBZ", "VBP")
_DAYS = frozenset({"day", "days"})
_DAY = 20
# Characters behind "since" within which the day stands that dates its clause.
_YEAR_DIGITS, _EARLIEST, _LATEST = 4, 1900, 2100


def is_history(
    sentence: Sentence,
    casualty: Casualty,
    casualties: Sequence[Casualty],
    where: tuple[str, Situation],
    lexicon: Lexicon,
) -> bool:
    """Tell whether a clause's own words put a figure before the event, or beside it.

    Parameters
    ----------
    sentence : Sentence
        The sentence.
    casualty : Casualty
        The figure.
    casualties : sequence of Casualty
        All figures of the sentence.
    where : (str, Situation)
        The clause in lower case, and what is known of the sentence.
    lexicon : Lexicon
        The language's cues.

    Returns
    -------
    bool
        Whether it is background.
    """
    told, situation = where
    told = lexicon.patterns["of_late"].sub(lambda found: " " * len(found[0]), told)
    year = situation.published.year if situation.published is not None else None
    if year is not None and _of_a_past_year(sentence, casualty, year, lexicon):
        return True
    if casualty.group.count.best is None and was_over(sentence, casualty, lexicon):
        return True
    if any(tells(sentence, casualty, lexicon) for tells in (_since, _charged, _of_earlier)):
        return True
    if _of_a_past_month(sentence, casualty, situation, lexicon):
        return True
    if _year_beside_news(sentence, casualty, year, lexicon):
        return True
    many = lexicon.patterns["many_events"].search(told)
    if many is None and _of_many_past(sentence, casualty, lexicon):
        return True
    found = _cue(sentence, casualty, told, lexicon)
    if found is not None and _of_another(sentence, casualty, found[0], lexicon):
        return False
    if found is not None and found[0].startswith("since"):
        day = told[found.end() : found.end() + _DAY].strip(" .,;").split()
        if not {*lexicon.weekdays, *lexicon.dates.recent}.isdisjoint(day):
            # "since shelling resumed on Friday": it is this week's event
            return False
        start = sentence.words[0].start + sentence.lower.find(found[0])
        at = next((k for k, word in enumerate(sentence.words) if word.end > start), 0)
        if at > casualty.group.last and held_against(sentence, at, lexicon):
            return False
    if found is None or (year is not None and str(year) in found[0]):
        return False
    surface = sentence.surface(casualty.group.first, casualty.group.last).lower()
    if " than " in told[told.find(surface) + len(surface) : found.start()]:
        # "it took 11 lives, three more than the flood of 2009"
        return False
    behind = [c for c in casualties if c.group.first > casualty.group.last]
    if not any(under_clause(sentence, c) for c in behind) or under_clause(sentence, casualty):
        return True
    # "killed three, in a conflict that has cost 10,000 lives since 2014"
    return found.start() < told.find(surface)


def _cue(
    sentence: Sentence, casualty: Casualty, told: str, lexicon: Lexicon
) -> re.Match[str] | None:
    """Find the words of the past that a figure stands under.

    Of clauses side by side each has its own: "40 men were lost since January, and two were
    killed on Tuesday", "a mine killed two, and in 2015 a bomb killed 20".
    """
    clauses = main_clauses(sentence)
    start = sentence.words[casualty.group.first].start
    own = next((clause for clause in clauses if clause.start <= start < clause.end), None)
    pattern, lower, begin = lexicon.patterns["history"], sentence.lower, sentence.words[0].start
    if own is not None:
        within = pattern.search(lower[own.start - begin : own.end - begin])
        if within is not None and within[0] in told:
            return within
    found = pattern.search(told)
    if found is None or own is None:
        return found
    cue = begin + lower.find(found[0])
    other = next((clause for clause in clauses if clause.start <= cue < clause.end), own)
    return None if other != own and stands_alone(sentence, own, other, lexicon) else found


def stands_alone(sentence: Sentence, own: Span, other: Span, lexicon: Lexicon) -> bool:
    """Tell whether a clause does not go on with the past that another one tells.

    Parameters
    ----------
    sentence : Sentence
        The sentence.
    own : Span
        The clause.
    other : Span
        The clause of the past.
    lexicon : Lexicon
        The language's words of days.

    Returns
    -------
    bool
        True before the past, with a day of its own, and behind a past that lasts: "a million
        have fled since 2017, and three fishermen were beheaded".
    """
    later = max(own, other, key=lambda clause: clause.start)
    behind = [word for word in sentence.words if word.start < later.start][-1:]
    first = [word for word in sentence.words if word.start >= later.start][:1]
    if not any(w.tag == "CC" or w.text == ";" for w in behind) and not any(
        w.lower in SIDE_BY_SIDE for w in first
    ):
        # "37 have died, a monitor says, since January" is one
        return False
    if own.start < other.start:
        return not _goes_on(sentence, own, other, lexicon)
    inside = [word for word in sentence.words if own.start <= word.start < own.end]
    days = {*lexicon.weekdays, *lexicon.dates.recent}
    if any(word.lower in days for word in inside):
        return True
    before = [word for word in sentence.words if other.start <= word.start < other.end]
    have = lexicon.harm.have
    lasting = any(word.lower in have and word.tag in _PRESENT for word in before)
    goes_on = any(word.lower in have for word in inside)
    return lasting and not goes_on and any(word.tag == "VBD" for word in inside)


def _goes_on(sentence: Sentence, own: Span, other: Span, lexicon: Lexicon) -> bool:
    """Tell whether two clauses tell of one stretch: "160 have died and 60,000 have fled since"."""
    days = {*lexicon.weekdays, *lexicon.dates.recent}
    lasting = []
    for clause in (own, other):
        inside = [word for word in sentence.words if clause.start <= word.start < clause.end]
        dated = any(word.lower in days for word in inside)
        have = any(w.lower in lexicon.harm.have and w.tag in _PRESENT for w in inside)
        lasting.append(have and not dated)
    return all(lasting)


def _of_a_past_year(sentence: Sentence, casualty: Casualty, year: int, lexicon: Lexicon) -> bool:
    """Tell whether a clause in passing has an earlier year: "whom a jet had killed in 2006"."""
    above = (casualty.predicate, *sentence.ancestors(casualty.predicate))
    clause = next((k for k in above if sentence.words[k].dep in ("relcl", "advcl")), None)
    if clause is None:
        return False
    # "May 2005, when two bombs killed 22"
    led = sentence.heads[clause]
    waiting, inside = [clause], {led, *sentence.children[led]}
    while waiting:
        at = waiting.pop()
        inside.add(at)
        waiting.extend(sentence.children[at])
    # "killing 37, in the worst carnage since 1994"
    years = [sentence.words[k].text for k in inside if not held_against(sentence, k, lexicon)]
    return any(
        len(word) == _YEAR_DIGITS and word.isdecimal() and _EARLIEST <= int(word) < year
        for word in years
    )


def _year_beside_news(
    sentence: Sentence, casualty: Casualty, year: int | None, lexicon: Lexicon
) -> bool:
    """Tell whether a clause has a year, and another a day of now: "in 2014; on Sunday they met"."""
    begin, start = sentence.words[0].start, sentence.words[casualty.group.first].start
    clauses = main_clauses(sentence)
    own = next((clause for clause in clauses if clause.start <= start < clause.end), None)
    if own is None:
        return False
    words = [word for word in sentence.words if own.start <= word.start < own.end]
    dated = {int(w.text) for w in words if len(w.text) == _YEAR_DIGITS and w.text.isdecimal()}
    # "in April 2014", but not "on 3 March 2024"
    months = any(
        month.lower in lexicon.months and before.lower == "in" for before, month in pairwise(words)
    )
    if not months or not any(_EARLIEST <= told < (year or _LATEST) for told in dated):
        return False
    days = {*lexicon.weekdays, *lexicon.dates.recent}
    outside = [w for w in sentence.words if not own.start <= w.start < own.end]
    return begin <= start and any(word.lower in days for word in outside)


def was_over(sentence: Sentence, casualty: Casualty, lexicon: Lexicon) -> bool:
    """Tell whether a clause in passing says "had": "the town where bodies had been found".

    Parameters
    ----------
    sentence : Sentence
        The sentence.
    casualty : Casualty
        The figure.
    lexicon : Lexicon
        The language's words for "had".

    Returns
    -------
    bool
        Whether it stands in such a clause.
    """
    above = (casualty.predicate, *sentence.ancestors(casualty.predicate))
    clause = next((k for k in above if sentence.words[k].dep == "relcl"), None)
    return clause is not None and any(
        sentence.words[k].dep == "aux" and sentence.words[k].lower in lexicon.harm.had
        for k in sentence.children[clause]
    )


def _since(sentence: Sentence, casualty: Casualty, lexicon: Lexicon) -> bool:
    """Tell whether a clause only dates another: "the worst since gunmen killed 305"."""
    at = casualty.predicate
    while sentence.words[at].dep == "conj":
        at = sentence.heads[at]
    above = [at, *sentence.ancestors(at)]
    clause = next((k for k in above if sentence.words[k].pos in ("VERB", "AUX")), at)
    # "since a bomb took 60 lives": the noun's verb has the mark
    marks = [sentence.child(k, "mark") for k in (at, clause)]
    # "a year after one in which eleven died", "after an attack on a post in which 12 died"
    marks += [
        sentence.heads[k]
        for k in above
        if sentence.words[k].dep == "pobj"
        and sentence.words[sentence.heads[k]].tag == "IN"
        # "since Sunday, when bombs killed two": the day's own event
        and sentence.words[k].lower not in lexicon.weekdays
    ]
    summing = sentence.words[clause].lower in lexicon.harm.bring
    # "had died since for want of drugs, which takes the dead to 13": the sum is of now
    if (
        sentence.words[clause].dep == "relcl"
        and not summing
        and any(
            sentence.words[k].dep == "prep" and sentence.words[k].lower in lexicon.harm.compared
            for k in sentence.ancestors(clause)
        )
    ):
        # "more than in the whole of March, when 33 died"
        return True
    for mark in marks:
        word = "" if mark is None else sentence.words[mark].lower
        unit = sentence.words[mark - 1].lower if mark else ""
        # "a week after 14 people were killed"
        if word == "since":
            return True
        if word == "after" and unit in lexicon.harm.long_units:
            return unit not in _DAYS or not _after_no_deed(sentence, clause, lexicon)
    return False


def _after_no_deed(sentence: Sentence, clause: int, lexicon: Lexicon) -> bool:
    """Read "schools reopened on Monday, two days after a rocket killed four": that is the news."""
    verb = sentence.heads[clause]
    if sentence.words[clause].dep != "advcl" or sentence.words[verb].dep != "ROOT":
        return False
    subject = sentence.child(verb, "nsubj")
    tables = (lexicon.verbs, lexicon.subject_verbs, lexicon.nouns, lexicon.states, lexicon.acts)
    told = [sentence.words[k].lower for k in (verb, subject) if k is not None]
    deeds = lexicon.harm.happenings | lexicon.harm.blows
    return not any(word in table for word in told for table in (*tables, deeds))


def _of_another(sentence: Sentence, casualty: Casualty, phrase: str, lexicon: Lexicon) -> bool:
    """Tell whether a phrase of the past is of what is only told in passing, and a figure is not.

    "In Kidal, where a bomb killed 11 three years ago, a mine killed two."
    """
    start = sentence.words[0].start + sentence.lower.find(phrase)
    at = next((k for k, word in enumerate(sentence.words) if word.end > start), 0)
    passing = in_passing(sentence, at, lexicon)
    own = (casualty.predicate, *sentence.ancestors(casualty.predicate))
    return passing is not None and not {passing, sentence.heads[passing]} & {*own}


def _charged(sentence: Sentence, casualty: Casualty, lexicon: Lexicon) -> bool:
    """Tell whether a deed is only what somebody answers for: "wanted over a bomb that killed"."""
    for k in (casualty.predicate, *sentence.ancestors(casualty.predicate)):
        dep = sentence.words[k].dep
        if dep not in ("relcl", "acl", "pcomp"):
            continue
        # "convicted of murdering 14 patients", "wanted over a bombing that killed 14"
        deed = k if dep == "pcomp" else sentence.heads[k]
        led = dep == "pcomp" or sentence.words[deed].dep == "pobj"
        preposition = sentence.heads[deed]
        if led and sentence.words[preposition].lower in lexicon.harm.answering:
            charge = sentence.words[sentence.heads[preposition]].lower
            return charge in lexicon.harm.condemn | lexicon.harm.courts
    return _on_trial(sentence, casualty.predicate, lexicon)


def _of_a_past_month(
    sentence: Sentence, casualty: Casualty, situation: Situation, lexicon: Lexicon
) -> bool:
    """Tell whether a deed of another month is what somebody is held for: "over the June murder".

    A day beside the month would date it.
    """
    published = situation.published
    above = [sentence.words[k].lower for k in sentence.ancestors(casualty.predicate)]
    held = any(
        lexicon.verbs.get(word) is Quantity.CAPTURED or word in lexicon.dates.aftermath
        for word in above
    )
    if published is None or not held or sentence.words[casualty.predicate].pos != "NOUN":
        return False
    named = [k for k, word in enumerate(sentence.words) if word.lower in lexicon.months]
    return any(
        lexicon.months[sentence.words[k].lower] != published.month
        and not any(word.text[:1].isdigit() for word in sentence.words[max(0, k - 1) : k + 2])
        for k in named
    )


def _on_trial(sentence: Sentence, at: int, lexicon: Lexicon) -> bool:
    """Tell whether somebody stands before a court for a deed: "went on trial for the murder of"."""
    preposition = sentence.heads[at]
    if sentence.words[at].dep != "pobj" or (
        sentence.words[preposition].lower not in lexicon.harm.charging
    ):
        return False
    above = sentence.heads[preposition]
    beside = [sentence.child(k, "pobj") for k in sentence.children[above]]
    courts = (sentence.words[k].lower for k in (above, *(k for k in beside if k is not None)))
    return any(word in lexicon.harm.courts for word in courts)


def _of_earlier(sentence: Sentence, casualty: Casualty, lexicon: Lexicon) -> bool:
    """Tell whether another, earlier event did it: "the previous ambush on that road killed six"."""
    at = casualty.predicate
    verb = next((k for k in (at, *sentence.ancestors(at)) if sentence.words[k].pos == "VERB"), at)
    subject = sentence.child(verb, "nsubj")
    if subject is None or subject > casualty.group.first:
        return False
    told = {sentence.words[k].lower for k in sentence.children[subject] if k < subject}
    event = sentence.words[subject].lower
    happens = event in lexicon.harm.blows or event in lexicon.harm.happenings or event == "one"
    # "the previous six had cost nine lives"
    happens = happens or sentence.words[subject].tag == "CD"
    return happens and bool(told & lexicon.harm.earlier)


def _of_many_past(sentence: Sentence, casualty: Casualty, lexicon: Lexicon) -> bool:
    """Tell whether many events have done it over time: "bombings that have killed hundreds"."""
    at = casualty.predicate
    verb = next((k for k in (at, *sentence.ancestors(at)) if sentence.words[k].pos == "VERB"), at)
    events = sentence.words[sentence.heads[verb]]
    several = events.tag == "NNS" and events.lower in lexicon.harm.happenings
    aux = {sentence.words[k].lower for k in sentence.children[verb]}
    return sentence.words[verb].dep == "relcl" and several and bool(aux & lexicon.harm.have)


def under_clause(sentence: Sentence, casualty: Casualty) -> bool:
    """Tell whether a figure stands in a clause that hangs on another.

    Parameters
    ----------
    sentence : Sentence
        The sentence.
    casualty : Casualty
        The figure.

    Returns
    -------
    bool
        False for what the main clause tells.
    """
    above = (casualty.predicate, casualty.group.first, *sentence.ancestors(casualty.predicate))
    return any(sentence.words[at].dep in ("relcl", "advcl", "acl", "pcomp") for at in above)
