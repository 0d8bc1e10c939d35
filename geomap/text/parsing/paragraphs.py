"""Where the paragraphs of a text are, and the copy of each that the language model reads."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from geomap.text.parsing.datelines import Label, dateline_end, labels_in
from geomap.text.words.lexicon import load_lexicon

__all__ = ["paragraphs", "readable"]

_BULLET = re.compile(r"\s*(?:[-*•·–—]|\(?\d{1,2}[.)]|#+|[A-Za-z][.)])\s")
_BLANK = re.compile(r"\n[ \t\r\f\v]*\n\s*")
_WRAP_WIDTH = 50
_UNSEEN = re.compile(r"[\s\x00-\x1f\x7f\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
# The tokenizer's time grows with the square of a run of marks, which tells nothing anyhow.
_MARKS = re.compile(r"[^\w\s]{40,}")
_ABOUT = re.compile(r"(?<![\w.,])[~≈∼≃](?=\s?\d)")
_LONE_SURROGATE = re.compile(r"[\ud800-\udfff]")
_GROUP_IS = re.compile(r"(?<= (?:of|to|by|or) )IS\b(?=[ ,.;])|(?<= (?:with|from) )IS\b(?=[ ,.;])")
_GROUP_READ = "EU"
# As long as "IS", and no verb.
_LONGEST = 20_000
# Longer stretches are cut at white space: the parser's memory grows with its input.


def paragraphs(text: str) -> list[tuple[int, int]]:
    r"""Find the paragraphs of a text: blank lines, list entries, days and short lines part them.

    A line that is long and ends without a stop runs on into the next, as hard-wrapped
    text does.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    list of (int, int)
        Half-open code-point offsets, white space trimmed, in order.

    Examples
    --------
    >>> text = "Heading\nTwo people died.\n\n- one in Homs"
    >>> [text[start:end] for start, end in paragraphs(text)]
    ['Heading', 'Two people died.', '- one in Homs']
    """
    found: list[tuple[int, int]] = []
    at = 0
    for block in [*_BLANK.finditer(text), None]:
        block_end = block.start() if block else len(text)
        start = at
        for line in re.finditer(r"\n", text[at:block_end]):
            cut = at + line.start()
            if _breaks(text, start, cut, block_end):
                found.extend(_trimmed(text, start, cut))
                start = cut + 1
        found.extend(_trimmed(text, start, block_end))
        at = block.end() if block else block_end
    labels = labels_in(text)
    return [
        piece
        for start, end in found
        for whole in _by_days(text, start, end)
        for piece in _without_places(text, whole, labels)
    ]


def _without_places(
    text: str, bounds: tuple[int, int], labels: Sequence[Label]
) -> list[tuple[int, int]]:
    """Part the places that entries open with from them: they are no part of the grammar."""
    start, end = bounds
    first = bisect_left(labels, (start,))
    inside = labels[first : bisect_left(labels, (end,), first)]
    filed = None if inside and inside[0][0] == start else dateline_end(text, start)
    cuts = [cut for label, _, told in inside for cut in (label, told)]
    cuts += [filed] if filed is not None else []
    ends = sorted(cut for cut in cuts if start < cut < end)
    return [
        piece
        for one, other in pairwise((start, *ends, end))
        for piece in _trimmed(text, one, other)
    ]


def _by_days(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Part the entries of a digest by their days: "3 May: … 5 May: …"."""
    cuts = [day.start("day") for day in _days().finditer(text, start, end)]
    bounds = [start, *cuts, end]
    return [piece for one, other in pairwise(bounds) for piece in _trimmed(text, one, other)]


def _breaks(text: str, start: int, cut: int, end: int) -> bool:
    """Tell whether the line break at ``cut`` ends a paragraph."""
    line = text[max(start, text.rfind("\n", 0, cut) + 1) : cut].rstrip()
    following = text[cut + 1 : min(end, cut + 80)]
    if _BULLET.match(following):
        return True
    return len(line) < _WRAP_WIDTH or line[-1:] in '.!?:;”"|'


def _trimmed(text: str, start: int, end: int) -> list[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    pieces = []
    while end - start > _LONGEST:
        cut = text.rfind(" ", start, start + _LONGEST)
        cut = cut if cut > start else start + _LONGEST
        pieces.append((start, cut))
        start = cut
    if start < end:
        pieces.append((start, end))
    return pieces


def readable(paragraph: str) -> str:
    """Give the copy that the model reads: one character for each, so that offsets stay.

    A line break is a space to the model, and so are marks that nobody sees: glued to a number
    they would hide it. A lone surrogate cannot be written in UTF-8, which
    the model does, and becomes U+FFFD. The stop of "Sgt." would end the sentence, the mark of
    "~40" would make a name of the number, and the second of "thirteen (13)" breaks the grammar.
    """
    plain = _LONE_SURROGATE.sub("\ufffd", _UNSEEN.sub(" ", paragraph))
    plain = _MARKS.sub(lambda run: " " * len(run[0]), plain)
    plain = _told_twice().sub(lambda found: found[1] + " " * (len(found[0]) - len(found[1])), plain)
    # "members of IS killed 30": the verb "is" does not stand there
    plain = _GROUP_IS.sub(_GROUP_READ, plain)
    return _titles().sub(r"\1 ", _ABOUT.sub(" ", plain))


@lru_cache(maxsize=1)
def _titles() -> re.Pattern[str]:
    """Match a short form that has a stop but ends no sentence: "Sgt. Ahmed", "approx. 20"."""
    words = "|".join(sorted(load_lexicon("en").speech["short_forms"]))
    return re.compile(rf"\b((?i:{words}))\.(?= +[\w\d])")


@lru_cache(maxsize=1)
def _told_twice() -> re.Pattern[str]:
    """Match a number in words with the same in figures behind it, as police forms have them."""
    words = "|".join(sorted(load_lexicon("en").numbers, key=len, reverse=True))
    return re.compile(rf"\b((?i:(?:{words})(?:[ -](?:{words}))?)) \(\d{{1,4}}\)")


@lru_cache(maxsize=1)
def _days() -> re.Pattern[str]:
    """Match a day and a colon behind a stop, which the model takes for the sentence's own."""
    months = "|".join(sorted(load_lexicon("en").months, key=len, reverse=True))
    return re.compile(
        rf"[.;!?]\s{{1,4}}(?P<day>(?i:\d{{1,2}} (?:{months})(?: \d{{4}})?"
        rf"|(?:{months}) \d{{1,2}}(?:, ?\d{{4}})?)\s?:\s)"
    )
