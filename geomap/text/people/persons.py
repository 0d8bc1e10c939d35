"""One person told by a name or a pronoun: "Ahmad Salem, 34", "another", "a Palestinian"."""

from __future__ import annotations

from dataclasses import replace

from geomap.text.figures.ages import is_age
from geomap.text.figures.groups import NOUN, Group, single
from geomap.text.parsing.grammar import Sentence
from geomap.text.words.lexicon import Lexicon

__all__ = ["compatriot", "named_person", "pronoun"]

_ARGUMENTS = ("nsubj", "nsubjpass", "dobj", "conj")


def named_person(sentence: Sentence, at: int, taken: set[int], lexicon: Lexicon) -> Group | None:
    """Read a person's name as one person.

    Parameters
    ----------
    sentence : Sentence
        The sentence.
    at : int
        Where the name may begin.
    taken : set of int
        Positions that other groups have.
    lexicon : Lexicon
        The language's words of place and harm.

    Returns
    -------
    Group or None
        None for what is no person's name, or stands where a place stands.
    """
    entity = sentence.entity_at(at)
    if entity is None or entity[0] != at or entity[2] != "PERSON":
        end = _aged_name(sentence, at)
        if end is None:
            return None
        entity = (at, end, "PERSON")
    first, last, _ = entity
    if not any(word.text[:1].isupper() for word in sentence.words[first : last + 1]):
        # "bush knife wounds": the model knows a president
        return None
    before = sentence.words[first - 1].lower if first else ""
    if before in lexicon.places.hit and before not in lexicon.verbs and last > first:
        # "warplanes targeted Jisr al-Shughour"
        return None
    if before in (*lexicon.harm.before_place, "the") or _beside_place(sentence, last, lexicon):
        # "in Tessalit": where, not who; "a member of the Shabiha": no person's name
        return None
    if taken & set(range(first, last + 1)):
        return None
    alone = sentence.words[first].text if first == last else ""
    if len(alone) > 1 and alone.isupper():
        # "clashes between ISIS and SAF"
        return None
    if any(word.lower in lexicon.harmful for word in sentence.words[first : last + 1]):
        # capitals: "SHOT DEAD" is no name
        return None
    after = sentence.words[last + 1] if last + 1 < len(sentence.words) else None
    if after is not None and after.lower in ("'s", "’s"):
        return None
    return replace(single(sentence, (first, last), last, lexicon), sure=True)


def _beside_place(sentence: Sentence, at: int, lexicon: Lexicon) -> bool:
    """Tell whether a name is joined to one behind "in": "those in Nuseirat and Khan Younis"."""
    first = sentence.heads[at]
    if sentence.words[at].dep != "conj" or sentence.words[first].dep != "pobj":
        return False
    small = sentence.words[sentence.heads[first]].lower
    return small in lexicon.harm.before_place and sentence.words[first].tag.startswith("NNP")


def _aged_name(sentence: Sentence, at: int) -> int | None:
    """Give the end of a name that an age follows, which only a person has: "Ahmad Salem, 34,"."""
    words = sentence.words
    if not words[at].tag.startswith("NNP") or (at and words[at - 1].tag.startswith("NNP")):
        return None
    end = at
    while end + 1 < len(words) and words[end + 1].tag.startswith("NNP"):
        end += 1
    return end if end > at and is_age(words, end + 2, end + 2) else None


def pronoun(sentence: Sentence, at: int, lexicon: Lexicon) -> Group | None:
    """Read "another was injured" and "killing him" as one person.

    Only where grammar leads to them: a "he" that stands near a word of harm often did it.

    Parameters
    ----------
    sentence : Sentence
        The sentence.
    at : int
        The pronoun's position.
    lexicon : Lexicon
        The language's pronouns and ordinals.

    Returns
    -------
    Group or None
        Perhaps somebody told of before; None for any other word.
    """
    word = sentence.words[at]
    behind = sentence.words[at + 1].tag if at + 1 < len(sentence.words) else ""
    aged = _aged_behind(sentence, at)
    if word.dep not in _ARGUMENTS and behind not in ("VBN", "VBD") and not aged:
        return None
    one_more = at and word.lower in lexicon.harm.ordinals and sentence.words[at - 1].lower == "a"
    rest = word.lower == "other" or (word.lower in lexicon.harm.ordinals and behind == "VBD")
    other = at and rest and sentence.words[at - 1].lower == "the"
    one_more = (one_more or other) and not _share(sentence, at)
    if one_more and aged:
        # "a sixth, aged 60, died": the parser takes the age for who died
        return replace(single(sentence, (at, aged), at, lexicon), sure=True)
    if (word.lower == "another" and word.tag in ("DT", "NN")) or (one_more and behind not in NOUN):
        return replace(single(sentence, (at, at), at, lexicon), sure=True)
    if word.tag != "PRP":
        return None
    if word.lower in lexicon.harm.reflexives:
        group = single(sentence, (at, at), at, lexicon, refers=True)
        return replace(group, sure=False, perpetrators=True)
    if word.lower in lexicon.harm.pronouns:
        return replace(single(sentence, (at, at), at, lexicon, refers=True), sure=False)
    return None


def _aged_behind(sentence: Sentence, at: int) -> int:
    """Give the position of the age in "a sixth, aged 60"; 0 where none stands there."""
    words = sentence.words[at + 1 : at + 4]
    told = len(words) > 2 and words[0].text == "," and words[1].lower == "aged"
    return at + 3 if told and words[2].tag == "CD" else 0


def _share(sentence: Sentence, at: int) -> bool:
    """Tell whether an ordinal is a share: "a third of the hostages"."""
    behind = [word.lower for word in sentence.words[at + 1 : at + 3]]
    # "a third of what the rebels claim"
    return behind[:1] == ["of"] and behind[1:] in (
        ["the"],
        ["those"],
        ["its"],
        ["their"],
        ["what"],
    )


def compatriot(sentence: Sentence, at: int, lexicon: Lexicon) -> Group | None:
    """Read "Palestinian killed" of headlines as one person.

    Parameters
    ----------
    sentence : Sentence
        The sentence.
    at : int
        Position of the nationality.
    lexicon : Lexicon
        The language's words of harm.

    Returns
    -------
    Group or None
        None unless it opens a clause and a word of harm stands right behind it.
    """
    words, entity = sentence.words, sentence.entity_at(at)
    opens = at == 0 or words[at - 1].text in (",", ";", ":", "—", "–")
    if entity is None or entity[2] != "NORP" or entity[:2] != (at, at) or not opens:
        return None
    harm = words[at + 1].lower if at + 1 < len(words) else ""
    told = harm in lexicon.verbs and words[at + 1].tag in ("VBN", "VBD")
    if not told or words[at].lower.endswith("s"):
        return None
    return replace(single(sentence, (at, at), at, lexicon), sure=True)
