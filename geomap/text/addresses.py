"""Names that stand where places stand: "in X", "X district, Y", "near X (Y, Z)".

A model of names knows few villages and parts their names wrongly; an address is told by the
words around it, whatever its names are.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from geomap.text.grammar import Sentence
from geomap.text.lexicon import Lexicon

__all__ = ["addresses_in", "name_at"]

_JOINTS = frozenset("-‐‑–'’ʿʾ`")
# Marks inside a name, without white space around them.
_LONGEST = 9
# Words and marks of a name.
_PARTS = 6
# Names of an address.
_CLOSES = frozenset((",", ".", ";", ":", ")", "(", "!", "?", "—", "–"))
_NOT_NAMES = ("NORP", "DATE", "TIME", "CARDINAL", "ORDINAL", "LANGUAGE", "MONEY", "PERCENT")
_ACRONYM = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    """One name of an address."""

    first: int
    last: int
    end: int
    # the last word of its level: "Laman area"
    sure: bool
    # a level, or a name that the gazetteer knows


def name_at(sentence: Sentence, at: int, lexicon: Lexicon) -> int | None:
    """Find where a proper name that begins at a word ends.

    Parameters
    ----------
    sentence : Sentence
        The sentence.
    at : int
        Position of the first word.
    lexicon : Lexicon
        The language's particles, months and weekdays.

    Returns
    -------
    int or None
        Position of the last word; None where no name begins.
    """
    if not _begins(sentence, at, lexicon):
        return None
    words, last = sentence.words, at
    while last + 1 < len(words) and last - at < _LONGEST:
        onward = _onward(sentence, last, lexicon)
        if onward is None:
            break
        last = onward
    while last > at and _says_more(words[last].lower, lexicon):
        last -= 1
    half = words[last].text in _JOINTS or (
        last + 1 < len(words)
        and words[last + 1].text in _JOINTS
        and words[last + 1].start == words[last].end
    )
    return None if half or (last == at and words[at].lower in lexicon.places.particles) else last


def _begins(sentence: Sentence, at: int, lexicon: Lexicon) -> bool:
    word = sentence.words[at]
    if not word.text[0].isalpha() or word.lower in lexicon.months or word.lower in lexicon.weekdays:
        return False
    if word.text[0].isupper():
        return True
    # "al-Zahraa"
    glued = at + 2 < len(sentence.words) and sentence.words[at + 1].text in _JOINTS
    return (
        glued
        and word.lower in lexicon.places.particles
        and sentence.words[at + 1].start == word.end
        and sentence.words[at + 2].text[0].isupper()
    )


def _onward(sentence: Sentence, last: int, lexicon: Lexicon) -> int | None:
    """Give the position that a name goes on to, if it does."""
    words = sentence.words
    here, after = words[last], words[last + 1]
    if after.start == here.end:
        joint = after.text in _JOINTS or here.text in _JOINTS
        glued = last + 2 < len(words) and words[last + 2].start == after.end
        if joint and glued and _piece(words[last + 2].text, lexicon):
            return last + 2
        return None
    if after.text[0].isdigit():
        return last + 1 if here.lower in lexicon.places.numbered and len(after.text) < 4 else None
    if _another(sentence, last + 1, lexicon):
        return last + 1
    at = last + 1
    while at < len(words) and words[at].lower in lexicon.places.particles and at < last + 3:
        if not words[at].text.islower():
            break
        at += 1
    if last + 1 < at < len(words) and _another(sentence, at, lexicon):
        return at
    return None


def _piece(text: str, lexicon: Lexicon) -> bool:
    """Tell "Deir-ez-Zor" from "Kyiv-controlled"."""
    return text[0].isupper() or text[0].isdigit() or text in lexicon.places.particles


def _another(sentence: Sentence, at: int, lexicon: Lexicon) -> bool:
    """Tell whether the next word can be one more of the same name."""
    if not _begins(sentence, at, lexicon) or sentence.words[at].tag in ("POS", "CC"):
        return False
    entity = sentence.entity_at(at)
    return entity is None or entity[0] != at or entity[2] not in _NOT_NAMES


def _says_more(word: str, lexicon: Lexicon) -> bool:
    """Tell whether a word in capitals is a headline's own: "Homs Bombing"."""
    act = word in lexicon.acts and word not in lexicon.levels
    return act or word in lexicon.nouns or word in lexicon.states


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
    found: list[tuple[int, int]] = []
    at = 0
    while at < len(sentence.words):
        last = name_at(sentence, at, lexicon)
        if last is None:
            at += 1
            continue
        names = _address(sentence, (at, last), (lexicon, known), eventful=eventful)
        found.extend(names)
        at = max(last, names[-1][1] if names else last) + 1
    return found


