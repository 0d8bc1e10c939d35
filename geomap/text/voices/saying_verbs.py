"""Whether a verb of saying says something here, and whose document it tells of."""

from __future__ import annotations

from geomap.text.parsing.grammar import Sentence
from geomap.text.voices.claimant_kinds import claimant_kind
from geomap.text.words.lexicon import Lexicon
from geomap.vocabulary import ClaimantKind

__all__ = ["author_of", "may_say", "opens_source", "says_nothing"]


def may_say(sentence: Sentence, at: int, lexicon: Lexicon) -> bool:
    """Tell whether a word of saying is a verb by which somebody may say something.

    Parameters
    ----------
    sentence : Sentence
        The sentence.
    at : int
        Position of the word.
    lexicon : Lexicon
        The language's words.

    Returns
    -------
    bool
        False for "in an alleged strike", "said to be deserters", "found 12 bodies".
    """
    word = sentence.words[at]
    if word.lower in lexicon.speech["also_nouns"] and word.pos != "VERB":
        return False
    if word.lower in lexicon.speech["giving"] | lexicon.speech["moving"]:
        given = sentence.child(at, "dobj")
        figures = {*lexicon.harm.figures, *lexicon.speech["figures"]}
        figure = given is not None and sentence.words[given].lower in figures
        if not figure and not _counts_dead(sentence, at, lexicon):
            return False
    infinitive = [w.lower for w in sentence.words[at + 1 : at + 3]]
    if sentence.words[at - 1].text == "," and infinitive in (["to", "be"], ["to", "have"]):
        # "the two riders, said to be deserters, died"
        return False
    behind = infinitive[0] if infinitive else ""
    if word.lower in lexicon.speech["of_the_harmed"] and _is_state_of(sentence, at, lexicon):
        # "five civilians reported killed and seven injured"
        return False
    if word.lower in lexicon.adverbs_unverified and behind in lexicon.states:
        # "two privates believed dead walked into the camp"
        return False
    if word.dep == "amod" or _is_attribute(sentence, at):
        # "in an alleged strike": nobody alleges it here
        return False
    return word.lower not in lexicon.speech["findings"] or _says_that(sentence, at)


def _is_state_of(sentence: Sentence, at: int, lexicon: Lexicon) -> bool:
    """Tell whether a state of people stands behind a participle, and no noun that it qualifies."""
    words = sentence.words
    state = words[at + 1].lower if at + 1 < len(words) else ""
    known = state in lexicon.states or state in lexicon.verbs
    noun = at + 2 < len(words) and words[at + 2].tag.startswith(("NN", "CD", "DT", "PRP"))
    participle = at + 1 < len(words) and words[at + 1].tag in ("VBN", "VBD", "JJ", "VBG")
    return known and participle and not noun


def _counts_dead(sentence: Sentence, at: int, lexicon: Lexicon) -> bool:
    """Read "had earlier given 35 dead": a number of people in a state, and nobody gives it away."""
    behind = sentence.words[at + 1 : at + 3]
    giving = sentence.words[at].lower in lexicon.speech["giving"]
    number = giving and len(behind) > 1 and behind[0].tag == "CD"
    return number and behind[1].lower in lexicon.states


def _is_attribute(sentence: Sentence, at: int) -> bool:
    """Tell whether a participle only qualifies: "when alleged Coalition aircraft bombed Mosul"."""
    if sentence.words[at].tag != "VBN" or sentence.words[at].dep != "advcl":
        return False
    own = sentence.child(at, "nsubj", "nsubjpass", "aux", "auxpass", "agent")
    behind = sentence.words[at + 1].tag if at + 1 < len(sentence.words) else ""
    return own is None and behind.startswith(("NN", "JJ"))


def says_nothing(sentence: Sentence, at: int, lexicon: Lexicon) -> bool:
    """Tell whether nothing is said by a verb of saying in the active voice.

    Parameters
    ----------
    sentence : Sentence
        The sentence.
    at : int
        Position of the verb.
    lexicon : Lexicon
        The language's words.

    Returns
    -------
    bool
        True for "cartel blamed", "claimed nine lives", "has not commented on".
    """
    taken = sentence.child(at, "dobj")
    of_others = sentence.words[at].lower in lexicon.speech["of_others"]
    if taken is None and of_others and _ends_clause(sentence, at):
        # "eight bodies found; cartel blamed"
        return True
    if taken is not None and sentence.words[taken].lower in lexicon.harm.lives:
        # "the blast claimed nine lives"
        return True
    return _is_not_said(sentence, at)


def _ends_clause(sentence: Sentence, at: int) -> bool:
    """Tell whether a verb has nothing behind it in its clause: "cartel blamed"."""
    return at + 1 >= len(sentence.words) or sentence.words[at + 1].tag in (".", ",", ":", "IN")


def _says_that(sentence: Sentence, at: int) -> bool:
    """Tell whether a verb has a clause that it says, or stands behind it: "…, the court found"."""
    behind = sentence.words[at + 1].lower if at + 1 < len(sentence.words) else "."
    led = any(sentence.words[c].dep == "ccomp" and c < at for c in sentence.children[at])
    told = any(
        sentence.words[c].dep == "ccomp"
        and c > at
        and any(sentence.words[k].lower == "that" for k in sentence.children[c])
        for c in sentence.children[at]
    )
    return told or behind == "that" or (behind in (".", '"', "”", "’", "'") and led)


def _is_not_said(sentence: Sentence, at: int) -> bool:
    """Tell whether nobody says it: "has not commented on", "neither confirmed nor denied"."""
    before = sentence.words[at - 1].lower if at else ""
    return before in ("neither", "nor") or sentence.child(at, "neg") is not None


def opens_source(sentence: Sentence, at: int) -> bool:
    """Tell "as per the hospital" and "five dead, per police" from "ten per week".

    Parameters
    ----------
    sentence : Sentence
        The sentence.
    at : int
        Position of "per".

    Returns
    -------
    bool
        Whether a source follows.
    """
    before = sentence.words[at - 1].lower if at else ","
    behind = sentence.words[at + 1] if at + 1 < len(sentence.words) else None
    noun = behind is not None and (behind.tag == "DT" or behind.tag.startswith("N"))
    return before in (",", "as", "-", "–", "—") and noun


def author_of(sentence: Sentence, speaker: int, lexicon: Lexicon) -> int:
    """Find whose statement it is that says something: "a statement attributed to the wing".

    Parameters
    ----------
    sentence : Sentence
        The sentence.
    speaker : int
        Position of the noun.
    lexicon : Lexicon
        The language's words.

    Returns
    -------
    int
        Position of the author; the noun itself where none is named.
    """
    words = sentence.words
    if words[speaker].lower not in lexicon.speech["documents"]:
        return speaker
    for child in sentence.children[speaker]:
        if child < speaker or words[child].lower not in lexicon.speech["authors"]:
            continue
        at: int | None = child
        if words[child].pos == "VERB":
            at = sentence.child(child, "prep", "agent")
        target = sentence.child(at, "pobj") if at is not None else None
        if target is None:
            continue
        kind = claimant_kind(sentence.surface(*sentence.noun_phrase(target)), lexicon)
        entity = sentence.entity_at(target)
        named = entity is not None and entity[2] in ("ORG", "PERSON", "NORP")
        if kind is not ClaimantKind.OTHER or named:
            return target
    return speaker
