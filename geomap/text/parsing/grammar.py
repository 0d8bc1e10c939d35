"""One sentence as the rules see it: its words, who hangs on whom, where its names are."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter, itemgetter

from geomap.protocols import Entity, Parse, Token
from geomap.stretches import Span
from geomap.text.parsing.attachments import mended, uncited
from geomap.text.parsing.broken_names import joined_names, unjoined
from geomap.text.parsing.headlines import headline_mended
from geomap.text.words.lexicon import Lexicon

__all__ = ["FINITE", "Sentence", "is_denied", "sentences_of"]

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
# tags of the verbs that a clause of its own has
_DEEPEST = 100
# words that hang on one another; what hangs deeper is a list without an end
_TAIL = frozenset({"relcl", "acl", "appos", "advcl", "punct", "cc", "conj", "parataxis", "ccomp"})


_ROW, _BARS = 1_000, 2
# Characters that a row of a table may have, and the bars between its cells, at the least.


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence; positions count its own words from 0."""

    index: int
    report_id: str
    text: str
    # the whole report's
    words: tuple[Token, ...]
    heads: tuple[int, ...]
    # position of the head; its own at a root
    children: tuple[tuple[int, ...], ...]
    entities: tuple[tuple[int, int, str], ...]
    # first, last, label
    paragraph: int
    span: Span
    # the whole sentence
    lower: str
    # the sentence in lower case, for phrases
    be: frozenset[str]
    # the language's words that make a participle passive

    def span_of(self, first: int, last: int) -> Span:
        """Give the span from the first to the last word."""
        return Span(
            report_id=self.report_id, start=self.words[first].start, end=self.words[last].end
        )

    def surface(self, first: int, last: int) -> str:
        """Give the words from the first to the last as they stand."""
        return self.text[self.words[first].start : self.words[last].end]

    def position_at(self, offset: int) -> int:
        """Give the first word that begins at or behind an offset; past the last where none does."""
        return bisect_left(self.words, offset, key=attrgetter("start"))

    def child(self, position: int, *labels: str) -> int | None:
        """Give the first child with one of these dependency labels."""
        for other in self.children[position]:
            if self.words[other].dep in labels:
                return other
        return None

    def ancestors(self, position: int) -> Iterator[int]:
        """Walk from a word's head up to the root, in a list without an end not all the way."""
        seen = {position}
        while self.heads[position] not in seen and len(seen) < _DEEPEST:
            position = self.heads[position]
            seen.add(position)
            yield position

    def explained_by(self, position: int) -> int | None:
        """Give the noun that a noun, or the list it stands in, is an apposition to."""
        while self.words[position].dep == "conj" and self.heads[position] != position:
            position = self.heads[position]
        return self.heads[position] if self.words[position].dep == "appos" else None

    def noun_phrase(self, position: int) -> tuple[int, int]:
        """Give the bounds of a noun's phrase without clauses and appositions behind it."""
        first = last = position
        stack = [position]
        while stack:
            at = stack.pop()
            first, last = min(first, at), max(last, at)
            for other in self.children[at]:
                if self.words[other].dep in _TAIL and other > at:
                    continue
                stack.append(other)
        return first, last

    def is_passive(self, position: int) -> bool:
        """Tell whether a participle stands in the passive voice."""
        if self.child(position, "auxpass") is not None:
            return True
        at = position - 1
        while at >= 0 and position - at < 5 and self.words[at].tag in ("RB", "VBN", "CC"):
            if self.words[at].lower in self.be:
                return True
            at -= 1
        return at >= 0 and self.words[at].lower in self.be

    def entity_at(self, position: int) -> tuple[int, int, str] | None:
        """Give the entity that a word is part of."""
        # In order of the text and apart from each other.
        at = bisect_right(self.entities, position, key=itemgetter(0)) - 1
        if at >= 0 and position <= self.entities[at][1]:
            return self.entities[at]
        return None


def is_denied(sentence: Sentence, first: int) -> bool:
    """Tell whether "not" stands before a single one: "not a single worshipper", "not one".

    Parameters
    ----------
    sentence : Sentence
        The sentence.
    first : int
        Where the words for somebody begin.

    Returns
    -------
    bool
        Whether nobody is meant.
    """
    words = sentence.words
    if words[first].lower != "not":
        return False
    lead = [word.lower for word in words[first + 1 : first + 3]]
    return (lead[:1] == ["one"] and lead[1:] != ["but"]) or lead[1:] in (["single"], ["soul"])


