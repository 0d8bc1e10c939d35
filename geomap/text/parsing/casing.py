"""Capitals where a text has none of its own: all in capitals, or none at all.

Cables of news agencies, telexes, headlines and posts are often written in capitals or in small
letters throughout. Names then look like all other words, and the language model takes every
word for a name, or none. The copy that is read is written as a newspaper would: each character
stands where it stood, so that every span still points at the words of the report.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from geomap.model import Claimant, Reading, Report
from geomap.protocols import NameKnowledge
from geomap.text.parsing.paragraphs import paragraphs
from geomap.text.words.lexicon import Lexicon
from geomap.text.words.plain_words import is_word, plain_words

__all__ = ["as_written", "recased"]

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_OPENS = re.compile(r"(?:\A|[.!?:]\s|\n)[\s\"'“”‘’(\[*#•–—-]*\Z")
# What stands before the first word of a sentence.
_DATELINE = re.compile(r"[^\W\d_]+(?:,? [^\W\d_]+){0,4} *(?=--|—|–|- )")
_LOOKED_BACK = 12
_SHORTEST_SHOUT = 3
# Fewer words in capitals are rather a name ("UN", "AIR FORCE") than a line of text.
_SHORTEST_MURMUR = 6
_SHOUTED = 0.9
# Share of the words that are in capitals in a text that is written in them.
_ACRONYM = 4
# Letters of what is no word and no place, and so rather an abbreviation: "FMLN".
_VOWELS = frozenset("aeiouy")
_LONGEST_NAME = 3
# Words of a famous name that is made of words: "Cape Town".


def recased(text: str, lexicon: Lexicon, known: NameKnowledge) -> str:
    """Write the paragraphs that are all in capitals, or have none, as a newspaper would.

    Parameters
    ----------
    text : str
        Any text.
    lexicon : Lexicon
        The language's words for days, months, particles and bodies.
    known : callable
        Tells how well known a place's name is.

    Returns
    -------
    str
        As long as ``text``; the same text where its letters are as usual.

    Examples
    --------
    >>> from geomap.text.words.lexicon import load_lexicon
    >>> def known(name, famous=False):
    ...     return 1 if name == "Ayacucho" else 0
    >>> recased("TWO PEASANTS WERE SHOT IN AYACUCHO ON 3 MARCH.", load_lexicon("en"), known)
    'Two peasants were shot in Ayacucho on 3 March.'
    """
    pieces: list[str] = []
    done = 0
    for start, end in paragraphs(text):
        plain = text[start:end]
        words = list(_WORD.finditer(plain))
        loud = _is_shouted(plain, words)
        if loud or _is_murmured(plain, words):
            written = _Writing(plain, words, lexicon, known, loud=loud).as_usual()
            pieces += (text[done:start], written)
            done = end
    return "".join((*pieces, text[done:])) if pieces else text


def as_written(reading: Reading, report: Report) -> Reading:
    """Give names the letters of the report again, where they were read with others.

    Parameters
    ----------
    reading : Reading
        What was read of the recased text.
    report : Report
        The report, with its text as written.

    Returns
    -------
    Reading
        Its places and claimants are written as in the report.
    """

    def claimant(told: Claimant) -> Claimant:
        words = told.span.of(report.text) if told.span else ""
        at = words.lower().find(told.name.lower())
        return replace(told, name=words[at : at + len(told.name)]) if at >= 0 else told

    return replace(
        reading,
        report=report,
        toponyms=tuple(
            replace(toponym, surface=toponym.span.of(report.text)) for toponym in reading.toponyms
        ),
        claims=tuple(replace(claim, claimant=claimant(claim.claimant)) for claim in reading.claims),
    )


def _is_shouted(plain: str, words: Sequence[re.Match[str]]) -> bool:
    if len(words) < _SHORTEST_SHOUT or plain.islower():
        return False
    return sum(word[0].isupper() for word in words) >= _SHOUTED * len(words)


def _is_murmured(plain: str, words: Sequence[re.Match[str]]) -> bool:
    return len(words) >= _SHORTEST_MURMUR and plain.islower()


class _Writing:
    """One paragraph on its way to usual letters."""

    def __init__(
        self,
        plain: str,
        words: Sequence[re.Match[str]],
        lexicon: Lexicon,
        known: NameKnowledge,
        *,
        loud: bool,
    ) -> None:
        self._plain, self._words = plain, words
        self._small = [word[0].lower() for word in words]
        self._lexicon, self._known, self._loud = lexicon, known, loud

    def as_usual(self) -> str:
        """Write the paragraph."""
        names = self._famous()
        letters = list(self._plain)
        # Newspapers, too, write a dateline in capitals.
        dateline = _DATELINE.match(self._plain) if self._loud else None
        filed = dateline.end() if dateline else 0
        # From the last word to the first: a particle is written as the name behind it.
        behind = False
        for at in range(len(self._words) - 1, -1, -1):
            word = self._words[at]
            if word.start() < filed:
                break
            written = self._written(at, named=at in names, behind=behind)
            behind = written[:1].isupper()
            if self._opens(word.start()):
                written = written[:1].upper() + written[1:]
            # A few letters have no other form of their own length.
            if len(written) == len(word[0]):
                letters[word.start() : word.end()] = written
        return "".join(letters)

    def _famous(self) -> set[int]:
        """Find the words of names that the world knows, though they are words: "Cape Town"."""
        found: set[int] = set()
        for length in range(2, _LONGEST_NAME + 1):
            for first in range(len(self._words) - length + 1):
                run = range(first, first + length)
                if self._may_be_name(run) and self._known(self._stretch(run).title(), famous=True):
                    found.update(run)
        return found | self._with_particles()

    def _with_particles(self) -> set[int]:
        """Find the words of names around a particle: "San Luis de la Reina"."""
        found: set[int] = set()
        particles = self._lexicon.places.particles
        for at in range(1, len(self._words) - 1):
            if self._small[at] not in particles:
                continue
            first = at - 1
            while first and self._small[first] in particles:
                first -= 1
            last = at + 1
            while last + 1 < len(self._words) and self._small[last] in particles:
                last += 1
            for start in {max(0, first - 1), first}:
                run = range(start, last + 1)
                spelt = self._stretch(run)
                whole = spelt.lower() == " ".join(self._small[k] for k in run)
                whole = whole and self._small[start] not in self._lexicon.locatives
                if whole and self._known(spelt.title()):
                    found.update(run)
        return found

    def _stretch(self, run: range) -> str:
        return self._plain[self._words[run[0]].start() : self._words[run[-1]].end()]

    def _may_be_name(self, run: range) -> bool:
        """Tell whether words stand together and none of them only leads to a name."""
        small = [self._small[at] for at in run]
        places = self._lexicon.places
        leading = (places.articles | self._lexicon.locatives) - places.compass
        return (
            min(map(len, small)) >= _LONGEST_NAME
            and not leading.intersection(small[:1] + small[-1:])
            and self._stretch(run).lower() == " ".join(small)
        )

    def _written(self, at: int, *, named: bool, behind: bool) -> str:
        """Write one word; ``behind`` tells that a name comes after it."""
        small = self._small[at]
        title = small[:1].upper() + small[1:]
        if small in self._lexicon.acronyms:
            return small.upper() if self._loud or small not in plain_words("en") else small
        if named or self._is_day(at):
            return title
        if small in self._lexicon.places.particles and behind:
            return title
        if is_word(small) or small in self._lexicon.places.compass:
            placed = at > 0 and self._small[at - 1] in self._lexicon.places.within
            famous = placed and len(small) > _LONGEST_NAME and self._known(title, famous=True)
            return title if famous or (behind and self._begins_name(at)) else small
        if len(small) > _ACRONYM or (len(small) > 1 and self._known(title)):
            # No word, and so a name, whether the gazetteer has it or not.
            return title if _VOWELS.intersection(small) or not self._loud else small.upper()
        return small.upper() if self._loud else small

    def _begins_name(self, at: int) -> bool:
        """Tell whether a word is the first of a known name: "North Kivu"."""
        run = range(at, at + 2)
        return self._may_be_name(run) and bool(self._known(self._stretch(run).title()))

    def _is_day(self, at: int) -> bool:
        """Tell whether a word is a weekday or a month, which some words are too: "may"."""
        small = self._small[at]
        if small not in self._lexicon.weekdays and small not in self._lexicon.months:
            return False
        before = self._plain[: self._words[at].start()].rstrip()[-1:]
        after = self._plain[self._words[at].end() :].lstrip(" .,")[:1]
        return not is_word(small) or before.isdigit() or after.isdigit()

    def _opens(self, start: int) -> bool:
        return bool(_OPENS.search(self._plain[max(0, start - _LOOKED_BACK) : start]))
