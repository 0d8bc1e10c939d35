"""People that open a sentence beside those harmed: the whole they are of, or some set apart."""

from __future__ import annotations

from geomap.text.figures.groups import Group
from geomap.text.parsing.grammar import Sentence
from geomap.text.words.lexicon import Lexicon

__all__ = ["only_whole", "set_apart"]


def set_apart(sentence: Sentence, group: Group, lexicon: Lexicon) -> bool:
    """Tell whether people open a sentence that goes on to those they are of: "Save for two, …".

    Parameters
    ----------
    sentence : Sentence
        The sentence.
    group : Group
        The first people of it.
    lexicon : Lexicon
        The language's words of harm.

    Returns
    -------
    bool
        Whether they are only some of those behind.
    """
    opening = [word.lower for word in sentence.words[: group.first]]
    closed = sentence.words[group.last + 1 : group.last + 2]
    if len(opening) == 1:
        return opening[0] in lexicon.harm.counted_in
    return " ".join(opening) in lexicon.harm.but_for and bool(closed) and closed[0].text == ","


def only_whole(sentence: Sentence, group: Group, lexicon: Lexicon) -> bool:
    """Tell whether people are only whom the harmed were among: "of the 118 aboard, 21 died".

    Parameters
    ----------
    sentence : Sentence
        The sentence.
    group : Group
        The first people of it.
    lexicon : Lexicon
        The language's words of harm.

    Returns
    -------
    bool
        Whether nothing is said to have befallen all of them.
    """
    words = sentence.words
    if group.first > 1 or words[0].lower != "of" or group.count.best is None:
        return False
    end = next((k for k in range(group.last, len(words)) if words[k].text == ","), None)
    if end is None or end + 1 >= len(words) or words[end + 1].tag != "CD":
        return False
    tables = (lexicon.verbs, lexicon.subject_verbs, lexicon.states, lexicon.nouns)
    inside = {word.lower for word in words[group.first : end]}
    if inside & lexicon.harm.captives and inside & lexicon.harm.seize:
        # "of the 40 hostages taken"
        return False
    return all(inside.isdisjoint(table) for table in tables)
