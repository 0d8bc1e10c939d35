"""The fields of a form: "Killed: 12", "Fatalities (est.) - 9", "KIA 3"."""

from __future__ import annotations

from dataclasses import replace

from geomap.text.figures.groups import Group
from geomap.text.harmed.casualty import Casualty, casualties_of
from geomap.text.harmed.chains import chain_from
from geomap.text.harmed.scene import Scene
from geomap.text.parsing.grammar import FINITE
from geomap.vocabulary import Qualifier, Quantity

__all__ = ["by_label"]

_BARS = frozenset({":", "-", "–", "—", "=", "--"})
_PARTING = frozenset({";", ",", ".", "|", "/", ":", "("})
_FIELD = 14
# Words that a field of a form may have before its colon.
_PLACE = 5
# Words before it that may not be a sentence's.
_JOINING = frozenset({"and", "/", "&"})
_PAIR = 2
# "dead and injured": words from one to the other.
_REMARK = 4
# Words of a remark in brackets between a field's name and its bar: "(est.)".


def by_label(scene: Scene, at: int) -> list[Casualty]:
    """Read a form's field: "Killed: 12", "Fatalities - 9", "wounded: 14 (police)".

    Parameters
    ----------
    scene : Scene
        The sentence's people.
    at : int
        Position of the word.

    Returns
    -------
    list of Casualty
        Empty where no bar and number stand right behind the word.
    """
    words, lexicon = scene.sentence.words, scene.lexicon
    apart = _of_pair(scene, at) or _by_letter(scene, at)
    if apart or at + 1 >= len(words):
        return apart
    bar = at + 1 if words[at + 1].text in _BARS else _bar_behind(scene, at)
    barred = bar is not None
    if not barred and not _is_code(scene, at) and not _in_row(scene, at):
        return []
    word = words[at].lower
    tables = (lexicon.nouns, lexicon.states, lexicon.verbs)
    quantity = next((table[word] for table in tables if word in table), None)
    behind = at + 1 if bar is None else bar + 1
    figure = next((g for g in scene.people if g.first == behind), None)
    if quantity is None or figure is None or figure.count.qualifier is Qualifier.VAGUE:
        return []
    counted = [g for g in scene.people if g.count.qualifier is not Qualifier.VAGUE]
    if at and words[at - 1].lower in lexicon.harm.copulas and any(g.last < at for g in counted):
        # "14 people were killed: five in Komanda and nine in Mambasa" is a sentence
        return []
    if any(g.last == at - 1 and g.head is None for g in counted):
        # "two dead - three policemen and …" has its number before it
        return []
    if figure.one and figure.head is not None:
        # the dead by their names: Olga Petrenko, 71; Ivan Sydor, 45
        return casualties_of(chain_from(scene, [figure]), quantity, at)
    if figure.head is not None and figure.sure:
        # a list behind the bar: "Dead: five soldiers, two militiamen, a cook"
        return _summed(scene, at, casualties_of(chain_from(scene, [figure]), quantity, at))
    return [Casualty(group=figure, quantity=quantity, predicate=at)]


def _summed(scene: Scene, at: int, listed: list[Casualty]) -> list[Casualty]:
    """Read the whole in "Killed (7): 4 men, 2 women, 1 child"."""
    words = scene.sentence.words
    whole = next((g for g in scene.people if g.first == at + 2 and g.head is None), None)
    bracket = whole is not None and words[at + 1].text == "("
    sizes = [casualty.group.count.best or 0 for casualty in listed]
    if whole is None or not bracket or whole.count.best != sum(sizes) or len(sizes) == 1:
        return listed
    parts = [replace(casualty, part=True) for casualty in listed]
    return [replace(listed[0], group=whole, added=()), *parts]


