"""Copies and near-copies of one dispatch: many papers, one source.

A report is a copy of another when nearly all words of the shorter one stand, in this order,
in the longer one, and no number of the shorter is missing there: a dispatch with a new number
is an update and no copy. The order of words is compared as a longest common subsequence
(rapidfuzz), so that a cut dispatch, a new headline or an editor's hand do not hide a copy.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from rapidfuzz.distance import LCSseq

from geomap.model import Report

__all__ = ["Dispatch", "dispatch_of", "is_copy", "origins"]

_WORD = re.compile(r"\w+")
_SHARE = 0.8
# of the shorter text's words, in order, in the longer one
_FEWEST = 12
# words below which two texts are alike by chance
_SHINGLE, _SKETCH, _MEET = 4, 64, 3
# words a shingle, shingles kept a text, shingles that two texts must share to be compared


class Dispatch:
    """A report's words, ready to be compared."""

    __slots__ = ("numbers", "sketch", "words")

    def __init__(self, text: str) -> None:
        words = _WORD.findall(text.casefold())
        self.words = [zlib.crc32(word.encode("utf-8", "replace")) for word in words]
        self.numbers = Counter(word for word in words if word.isdecimal())
        shingles = {
            zlib.crc32(" ".join(words[at : at + _SHINGLE]).encode("utf-8", "replace"))
            for at in range(max(1, len(words) - _SHINGLE + 1))
        }
        # The smallest hashes of both texts are, by chance, of the same shingles.
        self.sketch = frozenset(sorted(shingles)[:_SKETCH])


def dispatch_of(report: Report) -> Dispatch:
    """Prepare a report for comparison.

    Parameters
    ----------
    report : Report
        The report.

    Returns
    -------
    Dispatch
        Its words.
    """
    return Dispatch(report.text)


def is_copy(one: Dispatch, other: Dispatch) -> bool:
    """Tell whether one of two texts is a copy, whole or cut, of the other.

    Parameters
    ----------
    one, other : Dispatch
        The texts.

    Returns
    -------
    bool
        False for texts of fewer than a dozen words.

    Examples
    --------
    >>> wire = "Shells hit the town of Bakhmut on Friday and killed 4 people, the governor said."
    >>> paper = "BAKHMUT - Shells hit the town of Bakhmut on Friday, killing 4, the governor said."
    >>> is_copy(Dispatch(wire), Dispatch(paper))
    True
    >>> is_copy(Dispatch(wire), Dispatch(paper.replace("4", "5")))
    False
    """
    shorter, longer = sorted((one, other), key=lambda d: len(d.words))
    if len(shorter.words) < _FEWEST:
        return False
    if len(shorter.sketch & longer.sketch) < min(_MEET, len(shorter.sketch)):
        return False
    if shorter.numbers - longer.numbers:
        return False
    shared = LCSseq.similarity(shorter.words, longer.words)
    return shared >= _SHARE * len(shorter.words)


def origins(
    reports: Sequence[Report], pairs: Iterable[tuple[str, str]] | None = None
) -> Mapping[str, str]:
    """Find for each report the one it is a copy of.

    Parameters
    ----------
    reports : sequence of Report
        The reports.
    pairs : iterable of (str, str), optional
        Ids of reports that tell of one place and time and are worth comparing; without it
        all are compared with all.

    Returns
    -------
    mapping of str to str
        Report id to the id of the first published of its copies, itself where it has none.

    Examples
    --------
    >>> origins([])
    {}
    """
    known = {report.id: report for report in reports}
    if pairs is None:
        ids = sorted(known)
        pairs = ((one, two) for at, one in enumerate(ids) for two in ids[at + 1 :])
    dispatches: dict[str, Dispatch] = {}
    home = {name: name for name in known}

    def root(name: str) -> str:
        while home[name] != name:
            home[name] = home[home[name]]
            name = home[name]
        return name

    def first(name: str) -> tuple[str, str]:
        day = known[name].published
        return (day.isoformat() if day else "9999", name)

    for pair in pairs:
        if pair[0] not in known or pair[1] not in known:
            continue
        one, two = (root(name) for name in pair)
        if one == two:
            continue
        for name in pair:
            if name not in dispatches:
                dispatches[name] = dispatch_of(known[name])
        if is_copy(dispatches[pair[0]], dispatches[pair[1]]):
            early, late = sorted((one, two), key=first)
            home[late] = early
    return {name: root(name) for name in sorted(known)}
