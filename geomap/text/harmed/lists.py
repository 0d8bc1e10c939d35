"""Lists of people: "three civilians, two soldiers and a nurse", and what only explains one."""

from __future__ import annotations

import re

from geomap.text.figures.groups import Group
from geomap.text.harmed.scene import Scene
from geomap.text.parsing.grammar import Sentence

__all__ = ["explanation", "joined"]

_AGE = re.compile(
    r"^, (?:aged )?\d{1,3}\b|^aged \d{1,3}\b|^\( (?:aged )?\d{1,3} \)"
    r"|^in (?:his|her|their) (?:(?:early|mid|late)[- ]+)*(?:teens|\w+ties)\b"
    r"|^of (?:\d{1,2}|[a-z]+teen|t\w+|f\w+|s\w+|eight|nine|eleven)\b"
)
# "Olga Petrenko, 71, and", "a couple in their seventies and", "a grandson of six and".
_LEAST = 3
# Words of a joint and a place: ", in Homs".
_TITLE = 8
# Words within which a speaker's title ends: "the governor of the region".


def joined(scene: Scene, before: Group, after: Group) -> bool:
    """Tell whether two groups stand in one list.

    Parameters
    ----------
    scene : Scene
        The sentence's people.
    before, after : Group
        The two, in order of the text.

    Returns
    -------
    bool
        Whether nothing but commas, "and" and what explains the first stands between them.
    """
    harm = scene.lexicon.harm
    if before.head is not None and scene.sentence.words[before.head].dep == "oprd":
        # "four were taken prisoner and a guard was killed"
        return False
    explained = explanation(scene.sentence, before)
    gap = [
        scene.sentence.words[k].lower
        for k in scene.gap(before.last + 1, after.first)
        if k not in explained
    ]
    gap = _without_place(scene, before, after, gap)
    if _places_first(scene, before, after, gap):
        return True
    if gap == [","] and before.one and _is_name(scene, before) and _counted(scene, after):
        # "Saraqib, 5 killed": a place taken for a person; "said Father Kizito, 15 died"
        return False
    if gap == [","] and (_numbered_off(scene, after) or _told_again(scene, before, after)):
        return False
    if gap == [","] and (_speaks(scene, after) or _is_fronted(scene, before)):
        return False
    if not gap:
        return before.last + 1 < after.first and bool(scene.hidden)
    if explained & set(range(before.last + 1, after.first)) and "and" not in gap:
        # "in Catole, Paraíba, two brothers": a list would be joined
        return False
    if ";" in gap and not all(group.one or group.kin for group in (before, after)):
        # "involved 600 soldiers; three were hurt"
        return False
    if ";" in gap and "and" not in gap and _opens_clause(scene.sentence, before, after):
        # "killed a woman and her son; a second child is in a coma"
        return False
    if ";" in gap and "of" in gap:
        # "killed its driver and a boy of six; his father and two sisters were taken to hospital"
        return False
    if gap[:1] == ["("] and gap[1:] == ["and"]:
        # as in "a mayor (and three of his guards)"
        return True
    text = _AGE.sub("", " ".join(gap)).strip()
    if text == "," and _speaks(scene, after):
        return False
    for phrase in harm.beside:
        text = f" {text} ".replace(f" {phrase} ", " and ").strip()
    return all(word in harm.joining for word in text.split())


def _told_again(scene: Scene, before: Group, after: Group) -> bool:
    """Read "the man, a dairyman of 38, died": one, where nobody else is joined to him."""
    words = scene.sentence.words
    if (
        not (before.one and after.one)
        or words[before.first].lower not in scene.lexicon.harm.definite
    ):
        return False
    if after.head is None or words[after.head].dep != "appos":
        return False
    return not any(word.lower == "and" for word in words[after.last + 1 : after.last + _TITLE])


def _numbered_off(scene: Scene, group: Group) -> bool:
    """Tell whether people are the one before, numbered: "a hostage, the fourth to be killed"."""
    words = scene.sentence.words
    inside = [word.lower for word in words[group.first : group.last + 1]]
    behind = words[group.last + 1].lower if group.last + 1 < len(words) else ""
    return (
        inside[:1] == ["the"] and behind == "to" and bool(set(inside) & scene.lexicon.harm.ordinals)
    )


def _opens_clause(sentence: Sentence, before: Group, after: Group) -> bool:
    """Tell whether people are the subject of a clause behind one that has a verb before others."""
    if after.head is None or not sentence.words[after.head].dep.startswith("nsubj"):
        return False
    start = next((k for k in range(before.first, -1, -1) if sentence.words[k].text == ";"), 0)
    return any(word.pos in ("VERB", "AUX") for word in sentence.words[start : before.first])


