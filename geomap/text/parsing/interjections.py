"""Words put in between commas that part people from what befell them."""

from __future__ import annotations

from geomap.text.parsing.grammar import Sentence
from geomap.text.words.lexicon import Lexicon

__all__ = ["put_in"]

_SPEAKER = 5
# Words of a speaker put in, with the verb.


def put_in(sentence: Sentence, lexicon: Lexicon) -> set[int]:
    """Find who is put in between commas as saying it: "33 people, the imam reckons, are dead".

    Parameters
    ----------
    sentence : Sentence
        The sentence.
    lexicon : Lexicon
        The language's verbs of saying.

    Returns
    -------
    set of int
        Positions of the words and both commas.
    """
    words, found = sentence.words, set[int]()
    for start, word in enumerate(words):
        if word.text != ",":
            continue
        end = next((k for k in range(start + 1, len(words)) if words[k].text == ","), start)
        inside = words[start + 1 : end]
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
