"""Which days of a sentence are not the event's: when it was said, what went before it."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from geomap.model import DateMention, Trigger
from geomap.stretches import Span
from geomap.text.assertions.occasions import in_mourning
from geomap.text.assertions.situation import Situation
from geomap.text.happenings.days_after import days_after
from geomap.text.harmed.casualty import Casualty
from geomap.text.names.roles import in_dateline
from geomap.text.parsing.grammar import Sentence
from geomap.text.voices.claimants import Attribution
from geomap.text.words.lexicon import Lexicon
from geomap.vocabulary import Quantity

__all__ = ["days_before", "figure_since", "other_days", "told_at"]

_BESIDE_DEATH = ("Arrests", "Peaceful protest")
# What people do about a death, on another day.
_NEAR = 2
# UCDP's date_prec of a day or a few.
_COUNTED = 5
# Words from "third" to "this month".
_COUNT = 16
# Words from "the number" to "since January".


def told_at(
    sentence: Sentence, casualties: Sequence[Casualty], triggers: Sequence[Trigger]
) -> frozenset[int]:
    """Give the positions of the words that tell of an event.

    Parameters
    ----------
    sentence : Sentence
        The sentence.
    casualties : sequence of Casualty
        Whom it counts.
    triggers : sequence of Trigger
        Its words for events.

    Returns
    -------
    frozenset of int
        Positions of the triggers, of those counted and of what befell them.
    """
    died = any(casualty.quantity is Quantity.KILLED for casualty in casualties)
    # "three were arrested on Wednesday over the killing of two last Thursday"
    starts = {t.span.start for t in triggers}
    beside = {t.span.start for t in triggers if died and t.event_type in _BESIDE_DEATH}
    told = {
        k
        for k, word in enumerate(sentence.words)
        if word.start in starts and not (word.start in beside and word.pos == "VERB")
    }
    for casualty in casualties:
        if not (died and casualty.quantity is Quantity.CAPTURED):
            told |= {casualty.predicate, casualty.group.first}
    late = {c.predicate for c in casualties if c.on_top and not c.group.of_them}
    # "Two men hurt by a grenade on Wednesday died on Saturday": the event is Wednesday's
    return frozenset(told - late if len(told) > len(late) else told)


def other_days(
    sentence: Sentence,
    inside: Sequence[DateMention],
    situation: Situation,
    events_at: Collection[int],
    lexicon: Lexicon,
) -> list[Span]:
    """Find the dates of something else than the event.

    When it was said ("the governor said on Friday"), what went before it or is to come, and the
    days of clauses in which nothing happened or only what it answers, where another has one.

    Parameters
    ----------
    sentence : Sentence
        The sentence.
    inside : sequence of DateMention
        Its dates.
    situation : Situation
        Its speakers and quiet clauses.
    events_at : collection of int
        Positions of the words that tell of an event.
    lexicon : Lexicon
        The language's words of what is to come.

    Returns
    -------
    list of Span
        Of those dates.
    """
    found = [
        m.span
        for m in inside
        if _is_other(sentence, m, situation, events_at, lexicon)
        or _of_a_description(sentence, m, inside, situation, lexicon)
        or (len(inside) > 1 and _is_stamp(sentence, m, situation))
        or sentence.position_at(m.span.start) in situation.occasion.history
    ]
    found.extend(days_after(sentence, inside, situation, events_at, lexicon))
    rest = [m for m in inside if m.span not in found]
    aside = situation.quiet | situation.occasion.words
    quiet = [m.span for m in rest if _is_aside(sentence, m, aside, lexicon)]
    if situation.occasion.pointing:
        return [*found, *quiet]
    return [*found, *quiet] if len(quiet) < len(rest) else found


def days_before(
    sentence: Sentence, inside: Sequence[DateMention], events_at: Collection[int], lexicon: Lexicon
) -> list[Span]:
    """Find the dates on which began what a figure beside the event's is counted from.

    "Ten were killed, which takes the losses to 834 since the war began on 27 September."

    Parameters
    ----------
    sentence : Sentence
        The sentence.
    inside : sequence of DateMention
        Its dates.
    events_at : collection of int
        Positions of the words that tell of an event.
    lexicon : Lexicon
        The language's words of time.

    Returns
    -------
    list of Span
        Of those dates.
    """
    return [
        mention.span
        for mention in inside
        if _began_then(sentence, sentence.position_at(mention.span.start), events_at, lexicon)
    ]


def figure_since(sentence: Sentence, position: int, lexicon: Lexicon) -> int | None:
    """Find the figure whose beginning a date tells: "the number killed by mines since January".

    Parameters
    ----------
    sentence : Sentence
        The sentence.
    position : int
        Where the date begins.
    lexicon : Lexicon
        The language's words for figures.

    Returns
    -------
    int or None
        Position of the word for the figure; None where the date tells no such thing.
    """
    lead = {word.lower for word in sentence.words[max(0, position - 1) : position + 1]}
    if lead.isdisjoint(lexicon.dates.since):
        return None
    figures = {*lexicon.harm.figures, *lexicon.speech["figures"]}
    first = max(0, position - _COUNT)
    return next(
        (k for k in range(position - 1, first - 1, -1) if sentence.words[k].lower in figures), None
    )


def _is_other(
    sentence: Sentence,
    mention: DateMention,
    situation: Situation,
    events_at: Collection[int],
    lexicon: Lexicon,
) -> bool:
    """Tell whether a date is of a dateline, of somebody's speech or of what went before."""
    position = sentence.position_at(mention.span.start)
    if position >= len(sentence.words):
        return False
    if situation.opening and not situation.label_end and in_dateline(sentence, position):
        return True
    if mention.when.precision > _NEAR and (
        _is_count_over(sentence, position, lexicon)
        or figure_since(sentence, position, lexicon) is not None
    ):
        return True
    verbs = {attribution.verb: attribution for attribution in situation.attributions}
    head = sentence.heads[position]
    unit = head if sentence.words[head].start < mention.span.end else position
    if "poss" in (sentence.words[position].dep, sentence.words[unit].dep):
        # "Monday's attack", whoever counted its dead, and whenever
        return False
    if any(_counted_by(sentence, position, k, lexicon) for k in sentence.ancestors(position)):
        return True
    for above in sentence.ancestors(position):
        if sentence.words[above].pos in ("VERB", "AUX"):
            if _to_come(sentence, above, lexicon):
                return True
            # "counted five more killed in Sirjan on Friday" tells when they were killed
            between = any(above < at < position for at in events_at)
            between = between or _behind_its_deed(sentence, position, above)
            between = between and not _moves_figure(sentence, above, lexicon)
            parted = above in verbs and _parted(sentence, position, verbs[above])
            said = above in verbs and not parted and not between
            return said or _before_it(sentence, above)
    return False


