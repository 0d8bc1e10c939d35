"""A number and the people it counts: "at least three civilians", "15 of the 22 crew"."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from geomap.protocols import Token
from geomap.text.figures.counts import NumberPhrase, make_count
from geomap.text.figures.fractions import share_of
from geomap.text.figures.groups import Group, status_of
from geomap.text.figures.numbers import number_at
from geomap.text.parsing.grammar import Sentence
from geomap.text.people.noun_runs import INSIDE, head_of, run_end
from geomap.text.words.lexicon import Lexicon
from geomap.vocabulary import Qualifier

__all__ = ["numbered"]

_DETERMINERS = frozenset({"DT", "PRP$", "RBR", "RBS"})


class _Owner(NamedTuple):
    """Whose the people counted are: "three of them", "two of his men"."""

    end: int
    # the position behind it
    of_them: bool
    theirs: bool


def numbered(sentence: Sentence, number: NumberPhrase, lexicon: Lexicon) -> Group | None:
    """Read the people whom a number counts.

    Parameters
    ----------
    sentence : Sentence
        The sentence.
    number : NumberPhrase
        One of its numbers.
    lexicon : Lexicon
        The language's words for people and things.

    Returns
    -------
    Group or None
        None where it counts things, or nobody.
    """
    words = sentence.words
    if number.first and words[number.first - 1].lower in lexicon.harm.nobody:
        return None
    less = _all_but(sentence, number, lexicon)
    if less is not None:
        return less
    number = _bound_behind(sentence, number, lexicon) or number
    at = number.last + 1
    if at < len(words) and words[at].lower in ("x", "×"):
        # "3 x policemen"
        at += 1
    harmed = _of_harmed(sentence, at, lexicon)
    if harmed is not None and words[harmed].tag == "CD" and words[harmed - 1].lower == "the":
        return _of_counted(sentence, number, harmed, lexicon)
    if harmed is not None:
        group = _group(sentence, number, (number.first, harmed), None, lexicon)
        return replace(group, of_harmed=harmed, of_them=True)
    owner = _owner(sentence, at, lexicon)
    at = owner.end
    owned = owner.theirs or words[at - 1].tag == "PRP$"
    if owned and at < len(words) and words[at].lower in lexicon.harm.ranks:
        # "lost two of their number", "one of its number"
        return _group(sentence, number, (number.first, at), None, lexicon)
    if owner.theirs and at < len(words) and words[at].tag == "CD":
        # "a mother and two of her three children"
        some = _of_counted(sentence, number, at, lexicon)
        return None if some is None else replace(some, kin=some.relative)
    return _of_noun(sentence, number, owner, lexicon)


def _owner(sentence: Sentence, at: int, lexicon: Lexicon) -> _Owner:
    """Read "of them", "of the" and "of his" behind a number."""
    words = sentence.words
    if at + 1 >= len(words) or words[at].lower != "of":
        return _Owner(at, of_them=False, theirs=False)
    if words[at + 1].lower in lexicon.harm.anaphors:
        return _Owner(at + 2, of_them=True, theirs=False)
    at, theirs = at + 1, False
    while at < len(words) and words[at].tag in _DETERMINERS:
        theirs = theirs or words[at].lower in lexicon.harm.possessives
        at += 1
        if words[at - 1].tag == "PRP$" and _owns_noun(sentence, at):
            # "four of its own men"
            at += 1
    return _Owner(at, of_them=False, theirs=theirs)


def _owns_noun(sentence: Sentence, at: int) -> bool:
    words = sentence.words
    if at + 1 >= len(words) or words[at].lower != "own":
        return False
    return words[at + 1].tag in INSIDE


def _of_noun(
    sentence: Sentence, number: NumberPhrase, owner: _Owner, lexicon: Lexicon
) -> Group | None:
    """Read a number with its noun, and one that stands alone: "three policemen", "killing 26"."""
    words, at = sentence.words, owner.end
    if at + 1 < len(words) and words[at].tag in ("``", "''") and words[at + 1].tag in INSIDE:
        at += 1
    end = run_end(sentence, at, lexicon)
    head = head_of(sentence, at, end)
    if head is None or _busy(sentence, at, head, lexicon) or _is_state(sentence, head, lexicon):
        if _numbers_a_name(sentence, number, lexicon):
            return None
        return _alone(sentence, number, at - 1 if owner.of_them else number.last, owner, lexicon)
    aged = head + 1 < len(words) and words[head + 1].lower == "old"
    if aged or words[head].lower in lexicon.things or _is_thing(words[head], lexicon):
        return None
    first = _first_word(sentence, number, lexicon)
    group = _besides(
        sentence, number, _group(sentence, number, (first, end - 1), head, lexicon), lexicon
    )
    share = share_of(sentence, number, end - 1, lexicon)
    if share is not None:
        return replace(group, count=share[0], first=share[1])
    # "and four of their children", "a captain and three of his men"
    kin = group.kin or owner.theirs
    more = words[head].lower in lexicon.harm.more
    return replace(group, of_them=owner.of_them, kin=kin, more=more)


def _besides(sentence: Sentence, number: NumberPhrase, group: Group, lexicon: Lexicon) -> Group:
    """Keep the "more" of "two more people" in the figure's words: they come on top of others."""
    words, at = sentence.words, number.last + 1
    more = at < len(words) and words[at].lower in lexicon.harm.on_top
    if not more or at > group.last or words[at + 1].lower == "than":
        return group
    wording = sentence.surface(number.first, at)
    return replace(group, count=replace(group.count, wording=wording))


