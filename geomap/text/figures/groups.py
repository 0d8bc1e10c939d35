"""A group of people in a sentence: where it stands, how many, and who they are."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from geomap.model import Count
from geomap.text.figures.counts import make_count
from geomap.text.parsing.grammar import Sentence
from geomap.text.words.lexicon import Lexicon
from geomap.vocabulary import ClaimantKind, Qualifier, Quantity, Victims

__all__ = [
    "NOUN",
    "ORGANISED",
    "Group",
    "group_at",
    "noun_at",
    "single",
    "sounds_like_people",
    "status_of",
]

NOUN = frozenset({"NN", "NNS", "NNP", "NNPS"})
ORGANISED = (Victims.SOLDIERS, Victims.POLICE, Victims.MILITANTS)
# Who acts as one body.


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """People that a sentence speaks of, with their number as worded."""

    first: int
    last: int
    # positions, last included
    count: Count
    victims: Victims
    head: int | None
    # position of the noun; None for a bare number
    sure: bool
    # the noun is known to mean people (or there is none)
    perpetrators: bool = False
    of_them: bool = False
    # "two of them": some of a group counted before
    of_harmed: int | None = None
    # position of the word of harm in "22 of the dead": some of those counted before
    kin: bool = False
    # "her four children": counted on top of the one before
    refers: bool = False
    # "him", "his body": perhaps somebody counted before
    relative: bool = False
    # told by kinship: "two sons"
    more: bool = False
    # "20 others": beside those told of

    @property
    def one(self) -> bool:
        """Whether this is exactly one person."""
        return self.count.low == self.count.high == 1

    @property
    def numbered(self) -> bool:
        """Whether a word says how many: "one nun", but not "a nun"."""
        return self.first != self.last and len(self.count.wording.split()) == 1


def single(
    sentence: Sentence,
    bounds: tuple[int, int],
    head: int,
    lexicon: Lexicon,
    *,
    refers: bool = False,
) -> Group:
    """Make a group of one person.

    Parameters
    ----------
    sentence : Sentence
        The sentence.
    bounds : (int, int)
        First and last position.
    head : int
        Position of the noun.
    lexicon : Lexicon
        The language's words for people.
    refers : bool
        Whether the words may mean somebody told of before.

    Returns
    -------
    Group
        One person, of the status that the words tell.
    """
    victims, sure, perpetrators = status_of(sentence, bounds, head, lexicon)
    return Group(
        first=bounds[0],
        last=bounds[1],
        count=make_count(Qualifier.EXACT, 1, wording=sentence.surface(*bounds)),
        victims=victims,
        head=head,
        sure=sure,
        perpetrators=perpetrators,
        kin=sentence.words[bounds[0]].lower in lexicon.harm.possessives,
        refers=refers,
        relative=sentence.words[head].lower in lexicon.harm.relatives,
    )


def status_of(
    sentence: Sentence, bounds: tuple[int, int], head: int | None, lexicon: Lexicon
) -> tuple[Victims, bool, bool]:
    """Tell who is counted, whether that is known to be people, and whether attackers."""
    if head is None:
        return Victims.PEOPLE, True, False
    noun = noun_at(sentence, head, lexicon)
    known = noun in lexicon.victims or noun in lexicon.nouns or sounds_like_people(noun, lexicon)
    entity = sentence.entity_at(head)
    sure = known or (entity is not None and entity[2] in ("NORP", "PERSON"))
    victims = lexicon.victims.get(noun, Victims.PEOPLE)
    if victims in (Victims.PEOPLE, Victims.SOLDIERS):
        words = [w.lower for w in sentence.words[bounds[0] : bounds[1] + 1] if w.lower != noun]
        told = [lexicon.victims.get(word) or lexicon.beside.get(word) for word in words]
        loose = (None, Victims.PEOPLE, Victims.WOMEN, Victims.MEN)
        victims = next((status for status in told if status not in loose), None) or victims
    if noun in _fighters(lexicon):
        victims, sure = Victims.MILITANTS, True
    return victims, sure, noun in lexicon.perpetrators


def noun_at(sentence: Sentence, head: int, lexicon: Lexicon) -> str:
    """Give a noun for people, whole where it has a hyphen: "passer-by".

    Parameters
    ----------
    sentence : Sentence
        The sentence.
    head : int
        Its last position.
    lexicon : Lexicon
        The language's words for people.

    Returns
    -------
    str
        In lower case.
    """
    if head > 1 and sentence.words[head - 1].text == "-":
        whole = sentence.surface(head - 2, head).lower()
        if whole in lexicon.victims:
            return whole
    return sentence.words[head].lower


def sounds_like_people(noun: str, lexicon: Lexicon) -> bool:
    """Tell whether a noun that no list knows ends as nouns for people do: "beekeepers".

    Parameters
    ----------
    noun : str
        In lower case.
    lexicon : Lexicon
        The language's endings, and its nouns for things.

    Returns
    -------
    bool
        False for what is known to be a thing.
    """
    thing = noun in lexicon.things or noun in lexicon.nonpersons or noun in lexicon.harm.not_persons
    return not thing and noun.endswith(lexicon.people_endings)


@lru_cache(maxsize=8)
def _fighters_of(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(name for name in names if " " not in name)


def _fighters(lexicon: Lexicon) -> frozenset[str]:
    """Give the one-word names of armed groups: "15 Taliban" are militants."""
    named = next(words for kind, words in lexicon.claimants if kind is ClaimantKind.ARMED_GROUP)
    return _fighters_of(named) - {"group"}


def group_at(sentence: Sentence, position: int, lexicon: Lexicon) -> Group | None:
    """Make a group of a noun that no word list knows, where grammar says it was harmed.

    Only for a single person ("a coffee thief", "Keita"): how many "robbers" were is not said.

    Parameters
    ----------
    sentence : Sentence
        The sentence.
    position : int
        The noun's position.
    lexicon : Lexicon
        The nouns that are no persons.

    Returns
    -------
    Group or None
        None for what is no noun, for a number of things, and for many.
    """
    word = sentence.words[position]
    nobody = word.lower in lexicon.harm.not_persons or word.lower in lexicon.harm.nobody
    # "half of them are dead"
    nobody = nobody or word.lower in lexicon.factors or word.lower in lexicon.shares
    thing = word.tag == "NN" and word.lower in lexicon.nonpersons
    # "the deaths of ten and the injury of others"
    thing = thing or lexicon.nouns.get(word.lower) is Quantity.WOUNDED
    day = word.lower in lexicon.months or word.lower in lexicon.weekdays
    # "On 25 October 2023, at least eight were killed": the parser takes the day for the victim
    # "civilian dies" of headlines looks like an adjective
    noun = word.tag in ("NN", "NNP") or (word.tag == "JJ" and word.lower in lexicon.victims)
    if not noun or nobody or thing or day:
        return None
    number = sentence.child(position, "nummod")
    if (
        number is not None
        and number < position
        and sentence.words[number].lower not in ("one", "1")
    ):
        # "killed 40 sheep": counted and yet no people
        return None
    first = min(sentence.noun_phrase(position)[0], position)
    opening = sentence.words[first].lower
    if opening in lexicon.harm.nobody or opening in lexicon.harm.each:
        # "took away every man"
        return None
    group = single(sentence, (first, position), position, lexicon)
    return Group(
        first=group.first,
        last=group.last,
        count=group.count,
        victims=group.victims,
        head=position,
        sure=True,
        perpetrators=group.perpetrators,
        kin=group.kin,
    )
