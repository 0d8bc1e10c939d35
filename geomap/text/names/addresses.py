"""Names that stand where places stand: "in X", "X district, Y", "near X (Y, Z)", "X: …".

A model of names knows few villages and parts their names wrongly; an address is told by the
words around it, whatever its names are.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from geomap.text.names.entry_heads import before_colon, begins_entry, behind_day, closed
from geomap.text.names.hearing import (
    GROUND,
    Hearing,
    closes_phrase,
    is_acronym,
    is_no_place,
    is_people,
)
from geomap.text.names.proper_names import name_at
from geomap.text.names.struck import is_entered, is_hit, is_overrun, is_passed, is_struck
from geomap.text.parsing.grammar import Sentence
from geomap.text.parsing.levels import long_unit_end
from geomap.text.words.lexicon import Lexicon

__all__ = ["addresses_in"]

_PARTS = 6
# Names of an address.
_BODIES = ("PERSON", "ORG")
_NEAR = 3
# Words of "not far from".
_DASHES = ("-", "–", "—", "/")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """One name of an address."""

    first: int
    last: int
    end: int
    # the last word of its level: "Laman area"
    sure: bool
    # a level, or a name that the gazetteer knows


def addresses_in(
    sentence: Sentence, lexicon: Lexicon, known: Callable[[str], int], *, eventful: bool
) -> list[tuple[int, int]]:
    """Find the names of a sentence's addresses.

    Parameters
    ----------
    sentence : Sentence
        The sentence.
    lexicon : Lexicon
        The language's words around places.
    known : callable
        Tells how well known a name is.
    eventful : bool
        Whether the sentence tells of an event: then "in" is enough for a name that nobody
        knows.

    Returns
    -------
    list of (int, int)
        First and last position of each name, in order.
    """
    hearing = Hearing(sentence=sentence, lexicon=lexicon, known=known, eventful=eventful)
    found: list[tuple[int, int]] = []
    at = 0
    while at < len(sentence.words):
        last = name_at(sentence, at, lexicon)
        if last is None:
            at += 1
            continue
        people = _people_end(hearing, (at, last))
        if people is not None:
            at = people + 1
            continue
        names = _address(hearing, (at, last))
        found.extend(names)
        at = max(last, names[-1][1] if names else last) + 1
    return found


def _people_end(hearing: Hearing, bounds: tuple[int, int]) -> int | None:
    """Find where a people's name ends that begins like a place's: "the Sri Lankan town"."""
    behind = hearing.word(bounds[1] + 1)
    entity = hearing.sentence.entity_at(bounds[1] + 1) if behind is not None else None
    if entity is None or entity[2] != "NORP" or entity[0] != bounds[1] + 1:
        return None
    whole = hearing.known(hearing.sentence.surface(bounds[0], entity[1]))
    return entity[1] if whole and hearing.known(hearing.sentence.surface(*entity[:2])) < 2 else None


def _address(hearing: Hearing, bounds: tuple[int, int]) -> list[tuple[int, int]]:
    """Read the address that begins with a name, if one does."""
    opened = _opening(hearing, bounds[0])
    ground = is_struck(hearing, bounds) or is_passed(hearing, bounds)
    if not opened and (ground or is_entered(hearing, bounds)):
        return [bounds]
    parts = _chain(hearing, bounds)
    if not opened and behind_day(hearing, bounds[0]) and len(parts) == 1:
        after = hearing.word(bounds[1] + 1)
        if after is not None and after.text in (",", ";", *_DASHES):
            opened = "entry"
    if not opened and before_colon(hearing, parts[-1].end) and begins_entry(hearing, bounds):
        opened = "entry"
    if not opened:
        return []
    while len(parts) > 1 and not parts[-1].sure:
        parts.pop()
    names = [(part.first, part.last) for part in parts]
    first = names[0]
    levelled = parts[0].end > first[1] or opened == "level"
    if is_no_place(hearing, first) or not (levelled or _may_open(hearing, parts, opened)):
        names = names[1:]
    return [name for name in names if not _is_body(hearing, name)]


def _may_open(hearing: Hearing, parts: list[_Part], opened: str) -> bool:
    """Tell whether the first name of an address without a level is one of a place."""
    bounds = parts[0].first, parts[0].last
    before, after = hearing.word(bounds[0] - 1), hearing.word(bounds[1] + 1)
    fame = hearing.fame(bounds)
    article = before is not None and before.lower in hearing.lexicon.places.articles
    if len(parts) > 1 and after is not None and after.text in _DASHES:
        return True
    if opened == "entry" and after is not None and after.lower in hearing.lexicon.places.inside:
        # "Horror in Haiti: …" says what happened, not where
        return fame > 1 or (fame > 0 and hearing.label(bounds) in GROUND)
    if article or (is_acronym(hearing, bounds) and fame < 2):
        return False
    if len(parts) > 1:
        listed = after is not None and after.text in (",", "(")
        if after is not None and after.tag == "POS":
            return fame > 0
        if is_overrun(hearing, bounds, in_unit=_is_unit(hearing, parts[1])):
            return True
        return listed or opened == "entry" or fame > 1 or hearing.label(bounds) not in _BODIES
    if opened == "entry":
        return fame > 0 or hearing.eventful
    if before is not None and after is not None and after.tag == "POS":
        # "in al-Bab's centre"
        side = hearing.word(bounds[1] + 2)
        ground = side is not None and side.lower in hearing.lexicon.places.sides
        return ground and fame > 0 and before.lower in hearing.lexicon.places.within
    if before is None:
        return False
    led = before.lower in (*hearing.lexicon.places.within, "of", "for")
    if not (led or _is_not_far(hearing, bounds[0]) or _is_measured(hearing, bounds[0])):
        shelled = before.lower in hearing.lexicon.places.ground_harm
        named = fame > 0 or (shelled and closes_phrase(hearing, bounds))
        return hearing.eventful and named and is_hit(hearing, bounds)
    whole = bounds[1] > bounds[0] and fame > 0
    return whole or (hearing.eventful and closes_phrase(hearing, bounds))


def _is_unit(hearing: Hearing, part: _Part) -> bool:
    """Tell whether a name behind another is said to be a unit's: "Y district", "northern Z"."""
    before = hearing.word(part.first - 1)
    compass = before is not None and before.lower in hearing.lexicon.places.compass
    return part.end > part.last or compass


