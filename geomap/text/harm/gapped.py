"""Figures whose verb stands before another one: "six died in Sumy, four in Kharkiv"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from geomap.protocols import Token
from geomap.text.figures.groups import Group
from geomap.text.harmed.casualty import Casualty
from geomap.text.harmed.scene import Scene
from geomap.text.voices.sayings import gapped_party

__all__ = ["gapped", "sum_of_bare"]


_ASKING = frozenset({"WP", "WDT", "WRB"})
# "… and a guard in Hama in what seemed …": that verb is not theirs.
_TWO = 2
_PUT = 10
# Words before a figure within which its "put" may stand.
_JOINED = 2
# "and at" alone gives no other party.
_CLAUSE = 10
# Words behind people within which a verb of theirs would stand.


def gapped(scene: Scene, found: Sequence[Casualty]) -> list[Casualty]:
    """Read the later figures of a list of places, which share the first one's verb.

    Where they add up to the figure before, or that has no place of its own, they are its
    parts: "eighteen were killed, ten in Aleppo and eight in Idlib".

    Parameters
    ----------
    scene : Scene
        The sentence's people.
    found : sequence of Casualty
        What its words of harm tell.

    Returns
    -------
    list of Casualty
        In order.
    """
    made: list[Casualty] = []
    others: list[Casualty] = []
    told = {g.first for casualty in found for g in (casualty.group, *casualty.added)}
    for group in scene.people:
        before = [c for c in found if c.group.first < group.first and not c.superseded]
        if group.first in told or not before:
            continue
        first = before[-1]
        contrasted = _contrasted(scene, first, group)
        if contrasted is not None:
            others.append(Casualty(group=group, quantity=first.quantity, predicate=contrasted))
            continue
        if _as_many(scene, first, group):
            others.append(Casualty(group=group, quantity=first.quantity, predicate=first.predicate))
            continue
        if _behind_place(scene, others[-1] if others else first, group):
            others.append(Casualty(group=group, quantity=first.quantity, predicate=first.predicate))
            continue
        beside = _parallel(scene, first, group)
        placed = _bare_at_place(scene, group) or _pair_at_place(scene, group)
        if not (beside or placed or _later(scene, first, group)):
            continue
        if not _listed(scene, first, made, group):
            continue
        made.append(Casualty(group=group, quantity=first.quantity, predicate=first.predicate))
    others.extend(_sums(scene, [*found, *others, *made]))
    if not made:
        return others
    whole = [c for c in found if c.group.first < made[0].group.first][-1]
    if not _is_whole(scene, whole, made):
        return [*others, *made]
    return [*others, *[replace(casualty, part=True) for casualty in made]]


def sum_of_bare(scene: Scene, found: Sequence[Casualty]) -> list[Casualty]:
    """Read a sum whose parts are told by their scenes: "ten died in two attacks, four at a …".

    Parameters
    ----------
    scene : Scene
        The sentence's people.
    found : sequence of Casualty
        What its words of harm tell.

    Returns
    -------
    list of Casualty
        The same, with the first figure as a sum where the sentence tells of several attacks and
        the bare figures behind it add up to it.
    """
    if not found or scene.lexicon.patterns["some_attacks"].search(scene.sentence.lower) is None:
        return list(found)
    first = found[0]
    told = {c.group.first for c in found[1:] if not c.part}
    bare = [
        g.count.best or 0
        for g in scene.people
        if g.first > first.group.last and g.head is None and not g.of_them and g.first not in told
    ]
    whole = len(bare) > 1 and sum(bare) == first.group.count.best and all(bare) and not told
    return [replace(first, summed=True), *found[1:]] if whole else list(found)


def _parallel(scene: Scene, first: Casualty, group: Group) -> bool:
    """Read "two were shot through the knee, one through the lung", "4 dead at mill, 2 at well"."""
    words, end = scene.sentence.words, group.last + 1
    start = max(first.group.last, first.predicate) + 1
    if group.head is not None or group.of_them or end + 1 >= len(words) or start >= group.first:
        return False
    same = words[start].tag == "IN" and words[start].lower == words[end].lower
    scene_told = words[start].lower not in scene.lexicon.harm.no_scene
    return same and scene_told and group.count.best is not None


def _behind_place(scene: Scene, first: Casualty, group: Group) -> bool:
    """Read "nineteen were killed at the market and, at the station, four".

    So is "in Kirkuk eight people were killed, in Tikrit five and in Baghdad three".
    """
    words, harm = scene.sentence.words, scene.lexicon.harm
    if group.head is not None or group.of_them or group.count.best is None:
        return False
    if not _ends_entry(scene, group.last + 1):
        return False
    start = max(first.group.last, first.predicate)
    gap = words[start + 1 : group.first]
    joints = [k for k, word in enumerate(gap) if word.lower in ("and", ";", "but", ",")]
    joint = next((k for k in joints if gap[k].text != ","), joints[0] if joints else None)
    if joint is None or any(word.pos in ("VERB", "AUX") for word in gap):
        return False
    own = [word.lower for word in gap[joint + 1 :] if word.text != ","]
    before = {word.lower for word in (*words[: first.group.first], *gap[:joint])}
    if gap[joint].text == "," and len(joints) > 1:
        # the name of a place may have another behind it, and then it is no list
        return False
    return bool(own) and own[0] in harm.at_place and bool(before & harm.at_place)


def _ends_entry(scene: Scene, at: int) -> bool:
    """Tell whether an entry of a list ends before a word: at a stop, or the next one's place."""
    words = scene.sentence.words
    if at >= len(words) or words[at].text in (".", ";"):
        return True
    behind = next(
        (k for k in range(at, min(at + 3, len(words))) if words[k].lower not in ("and", ",")), at
    )
    return behind > at and words[behind].lower in scene.lexicon.harm.at_place