def _of_pair(scene: Scene, at: int) -> list[Casualty]:
    """Read "dead and injured: 19 and 40", "the dead and injured number 19 and 40"."""
    words, lexicon = scene.sentence.words, scene.lexicon
    for first in (at, at - _PAIR):
        second = first + _PAIR
        if first < 0 or second + 1 >= len(words) or words[first + 1].lower not in _JOINING:
            continue
        kinds = [
            lexicon.states.get(words[k].lower) or lexicon.nouns.get(words[k].lower)
            for k in (first, second)
        ]
        bar = words[second + 1]
        stands = bar.text in _BARS or bar.lower in lexicon.harm.stand
        figures = [g for g in scene.people if second + 1 < g.first <= second + 5]
        if None in kinds or kinds[0] is kinds[1] or not stands or len(figures) < len(kinds):
            continue
        gap = words[figures[0].last + 1 : figures[1].first]
        if figures[0].first != second + 2 or [w.lower in _JOINING for w in gap] != [True]:
            continue
        index = 0 if at == first else 1
        quantity = kinds[index]
        if quantity is not None:
            return [Casualty(group=figures[index], quantity=quantity, predicate=at)]
    return []


def _by_letter(scene: Scene, at: int) -> list[Casualty]:
    """Read "19 k, 40 w" of logs."""
    words, harm = scene.sentence.words, scene.lexicon.harm
    letters = {Quantity.KILLED: harm.killed_code, Quantity.WOUNDED: harm.wounded_code}
    told: dict[Quantity, tuple[int, Group]] = {}
    for group in scene.people:
        behind = group.last + (group.head is None)
        alone = behind + 1 >= len(words) or words[behind + 1].text in _PARTING
        if behind >= len(words) or not alone:
            continue
        for quantity, codes in letters.items():
            if words[behind].lower in codes:
                told[quantity] = (behind, group)
    if len(told) < len(letters):
        return []
    return [
        Casualty(group=group, quantity=quantity, predicate=at)
        for quantity, (behind, group) in told.items()
        if behind == at
    ]


def _bar_behind(scene: Scene, at: int) -> int | None:
    """Find the colon of a longer field: "Civilians injured in the shelling of Morek: 14"."""
    words = scene.sentence.words
    told = at + 1 < len(words) and words[at + 1].lower in scene.lexicon.speech["field"]
    if told and at + 2 < len(words) and words[at + 2].text in _BARS:
        # the colon of a field such as "Injuries reported: 6"
        return at + 2
    if any(word.tag in FINITE or word.tag == "CD" for word in words[max(0, at - _PLACE) : at]):
        return None
    start = _behind_remark(scene, at)
    if start > at + 1 and start < len(words) and words[start].text in _BARS | {"):"}:
        return start
    for position in range(start, min(len(words), at + _FIELD)):
        word = words[position]
        if word.text == ":":
            return position
        if word.tag in FINITE or word.tag == "CD" or word.text in (",", ";"):
            return None
    return None


def _behind_remark(scene: Scene, at: int) -> int:
    """Give where a field's name goes on behind a remark in brackets: "Fatalities (est.): 6"."""
    words = scene.sentence.words
    if at + 1 < len(words) and words[at + 1].text == "(":
        for position in range(at + 2, min(len(words), at + 3 + _REMARK)):
            if words[position].text in (")", "):"):
                return position + (words[position].text == ")")
    return at + 1


def _in_row(scene: Scene, at: int) -> bool:
    """Tell whether a word is one of several fields without a bar: "Killed 11; Wounded 24"."""
    others = (k for k in range(len(scene.sentence.words)) if k != at)
    return _field_at(scene, at) and any(_field_at(scene, k) for k in others)


def _field_at(scene: Scene, at: int) -> bool:
    words, lexicon = scene.sentence.words, scene.lexicon
    if words[at].lower not in lexicon.harmful or (at and words[at - 1].text not in _PARTING):
        return False
    figure = next((g for g in scene.people if g.first == at + 1 and g.head is None), None)
    end = figure.last + 1 if figure is not None else -1
    return end == len(words) or (end > 0 and words[end].text in _PARTING)


def _is_code(scene: Scene, at: int) -> bool:
    """Tell whether a word of harm is an abbreviation that no number counts: "KIA 3"."""
    short = scene.sentence.words[at].lower in scene.lexicon.harm.abbreviations
    return short and not any(g.first <= at <= g.last for g in scene.people)