def _opening(hearing: Hearing, first: int) -> str:
    """Tell what opens an address: a level before the name, a word like "in", another, or none."""
    words, lexicon = hearing.sentence.words, hearing.lexicon
    places = lexicon.places
    if _of_ground(hearing, first) or _is_measured(hearing, first):
        return "beside"
    if _is_not_far(hearing, first):
        return "within"
    at, level = first - 1, False
    while at >= 0 and first - at < 7:
        word = words[at]
        small = word.text.islower()
        if small and _is_ground(hearing, word.lower):
            level = level or words[at + 1].lower == "of"
        elif word.lower == "of" and at and words[at - 1].text.islower():
            before = words[at - 1].lower
            outer = _is_ground(hearing, before) or before in places.sides
            if not (outer or before in places.compass):
                break
            level = level or before in places.sites
            at -= 1
        elif not small or not (word.lower in places.articles or word.dep == "amod"):
            if word.lower not in places.compass:
                break
        at -= 1
    before = words[at].lower if at >= 0 else ""
    if before in places.within or (first and words[first - 1].lower in places.within):
        return "within"
    if level:
        return "level"
    behind_level = (
        before == "," and at > 0 and words[at - 1].lower in (*lexicon.levels, *places.grounds)
    )
    return "beside" if behind_level or before in places.beside or before in places.hit else ""


def _is_not_far(hearing: Hearing, first: int) -> bool:
    """Read "near" in several words before a name: "not far from Bankass"."""
    lead = hearing.sentence.words[max(0, first - _NEAR) : first]
    return " ".join(word.lower for word in lead) in hearing.lexicon.places.not_far


def _is_measured(hearing: Hearing, first: int) -> bool:
    """Read "12 km north of Jinotega", "30 kilometres from X": it lies by the name."""
    lead = [word.lower for word in hearing.sentence.words[max(0, first - 4) : first]]
    if not lead or lead[-1] not in ("of", "from"):
        return False
    rest = lead[:-1]
    if lead[-1] == "of" and (not rest or rest[-1] not in hearing.lexicon.places.compass):
        return False
    rest = [word for word in rest if word not in hearing.lexicon.places.compass]
    return bool(rest) and rest[-1] in hearing.lexicon.places.lengths


def _of_ground(hearing: Hearing, first: int) -> bool:
    """Read "the shelling of X", "the council of X", "the battle for X"."""
    if first <= 1:
        return False
    noun, small = (word.lower for word in hearing.sentence.words[first - 2 : first])
    places = hearing.lexicon.places
    led = {"of": places.ground_of | places.councils, "for": places.ground_for}
    return noun in led.get(small, ())


def _is_ground(hearing: Hearing, word: str) -> bool:
    """Tell whether a noun is one for a place or for what a place has: "town", "road", "fair"."""
    places = hearing.lexicon.places
    return word in hearing.lexicon.levels or word in places.grounds or word in places.sites


def _chain(hearing: Hearing, bounds: tuple[int, int]) -> list[_Part]:
    """Read a name and the names behind it that say where it is."""
    first, last = _whole(hearing, bounds)
    parts = [_Part(first=first, last=last, end=_level_end(hearing, last), sure=True)]
    bracket = False
    while len(parts) < _PARTS:
        other_end = _other_end(hearing, parts[-1])
        if other_end is not None:
            parts.append(other_end)
            continue
        gap = _gap(hearing, parts[-1].end + 1, after_level=parts[-1].end > parts[-1].last)
        if gap is None:
            break
        at, opens = gap
        bracket = bracket or opens
        if hearing.word(at) is None:
            break
        further = name_at(hearing.sentence, at, hearing.lexicon)
        if further is None:
            break
        parts.append(_further(hearing, (at, further), bracket=bracket))
        if bracket and closed(hearing, parts[-1].end) > parts[-1].end:
            break
    return parts


