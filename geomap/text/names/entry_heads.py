"""Names at the head of what is told of them: "Nyala: …", "14 June, Bria: …", "Ariha, Sunday: …"."""

from __future__ import annotations

from geomap.protocols import Token
from geomap.text.names.hearing import Hearing

__all__ = ["before_colon", "begins_entry", "behind_day", "closed"]

_DATE = 7
# Words within which a date behind a place ends: ", Sunday, 3 May 2015:".
_ASIDE = 9
# Words of a bracket behind a place, with its end.
_BULLET = 4
# Words and signs that a bullet or a number takes.


def begins_entry(hearing: Hearing, bounds: tuple[int, int]) -> bool:
    """Tell whether a name stands at the head of an entry: "Nyala: …", "14 June, Bria: …".

    Parameters
    ----------
    hearing : Hearing
        The sentence.
    bounds : (int, int)
        First and last position of a name.

    Returns
    -------
    bool
        Whether nothing but a bullet, a number or a day stands before it.
    """
    bounds = _past_holder(hearing, bounds)
    before = hearing.word(bounds[0] - 1)
    lead = hearing.sentence.words[: bounds[0]]
    if before is None or (len(lead) < _BULLET and not any(w.text.isalpha() for w in lead)):
        # a bullet or a number: "* Kherson", "2) Nikopol"
        return True
    date = _before_bracket(hearing, bounds[0] - 2)
    if before.text == ":":
        # as in the entry of a list, "3 March: Kutum, North Darfur: …"
        days = (*hearing.lexicon.months, *hearing.lexicon.weekdays)
        return all(w.text.isdecimal() or w.lower in days or not w.text.isalnum() for w in lead)
    dated = date is not None and (
        date.text[-1:].isdigit() or date.lower.rstrip(".") in hearing.lexicon.months
    )
    return before.text in (",", "-", "–", "—") and dated


def _past_holder(hearing: Hearing, bounds: tuple[int, int]) -> tuple[int, int]:
    """Go back over who holds a place: "Government-controlled Avdiivka: …"."""
    lead = [word.lower for word in hearing.sentence.words[max(0, bounds[0] - 3) : bounds[0]]]
    held = len(lead) > 2 and lead[1] == "-" and lead[2] in hearing.lexicon.places.held
    return (bounds[0] - 3, bounds[1]) if held else bounds


def _before_bracket(hearing: Hearing, at: int) -> Token | None:
    """Give the word before the weekday in brackets: "22 May (Friday) - Cameroon, Bamenda: …"."""
    closing, opening = hearing.word(at), hearing.word(at - 2)
    if closing is None or opening is None or (opening.text, closing.text) != ("(", ")"):
        return closing
    return hearing.word(at - 3)


def behind_day(hearing: Hearing, first: int) -> bool:
    """Tell whether a name opens what stands behind a day and a colon: "28 July: Bria, …".

    Parameters
    ----------
    hearing : Hearing
        The sentence.
    first : int
        Position of the name's first word.

    Returns
    -------
    bool
        Whether the sentence begins with it, behind a day's colon.
    """
    if first:
        return False
    start = hearing.sentence.words[0].start
    before = hearing.sentence.text[max(0, start - 3) : start].rstrip()
    return len(before) == 2 and before[0].isdigit() and before[1] == ":"


def closed(hearing: Hearing, end: int) -> int:
    """Go on behind the bracket that a name closes.

    Parameters
    ----------
    hearing : Hearing
        The sentence.
    end : int
        Position of the name's last word, or of its level's.

    Returns
    -------
    int
        The bracket's position, or the same.
    """
    after = hearing.word(end + 1)
    if after is not None and after.text == "(":
        # who holds the place stands there, as in an entry of a list
        inside = (hearing.word(k) for k in range(end + 2, end + 2 + _ASIDE))
        closing = (k for k, word in enumerate(inside, end + 2) if word and word.text[:1] == ")")
        return next(closing, end)
    return end + 1 if after is not None and after.text.startswith(")") else end


def _past_date(hearing: Hearing, end: int) -> int:
    """Go on behind the day that stands with a place before a colon: "Ariha, Sunday: …"."""
    comma, lexicon = hearing.word(end + 1), hearing.lexicon
    if comma is None or comma.text != ",":
        return end
    at, dated = end + 2, False
    while (word := hearing.word(at)) is not None and at < end + _DATE:
        day = word.lower in lexicon.weekdays or word.lower in lexicon.months
        if not (day or word.text.isdecimal() or word.text == ","):
            break
        dated = dated or day
        at += 1
    colon = hearing.word(at)
    return at - 1 if dated and colon is not None and colon.text == ":" else end


def before_colon(hearing: Hearing, end: int) -> bool:
    """Tell whether a colon stands behind a name, its bracket or its day.

    Parameters
    ----------
    hearing : Hearing
        The sentence.
    end : int
        Position of the name's last word, or of its level's.

    Returns
    -------
    bool
        Whether what follows is told of it.
    """
    at = _past_date(hearing, closed(hearing, end))
    # the model keeps "):" together
    last, after = hearing.word(at), hearing.word(at + 1)
    return (after is not None and after.text == ":") or (last is not None and last.text == "):")
