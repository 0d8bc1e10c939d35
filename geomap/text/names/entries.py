"""Lists whose entries open with their place: "MOSUL - Police found six bodies …"."""

from __future__ import annotations

from geomap.text.parsing.grammar import Sentence

__all__ = ["in_label", "with_label"]


def in_label(sentence: Sentence, last: int, label_end: int) -> bool:
    """Tell whether a name is in the label that its line opens with.

    Parameters
    ----------
    sentence : Sentence
        The sentence.
    last : int
        Position of the name's last word.
    label_end : int
        Where the label ends in the text; 0 where the sentence opens no line with one.

    Returns
    -------
    bool
        Whether what follows happened there.
    """
    return sentence.words[last].end <= label_end


def with_label(
    sentence: Sentence, candidates: list[tuple[int, int, str]], label_end: int
) -> list[tuple[int, int, str]]:
    """Take the label that a line opens with for a name, where nothing in it is known for one.

    Parameters
    ----------
    sentence : Sentence
        The sentence.
    candidates : list of (int, int, str)
        First and last position of its names so far, and what found them.
    label_end : int
        Where the label ends in the text; 0 where the sentence opens no line with one.

    Returns
    -------
    list of (int, int, str)
        In order.
    """
    inside = [at for at, word in enumerate(sentence.words) if word.end <= label_end]
    named = [at for at in inside if sentence.words[at].text[:1].isupper()]
    if not named or any(first <= named[-1] for first, *_ in candidates):
        return candidates
    return [(named[0], named[-1], ""), *candidates]
