"""What can be taken from a report that is not read: the known places that it names.

Nothing here understands a sentence. Runs of words are asked for one by one, and only names
that are well known, or stand where the language puts names of places, are taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from geomap.model import Report, Toponym
from geomap.protocols import NameKnowledge
from geomap.stretches import Span
from geomap.text.parsing.tongues import WORD, Tongue, load_tongues
from geomap.vocabulary import ToponymRole

__all__ = ["ForeignName", "names_in_foreign"]

_LOOKED = 30_000
# Characters of a report; what it is about stands at its head.
_RUN = 3
# Words of the longest names.
_SHORTEST = 3
# Letters of a name; of two there are too many chances.
_UNSPACED_RUN = 6
_CODE = 4
# Letters of what in capitals is an abbreviation.
_FAMOUS = 2
_BLANK = re.compile(r"[ \u00a0\u200c]")
_OPENING = re.compile(r"(?:^|[\n.!?…:؟۔।\"«“(])[ \t\"«“(]*\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class ForeignName:
    """A name of a known place in a report that is not read."""

    toponym: Toponym
    name: str
    # without what the language's grammar has put to it
    sure: bool
    # False: a word may look the same; another name near it has to speak for it


@dataclass(slots=True)
class _Asked:
    """What is known of names, each asked once."""

    known: NameKnowledge
    fame: dict[tuple[str, bool], int] = field(default_factory=dict)

    def __call__(self, name: str, *, famous: bool) -> int:
        key = (name, famous)
        if key not in self.fame:
            self.fame[key] = self.known(name, famous=famous)
        return self.fame[key]


def names_in_foreign(report: Report, known: NameKnowledge) -> tuple[ForeignName, ...]:
    """Find the known places that a report in another language names.

    Parameters
    ----------
    report : Report
        With its language.
    known : callable
        Tells how well known a name is, in any script.

    Returns
    -------
    tuple of ForeignName
        In the order of the text, none over another; all in the role ``context``. Empty for
        a language of which nothing is known.

    Examples
    --------
    >>> report = Report(id="r1", text="Raid sur Alep.", sha256="", language="fr")
    >>> known = lambda name, famous=False: 2 if name == "Alep" else 0
    >>> [found.toponym.surface for found in names_in_foreign(report, known)]
    ['Alep']
    """
    tongue = load_tongues().get(report.language)
    if tongue is None:
        return ()
    text, asked = report.text[:_LOOKED], _Asked(known)
    found = _in_runs(text, tongue, asked) if tongue.unspaced else _in_words(text, tongue, asked)
    return tuple(
        ForeignName(
            toponym=Toponym(
                span=Span(report_id=report.id, start=start, end=end),
                surface=text[start:end],
                role=ToponymRole.CONTEXT,
                reason=f"named in a report in {tongue.name}, which is not read",
            ),
            name=name,
            sure=sure,
        )
        for start, end, name, sure in found
    )


def _in_runs(text: str, tongue: Tongue, asked: _Asked) -> Iterator[tuple[int, int, str, bool]]:
    """Find names where no blanks part the words, the longest first."""
    for match in WORD.finditer(text):
        start = match.start()
        while start < match.end() - 1:
            for length in range(min(_UNSPACED_RUN, match.end() - start), 1, -1):
                name = text[start : start + length]
                if name not in tongue.words and asked(name, famous=True) == _FAMOUS:
                    yield start, start + length, name, length >= _SHORTEST
                    start += length - 1
                    break
            start += 1


def _in_words(text: str, tongue: Tongue, asked: _Asked) -> Iterator[tuple[int, int, str, bool]]:
    words = list(WORD.finditer(text))
    cased = text.upper() != text.lower() and not text.isupper()
    i = 0
    while i < len(words):
        for last in range(_last_of_run(text, words, i), i - 1, -1):
            found = _name_at(text, (words, i, last), tongue, asked, cased=cased)
            if found is not None:
                yield found
                i = last
                break
        i += 1


def _last_of_run(text: str, words: list[re.Match[str]], first: int) -> int:
    """Give the last word that could belong to a name which begins with a word."""
    last = first
    while last + 1 < min(len(words), first + _RUN) and _BLANK.fullmatch(
        text[words[last].end() : words[last + 1].start()]
    ):
        last += 1
    return last


def _name_at(
    text: str,
    run: tuple[list[re.Match[str]], int, int],
    tongue: Tongue,
    asked: _Asked,
    *,
    cased: bool,
) -> tuple[int, int, str, bool] | None:
    words, first, last = run
    start, end = words[first].start(), words[last].end()
    name, before = text[start:end], _before(words, first, tongue)
    if cased and not all(_is_written_large(word[0]) for word in (words[first], words[last])):
        return None
    if any(words[edge][0].lower() in tongue.words for edge in (first, last)):
        return None
    opens = not cased or tongue.nouns_large or _opens(text, start)
    # "Roja" of "Cruz Roja" is a part of another name.
    partial = cased and _goes_on(text, run, tongue)
    for cut, plain in _plain_names(name, tongue):
        if len(plain) < _SHORTEST or (plain.isupper() and cased and len(plain) <= _CODE):
            continue
        if plain.lower() in tongue.words or plain.split()[0].lower() in tongue.kinds:
            continue
        if asked(plain, famous=True) == _FAMOUS:
            return start + cut, end, plain, not partial and (before != "" or not opens)
        if before == "kind" and plain == name and asked(plain, famous=False):
            return start, end, plain, True
    return None


def _goes_on(text: str, run: tuple[list[re.Match[str]], int, int], tongue: Tongue) -> bool:
    """Tell whether a name with a capital stands beside a run, as if it were of one name."""
    words, first, last = run
    for left, right, near in ((first - 1, first, first - 1), (last, last + 1, last + 1)):
        if left < 0 or right >= len(words):
            continue
        gap = text[words[left].end() : words[right].start()]
        word = words[near][0]
        if not _BLANK.fullmatch(gap) or not _is_written_large(word) or _is_word(word, tongue):
            continue
        # The capital of a sentence's first word says nothing.
        if near > first or not _opens(text, words[near].start()):
            return True
    return False


def _opens(text: str, start: int) -> bool:
    return bool(_OPENING.search(text[max(0, start - 8) : start]))


def _is_word(word: str, tongue: Tongue) -> bool:
    small = word.lower()
    return small in tongue.words or small in tongue.kinds or small in tongue.before


def _is_written_large(word: str) -> bool:
    return any(letter.isupper() for letter in word[:3])


def _before(words: list[re.Match[str]], first: int, tongue: Tongue) -> str:
    """Tell what stands before a name: "kind" a word such as town, "before" another sign."""
    in_names = load_tongues().in_names
    for k in range(first - 1, max(-1, first - 3), -1):
        word = words[k][0].lower()
        if word in tongue.kinds:
            return "kind"
        if word in tongue.before:
            return "before"
        if word not in in_names:
            return ""
    return ""


def _plain_names(name: str, tongue: Tongue) -> Iterator[tuple[int, str]]:
    """Give a name as written and without what grammar puts to it, with the letters cut off."""
    name = name.replace("’", "'")
    yield 0, name
    for prefix in tongue.prefixes:
        plain = name[len(prefix) :]
        if name.lower().startswith(prefix) and len(plain) >= _SHORTEST and plain[0].isalpha():
            yield len(prefix), plain
    for ending, plain in tongue.endings:
        if name.endswith(ending) and len(name) - len(ending) >= _SHORTEST:
            yield 0, name[: len(name) - len(ending)] + plain
