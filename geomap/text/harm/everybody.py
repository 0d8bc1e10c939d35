"""Harm to all of those told of before: "Eight policemen were ambushed. None survived."."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from geomap.model import Count
from geomap.text.figures.counts import make_count
from geomap.text.figures.groups import Group
from geomap.text.harmed.casualty import Casualty, casualties_of, combined
from geomap.text.harmed.chains import chain_back
from geomap.text.harmed.scene import Scene
from geomap.text.parsing.grammar import Sentence, is_denied
from geomap.text.words.harm_frames import match
from geomap.text.words.lexicon import Lexicon
from geomap.vocabulary import Qualifier, Quantity, Victims

__all__ = [
    "by_everybody",
    "by_no_survivors",
    "by_them",
    "nobody_got_out",
    "of_those_before",
    "speaks_of_all",
]

_AND = 2
# From the end of one group to the start of another with only "and" between them.
_AWAY = 8
# Words within which "from their homes" may stand behind "drove them".
_SUBJECT = ("nsubj", "preconj")
# The parser takes the "neither" of "neither survived" for half of a pair of conjunctions.


def speaks_of_all(sentence: Sentence, lexicon: Lexicon) -> bool:
    """Tell whether a subject of a sentence is all or none of some people told of before.

    Parameters
    ----------
    sentence : Sentence
        The sentence.
    lexicon : Lexicon
        The language's words for all and none.

    Returns
    -------
    bool
        False for "all five" and "none of the crew", which say themselves of whom.
    """
    return any(
        _meant(sentence, at, lexicon)
        or _no_survivors(sentence, at, lexicon)
        or _and_others(sentence, at, lexicon)
        for at in range(len(sentence.words))
    )


def _no_survivors(sentence: Sentence, at: int, lexicon: Lexicon) -> bool:
    words, harm = sentence.words, lexicon.harm
    return at > 0 and words[at].lower in harm.survivors and words[at - 1].lower in harm.nobody


def _meant(sentence: Sentence, at: int, lexicon: Lexicon) -> bool:
    word = sentence.words[at]
    whole = word.lower in lexicon.harm.everybody | lexicon.harm.nobody | lexicon.harm.several
    subject = word.dep.startswith(_SUBJECT) or word.lower in lexicon.harm.several
    alone = not sentence.children[at] or _aboard(sentence, at, lexicon)
    alone = alone or _of_them(sentence, at, lexicon)
    return subject and ((whole and alone) or _not_one(sentence, at))


def _of_them(sentence: Sentence, at: int, lexicon: Lexicon) -> bool:
    """Tell whether a word for all or none is of those told of: "none of them survived"."""
    behind = [word.lower for word in sentence.words[at + 1 : at + 3]]
    return (
        len(behind) > 1
        and behind[0] == "of"
        and behind[1] in lexicon.harm.several
        and sentence.words[at].lower not in lexicon.harm.several
    )


def _and_others(sentence: Sentence, at: int, lexicon: Lexicon) -> bool:
    """Tell whether those told of before are one part of a subject: "they and three traders"."""
    behind = sentence.words[at + 1].lower if at + 1 < len(sentence.words) else ""
    several = sentence.words[at].lower in lexicon.harm.several
    return several and behind == "and" and sentence.words[at].dep.startswith("nsubj")


def _not_one(sentence: Sentence, at: int) -> bool:
    """Tell whether nobody is meant: "Not one came out."."""
    return at > 0 and sentence.words[at].lower == "one" and is_denied(sentence, at - 1)


def _aboard(sentence: Sentence, at: int, lexicon: Lexicon) -> bool:
    """Tell whether a word for all is of those aboard: "all on board", "everyone inside"."""
    behind = [word.lower for word in sentence.words[at + 1 : at + 3]]
    return bool(behind) and (
        behind[0] in lexicon.harm.whereabouts - {"on"} or behind == ["on", "board"]
    )


def by_everybody(scene: Scene, at: int, before: Sequence[Group]) -> list[Casualty]:
    """Read "all were killed" and "none survived" as harm to those told of last.

    Parameters
    ----------
    scene : Scene
        The sentence's people.
    at : int
        Position of a verb or state.
    before : sequence of Group
        The people of the sentence before.

    Returns
    -------
    list of Casualty
        Empty where nobody was counted before, or the subject is another.
    """
    sentence, lexicon = scene.sentence, scene.lexicon
    word = sentence.words[at].lower
    verb = sentence.heads[at] if sentence.words[at].dep in ("acomp", "oprd") else at
    subject = sentence.child(verb, "nsubj", "nsubjpass")
    if subject is None and sentence.words[at].dep == "conj" and sentence.is_passive(at):
        # "they were beaten and then drowned"
        subject = sentence.child(sentence.heads[at], "nsubjpass")
    if subject is None and verb and sentence.words[verb - 1].dep == "preconj":
        # "neither survived"
        subject = verb - 1
    if subject is None or not _meant(sentence, subject, lexicon):
        return []
    if not sentence.is_passive(verb) and (
        sentence.words[at].dep == "oprd"
        or (word in lexicon.verbs and sentence.child(at, "dobj") is not None)
    ):
        # "they shot dead 22 of them", "they burned granaries"
        return []
    none = sentence.words[subject].lower in lexicon.harm.nobody or _not_one(sentence, subject)
    away = _got_out(sentence, at, lexicon)
    quantity = Quantity.KILLED if away else _quantity(scene, at)
    if none != (away or word in lexicon.harm.survive) or quantity is None:
        return []
    if quantity is Quantity.DISPLACED and sentence.words[subject].lower in lexicon.harm.several:
        # "were shot as they fled": the flight is how they died
        return []
    return of_those_before(scene, subject, quantity, at, before)


def _got_out(sentence: Sentence, at: int, lexicon: Lexicon) -> bool:
    """Tell whether a verb is of getting away with one's life: "none got out"."""
    behind = sentence.words[at + 1].lower if at + 1 < len(sentence.words) else ""
    return sentence.words[at].lower in lexicon.harm.get and behind in lexicon.harm.clear