def _as_many(scene: Scene, first: Casualty, group: Group) -> bool:
    """Read "cost the army four dead and the guerrillas twice that number"."""
    words, harm = scene.sentence.words, scene.lexicon.harm
    wording = group.count.wording.lower()
    equal = "number" in wording.split() and bool(harm.equal & set(wording.split()))
    if group.head is not None or not (equal or wording.endswith(scene.lexicon.multiples)):
        return False
    gap = words[max(first.group.last, first.predicate) + 1 : group.first]
    behind = words[group.last + 1 : group.last + 2]
    if behind and behind[0].pos in ("VERB", "AUX"):
        # "and just as many carried off"
        return False
    said = scene.lexicon.speech["verbs"]
    # "cost the army nine men, he admitted, and the rebels twice that number"
    return not any(word.pos == "VERB" and word.lower not in said for word in gap) and any(
        word.lower in ("and", "while", ";") for word in gap
    )


def _sums(scene: Scene, told: Sequence[Casualty]) -> list[Casualty]:
    """Read the sum at the end of a list: "three died in Saravan and two in Khash, five in all"."""
    words = scene.sentence.words
    firsts = {casualty.group.first for casualty in told}
    sums = []
    for group in scene.people:
        behind = " ".join(word.lower for word in words[group.last + 1 : group.last + 3])
        if group.first in firsts or group.count.best is None or not behind:
            continue
        before = [c for c in told if c.group.last < group.first and not c.part]
        if scene.lexicon.patterns["summed_up"].search(behind) is None or len(before) < _TWO:
            continue
        same = [c for c in before if c.quantity is before[-1].quantity and not c.superseded]
        if sum(c.group.count.best or 0 for c in same) == group.count.best:
            last = same[-1]
            sums.append(replace(last, group=group, added=(), summed=True))
    return sums


def _contrasted(scene: Scene, first: Casualty, group: Group) -> int | None:
    """Find the other party or blow that a figure is of, whose verb stands with the first.

    "The army said five died, the rebels nine"; "the first shell killed two, the second five".
    """
    words = scene.sentence.words
    if group.of_them or group.count.best is None or first.group.last >= group.first - 1:
        return None
    party = gapped_party(scene.sentence, group.first, scene.lexicon)
    if _put_too(scene, first, group):
        # "put the toll at 12 and the rebels at 30"
        return party[1] if party and group.head is None else first.predicate
    start = max(first.group.last, first.predicate) + 1
    behind = [word.lower for word in words[group.last + 1 : group.last + 4]]
    if group.head is None and behind in (["on", "the", "other"], ["at", "the", "other"]):
        # "forty were killed on one side and three on the other"
        return first.predicate
    lead = words[group.first - 1].lower if group.first else ""
    told = [word.lower for word in words[: first.group.first]]
    if words[group.first].lower == "another" and lead in (",", "by") and "one" in told:
        # "one account has six dead, another nine"
        return first.predicate if group.head is None else None
    bounds = party or _other_blow(scene, group)
    if bounds is None or (party and group.head is not None):
        return None
    if any(word.pos == "VERB" for word in words[start : bounds[0]]):
        return None
    return bounds[1] if party else first.predicate


