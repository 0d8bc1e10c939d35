"""Words broken at the end of a line: "villag-" and, on the next line, "ers".

Pages that were scanned, and columns copied out of them, keep the hyphens of their lines. The copy
that is read has such a word whole and blanks where the break was, so that all else stands where it
stood and every span still points at the words of the report.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace

from geomap.model import Reading
from geomap.stretches import Span
from geomap.text.words.plain_words import is_word

__all__ = ["mended_lines", "with_whole_words"]

_BROKEN = re.compile(r"\b([^\W\d_]{2,})-([ \t]*\r?\n[ \t]*)([^\W\d_]{2,})\b([.,;:!?)\"'”’]*)")
# Behind the word, what is written close to it; blanks go after that.


def mended_lines(text: str) -> str:
    r"""Make words that are broken at the end of a line whole again.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    str
        As long as ``text``. A hyphen stays where both halves make no English word together:
        "well-" and "known", "Deir-" and "ez-Zor".

    Examples
    --------
    >>> mended_lines("Seven villag-\ners, all men")
    'Seven villagers,   all men'
    >>> mended_lines("a well-\nknown man")
    'a well-\nknown man'
    """
    return _BROKEN.sub(_whole, text) if "-" in text else text


def with_whole_words(reading: Reading, text: str) -> Reading:
    """Let spans that end in a broken word end with it.

    Parameters
    ----------
    reading : Reading
        What was read of the mended text.
    text : str
        The report's own text.

    Returns
    -------
    Reading
        The same, each claim with its words to the end.
    """
    broken = [
        (found.start(), found.end())
        for found in _BROKEN.finditer(text)
        if is_word((found[1] + found[3]).lower())
    ]
    starts = [start for start, _ in broken]

    def whole(span: Span) -> Span:
        at = bisect_right(starts, span.end - 1) - 1
        if at >= 0 and starts[at] < span.end < broken[at][1]:
            return replace(span, end=broken[at][1])
        return span

    return replace(
        reading,
        claims=tuple(replace(claim, span=whole(claim.span)) for claim in reading.claims),
    )


def _whole(found: re.Match[str]) -> str:
    word = found[1] + found[3]
    if not (found[3].islower() and is_word(word.lower())):
        return found[0]
    return word + found[4] + " " * (len(found[0]) - len(word) - len(found[4]))