def nobody_got_out(sentence: Sentence, lexicon: Lexicon) -> bool:
    """Tell whether a sentence says that nobody got away with their life: "none got out".

    Parameters
    ----------
    sentence : Sentence
        The sentence.
    lexicon : Lexicon
        The language's words for nobody.

    Returns
    -------
    bool
        Whether it tells of harm, though it has no word of harm.
    """
    for at in range(len(sentence.words) - 1):
        if not _got_out(sentence, at, lexicon):
            continue
        subject = sentence.child(at, "nsubj")
        if subject is not None and (
            sentence.words[subject].lower in lexicon.harm.nobody or _not_one(sentence, subject)
        ):
            return True
    return False


def by_them(scene: Scene, at: int, before: Sequence[Group]) -> list[Casualty]:
    """Read "took off eleven passengers and shot them dead", "drove them from their homes".

    Parameters
    ----------
    scene : Scene
        The sentence's people.
    at : int
        Position of a verb.
    before : sequence of Group
        The people of the sentence before.

    Returns
    -------
    list of Casualty
        Empty where the verb's object is not "them", or nobody was counted before.
    """
    sentence, lexicon = scene.sentence, scene.lexicon
    word = sentence.words[at]
    object_ = sentence.child(at, "dobj") if word.tag.startswith("VB") else None
    if object_ is None and word.tag.startswith("VB") and at + 1 < len(sentence.words):
        # of "killing all on board" the parser makes an adverb
        object_ = at + 1 if _aboard(sentence, at + 1, lexicon) else None
    if object_ is None:
        return []
    said = sentence.words[object_].lower
    if said not in lexicon.harm.several and not (
        said in lexicon.harm.everybody and _aboard(sentence, object_, lexicon)
    ):
        return []
    behind = [w.lower for w in sentence.words[object_ + 1 : object_ + 1 + _AWAY]]
    text = f" {' '.join(behind)} "
    quantity = lexicon.verbs.get(word.lower)
    if behind[:1] == ["dead"] or " to death " in text:
        quantity = Quantity.KILLED
    elif word.lower in lexicon.harm.drive and any(f" {p} " in text for p in lexicon.harm.away):
        quantity = Quantity.DISPLACED
    elif word.lower in lexicon.harm.seize and set(behind[:2]) & lexicon.harm.captives:
        quantity = Quantity.CAPTURED
    if quantity is None:
        return []
    if sentence.words[object_ + 1 : object_ + 2] and _is_both(sentence, object_ + 1, lexicon):
        return [_two(scene, object_, quantity, at)]
    doers = {k for v in (at, *sentence.ancestors(at)) for k in sentence.children[v]}
    if sentence.words[at].dep in ("advcl", "relcl", "acl"):
        doers = set(sentence.children[at])
    subjects = {k for k in doers if sentence.words[k].dep.startswith("nsubj")}
    return [
        casualty
        for casualty in of_those_before(scene, object_, quantity, at, before)
        if not any(
            casualty.group.count is group.count and group.first <= k <= group.last
            for group in scene.people
            for k in subjects
        )
    ]


def _is_both(sentence: Sentence, at: int, lexicon: Lexicon) -> bool:
    return sentence.words[at].lower in lexicon.harm.both


def _two(scene: Scene, pronoun: int, quantity: Quantity, at: int) -> Casualty:
    """Count "them both" as two, whoever they are."""
    wording = scene.sentence.surface(pronoun, pronoun + 1)
    group = Group(
        first=pronoun,
        last=pronoun + 1,
        count=make_count(Qualifier.EXACT, 2, wording=wording),
        victims=Victims.PEOPLE,
        head=None,
        sure=True,
        refers=True,
    )
    return Casualty(group=group, quantity=quantity, predicate=at)


