"""How far the words of a noun phrase run: "newly displaced people", "PMF fighters killed"."""

from __future__ import annotations

from geomap.text.figures.groups import NOUN
from geomap.text.parsing.grammar import Sentence
from geomap.text.words.lexicon import Lexicon

__all__ = ["INSIDE", "head_of", "run_end"]

INSIDE = NOUN | {"JJ", "JJR", "JJS", "HYPH", "POS", "FW", "ADD"}
_BRACKET_WORDS = 4
# "Popular Mobilization Forces (PMF) fighters": no longer than this is looked across.


def run_end(sentence: Sentence, at: int, lexicon: Lexicon) -> int:
    """Give the end of the noun phrase's words from a position.

    Parameters
    ----------
    sentence : Sentence
        The sentence.
    at : int
        Where the words begin.
    lexicon : Lexicon
        The language's words of harm and of time.

    Returns
    -------
    int
        The position behind the last of them; ``at`` where none stands there.
    """
    start = at
    while at < len(sentence.words):
        beyond = _across(sentence, start, at, lexicon)
        if beyond > at:
            at = beyond
            continue
        told = at > start and sentence.words[at - 1].tag in NOUN
        if _when(sentence, at, lexicon) or (at == start and _dies(sentence, at, lexicon)):
            break
        if told and _hurt(sentence, at, lexicon):
            break
        if not _goes_on(sentence, at, lexicon, told=told):
            break
        at += 1
    return at


def _dies(sentence: Sentence, at: int, lexicon: Lexicon) -> bool:
    """Read "two die" of headlines, whose verb looks like a noun."""
    word = sentence.words[at].lower
    behind = sentence.words[at + 1].lower if at + 1 < len(sentence.words) else ""
    if behind == "dead" and sentence.words[at].tag == "NN" and word not in lexicon.victims:
        # "3 staff among 11 shot dead", but "11 rebel dead"
        return word not in lexicon.harm.adjectival
    return word in lexicon.subject_verbs and word not in lexicon.nouns


def _hurt(sentence: Sentence, at: int, lexicon: Lexicon) -> bool:
    """Read "eleven dead and a marine hurt", whose last word looks like a noun."""
    word, person = sentence.words[at], sentence.words[at - 1]
    behind = sentence.words[at + 1].tag if at + 1 < len(sentence.words) else "."
    harmed = word.tag == "NN" and word.lower in lexicon.states and word.lower in lexicon.verbs
    return harmed and person.lower in lexicon.victims and behind in (".", ",", "IN", ":")


def _when(sentence: Sentence, at: int, lexicon: Lexicon) -> bool:
    """Tell whether a time stands behind a bare number: "wounded two last night"."""
    after = sentence.words[at + 1].lower if at + 1 < len(sentence.words) else ""
    return sentence.words[at].lower in lexicon.harm.deictic and after not in lexicon.victims


def _goes_on(sentence: Sentence, at: int, lexicon: Lexicon, *, told: bool) -> bool:
    """Tell whether a word belongs to the noun phrase before it, ``told`` when a noun ends that."""
    word = sentence.words[at]
    harm = word.lower in lexicon.verbs or word.lower in lexicon.states
    if harm and told and word.tag in ("JJ", "VBN") and not _noun_follows(sentence, at, lexicon):
        # "left 15 people dead": "dead" is also a noun for people.
        return False
    if told and word.lower in lexicon.states and word.lower not in lexicon.nouns:
        # "one civilian slain" of headlines looks like a noun
        return _noun_follows(sentence, at, lexicon)
    if harm and word.lower not in lexicon.victims and word.tag not in ("NN", "NNS"):
        return word.tag in ("JJ", "VBN") and _noun_follows(sentence, at, lexicon)
    if told and word.dep == "oprd":
        # "beat a shepherd unconscious"
        return False
    if told and word.tag == "VBG":
        # "31 protesters needing treatment"
        return False
    if word.tag in ("VBN", "VBG", "RB"):
        if word.tag == "RB" and not told and _is_tag(sentence, at + 1, "VBN"):
            # "2,300 newly displaced people"
            return _noun_follows(sentence, at + 1, lexicon)
        # "eight identified civilians", but "a man named Saleh"
        names = told and word.lower in lexicon.harm.naming
        return _noun_follows(sentence, at, lexicon) and not names
    if word.text == ",":
        return _is_tag(sentence, at - 1, "JJ") and _is_tag(sentence, at + 1, "JJ")
    if word.text == "/":
        # "14 Boko Haram/ISWAP fighters"
        beside = at + 1 < len(sentence.words) and sentence.words[at + 1].start == word.end
        return told and beside and _noun_follows(sentence, at, lexicon)
    if word.text in ("-", "–"):
        # "bus-driver", but not "24 people - 15 civilians and nine soldiers"
        return at > 0 and sentence.words[at - 1].end == word.start
    if word.tag in INSIDE:
        return True
    return word.tag == "CD" and _is_tag(sentence, at + 1, "HYPH")


def _across(sentence: Sentence, start: int, at: int, lexicon: Lexicon) -> int:
    """Give the position behind a bracket or an institution's "of" inside a noun phrase.

    "two Popular Mobilization Forces (PMF) fighters", "four Directorate of Security officials".
    """
    word = sentence.words[at]
    if at == start:
        return at + 3 if word.tag in ("IN", "RP") and _is_compound(sentence, at) else at
    if word.text == "(":
        for end in range(at + 1, min(at + 1 + _BRACKET_WORDS, len(sentence.words))):
            if sentence.words[end].text == ")":
                return end + 1 if _noun_follows(sentence, end, lexicon) else at
        return at
    if word.tag in ("IN", "CC", "DT"):
        entity = sentence.entity_at(at)
        inside = entity is not None and entity[2] == "ORG" and start <= entity[0] < at < entity[1]
        return entity[1] if inside and entity is not None else at
    return at


def _is_compound(sentence: Sentence, at: int) -> bool:
    """Tell whether a word is the first of an adjective: "two off-duty soldiers"."""
    words = sentence.words[at : at + 4]
    if len(words) <= 3 or words[1].text not in ("-", "‐", "‑"):
        return False
    glued = words[0].end == words[1].start and words[1].end == words[2].start
    return glued and words[3].tag in NOUN


def _noun_follows(sentence: Sentence, at: int, lexicon: Lexicon) -> bool:
    """Tell whether a noun stands behind a word, which a day of the week is not: "killed Friday"."""
    if at + 1 >= len(sentence.words):
        return False
    word = sentence.words[at + 1]
    day = word.lower in lexicon.weekdays or word.lower in lexicon.months
    return word.tag in NOUN and not day and word.lower not in lexicon.harm.deictic


def _is_tag(sentence: Sentence, at: int, tag: str) -> bool:
    return 0 <= at < len(sentence.words) and sentence.words[at].tag == tag


def head_of(sentence: Sentence, first: int, end: int) -> int | None:
    """Give the last noun between two positions, the second excluded; None where there is none."""
    for at in range(end - 1, first - 1, -1):
        if sentence.words[at].tag in NOUN:
            return at
    return None
