"""The names of a line that heads what stands below it: "Nyala, South Darfur.", "Arauca"."""

from __future__ import annotations

from geomap.protocols import NameKnowledge
from geomap.text.names.mentions import is_never, proper_runs
from geomap.text.parsing.grammar import Sentence
from geomap.text.words.lexicon import Lexicon
from geomap.text.words.plain_words import is_word

__all__ = ["heading_names"]

_LONGEST_NAME = 3
# Words of a line that is one name.
_LETTERS = 6
# Of an acronym, at the most.
_ENDS = (".", ":")
# Behind a name that heads an entry.


def heading_names(
    sentence: Sentence,
    candidates: list[tuple[int, int, str]],
    lexicon: Lexicon,
    known: NameKnowledge,
) -> list[tuple[int, int, str]]:
    """Take every name of a line of names, known or not, as a place.

    "PRESS RELEASE" is none: what the gazetteer does not know and are only words is a letterhead.
    """
    named = [c for c in candidates if not c[2].startswith("in:")]
    end = len(sentence.words) - 1 - (sentence.words[-1].text in _ENDS)
    if not named and _is_bare_name(sentence) and known(sentence.surface(0, end)):
        return [(0, end, "")]
    taken = {k for first, last, _ in named for k in range(first, last + 1)}
    runs = [(first, last, "") for first, last in proper_runs(sentence, taken)]
    runs += _before_unit(sentence, taken, known)
    # "Horror in Haiti" names what happened there
    runs = [run for run in runs if not _before_place(sentence, run[1], lexicon)]
    spelt = [run for run in runs if sentence.words[run[0]].text.isalpha()]
    spelt = [
        (first, last, label)
        for first, last, label in spelt
        if (
            not _is_acronym(sentence, (first, last), known)
            and not all(is_word(word.lower) for word in sentence.words[first : last + 1])
        )
        or known(sentence.surface(first, last))
    ]
    return sorted([*named, *[run for run in spelt if not is_never(sentence, run[:2], lexicon)]])


def _before_unit(
    sentence: Sentence, taken: set[int], known: NameKnowledge
) -> list[tuple[int, int, str]]:
    """Read the known name before a comma and a place, whatever the model takes it for.

    "Midsayap, North Cotabato."
    """
    words = sentence.words
    return [
        (at, at, "")
        for at, word in enumerate(words[:-2])
        if at not in taken
        and word.text.istitle()
        and word.tag in ("NN", "NNS", "JJ")
        and words[at + 1].text == ","
        and at + 2 in taken
        and not is_word(word.lower)
        and known(word.text)
    ]


def _is_acronym(sentence: Sentence, bounds: tuple[int, int], known: NameKnowledge) -> bool:
    """Tell a body's letters from a place: "violence attributable to the FMLN"."""
    first, last = bounds
    name = sentence.words[first].text
    short = first == last and name.isupper() and len(name) <= _LETTERS and len(sentence.words) > 2
    return short and not known(name)


def _is_bare_name(sentence: Sentence) -> bool:
    """Tell whether a line is a name and no more, whatever the model takes it for: "Arauca"."""
    words = sentence.words[: -1 if sentence.words[-1].text in _ENDS else None]
    return 0 < len(words) <= _LONGEST_NAME and all(
        word.text.isalpha() and word.text[0].isupper() and not is_word(word.lower) for word in words
    )


def _before_place(sentence: Sentence, last: int, lexicon: Lexicon) -> bool:
    after = sentence.words[last + 1] if last + 1 < len(sentence.words) else None
    return after is not None and after.lower in lexicon.places.within
