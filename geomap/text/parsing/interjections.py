"""Words put in between commas that part people from what befell them."""

from __future__ import annotations

from collections.abc import Sequence

from geomap.protocols import Token
from geomap.text.parsing.grammar import FINITE, Sentence
from geomap.text.words.lexicon import Lexicon

__all__ = ["put_in"]

_DESCRIBED = 12
# Words that may say what all of them were.
_BRACKET = 5
# Words in a bracket: "(360 families)", "(Sinai)".
_SPEAKER = 5
# Words of a speaker put in, with the verb.


def put_in(sentence: Sentence, lexicon: Lexicon) -> set[int]:
    """Find what is put in between commas: "33 people, the imam reckons, are dead".

    Who says it, or what all of the people counted were: ", all of them members of one family,".
    Brackets too: "1,800 people (360 families) displaced".

    Parameters
    ----------
    sentence : Sentence
        The sentence.
    lexicon : Lexicon
        The language's verbs of saying.

    Returns
    -------
    set of int
        Positions of the words and both commas, or brackets.
    """
    words, found = sentence.words, _bracketed(sentence, lexicon)
    for start, word in enumerate(words):
        if word.text != ",":
            continue
        end = next((k for k in range(start + 1, len(words)) if words[k].text == ","), start)
        inside = words[start + 1 : end]
        if _describes_all(inside, lexicon):
            found.update(range(start, end + 1))
        if not 1 < len(inside) <= _SPEAKER or any(w.tag in ("CD", "IN") for w in inside):
            continue
        says = inside[-1].lower in lexicon.speech["verbs"] and inside[-1].tag in (
            "VBZ",
            "VBP",
            "VBD",
        )
        if says and inside[0].tag in ("DT", "NN", "NNP", "NNS", "PRP", "NNPS"):
            found.update(range(start, end + 1))
    return found


def _bracketed(sentence: Sentence, lexicon: Lexicon) -> set[int]:
    """Find brackets between people and their participle, but no figures of who they were."""
    words, found = sentence.words, set[int]()
    tables = (lexicon.states, lexicon.verbs, lexicon.nouns)
    for start, word in enumerate(words):
        if word.text != "(" or not start or words[start - 1].tag not in ("NN", "NNS", "NNP"):
            continue
        near = range(start + 2, min(start + 2 + _BRACKET, len(words)))
        end = next((k for k in near if words[k].text == ")"), start)
        inside = words[start + 1 : end]
        if end + 1 >= len(words) or words[end + 1].tag not in ("VBN", "VBD") or not inside:
            continue
        told = [w for w in inside if w.tag == "CD" or any(w.lower in t for t in tables)]
        homes = inside[-1].lower in lexicon.harm.households
        if words[start - 1].lower not in lexicon.harm.households and (homes or not told):
            found.update(range(start, end + 1))
    return found


def _describes_all(inside: Sequence[Token], lexicon: Lexicon) -> bool:
    """Read ", all of them members of one family,", but not ", all dead at the scene,"."""
    if not 1 < len(inside) <= _DESCRIBED or inside[0].lower not in lexicon.harm.everybody:
        return False
    tables = (lexicon.states, lexicon.verbs, lexicon.subject_verbs, lexicon.nouns)
    return not any(w.tag in FINITE or any(w.lower in t for t in tables) for w in inside)
