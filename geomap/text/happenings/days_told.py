"""Which days of a sentence are not the event's: when it was said, what went before it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Sequence
from operator import attrgetter

from geomap.model import DateMention, Trigger
from geomap.stretches import Span
from geomap.text.assertions.occasions import in_mourning
from geomap.text.assertions.situation import Situation
from geomap.text.harmed.casualty import Casualty
from geomap.text.names.roles import in_dateline
from geomap.text.parsing.grammar import Sentence
from geomap.text.voices.claimants import Attribution
from geomap.text.words.lexicon import Lexicon
from geomap.vocabulary import Quantity

__all__ = ["figure_since", "other_days", "told_at"]

_BESIDE_DEATH = ("Arrests", "Peaceful protest")
# What people do about a death, on another day.
_GOVERNING = ("NOUN", "VERB", "AUX")
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
    return frozenset(told)


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
        or _position(sentence, m) in situation.occasion.history
    ]
    found.extend(_beside_deed(sentence, inside, events_at))
    found.extend(_after_deed(sentence, inside, situation, events_at))
    found.extend(m.span for m in inside if _in_aftermath(sentence, m, events_at, lexicon))
    led = _after_known(sentence, events_at, lexicon)
    if led is not None:
        # "troops were searching the hills on Wednesday after the attack on Silopi"
        found.extend(m.span for m in inside if led not in _above(sentence, m))
    if _mourned(sentence, events_at, lexicon):
        found.extend(m.span for m in inside if not _hangs_on(sentence, m, events_at))
    rest = [m for m in inside if m.span not in found]
    aside = situation.quiet | situation.occasion.words
    quiet = [m.span for m in rest if _is_aside(sentence, m, aside, lexicon)]
    if situation.occasion.pointing:
        return [*found, *quiet]
    return [*found, *quiet] if len(quiet) < len(rest) else found


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


def _position(sentence: Sentence, mention: DateMention) -> int:
    return bisect_left(sentence.words, mention.span.start, key=attrgetter("start"))


def _is_other(
    sentence: Sentence,
    mention: DateMention,
    situation: Situation,
    events_at: Collection[int],
    lexicon: Lexicon,
) -> bool:
    """Tell whether a date is of a dateline, of somebody's speech or of what went before."""
    position = _position(sentence, mention)
    if position >= len(sentence.words):
        return False
    if situation.opening and in_dateline(sentence, position):
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


def _is_stamp(sentence: Sentence, mention: DateMention, situation: Situation) -> bool:
    """Tell whether a date is a post's own, at its head: "Security Cell · Apr 7: rockets fell"."""
    at = _position(sentence, mention)
    behind = next((w.text for w in sentence.words[at:] if w.start >= mention.span.end), "")
    head = not any(word.tag.startswith("VB") for word in sentence.words[:at])
    return behind == ":" and head and situation.published == mention.when.start


def _beside_deed(
    sentence: Sentence, inside: Sequence[DateMention], events_at: Collection[int]
) -> list[Span]:
    """Find the days of other deeds, where the event's own noun has one.

    "Chiefs met on Wednesday after the raid of 17 April, in which 14 died": the 17th is its day.
    """
    bound: list[tuple[DateMention, int]] = []
    for mention in inside:
        at = _position(sentence, mention)
        above = (k for k in sentence.ancestors(at) if sentence.words[k].pos in _GOVERNING)
        bound.append((mention, next(above, at)))
    own = [m for m, at in bound if at in events_at and sentence.words[at].pos == "NOUN"]
    if not own:
        return []
    return [m.span for m, at in bound if at not in events_at and sentence.words[at].pos == "VERB"]


def _after_deed(
    sentence: Sentence,
    inside: Sequence[DateMention],
    situation: Situation,
    events_at: Collection[int],
) -> list[Span]:
    """Find the days of what was done about a deed that has a day of its own further on.

    "They marched on Friday behind the widows of two men killed on Thursday", "met on Tuesday
    for the man shot the day before". What was done on that day itself has it for its own.
    """
    single = [m for m in inside if m.when.precision == 1]
    # "clashed on 4 August over the death of two pupils on 29 July": that only led to it
    led_to = situation.occasion.words
    own = [
        m
        for m in single
        if _stands_behind(sentence, m, events_at) and _position(sentence, m) not in led_to
    ]
    return [
        m.span
        for m in single
        if m not in own
        and not _hangs_on(sentence, m, events_at)
        and any(m.span.start < deed.span.start and m.when != deed.when for deed in own)
    ]