def _put_too(scene: Scene, first: Casualty, group: Group) -> bool:
    """Read "put army losses at six dead and those of the rebels at more than forty"."""
    words, put = scene.sentence.words, scene.lexicon.harm.put
    gap = [word.lower for word in words[first.group.last + 1 : group.first]]
    at = words[first.group.first - 1].lower if first.group.first else ""
    told = {word.lower for word in words[max(0, first.group.first - _PUT) : first.group.first]}
    between = scene.sentence.words[first.group.last + 1 : group.first]
    verbless = not any(word.pos == "VERB" and word.lower not in put for word in between)
    joined = bool({"and", ",", ";", "while"} & set(gap)) and len(gap) > _JOINED
    return at == "at" and gap[-1:] == ["at"] and bool(told & put) and verbless and joined


def _other_blow(scene: Scene, group: Group) -> tuple[int, int] | None:
    """Find "the second" or "another" that alone stands before people: "the second five"."""
    words, harm = scene.sentence.words, scene.lexicon.harm
    last = group.first - 1
    if words[last].lower == "time":
        # "the first time it lost two men, the second time eleven"
        last -= 1
    if words[last].text == ",":
        # "a second, an hour later, his wife"
        last = next((k for k in range(last - 1, 0, -1) if words[k].text == ","), 0) - 1
    if last < 1 or words[last].lower not in harm.ordinals | harm.again - {"the"}:
        return None
    first = last - (words[last - 1].lower in harm.singulars)
    end = group.last + 1
    alone = end >= len(words) or words[end].tag in (".", ",", "IN", ":")
    parted = first > 0 and words[first - 1].lower in (",", ";", "and", "but")
    return (first, last) if parted and alone else None


def _bare_at_place(scene: Scene, group: Group) -> bool:
    """Tell whether a number has no noun and a place right behind it: "four in Kharkiv"."""
    words = scene.sentence.words
    at = _past_parts(scene, group.last + 1)
    if group.of_them or at >= len(words):
        return False
    told = group.sure and group.count.best is not None and _verbless(scene, group)
    if group.head is not None and not told:
        return False
    if words[at].lower in scene.lexicon.harm.elsewhere or _on_day(scene, at):
        return True
    if words[at].tag == "WRB" and group.head is None:
        # "nine died in a bomb blast in the morning and five when gunmen fired on a minibus"
        return True
    if at + 1 >= len(words):
        return False
    # "and two more on the way back"
    more = words[group.last].lower in scene.lexicon.harm.more
    more = more or (group.head is None and words[group.first].lower in scene.lexicon.harm.on_top)
    # the model may take a name that it does not know for another word: "two in Corinto"
    named = more or any(word.text[:1].isupper() for word in words[at + 1 : at + 4])
    site = [word.lower for word in words[at + 1 : at + 4]]
    if site[:1] and site[0] in scene.lexicon.places.articles:
        if site[-1] in scene.lexicon.harm.at_place:
            # "and 38 on a beach in Sousse"
            return words[at].lower in scene.lexicon.harm.before_place
        # of a list, as in "30 died in Kano: 12 at the market, nine in a mosque"
        named = named or any(word.text == ":" for word in words[: group.first])
    places = scene.lexicon.harm.before_place if more else scene.lexicon.harm.at_place
    return words[at].lower in places and named


def _pair_at_place(scene: Scene, group: Group) -> bool:
    """Read the first of "four soldiers and nine raiders at Nushki"."""
    words = scene.sentence.words
    after = next((g for g in scene.people if g.first == group.last + 2), None)
    joined = after is not None and words[group.last + 1].lower == "and"
    told = group.sure and group.count.best is not None and not group.of_them
    return joined and told and after is not None and _bare_at_place(scene, after)


def _past_parts(scene: Scene, at: int) -> int:
    """Go on behind what tells of parts: "another six, all of them vigilantes, in a hamlet"."""
    words = scene.sentence.words
    end = at
    while end < len(words) and (end in scene.hidden or (end == at and words[end].text == ",")):
        end += 1
    if end == at or end - 1 not in scene.hidden:
        return at
    return end + 1 if end < len(words) and words[end].text == "," else end


def _verbless(scene: Scene, group: Group) -> bool:
    """Tell whether people with a noun have no verb of their own: "and three policemen in Hama"."""
    sentence = scene.sentence
    if group.head is None or sentence.words[group.head].dep.startswith("nsubj"):
        return False
    for word in sentence.words[group.last + 1 : group.last + 1 + _CLAUSE]:
        if word.text in (",", ";", ".") or word.lower == "and" or word.tag in _ASKING:
            return True
        if word.pos in ("VERB", "AUX"):
            return False
    return True