def _other_end(hearing: Hearing, part: _Part) -> _Part | None:
    """Read the second end of a road: "the Dabou - Tin Akoff road"."""
    dash = hearing.word(part.end + 1)
    if dash is None or dash.text not in _DASHES or hearing.word(part.end + 2) is None:
        return None
    last = name_at(hearing.sentence, part.end + 2, hearing.lexicon)
    end = _level_end(hearing, last) if last is not None else None
    if last is None or end is None or end == last:
        return None
    return _Part(first=part.end + 2, last=last, end=end, sure=True)


def _gap(hearing: Hearing, at: int, *, after_level: bool) -> tuple[int, bool] | None:
    """Read what parts a name from the one around it; give where that begins."""
    places = hearing.lexicon.places
    word = hearing.word(at)
    if word is None:
        return None
    opens = word.text == "("
    if word.text == ",":
        after = hearing.word(at + 1)
        at += 1 if after is not None and after.lower in places.inside else 0
    elif not (opens or word.tag == "POS" or word.lower in places.inside):
        if not (after_level and word.lower == "of"):
            return None
    at += 1
    begun = at
    while (small := hearing.word(at)) is not None and small.text.islower() and at - begun < 4:
        around = (*places.articles, *places.compass, *hearing.lexicon.levels)
        if small.lower not in around and not (small.lower == "of" and at > begun):
            break
        at += 1
    return at, opens


def _further(hearing: Hearing, bounds: tuple[int, int], *, bracket: bool) -> _Part:
    """Judge a name behind another: it says where that is, or something new begins."""
    first, last = bounds = _whole(hearing, bounds)
    end = _level_end(hearing, last)
    after, before = hearing.word(end + 1), hearing.word(first - 1)
    fame = hearing.fame(bounds)
    sure = end > last or fame > (0 if hearing.eventful or not bracket else 1)
    if fame < 2 and end == last:
        if hearing.label(bounds) == "PERSON" and not bracket:
            sure = sure and after is not None and after.text == ","
        if before is not None and before.lower == "the":
            sure = False
        if before is not None and before.tag == "POS":
            # "Syria's Afrin", not "Syria's Assad said"
            place = hearing.label(bounds) not in _BODIES and closes_phrase(hearing, bounds)
            sure = sure and hearing.eventful and place
    acts = after is not None and (after.pos in ("VERB", "AUX") or after.tag == "POS")
    if acts and hearing.sentence.words[last].dep in ("nsubj", "nsubjpass", "poss", "compound"):
        sure = False
    kind = hearing.word(first - 2)
    if before is not None and before.lower == "of" and kind is not None:
        # "the Khartoum neighbourhood of Burri"
        sure = sure or (hearing.eventful and kind.lower in hearing.lexicon.levels)
    if is_people(hearing, bounds) or (bracket and is_acronym(hearing, bounds)):
        sure = False
    return _Part(first=first, last=last, end=end, sure=sure)


def _whole(hearing: Hearing, bounds: tuple[int, int]) -> tuple[int, int]:
    """Take in "of the Congo" and "'s Bazar", where the world knows the whole name."""
    first, last = bounds
    at = last + 1
    while (word := hearing.word(at)) is not None and at - last <= 2:
        if word.lower not in ("of", "and", "the") and word.tag != "POS":
            break
        at += 1
    if at == last + 1 or hearing.word(at) is None:
        return bounds
    end = name_at(hearing.sentence, at, hearing.lexicon)
    least = 1 if hearing.sentence.words[last + 1].tag == "POS" else 2
    if end is not None and hearing.known(hearing.sentence.surface(first, end)) >= least:
        return first, end
    return bounds


def _level_end(hearing: Hearing, last: int) -> int:
    """Give the last word of what a name is said to be: "Lawalong police station area"."""
    lexicon = hearing.lexicon
    unit = long_unit_end(hearing.sentence, last, lexicon)
    if unit is not None:
        return unit
    for at in (last + 1, last + 2, last + 3):
        word = hearing.word(at)
        if word is None or not word.text.islower() or not word.tag.startswith("N"):
            return last
        if word.lower in lexicon.levels or word.lower in lexicon.places.grounds:
            after = hearing.word(at + 1)
            further = after is not None and after.lower in lexicon.places.grounds
            return at + 1 if further else at
    return last


def _is_body(hearing: Hearing, bounds: tuple[int, int]) -> bool:
    """Tell whether a name is an institution's, or only the side of something."""
    words = [word.lower for word in hearing.sentence.words[bounds[0] : bounds[1] + 1]]
    body = any(word in hearing.lexicon.institutions for word in words)
    if body and len(words) > 1 and hearing.fame(bounds):
        # "Bajaur Agency" is a district's name
        return False
    return body or (len(words) == 1 and words[0] in hearing.lexicon.places.compass)