def _counted_by(sentence: Sentence, position: int, verb: int, lexicon: Lexicon) -> bool:
    """Tell whether a day only ends a count: "had collected 26 bodies by Wednesday morning"."""
    before = sentence.words[position - 1].lower if position else ""
    done = (
        sentence.words[k].lower for k in sentence.children[verb] if sentence.words[k].dep == "aux"
    )
    return before in lexicon.dates.until and any(word in lexicon.harm.have for word in done)


def _began_then(
    sentence: Sentence, position: int, events_at: Collection[int], lexicon: Lexicon
) -> bool:
    """Tell whether a date stands in a clause with "since", and the event outside of it."""
    if position >= len(sentence.words):
        return False
    path = (position, *sentence.ancestors(position))
    for length, at in enumerate(path, start=1):
        mark = sentence.child(at, "mark")
        if mark is not None and sentence.words[mark].lower in lexicon.dates.since:
            inside = set(path[:length])
            outside = any(
                inside.isdisjoint((event, *sentence.ancestors(event))) for event in events_at
            )
            # "have killed ten since the truce collapsed on Sunday" is from that day on
            return outside and sentence.heads[at] not in events_at
    return False


def _is_stamp(sentence: Sentence, mention: DateMention, situation: Situation) -> bool:
    """Tell whether a date is a post's own, at its head: "Security Cell · Apr 7: rockets fell"."""
    at = sentence.position_at(mention.span.start)
    behind = next((w.text for w in sentence.words[at:] if w.start >= mention.span.end), "")
    head = not any(word.tag.startswith("VB") for word in sentence.words[:at])
    return behind == ":" and head and situation.published == mention.when.start


