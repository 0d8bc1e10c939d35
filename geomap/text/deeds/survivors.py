"""Deaths told by who lived: "only two of the thirteen lived", "of the eight only one survived"."""

from __future__ import annotations

from geomap.text.figures.counts import make_count
from geomap.text.figures.groups import Group
from geomap.text.figures.numbers import number_at
from geomap.text.harmed.casualty import Casualty
from geomap.text.harmed.scene import Scene
from geomap.text.parsing.grammar import Sentence, is_denied
from geomap.text.words.lexicon import Lexicon
from geomap.vocabulary import Qualifier, Quantity, Victims

__all__ = ["by_few_survivors"]

_FEW = 12
# Words from "only" to the word for being alive, and from "of the eight" to "only".
_PEOPLE = 4
# Words from "of" to the number of all: "of the Khalaf family of ten".


def by_few_survivors(scene: Scene, at: int) -> list[Casualty]:
    """Read "only two of the thirteen seamen lived" as the death of eleven.

    Parameters
    ----------
    scene : Scene
        The sentence's people.
    at : int
        Position of a word for being alive.

    Returns
    -------
    list of Casualty
        Empty where no number of all stands behind "only" and who lived, or before both.
    """
    sentence, lexicon = scene.sentence, scene.lexicon
    words, word = sentence.words, sentence.words[at].lower
    if word not in lexicon.harm.survive | lexicon.harm.alive:
        return []
    for only in range(max(0, at - _FEW), at):
        denied = is_denied(sentence, only)
        if words[only].lower not in lexicon.harm.only and not denied:
            continue
        # "not one of the five drivers arrived alive"
        few = (0, only + 1) if denied else number_at(words, only + 1, lexicon)
        of = few[1] + 1 if few is not None else at
        if few is None or of + 2 >= at or words[of].lower != "of":
            continue
        start = of + 1 + (words[of + 1].tag in ("DT", "PRP$"))
        whole = number_at(words, start, lexicon)
        own = any(sentence.child(k, "nsubj") == few[1] for k in (at, sentence.heads[at]))
        verbs = [w for w in words[start:at] if w.pos == "VERB"]
        if whole is None or whole[0] <= few[0] or (verbs and not own):
            continue
        return [_dead(scene, whole[0] - few[0], (only, min(whole[1] + 1, at - 1)), at)]
    return _of_all(scene, at)


def _of_all(scene: Scene, at: int) -> list[Casualty]:
    """Read "of the eight in the back only one lived"."""
    sentence, lexicon = scene.sentence, scene.lexicon
    words = sentence.words
    for only in range(at - 1, max(0, at - _FEW), -1):
        left = _left(sentence, only, lexicon)
        if left is None:
            continue
        for of in range(max(0, only - _FEW), only):
            opens = of == 0 or words[of - 1].lower in (",", ";", "and", ":", "but")
            if words[of].lower != "of" or not opens:
                continue
            whole = next(
                (
                    number
                    for k in range(of + 1, min(only, of + 2 + _PEOPLE))
                    if (number := number_at(words, k, lexicon)) is not None
                ),
                None,
            )
            verbs = any(word.pos == "VERB" for word in words[of:only])
            if whole is not None and whole[0] > left and not verbs:
                return [_dead(scene, whole[0] - left, (of, whole[1]), at)]
    return []


def _left(sentence: Sentence, only: int, lexicon: Lexicon) -> int | None:
    """Tell how many lived: "only two", "only the youngest son"."""
    word = sentence.words[only].lower
    if word not in lexicon.harm.only or only + 1 >= len(sentence.words):
        return None
    number = number_at(sentence.words, only + 1, lexicon)
    if number is not None:
        return number[0]
    noun = next((w for w in sentence.words[only + 1 : only + 5] if w.tag in ("NN", "NNS")), None)
    alone = sentence.words[only + 1].lower in lexicon.harm.singulars
    return 1 if alone and noun is not None and noun.tag == "NN" else None


def _dead(scene: Scene, dead: int, bounds: tuple[int, int], at: int) -> Casualty:
    count = make_count(Qualifier.EXACT, dead, wording=scene.sentence.surface(*bounds))
    group = Group(
        first=bounds[0],
        last=bounds[1],
        count=count,
        victims=Victims.PEOPLE,
        head=None,
        sure=True,
    )
    return Casualty(group=group, quantity=Quantity.KILLED, predicate=at)
