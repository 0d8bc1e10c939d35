"""Report → Toponyms with their roles: where it happened, who speaks, where from, part of a name.

Candidates are entities of any label and runs of proper nouns; the gazetteer's knowledge of
the name and the words beside it decide. Only a toponym with role ``EVENT`` can reach the map.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from geomap.model import Span, Toponym, ToponymRole
from geomap.text.grammar import Sentence
from geomap.text.lexicon import Lexicon
from geomap.text.roles import role_of, with_speakers_town
from geomap.text.situation import Situation

__all__ = ["find_toponyms"]

_PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
_ARTICLES = frozenset({"the", "a", "an"})
_SHORTEST_PART = 4
# Letters of a word in a body's name that can be a place's: not "Al", "DM", "New".
_LONGEST_NAME = 3
# Words beside the first that an unknown village's name may have.
_COMPASS = frozenset(
    {
        "north",
        "south",
        "east",
        "west",
        "northern",
        "southern",
        "eastern",
        "western",
        "central",
        "northeastern",
        "northwestern",
        "southeastern",
        "southwestern",
        "northeast",
        "northwest",
        "southeast",
        "southwest",
    }
)
_HIT = frozenset(
    {
        "hit",
        "hits",
        "hitting",
        "struck",
        "strike",
        "strikes",
        "striking",
        "target",
        "targets",
        "targeted",
        "targeting",
        "bombed",
        "bombing",
        "bombs",
        "shelled",
        "shelling",
        "attacked",
        "attacking",
        "attacks",
        "pounded",
        "pounding",
        "raided",
        "stormed",
        "overran",
        "entered",
        "bombarded",
        "rocked",
        "shook",
        "besieged",
        "destroyed",
        "devastated",
    }
)


# the sentence before it, in the same paragraph, tells of an event


def find_toponyms(
    sentence: Sentence,
    situation: Situation,
    lexicon: Lexicon,
    known: Callable[[str], int],
) -> tuple[Toponym, ...]:
    """Find the place names of a sentence and what each does there.

    Parameters
    ----------
    sentence : Sentence
        The sentence.
    situation : Situation
        Its scope, its speakers, and whether it tells of an event.
    lexicon : Lexicon
        The language's words for levels, relations and institutions.
    known : callable
        Tells how well known a name is: 0 not at all, 1 to the gazetteer, 2 to the world.

    Returns
    -------
    tuple of Toponym
        In order of the text.
    """
    candidates = _candidates(sentence, lexicon, known, eventful=situation.eventful)
    if situation.heads_entry:
        candidates = _with_heading_names(sentence, candidates)
    found: list[Toponym] = []
    for first, last, label in candidates:
        level = _level(sentence, first, last, lexicon)
        role, reason = role_of(sentence, (first, last, label), situation, lexicon, level=level)
        found.append(
            Toponym(
                span=sentence.span_of(first, last),
                surface=sentence.surface(first, last),
                role=role,
                reason=reason,
                level=level,
                relation=_relation(sentence, first, lexicon),
            )
        )
    found = _shared_levels(sentence, found)
    found = _with_containers(sentence, found)
    return tuple(with_speakers_town(sentence, found, situation, lexicon))


def _candidates(
    sentence: Sentence, lexicon: Lexicon, known: Callable[[str], int], *, eventful: bool
) -> list[tuple[int, int, str]]:
    found: list[tuple[int, int, str]] = []
    taken: set[int] = set()
    for first, last, label in _entities(sentence, known):
        bounds = _trimmed(sentence, first, last, lexicon)
        if bounds is None:
            continue
        if _never(sentence, bounds, lexicon):
            taken.update(range(first, last + 1))
            continue
        if label == "NORP" or label in _PLACE_LABELS:
            if label == "NORP" and not known(sentence.surface(*bounds)):
                continue
            if label == "NORP" and _stands_as_place(sentence, bounds, lexicon):
                label = ""
            if label in _PLACE_LABELS and not sentence.words[bounds[0]].text[:1].isupper():
                continue
            if _is_kind_of_thing(sentence, bounds, lexicon) and not known(
                sentence.surface(*bounds)
            ):
                continue
            bounds = _without_compass(sentence, bounds, known)
            found.append((*bounds, label))
            taken.update(range(bounds[0], bounds[1] + 1))
        elif label in ("ORG", "PERSON", "PRODUCT", "EVENT", "WORK_OF_ART", "NORP"):
            inner = _inner(sentence, bounds, label, lexicon, known)
            if inner is not None:
                found.append(inner)
            taken.update(range(first, last + 1))
    for first, last in _proper_runs(sentence, taken):
        if _looks_like_place(sentence, first, last, lexicon, known) or (
            eventful and _stands_in_address(sentence, first, last, lexicon, found)
        ):
            found.append((first, last, ""))
    return sorted(set(found))


def _entities(sentence: Sentence, known: Callable[[str], int]) -> list[tuple[int, int, str]]:
    """Give the entities, with "Owo, Ondo, Nigeria" and "Sahwa in Dar'a" cut to their names."""
    cut: list[tuple[int, int, str]] = []
    for first, last, label in sentence.entities:
        if label not in _PLACE_LABELS:
            cut.append((first, last, label))
            continue
        start = first
        for at in range(first, last + 1):
            parts = sentence.words[at].text in (",", "(", ")") or (
                sentence.words[at].lower == "in" and first < at < last
            )
            if parts and not known(sentence.surface(first, last)):
                if at > start:
                    cut.append((start, at - 1, label))
                start = at + 1
        if start <= last:
            cut.append((start, last, label))
    return cut


def _is_kind_of_thing(sentence: Sentence, bounds: tuple[int, int], lexicon: Lexicon) -> bool:
    """Tell whether a name has "a" before it, as weapons have: "a Tochka-U missile"."""
    before = sentence.words[bounds[0] - 1].lower if bounds[0] else ""
    return before in ("a", "an") and _level(sentence, *bounds, lexicon) is None


def _stands_as_place(sentence: Sentence, bounds: tuple[int, int], lexicon: Lexicon) -> bool:
    """Tell whether a name that the model takes for a people stands where places stand."""
    first, last = bounds
    before = sentence.words[first - 1] if first else None
    if not sentence.words[last].tag.startswith("NNP"):
        return False
    if _level(sentence, first, last, lexicon) is not None:
        return True
    ends = last + 1 >= len(sentence.words) or not sentence.words[last + 1].tag.startswith(
        ("NN", "JJ", "CD", "VBG")
    )
    return ends and before is not None and before.lower in ("in", "at", "near", "from", "to", "(")


def _stands_in_address(
    sentence: Sentence,
    first: int,
    last: int,
    lexicon: Lexicon,
    found: Sequence[tuple[int, int, str]],
) -> bool:
    """Tell whether an unknown name stands where an event's place stands: "in X", "(X, Y)".

    A village that no gazetteer knows is still where it happened; it must not be lost.
    """
    before = sentence.words[first - 1].lower if first else ""
    lower = sentence.words[first].lower
    if lower in lexicon.months or lower in lexicon.weekdays or lower in lexicon.never:
        return False
    named = any(w.lower in lexicon.institutions for w in sentence.words[first : last + 1])
    if named or not sentence.words[first].text[:1].isupper() or last - first > _LONGEST_NAME:
        return False
    if before in ("in", "near"):
        return True
    # a bracket or comma right behind another place: the unit it lies in
    return before in ("(", ",") and any(end == first - 2 for _, end, _ in found)


def _with_heading_names(
    sentence: Sentence, candidates: list[tuple[int, int, str]]
) -> list[tuple[int, int, str]]:
    """Take every name of a line of names, known or not, as a place."""
    named = [c for c in candidates if not c[2].startswith("in:")]
    taken = {k for first, last, _ in named for k in range(first, last + 1)}
    runs = [(first, last, "") for first, last in _proper_runs(sentence, taken)]
    return sorted([*named, *[run for run in runs if sentence.words[run[0]].text.isalpha()]])


def _without_compass(
    sentence: Sentence, bounds: tuple[int, int], known: Callable[[str], int]
) -> tuple[int, int]:
    """Take "Western" off "Western Omdurman", and leave it on "South Sudan"."""
    first, last = bounds
    compass = first < last and sentence.words[first].lower in _COMPASS
    if compass and not known(sentence.surface(first, last)):
        if known(sentence.surface(first + 1, last)):
            return first + 1, last
    return bounds


def _never(sentence: Sentence, bounds: tuple[int, int], lexicon: Lexicon) -> bool:
    """Tell whether a name is an armed group's or a body's that sounds like a place."""
    return sentence.surface(*bounds).lower() in lexicon.never


def _trimmed(sentence: Sentence, first: int, last: int, lexicon: Lexicon) -> tuple[int, int] | None:
    """Take articles, "the town of" and the possessive off a name."""
    words = sentence.words
    while first <= last and (
        words[first].lower in _ARTICLES
        or words[first].lower == "of"
        or (words[first].lower in lexicon.levels and words[first].text.islower())
        or (words[first].lower in _COMPASS and words[first].text.islower())
        or words[first].tag in (",", "IN", "-LRB-", "``", "HYPH", ":")
    ):
        first += 1
    while last >= first and (
        words[last].lower in ("'s", "’s", "'", "’")
        or (words[last].lower in lexicon.levels and words[last].text.islower())
        or words[last].tag in (",", ".", "-RRB-", "''", ":")
    ):
        last -= 1
    return (first, last) if first <= last else None


def _inner(
    sentence: Sentence,
    bounds: tuple[int, int],
    label: str,
    lexicon: Lexicon,
    known: Callable[[str], int],
) -> tuple[int, int, str] | None:
    """Decide what an entity that is no place by its label holds for the map.

    The model takes unknown villages for persons or companies; a real institution or person
    that contains a place's name is kept as part of that name.
    """
    first, last = bounds
    words = sentence.words
    whole = sentence.surface(first, last)
    before = words[first - 1].lower if first else ""
    placed = (
        before in lexicon.locatives
        or before in lexicon.levels
        or (before in ("of", "and", ",") and _level(sentence, first, last, lexicon) is not None)
    )
    institution = any(word.lower in lexicon.institutions for word in words[first : last + 1])
    if (placed or _level(sentence, first, last, lexicon)) and not institution and known(whole):
        if not (label == "PERSON" and before in ("of", "by", "against", "on", "over")):
            return first, last, ""
        if _level(sentence, first, last, lexicon) is not None:
            return first, last, ""
    for position in range(first, last + 1):
        word = words[position]
        if label != "PERSON" and word.tag in ("NNP", "NNPS") and last > first and known(word.text):
            if word.lower in lexicon.institutions or len(word.text) < _SHORTEST_PART:
                continue
            if known(word.text) > 1:
                return position, position, f"in:{label}"
    return None


def _proper_runs(sentence: Sentence, taken: set[int]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    at = 0
    words = sentence.words
    while at < len(words):
        if at in taken or words[at].tag not in ("NNP", "NNPS"):
            at += 1
            continue
        end = at
        while (
            end + 1 < len(words)
            and end + 1 not in taken
            and (
                words[end + 1].tag in ("NNP", "NNPS")
                or (
                    words[end + 1].text in ("-", "’", "'")
                    and words[end + 1].start == words[end].end
                )
            )
        ):
            end += 1
        runs.append((at, end))
        at = end + 1
    return runs


def _looks_like_place(
    sentence: Sentence, first: int, last: int, lexicon: Lexicon, known: Callable[[str], int]
) -> bool:
    if not sentence.words[first].text[:1].isupper():
        return False
    lower = sentence.words[first].lower
    if first == last and (lower in lexicon.months or lower in lexicon.weekdays):
        return False
    if any(word.lower in lexicon.institutions for word in sentence.words[first : last + 1]):
        return False
    before = sentence.words[first - 1].lower if first else ""
    level = _level(sentence, first, last, lexicon)
    beside = before in _HIT or before in (
        "in",
        "at",
        "near",
        "outside",
        "around",
        "of",
        "on",
        "from",
        "and",
        ",",
        "to",
    )
    if level is not None:
        return True
    return (beside or first == 0) and known(sentence.surface(first, last)) > 0


def _level(sentence: Sentence, first: int, last: int, lexicon: Lexicon) -> str | None:
    """Read what the text says a place is: "Homs province", "the town of Talbiseh"."""
    words = sentence.words
    after = words[last + 1] if last + 1 < len(words) else None
    if after is not None and after.lower in lexicon.levels and after.lower != "state":
        return lexicon.levels[after.lower]
    if after is not None and after.text == "State":
        return "province"
    own = words[last].lower
    if first < last and own in lexicon.levels and words[first].lower not in ("united", "islamic"):
        return lexicon.levels[own]
    at = first - 1
    if at >= 0 and words[at].lower == "of":
        at -= 1
    while at >= 0 and words[at].tag in ("JJ",):
        at -= 1
    if at >= 0 and words[at].lower in lexicon.levels and words[at].tag.startswith("N"):
        return lexicon.levels[words[at].lower]
    return None


def _relation(sentence: Sentence, first: int, lexicon: Lexicon) -> str | None:
    """Read "near", "outskirts of", "10 km north of" before a name."""
    at = first
    while at and sentence.words[at - 1].lower in (*_ARTICLES, *lexicon.levels, "of"):
        if sentence.words[at - 1].lower == "of" and at >= 2:
            if sentence.words[at - 2].lower not in lexicon.levels:
                break
        at -= 1
    if at == 0:
        return None
    before = sentence.surface(max(0, at - 6), at - 1).lower()
    joined = f" {before} "
    for phrase in lexicon.relations:
        if joined.rstrip().endswith((f" {phrase}", f" {phrase} of", f" {phrase} the")):
            return phrase
    return None


def _shared_levels(sentence: Sentence, found: list[Toponym]) -> list[Toponym]:
    """Share the level of "Homs and Hama provinces" and "the towns of A, B and C"."""
    result = list(found)
    for index in range(len(result) - 1, 0, -1):
        here, before = result[index], result[index - 1]
        if here.level and before.level is None and _coordinated(sentence, before, here):
            result[index - 1] = replace(before, level=here.level)
    for index in range(1, len(result)):
        here, before = result[index], result[index - 1]
        if before.level and here.level is None and _coordinated(sentence, before, here):
            result[index] = replace(here, level=before.level)
    for index in range(1, len(result)):
        here, before = result[index], result[index - 1]
        if before.role is not here.role and _coordinated(sentence, before, here):
            if before.role is ToponymRole.EVENT and here.role is ToponymRole.CONTEXT:
                result[index] = replace(here, role=before.role, reason=before.reason)
    return result


def _coordinated(sentence: Sentence, before: Toponym, here: Toponym) -> bool:
    between = sentence.text[before.span.end : here.span.start].strip().lower()
    return between in ("and", ",", ", and", "or", "&", "/", "and in", ", in")


def _with_containers(sentence: Sentence, found: list[Toponym]) -> list[Toponym]:
    """Read "Talbiseh, Homs", "Talbiseh in Homs province", "Aleppo's Salaheddine"."""
    result = list(found)
    for index in range(len(result) - 1):
        here, after = result[index], result[index + 1]
        between = sentence.text[here.span.end : after.span.start].lower()
        inside = re.fullmatch(
            r"(?:'s|’s)?,?\s*(?:\(|(?:\w+\s+)?(?:in|of)\s+(?:the\s+)?(?:[\w-]+\s+){0,3}?(?:of\s+)?)?(?:the\s+)?",
            between,
        ) or re.fullmatch(
            r"\s+(?:town|city|village|area|district|camp|neighbou?rhood|county),?\s+(?:in\s+)?(?:the\s+)?",
            between,
        )
        listed = between.strip() == "," and here.level is not None and here.level == after.level
        if inside and between.strip(" ") and not listed and here.role is not ToponymRole.DEMONYM:
            if re.fullmatch(r"(?:'s|’s)\s*", between):
                result[index + 1] = replace(after, container=here.span)
            else:
                result[index] = replace(here, container=after.span)
    return result


def enclosing(spans: Sequence[Span], span: Span) -> Span | None:
    """Give the first of some spans that covers another."""
    return next((outer for outer in spans if outer.covers(span)), None)