def _address(
    sentence: Sentence,
    bounds: tuple[int, int],
    knowledge: tuple[Lexicon, Callable[[str], int]],
    *,
    eventful: bool,
) -> list[tuple[int, int]]:
    lexicon, known = knowledge
    opened = _opening(sentence, bounds[0], lexicon)
    if not opened:
        return []
    first, last = bounds = _whole(sentence, bounds, knowledge)
    body = any(word.lower in lexicon.institutions for word in sentence.words[first : last + 1])
    parts = _chain(sentence, bounds, knowledge)
    while len(parts) > 1 and not parts[-1].sure:
        parts.pop()
    names = [(part.first, part.last) for part in parts]
    if body or _never(sentence, bounds, lexicon) or _is_people(sentence, bounds):
        return names[1:]
    if len(parts) > 1 or parts[0].end > last or opened == "level":
        return names
    if opened == "within" and known(sentence.surface(first, last)):
        return names if not _possesses(sentence, last) else []
    if eventful and opened == "within" and _stands_alone(sentence, bounds):
        return names
    return []


def _opening(sentence: Sentence, first: int, lexicon: Lexicon) -> str:
    """Tell what opens an address: a level before the name, a word like "in", another, or none."""
    words, places = sentence.words, lexicon.places
    at, level = first - 1, False
    while at >= 0 and first - at < 7:
        word = words[at]
        small = word.text.islower()
        if small and (word.lower in lexicon.levels or word.lower in places.grounds):
            level = level or words[at + 1].lower == "of"
        elif word.lower == "of" and at and words[at - 1].text.islower():
            before = words[at - 1].lower
            outer = before in lexicon.levels or before in places.grounds or before in places.sides
            if not (outer or before in places.compass):
                break
        elif not (small and word.lower in places.articles) and word.lower not in places.compass:
            break
        at -= 1
    before = words[at].lower if at >= 0 else ""
    if before in places.within or words[first - 1].lower in places.within:
        return "within"
    if level:
        return "level"
    behind_level = (
        before == "," and at > 0 and words[at - 1].lower in (*lexicon.levels, *places.grounds)
    )
    return "beside" if behind_level or before in places.beside or before in places.hit else ""


def _chain(
    sentence: Sentence,
    bounds: tuple[int, int],
    knowledge: tuple[Lexicon, Callable[[str], int]],
) -> list[_Part]:
    """Read a name and the names behind it that say where it is."""
    lexicon, _ = knowledge
    first, last = bounds
    end = _level_end(sentence, last, lexicon)
    parts = [_Part(first=first, last=last, end=end, sure=True)]
    bracket = False
    while len(parts) < _PARTS:
        gap = _gap(sentence, parts[-1].end + 1, lexicon, after_level=parts[-1].end > parts[-1].last)
        if gap is None:
            break
        at, opens = gap
        bracket = bracket or opens
        last_of = name_at(sentence, at, lexicon) if at < len(sentence.words) else None
        if last_of is None:
            break
        parts.append(_further(sentence, (at, last_of), knowledge, bracket=bracket))
        after = parts[-1].end + 1
        if bracket and after < len(sentence.words) and sentence.words[after].text == ")":
            break
    return parts


def _gap(
    sentence: Sentence, at: int, lexicon: Lexicon, *, after_level: bool
) -> tuple[int, bool] | None:
    """Read what parts a name from the one around it; give where that begins."""
    words, places = sentence.words, lexicon.places
    if at >= len(words):
        return None
    mark = words[at].lower
    if mark == ",":
        at += 1
        if at < len(words) and words[at].lower in places.inside:
            at += 1
    elif words[at].tag == "POS" or mark in ("(", *places.inside) or (after_level and mark == "of"):
        at += 1
    else:
        return None
    begun = at
    while at < len(words) and at - begun < 4 and words[at].text.islower():
        word = words[at].lower
        known = word in places.articles or word in lexicon.levels or word in places.compass
        if not known and not (word == "of" and at > begun):
            break
        at += 1
    return at, mark == "("