def _on_day(scene: Scene, at: int) -> bool:
    """Tell whether a day of its own stands behind a figure: "three on Tuesday", "in May"."""
    words = scene.sentence.words
    days = {*scene.lexicon.weekdays, *scene.lexicon.months}
    behind = [word.lower for word in words[at : at + 4]]
    if behind[:1] in (["on"], ["in"]):
        return bool(days & set(behind[1:3])) or behind[2:3] == ["day"]
    # "three the next day", "two more a day later"
    day = scene.lexicon.harm.times & set(behind[:3])
    return behind[:1] in (["the"], ["a"]) and bool(day)


def _later(scene: Scene, first: Casualty, group: Group) -> bool:
    """Tell whether others died of it later: "three died at the scene, two in hospital"."""
    words, harm = scene.sentence.words, scene.lexicon.harm
    behind = {word.lower for word in words[group.last + 1 : group.last + 5]}
    between = {word.lower for word in words[first.predicate : group.first]}
    bare = group.head is None and not group.of_them
    return bare and bool(behind & harm.clinics and between & harm.at_once)


def _listed(scene: Scene, first: Casualty, made: Sequence[Casualty], group: Group) -> bool:
    """Tell whether only a place stands between a figure and the one before it."""
    words = scene.sentence.words
    start = max([made[-1].group.last] if made else [first.group.last, first.predicate])
    gap = words[start + 1 : group.first]
    if not gap or start >= group.first:
        return False
    if gap[-1].text in (":", "(") and not made:
        # as in "27 were killed in Borno, an official said: 17 in Shawa and ten in Alagarno"
        said = scene.lexicon.speech["verbs"]
        quiet = not any(word.pos in ("VERB", "AUX") and word.lower not in said for word in gap)
        return quiet or _adding_up(scene, first, group)
    if gap[-1].lower not in (",", "and", ";", "while"):
        return False
    return not any(word.pos in ("VERB", "AUX") for word in _without_aside(gap))


def _adding_up(scene: Scene, first: Casualty, group: Group) -> bool:
    """Tell whether a figure and those behind it, each at a place, make up the one before all."""
    behind = [g for g in scene.people if g.first >= group.first]
    sizes = [g.count.best or 0 for g in behind]
    placed = all(_bare_at_place(scene, g) for g in behind)
    return len(sizes) > 1 and placed and sum(sizes) == first.group.count.best


def _without_aside(gap: Sequence[Token]) -> Sequence[Token]:
    """Leave out what is told of a place: "three in Corinto, where a bus blew up; two in …"."""
    ends = [k for k, word in enumerate(gap) if word.text == ";"]
    opens = next((k for k, word in enumerate(gap) if word.tag in _ASKING), len(gap))
    if not ends:
        # "… where a bus blew up, two in Corinto": the next figure stands behind the comma, or
        # behind "and": "twelve died on Tuesday when rebels raided A and 15 on Thursday in B"
        joined = gap[-1].lower == "and" and not any(word.text == "," for word in gap[opens:])
        ends = [len(gap) - 1] if opens and (gap[opens - 1].text == "," or joined) else []
    end = next((k for k in ends if k > opens), None)
    return gap if end is None else [*gap[:opens], *gap[end:]]


def _is_whole(scene: Scene, whole: Casualty, parts: Sequence[Casualty]) -> bool:
    sizes = [part.group.count.best or 0 for part in parts]
    start = max(whole.group.last, whole.predicate)
    gap = scene.sentence.words[start + 1 : parts[0].group.first]
    placed = any(
        word.lower in scene.lexicon.harm.at_place | {"on"}
        and (behind.tag == "DT" or behind.text.istitle())
        for word, behind in pairwise(gap)
    )
    # "three died in Toribío, where a bus blew up; two in Corinto; and one in Caldono"
    listed = bool(gap) and gap[-1].text in (":", "(")
    entry = placed and not listed and any(w.text == ";" or w.tag in _ASKING for w in gap)
    if whole.group.count.best == sum(sizes) and len(parts) > 1:
        return not entry
    if listed and len(parts) > 1:
        # parts need not be all: "at least 128 dead in Paris: 87 at the Bataclan, 18 in a street"
        return (whole.group.count.best or 0) > sum(sizes)
    if whole.group.one:
        # "the mayor died on Monday, his deputy a day later"
        return False
    dated = any(_on_day(scene, start + 1 + k) for k in range(len(gap)))
    return not placed and not dated and (whole.group.count.best or 0) > sum(sizes)