def _in_aftermath(
    sentence: Sentence, mention: DateMention, events_at: Collection[int], lexicon: Lexicon
) -> bool:
    """Tell whether a day is of what was done about a deed: "the dead were flown on Friday"."""
    words = sentence.words
    if _stands_behind(sentence, mention, events_at):
        # "condemned the shooting of six in Empangeni on Saturday"
        return False
    for above in sentence.ancestors(_position(sentence, mention)):
        if above in events_at:
            # "over the killing of two last Thursday"
            return False
        if words[above].pos in ("VERB", "AUX"):
            # "were on Friday flown to Nairobi"
            own = (above, *sentence.children[above]) if words[above].pos == "AUX" else (above,)
            told = any(words[k].lower in lexicon.dates.aftermath for k in own)
            return told and any(above in sentence.ancestors(at) for at in events_at)
    return False


def _after_known(sentence: Sentence, events_at: Collection[int], lexicon: Lexicon) -> int | None:
    """Find the "after" under which all that a sentence tells of an event stands as known.

    "Trains were halted on Thursday after the attack on Pursat station that killed five."
    """
    leads: set[int | None] = set()
    for at in events_at:
        above = (at, *sentence.ancestors(at))
        led = (
            sentence.heads[k]
            for k in above
            if sentence.words[k].dep == "pobj"
            and sentence.words[sentence.heads[k]].lower in lexicon.dates.after_known
            and (_is_definite(sentence, k, lexicon) or _counts_days(sentence, k, lexicon))
        )
        leads.add(next(led, None))
    return leads.pop() if len(leads) == 1 else None


def _is_definite(sentence: Sentence, noun: int, lexicon: Lexicon) -> bool:
    determiner = sentence.child(noun, "det")
    return determiner is not None and sentence.words[determiner].lower in lexicon.harm.definite


def _counts_days(sentence: Sentence, noun: int, lexicon: Lexicon) -> bool:
    """Tell whether days are counted from a deed: "two days after a car bomb"."""
    after = sentence.heads[noun]
    return after > 0 and sentence.words[after - 1].lower in lexicon.harm.long_units


def _above(sentence: Sentence, mention: DateMention) -> tuple[int, ...]:
    at = _position(sentence, mention)
    return (at, *sentence.ancestors(at)) if at < len(sentence.words) else ()


def _mourned(sentence: Sentence, events_at: Collection[int], lexicon: Lexicon) -> bool:
    """Tell whether the dead are those of a funeral: "closed for the funeral of four killed"."""
    rites = lexicon.places.rites
    return any(
        sentence.words[above].lower in rites and sentence.words[above].pos == "NOUN"
        for at in events_at
        for above in sentence.ancestors(at)
    )


def _hangs_on(sentence: Sentence, mention: DateMention, events_at: Collection[int]) -> bool:
    """Tell whether the verb of a date, or the first above it, is one of the event's."""
    above = sentence.ancestors(_position(sentence, mention))
    verb = next((k for k in above if sentence.words[k].pos in ("VERB", "AUX")), None)
    return verb in events_at


def _stands_behind(sentence: Sentence, mention: DateMention, events_at: Collection[int]) -> bool:
    """Tell whether the last word before a date that does something is one of the event's."""
    at, words = _position(sentence, mention), sentence.words
    doing = ("VERB", "AUX")
    told = (k for k in range(at - 1, -1, -1) if k in events_at or words[k].pos in doing)
    deed = next(told, None)
    return deed in events_at and not any(word.text == ";" for word in words[deed:at])


def _of_a_description(
    sentence: Sentence,
    mention: DateMention,
    inside: Sequence[DateMention],
    situation: Situation,
    lexicon: Lexicon,
) -> bool:
    """Tell whether a date only says more of something: "the truce that took effect on Sunday"."""
    at = _position(sentence, mention)
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
    at = _position(sentence, mention)
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
