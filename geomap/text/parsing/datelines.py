"""The places that lines open with: a report's dateline, and the entries of a list.

"BEIRUT (Agency) — Two died" was filed in Beirut. Of several lines such as "MOSUL - Police found
six bodies" each tells what happened in its place.
"""

from __future__ import annotations

import re
from functools import lru_cache

from geomap.text.words.lexicon import load_lexicon
from geomap.text.words.plain_words import is_word

__all__ = ["NAME", "NAME_WORD", "PARTICLE", "Label", "dateline_end", "filed_end", "labels_in"]

NAME_WORD = r"(?:(?:[A-Z]\.)+|[^\W\d_a-zß-ÿ][\w'’-]*|(?:al|el)-[\w'’-]+)"
PARTICLE = r"(?:al|el|bin|ibn|abu|de|del|della|der|den|van|von|da|dos|la|le)"
NAME = rf"{NAME_WORD}(?:[ ](?:{NAME_WORD}|{PARTICLE})){{0,4}}"

Label = tuple[int, int, int]
# Where a name begins and ends, and where what is told of it begins.

_LENGTH = 120
_SHORTEST = 4
# Letters of a label within a line: "IDF:" is no place.
_DATELINE = re.compile(
    r"[^a-z\n]{2,60}?(?:,[^\n—–-]{0,40})?\s*(?:\([^)\n]{2,40}\)\s*)?[—–-]{1,2}\s"
    # "Bogota, 7 Sep 89 --": in small letters the day tells it, or the agency in brackets
    r"|[A-Z][^\n—–(,]{1,30}(?:\([^)\n]{2,30}\))?(?:,[^\n—–(,]{2,30})?,"
    r"[^\n—–(,]{0,16}\d[^\n—–(]{0,16}"
    r"(?:\([^)\n]{2,40}\)\s*)?(?:--|[—–]|(?<=\s)-)\s"
    r"|[A-Z][^\n—–(,]{1,30}(?:,[^\n—–(,]{2,30})?\s\([A-Z][^)\n]{1,40}\)\s*(?:--|[—–-])\s"
)
_NAME = re.compile(r"[^\W\d_]{3}")
_WORDS = 5
# A place has no more; what is longer and holds no date or agency is a sentence in capitals.
_DAY = r"(?:,[ ](?:\d{1,2}[ ][A-Z][a-z]{2,8}\.?|[A-Z][a-z]{2,8}\.?[ ]\d{1,2})(?:,?[ ]\d{4})?)?"
_LABEL = re.compile(
    rf"^[ \t]*(?:[-*•·–—][ \t]+)?(?P<label>{NAME}(?:,[ ]{NAME})?){_DAY}[ ](?:-|–|—|--)[ ]",
    re.MULTILINE,
)
# "• El Fasher, North Darfur (8 October): …": the day in brackets tells it from a form's field.
_DATED = re.compile(
    rf"^[ \t]*(?:[-*•·–—][ \t]+)?(?P<label>{NAME}(?:,[ ]{NAME})?)[ ]"
    r"\([^)\n\d]{0,20}\d[^)\n]{0,20}\)(?::|[ ](?:-|–|—|--))[ ]",
    re.MULTILINE,
)
_AGENCY = re.compile(r"\([A-Z]{2,6}(?:/[A-Z]{2,6})?\)")
# "JOHANNESBURG, 10 September (IRIN) -" is a dateline.
_CAPITALS = r"[^\W\d_a-zß-ÿ]{2,}(?:['’-][^\W\d_a-zß-ÿ]{2,})*"
# Within a line a name is a label only in capitals, before a sentence in usual letters.
_INSIDE = re.compile(
    rf"(?:^|(?<=[.!?)”\"][ \n]))(?P<label>{_CAPITALS}(?: {_CAPITALS}){{0,3}})"
    r"(?:,[ ][A-Z\d][\w ’'-]{2,24})?(?:[ ]\([^)\n]{2,40}\))?(?:[ ](?:-|–|—|--)|:|\.)[ ]"
    r"(?=[“\"]?[A-Za-z\d][^\n]{0,30}[a-z])",
    re.MULTILINE,
)
# A unit that opens an entry: "Faridkot district: Police …", "Kherson region. A shell …".
_UNIT = rf"^[ \t]*(?:[-*•·–—][ \t]+)?(?P<label>{NAME} (?P<level>[a-zA-Z]+))(?::|\.)[ ]"
_UNITS = re.compile(_UNIT, re.MULTILINE)
_FILED = re.compile(
    rf"{NAME_WORD}(?:[ /]{NAME_WORD}){{0,3}}(?:,[ ][A-Z]{{2,6}})?(?::|\.|[ ](?:-|–|—|--))[ ]"
)
# A bare name before a story: "RAIPUR: …", "Raipur, PTI: …", "Bogotá. …", "Bamako - …".
_HEADED = re.compile(
    rf"^(?P<name>{NAME_WORD}(?:[ ]{NAME_WORD}){{0,2}})(?::|\.)[ ](?=[\"“]?[A-Z])", re.MULTILINE
)
_SEARCHED = 20_000
# Characters in which the heads of a list are looked for.
_STORY = 300
# Letters behind it in which the story names its own place.
_DESCRIBING = frozenset(
    {"the", "town", "city", "village", "northern", "southern", "eastern", "western"}
)
_SEVERAL = 2
# One line that opens so has a dateline.


