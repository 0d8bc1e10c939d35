"""What a line of the report is: a heading, an entry of a list, a row of a table, its date."""

from __future__ import annotations

import re
from dataclasses import dataclass

from geomap.model import Report
from geomap.protocols import Token
from geomap.text.names.roles import in_dateline
from geomap.text.parsing.datelines import labels_in
from geomap.text.parsing.grammar import Sentence
from geomap.text.tolls.columns import Column, columns_in
from geomap.text.words.lexicon import Lexicon

__all__ = ["Layout", "Line"]

_HEADING_WORDS = 9
_ENTRY_WORDS = 16
_BULLET_WIDTH = 6
# Characters that a bullet or number takes before an entry's first word.
_LIST_ENTRY = re.compile(r"\s*(?:[-*•·–—]|\(?\d{1,2}[.)])\s")
_PLAIN_WORDS = 2
# Common nouns that a line of names may hold: "Nyala, South Darfur (market attack)".
_STOPS = (".", "!", "?", ":")
_PUBLISHED_LENGTH = 60
# Characters; a sentence that is no longer and holds the publication's day is its line.


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Where a sentence stands in its report, as the eye sees it."""

    metadata: bool
    # the publication line or the headings of a table, which are no part of the story
    opens_entry: bool
    # only names, which what follows is about: "Nyala, South Darfur."
    listed: bool
    # in an entry of a list, whose dates are its own, in any order
    section: str
    # the heading above it, where that opens a part that is background
    columns: tuple[Column, ...]
    # of the table that it may be a row of
    label_end: int
    # where the place ends that it opens with, as others of its list do: "MOSUL - Police …"; or 0


@dataclass(slots=True)
class Layout:
    """The headings, lists and tables of one report so far, in order of the text."""

    entry: int = -1
    # the paragraph that the last line of names opens
    columns: tuple[Column, ...] = ()
    # of the table that the last line was of
    row: int = -1
    # the paragraph of its last row
    section: str = ""
    # the heading of a part of the report that is background
    aside: tuple[int, str] = (-1, "")
    # a paragraph and the label before it that leaves its rest out: "NOT INCLUDED: …"
    headline: bool = False
    # whether the report opens with one: a line without a stop
    labels: dict[int, int] | None = None
    # where the lines that open with their place have it

    def line(self, report: Report, sentence: Sentence, lexicon: Lexicon) -> Line:
        """Give the next sentence its place under the headings and tables above it.

        Parameters
        ----------
        report : Report
            The report.
        sentence : Sentence
            The sentence behind the one asked about before.
        lexicon : Lexicon
            The language's words of headings.

        Returns
        -------
        Line
            What kind of line the sentence is.
        """
        metadata = _is_metadata(report, sentence, lexicon) or self._heads_table(sentence, lexicon)
        if self.labels is None:
            self.labels = {start: end for start, end, _ in labels_in(report.text)}
        opening = sentence.words[:2]
        # the label stands first, or behind a bullet
        label_end = next((self.labels[w.start] for w in opening if w.start in self.labels), 0)
        label_end = label_end or _field_end(sentence, lexicon)
        opens_entry = (label_end > 0 or _is_names(sentence, lexicon)) and not metadata
        # "PESHAWAR: …" at the head of a report, or below its headline, opens a story and no list.
        first = sentence.index == (1 if self.headline else 0)
        headed = first and sentence.words[-1].text == ":" and not label_end
        if sentence.index == 0:
            self.headline = sentence.words[-1].text not in _STOPS
        if opens_entry and not headed:
            self.entry = sentence.paragraph
        section = self.section
        if sentence.paragraph != self.aside[0]:
            self.aside = (sentence.paragraph, "")
        if sentence.words[-1].text == ":" and _background_heading(sentence, lexicon):
            self.aside = (sentence.paragraph, _background_heading(sentence, lexicon))
        section = section or self.aside[1]
        if _is_heading(sentence):
            self.section, section = _background_heading(sentence, lexicon), ""
        return Line(
            metadata=metadata,
            opens_entry=opens_entry,
            listed=_is_listed(sentence) or self.entry == sentence.paragraph,
            section=section,
            columns=self.columns,
            label_end=label_end,
        )

    def _heads_table(self, sentence: Sentence, lexicon: Lexicon) -> bool:
        """Tell whether a line is the headings of a table, and keep them for the rows below."""
        if "|" not in sentence.lower and "\t" not in sentence.lower:
            if sentence.paragraph != self.row:
                self.columns = ()
            return False
        self.row = sentence.paragraph
        columns = columns_in(sentence, lexicon)
        self.columns = columns or self.columns
        return bool(columns)


def _is_heading(sentence: Sentence) -> bool:
    """Tell whether a line is a heading: short, alone, no stop, no verb."""
    words = sentence.words
    return (
        len(words) <= _HEADING_WORDS
        and words[-1].text not in ".!?:;,"
        and not any(word.pos in ("VERB", "AUX") and word.tag != "VBN" for word in words)
    )


def _background_heading(sentence: Sentence, lexicon: Lexicon) -> str:
    lower = sentence.lower.strip("# *")
    hit = any(lower.startswith(phrase) for phrase in lexicon.scopes["headings"])
    return sentence.surface(0, len(sentence.words) - 1) if hit else ""


def _is_names(sentence: Sentence, lexicon: Lexicon) -> bool:
    """Tell whether a sentence is only names, at the head of its line: "Nyala, South Darfur."."""
    letterhead = any(word.lower in lexicon.scopes["letterheads"] for word in sentence.words)
    return not letterhead and (
        len(sentence.words) <= _ENTRY_WORDS
        and sentence.words[0].start - _line_start(sentence) <= _BULLET_WIDTH
        and not any(word.pos in ("VERB", "AUX") for word in sentence.words)
        and sum(_is_plain(word, lexicon) for word in sentence.words) <= _PLAIN_WORDS
        and not in_dateline(sentence, len(sentence.words) - 1)
    )


def _field_end(sentence: Sentence, lexicon: Lexicon) -> int:
    """Give where a form's field ends that says where: "Location: Monguno, Borno State."; or 0."""
    words = sentence.words
    field = len(words) > 2 and words[0].lower in lexicon.place_headings and words[1].text == ":"
    short = len(words) <= _ENTRY_WORDS
    if not field or not short or any(word.pos in ("VERB", "AUX") for word in words):
        return 0
    return words[-1].end


def _is_plain(word: Token, lexicon: Lexicon) -> bool:
    """Tell whether a word is a common noun that is neither what a place is nor what was done."""
    noun = word.tag in ("NN", "NNS") and word.text.islower()
    known = word.lower in lexicon.levels or word.lower in lexicon.places.grounds
    return noun and not known and word.lower not in lexicon.acts


def _is_listed(sentence: Sentence) -> bool:
    """Tell whether a sentence stands behind the bullet or number of a list's entry."""
    start = _line_start(sentence)
    return bool(_LIST_ENTRY.match(sentence.text[start : start + 8]))


def _line_start(sentence: Sentence) -> int:
    return sentence.text.rfind("\n", 0, sentence.words[0].start) + 1


def _is_metadata(report: Report, sentence: Sentence, lexicon: Lexicon) -> bool:
    """Tell whether a sentence is the publication line, not part of the story."""
    span = sentence.span
    if report.published_span is None or not span.overlaps(report.published_span):
        return False
    short = span.end - span.start < _PUBLISHED_LENGTH
    return short or lexicon.patterns["published_line"].match(sentence.lower) is not None