def _alone(
    sentence: Sentence, number: NumberPhrase, last: int, owner: _Owner, lexicon: Lexicon
) -> Group:
    """Read a number without a noun, up to the "more" behind it: "two of them", "two more"."""
    words = sentence.words
    if last + 1 < len(words) and words[last + 1].lower in lexicon.harm.more:
        last += 1
    first = _first_word(sentence, number, lexicon)
    group = _group(sentence, number, (first, last), None, lexicon)
    return replace(group, of_them=owner.of_them)


def _is_state(sentence: Sentence, head: int, lexicon: Lexicon) -> bool:
    """Tell what befell people from who they are: "forty-eight slain as gang overruns town"."""
    word = sentence.words[head].lower
    known = word in lexicon.nouns or word in lexicon.victims
    return word in lexicon.states and not known


def _busy(sentence: Sentence, at: int, head: int, lexicon: Lexicon) -> bool:
    """Tell whether a noun behind "two more" is what they do: "left two more fighting for life"."""
    doing = head == at + 1 and sentence.words[head].tag == "NN"
    return (
        doing
        and sentence.words[at].lower in lexicon.harm.more
        and sentence.words[head].lower.endswith("ing")
    )


def _numbers_a_name(sentence: Sentence, number: NumberPhrase, lexicon: Lexicon) -> bool:
    """Tell whether a number is part of a speaker's name: "the station Vision 2000 reported"."""
    at = number.first
    if at != number.last or at == 0 or at + 1 >= len(sentence.words):
        return False
    after = sentence.words[at + 1].lower
    says = after in lexicon.speech["verbs"] and after not in lexicon.speech["findings"]
    name = sentence.words[at - 1]
    named = name.tag == "NNP" and name.dep != "pobj" and sentence.heads[at] == at - 1
    return says and named and sentence.words[at].text.isdecimal()


def _of_counted(
    sentence: Sentence, number: NumberPhrase, at: int, lexicon: Lexicon
) -> Group | None:
    """Read "15 of the 22 crew" as 15, and "three of the six wounded" as some of those."""
    whole = number_at(sentence.words, at, lexicon)
    if whole is None:
        return None
    end = run_end(sentence, whole[1] + 1, lexicon)
    head = head_of(sentence, whole[1] + 1, end)
    if head is not None and sentence.words[head].lower in lexicon.things:
        return None
    bounds = (_first_word(sentence, number, lexicon), max(end - 1, whole[1]))
    behind = bounds[1] + 1
    word = sentence.words[behind].lower if behind < len(sentence.words) else ""
    inside = [
        k
        for k in range(whole[1] + 1, end if head is None else head)
        if sentence.words[k].lower in lexicon.states and sentence.words[k].tag in ("JJ", "VBN")
    ]
    behind = inside[0] if inside else behind
    if word == "who":
        behind += 1
        while behind < len(sentence.words) and _aids(sentence, behind, lexicon):
            behind += 1
        word = sentence.words[behind].lower if behind < len(sentence.words) else ""
    harm = word in lexicon.states or word in lexicon.verbs or word in lexicon.subject_verbs
    noun = "" if head is None else sentence.words[head].lower
    if head is not None and (noun in lexicon.harm.harmed - {"victims"} or noun in lexicon.states):
        # "nine of the 14 fatalities": all the 14 died
        group = _group(sentence, number, (bounds[0], number.last), None, lexicon)
        return replace(group, of_harmed=head, of_them=True)
    if inside or (harm and (head is None or _said_of_all(sentence, behind))):
        group = _group(sentence, number, (bounds[0], number.last), None, lexicon)
        return replace(group, of_harmed=behind, of_them=True)
    return _group(sentence, number, bounds, head, lexicon)


def _aids(sentence: Sentence, at: int, lexicon: Lexicon) -> bool:
    """Tell whether a word only leads to a verb of harm: "who had been killed"."""
    word = sentence.words[at]
    return word.pos == "AUX" or word.lower in lexicon.harm.copulas | lexicon.harm.have