def sentences_of(
    parse: Parse, report_id: str, breaks: Sequence[int], lexicon: Lexicon
) -> tuple[Sentence, ...]:
    """Cut a parse into sentences.

    Parameters
    ----------
    parse : Parse
        The parsed text.
    report_id : str
        Goes into the spans.
    breaks : sequence of int
        Offsets at which paragraphs begin, in order.
    lexicon : Lexicon
        The language's words for owning and being.

    Returns
    -------
    tuple of Sentence
        In order of the text.
    """
    bounds = _whole(parse)
    starts = [first for first, _ in bounds]
    by_sentence: dict[int, list[Entity]] = {}
    for entity in parse.entities:
        by_sentence.setdefault(bisect_right(starts, entity.first) - 1, []).append(entity)
    found = []
    paragraph = 0
    for index, (first, end) in enumerate(bounds):
        words = parse.tokens[first:end]
        while paragraph + 1 < len(breaks) and breaks[paragraph + 1] <= words[0].start:
            paragraph += 1
        where = (report_id, parse.text, paragraph)
        found.append(_sentence(words, by_sentence.get(index, []), index, where, lexicon))
    return tuple(found)


def _whole(parse: Parse) -> list[tuple[int, int]]:
    """Give the bounds of the sentences, those joined again that the parser parted inside a line.

    It ends one in headlines where nothing ends: "Nineteen soldiers, 96 | Boko Haram fighters die".
    """
    whole: list[tuple[int, int]] = []
    for first, end in _by_row(parse):
        if whole and _runs_on(parse, first):
            whole[-1] = (whole[-1][0], end)
        else:
            whole.append((first, end))
    return whole


def _by_row(parse: Parse) -> Iterator[tuple[int, int]]:
    """Give the parser's sentences, cut where a row of a table ends or begins."""
    for first, end in parse.sentences:
        start = first
        if "|" in parse.text[parse.tokens[first].start : parse.tokens[end - 1].end + _ROW]:
            for at in range(first + 1, end):
                before, here = parse.tokens[at - 1], parse.tokens[at]
                if "\n" in parse.text[before.end : here.start] and (
                    _in_row(parse.text, before.start) or _in_row(parse.text, here.start)
                ):
                    yield start, at
                    start = at
        yield start, end


def _runs_on(parse: Parse, first: int) -> bool:
    """Tell whether a sentence begins right behind a word that cannot end one."""
    last, opening = parse.tokens[first - 1], parse.tokens[first]
    counting = last.tag == "CD" and opening.tag.startswith("NN")
    counting = counting or (last.text == ":" and opening.text[:1].isdecimal())
    # "'Hundreds dead' in Oromia | , witnesses say"
    # and "Injured | : 4"
    counting = counting or opening.text in (",", ":")
    if "\n" in parse.text[last.end : opening.start]:
        return False
    return counting or _in_row(parse.text, opening.start)


def _in_row(text: str, at: int) -> bool:
    """Tell whether a position is inside a row of a table, which is one sentence."""
    start = text.rfind("\n", max(0, at - _ROW), at) + 1
    end = text.find("\n", at, at + _ROW)
    line = text[max(start, at - _ROW) : end if end >= 0 else at + _ROW]
    return line.count("|") >= _BARS and len(line) <= _ROW


def _sentence(
    tokens: Sequence[Token],
    entities: Sequence[Entity],
    index: int,
    where: tuple[str, str, int],
    lexicon: Lexicon,
) -> Sentence:
    first = tokens[0].index
    size = len(tokens)
    told = [
        token.head - first if 0 <= token.head - first < size else position
        for position, token in enumerate(tokens)
    ]
    entities = unjoined(entities, tokens, first)
    words, heads = mended(*joined_names(tokens, told, entities, first), lexicon.grammar["owners"])
    words, heads = headline_mended(uncited(words), heads, lexicon.verbs)
    children: list[list[int]] = [[] for _ in words]
    for position, head in enumerate(heads):
        if head != position:
            children[head].append(position)
    report_id, text, paragraph = where
    span = Span(report_id=report_id, start=words[0].start, end=words[-1].end)
    return Sentence(
        index=index,
        report_id=report_id,
        text=text,
        words=words,
        heads=heads,
        children=tuple(tuple(group) for group in children),
        entities=tuple((e.first - first, min(e.last - first, size - 1), e.label) for e in entities),
        paragraph=paragraph,
        span=span,
        lower=span.of(text).lower(),
        be=lexicon.grammar["be"],
    )