def by_no_survivors(scene: Scene, at: int, before: Sequence[Group] = ()) -> list[Casualty]:
    """Read "with 176 people aboard … there were no survivors", where no other word tells a toll.

    Parameters
    ----------
    scene : Scene
        The sentence's people.
    at : int
        Position of "survivors".
    before : sequence of Group
        The people of the sentence before.

    Returns
    -------
    list of Casualty
        Empty where nobody is told of as aboard.
    """
    words, harm = scene.sentence.words, scene.lexicon.harm
    if not at or words[at].lower not in harm.survivors or words[at - 1].lower not in harm.nobody:
        return []
    aboard = [
        g
        for g in scene.people
        if g.last < at
        and g.last + 1 < len(words)
        and words[g.last + 1].lower in harm.whereabouts
        and g.count.best is not None
    ]
    if not aboard:
        # "The plane was carrying 23 soldiers. … There were no survivors."
        alone = [g for g in before if g.sure and g.count.best is not None and not g.one]
        return of_those_before(scene, at, Quantity.KILLED, at, before) if len(alone) == 1 else []
    meant = replace(aboard[-1], first=at - 1, last=at, head=None, refers=True, of_them=False)
    return [Casualty(group=meant, quantity=Quantity.KILLED, predicate=at)]


def of_those_before(
    scene: Scene, pronoun: int, quantity: Quantity, at: int, before: Sequence[Group]
) -> list[Casualty]:
    """Give the people told of last before a pronoun, in its place."""
    own = [g for g in scene.people if g.last < pronoun]
    counted = [g for g in (*before, *own) if g.sure and g.count.best is not None and not g.refers]
    counted = [g for g in counted if not g.one or g.kin]
    pair = _pair(scene, pronoun, (*before, *own), quantity, at)
    if pair is not None:
        return [pair]
    if not counted:
        return []
    last = counted[-1]
    chain = chain_back(scene, last, pronoun) if last in own else _with_kin(before, last)
    told = casualties_of(chain, quantity, at)
    if any(c.group.one and not c.added for c in told):
        return []
    return [
        replace(
            c,
            group=replace(
                c.group,
                first=pronoun,
                last=pronoun,
                head=None,
                refers=True,
                of_them=False,
                count=_count(c),
            ),
            added=(),
        )
        for c in told[-1:]
    ]


def _pair(
    scene: Scene, pronoun: int, told: Sequence[Group], quantity: Quantity, at: int
) -> Casualty | None:
    """Read "shot a husband and wife … Both died" as two, whom nobody counted."""
    if not _is_both(scene.sentence, pronoun, scene.lexicon):
        return None
    people = [g for g in told if g.sure and g.count.best is not None and not g.refers]
    alone = len(people) > 1 and all(g.one for g in people[-_AND:])
    if not alone:
        return None
    count = make_count(Qualifier.EXACT, 2, wording=scene.sentence.surface(pronoun, pronoun))
    group = Group(
        first=pronoun, last=pronoun, count=count, victims=Victims.PEOPLE, head=None, sure=True,
        refers=True,
    )  # fmt: skip
    return Casualty(group=group, quantity=quantity, predicate=at)


def _count(casualty: Casualty) -> Count:
    if not casualty.added:
        return casualty.group.count
    told = (casualty.group, *casualty.added)
    return combined(casualty, " and ".join(group.count.wording for group in told))


def _with_kin(before: Sequence[Group], last: Group) -> list[Group]:
    """Read "A grandfather and his five grandchildren were in it. None came out alive." as six."""
    beside = next((g for g in before if g.last + _AND == last.first), None)
    return [beside, last] if beside is not None and beside.one and last.kin else [last]


def _quantity(scene: Scene, at: int) -> Quantity | None:
    lexicon, word = scene.lexicon, scene.sentence.words[at].lower
    if word in lexicon.harm.survive:
        return Quantity.KILLED
    tables = (lexicon.verbs, lexicon.subject_verbs, lexicon.states)
    if not any(word in table for table in tables) and _framed(scene, at):
        return Quantity.KILLED
    conj = scene.sentence.words[at].dep == "conj" and scene.sentence.is_passive(at)
    if word in lexicon.verbs and (conj or scene.sentence.child(at, "auxpass") is not None):
        return lexicon.verbs[word]
    return lexicon.subject_verbs.get(word) or lexicon.states.get(word)


def _framed(scene: Scene, at: int) -> bool:
    """Tell whether a set phrase of dying begins here: "both were hacked to death"."""
    passive = scene.sentence.is_passive(at)
    return any(
        frame.quantity is Quantity.KILLED
        and (frame.people == "subject" or (frame.people == "patient" and passive))
        and match(scene.sentence.words, at, frame.slots) is not None
        for frame in scene.lexicon.frames.get(scene.sentence.words[at].lower, ())
    )