def _said_of_all(sentence: Sentence, at: int) -> bool:
    """Tell whether a participle is of all, and a verb behind of some: "of the 19 killed were"."""
    words = sentence.words
    root = next((k for k in range(len(words)) if words[k].dep == "ROOT"), at)
    if root == at and words[at].tag == "VBN" and sentence.child(at, "aux", "auxpass") is None:
        # "three of the five soldiers hurt in the blast have since died"
        return any(word.pos == "AUX" for word in words[at + 1 :])
    return words[at].tag in ("VBN", "VBD") and root > at and words[root].tag.startswith("VB")


def _is_thing(word: Token, lexicon: Lexicon) -> bool:
    """Tell whether a common noun is nobody's: "12 heifers", but not a village named Heifer."""
    return word.lower in lexicon.nonpersons and word.tag in ("NN", "NNS")


def _bound_behind(
    sentence: Sentence, number: NumberPhrase, lexicon: Lexicon
) -> NumberPhrase | None:
    """Read a bound that stands behind the noun: "13 people at the very least"."""
    if number.count.qualifier is not Qualifier.EXACT or number.count.best is None:
        return None
    for end in {number.last + 1, run_end(sentence, number.last + 1, lexicon)}:
        behind = " ".join(word.lower for word in sentence.words[end : end + 4])
        for phrase, kind in lexicon.bounds_behind.items():
            if f"{behind} ".startswith(f"{phrase} "):
                last = end - 1 + len(phrase.split())
                wording = sentence.surface(number.first, last)
                return replace(number, count=make_count(kind, number.count.best, wording=wording))
    return None


def _all_but(sentence: Sentence, number: NumberPhrase, lexicon: Lexicon) -> Group | None:
    """Read "all but three of the 20 people on board" as 17."""
    words, first = sentence.words, number.number_first
    if [word.lower for word in words[max(0, first - 2) : first]] != ["all", "but"]:
        return None
    at = number.last + 1
    of = [word.lower for word in words[at : at + 2]]
    whole = number_at(words, at + 2, lexicon) if of[:1] == ["of"] else None
    if whole is None or number.count.best is None or whole[0] <= number.count.best:
        return None
    end = run_end(sentence, whole[1] + 1, lexicon)
    bounds = (first - 2, max(end - 1, whole[1]))
    left = whole[0] - number.count.best
    count = make_count(Qualifier.EXACT, left, wording=sentence.surface(*bounds))
    group = _group(sentence, number, bounds, head_of(sentence, whole[1] + 1, end), lexicon)
    return replace(group, count=count)


def _of_harmed(sentence: Sentence, at: int, lexicon: Lexicon) -> int | None:
    """Find the word of harm in "22 of the dead", "33 of those killed", "12 of those 50"."""
    words = sentence.words
    if at + 2 >= len(words) or words[at].lower != "of":
        return None
    if words[at + 1].lower not in lexicon.harm.those:
        return None
    word = words[at + 2]
    known = word.lower in lexicon.states or word.lower in lexicon.verbs
    known = known or word.lower in lexicon.harm.harmed
    if word.lower in ("who", "people") and not known:
        return _who_suffered(sentence, at + 2, lexicon)
    return at + 2 if known or word.tag == "CD" else None


def _who_suffered(sentence: Sentence, who: int, lexicon: Lexicon) -> int | None:
    """Find the word of harm in "those who perished", "the people who had been killed"."""
    words, at = sentence.words, who
    while at < len(words) and (words[at].lower in ("who", "people") or words[at].pos == "AUX"):
        at += 1
    if at == who or at >= len(words) or words[at - 1].lower == "people":
        return None
    word = words[at].lower
    dead = word in lexicon.verbs or word in lexicon.subject_verbs or word in lexicon.states
    return at if dead and "who" in [w.lower for w in words[who:at]] else None


def _first_word(sentence: Sentence, number: NumberPhrase, lexicon: Lexicon) -> int:
    """Find where the words of a number begin: "another six", "a family of six"."""
    words, first = sentence.words, number.first
    before = [word.lower for word in words[max(0, first - 3) : first]]
    if before[-1:] == ["of"] and before[-2:-1] and before[-2] in lexicon.harm.kinds_of_group:
        return max(0, first - 3)
    if first and words[first - 1].lower in lexicon.harm.again:
        first -= 1
        if first and words[first - 1].lower in ("a", "an", "the"):
            first -= 1
    return first


def _group(
    sentence: Sentence,
    number: NumberPhrase,
    bounds: tuple[int, int],
    head: int | None,
    lexicon: Lexicon,
) -> Group:
    victims, sure, perpetrators = status_of(sentence, bounds, head, lexicon)
    return Group(
        first=bounds[0],
        last=bounds[1],
        count=number.count,
        victims=victims,
        head=head,
        sure=sure,
        perpetrators=perpetrators,
        kin=sentence.words[bounds[0]].lower in lexicon.harm.possessives,
        relative=head is not None and sentence.words[head].lower in lexicon.harm.relatives,
    )
