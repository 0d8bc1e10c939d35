"""Which days of a sentence are of what was done about an event: a protest, a flight, a funeral."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from geomap.model import DateMention
from geomap.stretches import Span
from geomap.text.assertions.situation import Situation
from geomap.text.parsing.grammar import Sentence
from geomap.text.words.lexicon import Lexicon

__all__ = ["days_after"]

_GOVERNING = ("NOUN", "VERB", "AUX")


def days_after(
    sentence: Sentence,
    inside: Sequence[DateMention],
    situation: Situation,
    events_at: Collection[int],
    lexicon: Lexicon,
) -> list[Span]:
    """Find the days of what was done about an event.

    "Chiefs met on Wednesday after the raid of 17 April", "they marched on Friday behind the
    widows of two men killed on Thursday", "closed on Sunday for the funeral of four".

    Parameters
    ----------
    sentence : Sentence
        The sentence.
    inside : sequence of DateMention
        Its dates.
    situation : Situation
        The clauses that only led to the event.
    events_at : collection of int
        Positions of the words that tell of an event.
    lexicon : Lexicon
        The language's words for what is done about a death.

    Returns
    -------
    list of Span
        Of those dates.
    """
    found = _beside_deed(sentence, inside, events_at)
    found.extend(_after_deed(sentence, inside, situation, events_at))
    found.extend(m.span for m in inside if _in_aftermath(sentence, m, events_at, lexicon))
    led = _after_known(sentence, events_at, lexicon)
    if led is not None:
        # "troops were searching the hills on Wednesday after the attack on Silopi"
        found.extend(m.span for m in inside if led not in _above(sentence, m))
    if _mourned(sentence, events_at, lexicon):
        found.extend(m.span for m in inside if not _hangs_on(sentence, m, events_at))
    return found


def _beside_deed(
    sentence: Sentence, inside: Sequence[DateMention], events_at: Collection[int]
) -> list[Span]:
    """Find the days of other deeds, where the event's own noun has one.

    "Chiefs met on Wednesday after the raid of 17 April, in which 14 died": the 17th is its day.
    """
    bound: list[tuple[DateMention, int]] = []
    for mention in inside:
        at = sentence.position_at(mention.span.start)
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
        if _stands_behind(sentence, m, events_at)
        and sentence.position_at(m.span.start) not in led_to
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
    for above in sentence.ancestors(sentence.position_at(mention.span.start)):
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
    at = sentence.position_at(mention.span.start)
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
    above = sentence.ancestors(sentence.position_at(mention.span.start))
    verb = next((k for k in above if sentence.words[k].pos in ("VERB", "AUX")), None)
    return verb in events_at


def _stands_behind(sentence: Sentence, mention: DateMention, events_at: Collection[int]) -> bool:
    """Tell whether the last word before a date that does something is one of the event's."""
    at, words = sentence.position_at(mention.span.start), sentence.words
    doing = ("VERB", "AUX")
    told = (k for k in range(at - 1, -1, -1) if k in events_at or words[k].pos in doing)
    deed = next(told, None)
    return deed in events_at and not any(word.text == ";" for word in words[deed:at])