def _of_a_description(
    sentence: Sentence,
    mention: DateMention,
    inside: Sequence[DateMention],
    situation: Situation,
    lexicon: Lexicon,
) -> bool:
    """Tell whether a date only says more of something: "the truce that took effect on Sunday"."""
    at = sentence.position_at(mention.span.start)
    if at >= len(sentence.words) or at not in situation.quiet:
        return False
    clause = next((k for k in (at, *sentence.ancestors(at)) if sentence.words[k].dep == "relcl"), 0)
    # "since Sunday, when the attack began": the day is outside
    if not clause or sentence.words[clause].tag not in ("VBD", "VBN", "VBZ", "VBP"):
        return False
    # "the shell that hit the market on Wednesday", "those who were there on Wednesday"
    described = sentence.words[sentence.heads[clause]].lower
    harm = lexicon.harm
    head = sentence.words[sentence.heads[clause]].text
    named = described in lexicon.levels or head[:1].isupper()
    ends = sum(m.span.start >= sentence.words[clause].start for m in inside) > 1
    ends = ends or mention.when.start != mention.when.last
    if named and ends and sentence.words[clause].lower in lexicon.dates.beginning:
        # "the battle for the town, which began on Thursday and ended on Sunday": no town does
        return False
    told = (lexicon.places.ground_acts, harm.happenings, harm.blows, lexicon.victims)
    return described.isalpha() and not any(described in words for words in told)


def _is_count_over(sentence: Sentence, position: int, lexicon: Lexicon) -> bool:
    """Tell whether a stretch of time is what something is counted over: "the third this month"."""
    before = sentence.words[max(0, position - _COUNTED) : position]
    return any(word.lower in lexicon.harm.ordinals for word in before)


def _is_aside(
    sentence: Sentence, mention: DateMention, aside: Collection[int], lexicon: Lexicon
) -> bool:
    """Tell whether a date is of a clause without the event, or of a funeral."""
    at = sentence.position_at(mention.span.start)
    return at in aside or (at < len(sentence.words) and in_mourning(sentence, at, lexicon))


def _moves_figure(sentence: Sentence, verb: int, lexicon: Lexicon) -> bool:
    """Read "revised the toll of the bomb upwards to 14 on Wednesday": its day is the count's."""
    figure = sentence.child(verb, "dobj")
    moves = sentence.words[verb].lower in lexicon.speech["moving"]
    known = {*lexicon.harm.figures, *lexicon.speech["figures"]}
    return moves and figure is not None and sentence.words[figure].lower in known


def _to_come(sentence: Sentence, verb: int, lexicon: Lexicon) -> bool:
    """Tell whether a verb speaks of what is to come: "will be buried on Friday"."""
    return any(
        sentence.words[k].dep == "aux" and sentence.words[k].lower in lexicon.harm.to_come
        for k in sentence.children[verb]
    )


def _behind_its_deed(sentence: Sentence, position: int, verb: int) -> bool:
    """Tell whether a date stands behind what was done: "admitted losing 15 men on Tuesday"."""
    deed = sentence.child(verb, "xcomp")
    return deed is not None and verb < deed < position and sentence.words[deed].tag == "VBG"


def _parted(sentence: Sentence, position: int, attribution: Attribution) -> bool:
    """Tell whether a comma parts a date from who says it: "… on Wednesday, activists said"."""
    end = min(attribution.first, attribution.verb)
    return position < end and any(word.text == "," for word in sentence.words[position:end])


def _before_it(sentence: Sentence, verb: int) -> bool:
    """Tell whether a clause goes back before the event: "that had crashed on 26 November"."""
    aux = sentence.child(verb, "aux")
    had = aux is not None and sentence.words[aux].lower == "had"
    return had and sentence.words[verb].dep in ("relcl", "acl", "advcl")