def _further(
    sentence: Sentence,
    bounds: tuple[int, int],
    knowledge: tuple[Lexicon, Callable[[str], int]],
    *,
    bracket: bool,
) -> _Part:
    """Judge a name behind another: it says where that is, or something new begins."""
    lexicon, known = knowledge
    first, last = _whole(sentence, bounds, knowledge)
    words = sentence.words
    end = _level_end(sentence, last, lexicon)
    after = words[end + 1] if end + 1 < len(words) else None
    fame = 0 if _never(sentence, (first, last), lexicon) else known(sentence.surface(first, last))
    sure = end > last or fame > 0
    entity = sentence.entity_at(first)
    if fame < 2 and end == last and entity is not None and entity[2] == "PERSON" and not bracket:
        sure = sure and after is not None and after.text == ","
    acts = after is not None and (after.pos in ("VERB", "AUX") or after.tag == "POS")
    if acts and words[last].dep in ("nsubj", "nsubjpass", "poss", "compound"):
        sure = False
    surface = sentence.surface(first, last)
    if bracket and surface.isupper() and len(surface) <= _ACRONYM and surface.isalpha():
        sure = False
    return _Part(first=first, last=last, end=end, sure=sure)


def _whole(
    sentence: Sentence,
    bounds: tuple[int, int],
    knowledge: tuple[Lexicon, Callable[[str], int]],
) -> tuple[int, int]:
    """Take in "of the Congo" and "'s Bazar", where the world knows the whole name."""
    lexicon, known = knowledge
    first, last = bounds
    at = last + 1
    while at < len(sentence.words) and at - last <= 2:
        if sentence.words[at].lower not in ("of", "and", "the") and sentence.words[at].tag != "POS":
            break
        at += 1
    if at == last + 1 or at >= len(sentence.words):
        return bounds
    end = name_at(sentence, at, lexicon)
    least = 1 if sentence.words[last + 1].tag == "POS" else 2
    if end is not None and known(sentence.surface(first, end)) >= least:
        return first, end
    return bounds


def _level_end(sentence: Sentence, last: int, lexicon: Lexicon) -> int:
    """Give the last word of what a name is said to be: "Lawalong police station area"."""
    words = sentence.words
    for size in (1, 2, 3):
        at = last + size
        if at >= len(words) or not words[at].text.islower() or not words[at].tag.startswith("N"):
            return last
        if words[at].lower in lexicon.levels or words[at].lower in lexicon.places.grounds:
            after = words[at + 1] if at + 1 < len(words) else None
            further = after is not None and after.lower in lexicon.places.grounds
            return at + 1 if further else at
    return last


def _never(sentence: Sentence, bounds: tuple[int, int], lexicon: Lexicon) -> bool:
    return sentence.surface(*bounds).lower() in lexicon.never


def _is_people(sentence: Sentence, bounds: tuple[int, int]) -> bool:
    """Tell "the Syrian border" from a place."""
    first, last = bounds
    entity = sentence.entity_at(first)
    people = entity is not None and entity[2] == "NORP" and entity[:2] == bounds
    return people and first == last and sentence.words[first].tag.startswith("JJ")


def _possesses(sentence: Sentence, last: int) -> bool:
    after = sentence.words[last + 1] if last + 1 < len(sentence.words) else None
    return after is not None and after.tag == "POS"


def _stands_alone(sentence: Sentence, bounds: tuple[int, int]) -> bool:
    """Tell whether an unknown name behind "in" is a place's: it closes its phrase."""
    first, last = bounds
    words = sentence.words
    after = words[last + 1] if last + 1 < len(words) else None
    if after is not None and (after.tag.startswith(("NN", "JJ", "POS")) or after.tag == "CD"):
        return False
    surface = sentence.surface(first, last)
    acronym = surface.isupper() and surface.isalpha() and len(surface) <= _ACRONYM
    entity = sentence.entity_at(first)
    other = entity is not None and entity[2] in (*_NOT_NAMES, "WORK_OF_ART", "LAW", "EVENT")
    return not acronym and not other