def labels_in(text: str) -> tuple[Label, ...]:
    r"""Find the names that lines open with, where several do.

    Parameters
    ----------
    text : str
        A report's.

    Returns
    -------
    tuple of Label
        In order; empty where fewer than two different names open lines.

    Examples
    --------
    >>> labels_in("BAGHDAD - A bomb killed two.\nMOSUL - Police found a body.")
    ((0, 7, 10), (29, 34, 37))
    """
    opening = (*_LABEL.finditer(text), *_DATED.finditer(text))
    lexicon = load_lexicon("en")
    days = {*lexicon.weekdays, *lexicon.months}
    found = {m.start("label"): m for m in opening if m["label"].split()[0].lower() not in days}
    levels = lexicon.levels
    units = [m for m in _UNITS.finditer(text) if m["level"].lower() in levels]
    found.update({match.start("label"): match for match in units})
    inside = {
        m.start("label"): m
        for m in _INSIDE.finditer(text)
        if _may_be_place(m["label"]) and _AGENCY.search(m[0]) is None
    }
    # A town may be a word, too: "NYALA" beside "EL FASHER".
    names = {m["label"] for m in inside.values() if not _is_words(m["label"])}
    found.update(inside if len(names) >= _SEVERAL else {})
    if len({match["label"] for match in found.values()}) < _SEVERAL:
        return ()
    return tuple((at, found[at].end("label"), found[at].end()) for at in sorted(found))


def _may_be_place(label: str) -> bool:
    """Tell a name from a field of a form, "KILLED: 5", and from a body, "OCHA:"."""
    words = label.lower().split()
    lexicon = load_lexicon("en")
    if all(part in lexicon.places.compass for word in words for part in word.split("-")):
        # "NORTH-EAST." over a part of a list
        return False
    forms = lexicon.acronyms | lexicon.harmful | {*lexicon.scopes["letterheads"], *lexicon.months}
    return len(label) >= _SHORTEST and not any(word in forms for word in words)


def _is_words(label: str) -> bool:
    return all(is_word(word) for word in label.lower().split())


def dateline_end(text: str, start: int) -> int | None:
    """Find where the dateline ends that stands at a position.

    Parameters
    ----------
    text : str
        A report's.
    start : int
        Where a line begins.

    Returns
    -------
    int or None
        The position behind its dash; None where no dateline stands there.

    Examples
    --------
    >>> dateline_end("BEIRUT (Agency) — Two died.", 0)
    18
    >>> dateline_end("Two died.", 0) is None
    True
    """
    match = _DATELINE.match(text, start, start + _LENGTH)
    if match is None or _NAME.search(match[0]) is None:
        return None
    marked = any(sign.isdigit() or sign == "(" for sign in match[0])
    return match.end() if marked or len(match[0].split()) <= _WORDS else None


@lru_cache(maxsize=4)
def _heads_several(text: str) -> bool:
    """Tell whether several lines open with a bare name: then they are the heads of a list."""
    names = {
        match["name"] for match in _HEADED.finditer(text) if not is_word(match["name"].lower())
    }
    return len(names) >= _SEVERAL


def filed_end(text: str, start: int) -> int | None:
    """Find where a bare name ends that a story opens with, and that is not the story's place.

    Parameters
    ----------
    text : str
        A report's.
    start : int
        Where its first line of prose begins.

    Returns
    -------
    int or None
        The position behind its sign; None where the line names no other place.

    Examples
    --------
    >>> filed_end("RAIPUR: Six policemen were killed in Narayanpur district.", 0)
    8
    >>> filed_end("RAIPUR: Six policemen were killed on Monday.", 0) is None
    True
    """
    opens = start == 0 or text[start - 1] == "\n"
    match = _FILED.match(text, start, start + _LENGTH) if opens else None
    if match is None or "\n" in match[0]:
        return None
    if _heads_several(text[:_SEARCHED]):
        return None
    lexicon = load_lexicon("en")
    line = text[match.end() : match.end() + _STORY].split("\n", 1)[0]
    before = (*lexicon.places.within, *lexicon.places.hit, "of", "from")
    between = (*lexicon.places.articles, *lexicon.places.compass, *lexicon.levels)
    dates = (*lexicon.months, *lexicon.weekdays)
    words = line.split()
    for at in range(1, len(words)):
        named = words[at].strip(".,;:'’s")
        led = at - 1
        while led > 0 and words[led].lower() in between:
            led -= 1
        if named[:1].isupper() and named.istitle() and words[led].lower() in before:
            if named.lower() in dates:
                continue
            # another event's, as in "Karachi: Two policemen died. In Lahore, a bomb killed 30."
            apart = words[led] == "In" and words[led - 1].endswith(".") and ":" in match[0]
            return None if apart else match.end()
    return None