def _places_first(scene: Scene, before: Group, after: Group, gap: list[str]) -> bool:
    """Tell whether each figure has its place before it: "at the market nine, at the mill four"."""
    words, at_place = scene.sentence.words, scene.lexicon.harm.at_place
    if before.head is not None or after.head is not None or len(gap) < _LEAST:
        return False
    lead = [word.lower for word in words[max(0, before.first - _TITLE) : before.first]]
    placed = gap[0] in (",", "and", ";") and gap[1] in at_place and bool(at_place & set(lead))
    between = words[before.last + 1 : after.first]
    return placed and not any(word.pos in ("VERB", "AUX", "NUM") for word in between)


def _without_place(scene: Scene, before: Group, after: Group, gap: list[str]) -> list[str]:
    """Read over where the first of a list are from: "four men from the clan and an uncle"."""
    sentence = scene.sentence
    if gap[-1:] != ["and"] or "," in gap:
        return gap
    stack = [
        k
        for k in sentence.children[before.last if before.head is None else before.head]
        if sentence.words[k].dep == "prep" and before.last < k < after.first
    ]
    attached: set[int] = set()
    while stack:
        at = stack.pop()
        attached.add(at)
        stack.extend(
            k for k in sentence.children[at] if sentence.words[k].dep not in ("cc", "conj")
        )
    between = set(scene.gap(before.last + 1, after.first - 1))
    return ["and"] if between and between <= attached else gap


def _speaks(scene: Scene, group: Group) -> bool:
    """Tell whether people behind a comma are who says it: "…, the governor of the region said"."""
    words = scene.sentence.words
    for word in words[group.last + 1 : group.last + 1 + _TITLE]:
        if word.lower in scene.lexicon.speech["verbs"] and word.tag in ("VBD", "VBZ"):
            return True
        if not word.tag.startswith(("NN", "IN", "DT", "JJ", "POS")):
            return False
    return False


def _is_fronted(scene: Scene, group: Group) -> bool:
    """Tell whether somebody only stands in what opens a sentence: "By the count of a priest, …"."""
    sentence = scene.sentence
    if group.head is None or not group.one or sentence.words[group.head].dep != "pobj":
        return False
    lead = sentence.words[: group.head]
    if any(word.pos in ("VERB", "AUX") or word.text == ":" for word in lead):
        return False
    above = (group.head, *sentence.ancestors(group.head))
    opening = next((k for k in above if sentence.words[k].dep == "prep" and k <= 1), None)
    if opening is None or sentence.words[opening].lower in scene.lexicon.harm.accompanying:
        return False
    return not any(sentence.lower.startswith(f"{phrase} ") for phrase in scene.lexicon.harm.beside)


def _counted(scene: Scene, group: Group) -> bool:
    return group.head is None or scene.sentence.words[group.first].tag == "CD"


def _is_name(scene: Scene, group: Group) -> bool:
    # "Militant, 2 soldiers killed": a noun that opens a headline looks like a name
    if group.head is None or scene.sentence.words[group.head].lower in scene.lexicon.victims:
        return False
    return scene.sentence.words[group.head].tag in ("NNP", "NNPS")


def _is_named_person(sentence: Sentence, at: int) -> bool:
    return sentence.words[at].tag in ("NNP", "NNPS") and sentence.words[at].dep != "pobj"


def explanation(sentence: Sentence, group: Group) -> set[int]:
    """Find the words that only explain a person: "Hassan Ali, a baker, and three others".

    Parameters
    ----------
    sentence : Sentence
        The sentence.
    group : Group
        One person, or more.

    Returns
    -------
    set of int
        Their positions; empty where the person has no name.
    """
    found: set[int] = set()
    # Behind a preposition a name is likely a place: "in Leon, Guanajuato, 3 people were shot".
    if group.head is None or not group.one or not _is_named_person(sentence, group.head):
        return found
    stack = [
        k
        for k in sentence.children[group.head]
        # but "Nasser Abu Odeh, his wife and their daughters" are a list
        if sentence.words[k].dep == "appos"
        and sentence.child(k, "poss") is None
        and sentence.words[k].tag != "CD"
    ]
    stack.extend(_homes(sentence, group))
    while stack:
        at = stack.pop()
        if at <= group.last or (sentence.words[at].dep in ("conj", "cc") and at not in found):
            continue
        found.add(at)
        stack.extend(sentence.children[at])
    return found


def _homes(sentence: Sentence, group: Group) -> list[int]:
    """Find where somebody is from: "Sgt. Whitlow, 27, of Lubbock, Texas, and Spc. Pruitt"."""
    return [
        k
        for k in sentence.children[group.head if group.head is not None else group.last]
        if k > group.last + 1
        and sentence.words[k].lower in ("of", "from")
        and sentence.words[k - 1].text == ","
        and any(sentence.words[c].tag == "NNP" for c in sentence.children[k])
    ]
