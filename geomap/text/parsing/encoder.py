"""The language model's word vectors: its own weights, in less time.

A word's embedding depends on nothing but the word, so it is worked out once and kept; the
convolution over its neighbours is a few large products, which numpy's BLAS does three
times as fast as the one that spaCy brings. What comes out differs from spaCy's own by
rounding only; a test holds the parses equal.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

__all__ = ["Floats", "WordEncoder", "Words", "part_named", "words_of"]

Floats = NDArray[np.float32]

_NAMING = ["ORTH", "NORM", "SPACY"]
# What tells words apart: all else that the model asks of a word follows from these. The same
# letters have another norm as part of a contraction.
_FEATURES = [*_NAMING, "PREFIX", "SUFFIX", "SHAPE", "IS_SPACE"]
_KEPT = 40_000
# Words whose embeddings are kept, some 25 MB; beyond, they are worked out anew.
_AT_ONCE = 32
# Unseen words are embedded in blocks of one size, so that rounding never depends on which
# other words were new.
_ROWS = 256
# Words that a product is made for: what it needs stays in the processor's own memory.
_SMALL = 1e-8
# What the layer norm of the model's library adds to a variance.


class Words(NamedTuple):
    """The words of some docs, as encoders ask for them."""

    lengths: list[int]
    # words of each doc
    names: list[bytes]
    # what tells a word from all others
    features: NDArray[np.uint64]
    # a row a word, a column for each of the features


def words_of(docs: Sequence[Any]) -> Words:
    """Take the words out of docs.

    Parameters
    ----------
    docs : sequence of spacy.tokens.Doc
        Tokenised texts, at least one.

    Returns
    -------
    Words
        In order.
    """
    features = np.concatenate([doc.to_array(_FEATURES) for doc in docs])
    naming = np.ascontiguousarray(features[:, : len(_NAMING)])
    names = naming.view(np.dtype((np.void, naming.shape[1] * 8))).ravel()
    return Words([len(doc) for doc in docs], [bytes(name) for name in names.tolist()], features)


class _Layer:
    """The best of some pieces, normalised."""

    def __init__(self, layer: Any) -> None:
        maxout, norm = part_named(layer, "maxout"), part_named(layer, "layernorm")
        weights = maxout.get_param("W")
        self.width, self.pieces, self.size = weights.shape
        # Pieces first: the best of them is then taken over whole columns. The bias is the
        # last row, for a column of ones.
        spread = weights.transpose(2, 1, 0).reshape(self.size, -1)
        bias = maxout.get_param("b").T.reshape(1, -1)
        self.weights = np.ascontiguousarray(np.concatenate((spread, bias)))
        self.gain, self.shift = norm.get_param("G"), norm.get_param("b")
        self._mean = np.full(self.width, 1 / self.width, dtype=np.float32)

    def room(self, rows: int) -> tuple[Floats, Floats]:
        """Make room for what goes in, with its column of ones, and for what is worked out."""
        asked = np.ones((rows, self.size + 1), dtype=np.float32)
        return asked, np.empty((rows, self.weights.shape[1]), dtype=np.float32)

    def fill(self, best: Floats, asked: Floats, spread: Floats) -> None:
        """Work out rows from what goes in."""
        width = self.width
        np.matmul(asked, self.weights, out=spread)
        np.maximum(spread[:, :width], spread[:, width : 2 * width], out=best)
        for piece in range(2, self.pieces):
            np.maximum(best, spread[:, piece * width : (piece + 1) * width], out=best)
        best -= (best @ self._mean)[:, None]
        deviation = np.einsum("ij,ij->i", best, best)
        deviation /= width
        deviation += _SMALL
        np.sqrt(deviation, out=deviation)
        best *= np.reciprocal(deviation, out=deviation)[:, None]
        best *= self.gain
        best += self.shift


class WordEncoder:
    """One "tok2vec" of a spaCy pipeline, as hashed features and static vectors under a CNN."""

    def __init__(self, network: Any, vocab: Any) -> None:
        embed, encode = network.layers
        features, static = embed.layers[0].layers
        self._vocab = vocab
        columns = part_named(features, "extract_features").attrs["columns"]
        asked = [vocab.strings.as_string(column) for column in columns]
        self._columns = [_FEATURES.index(name) for name in asked]
        self._tables = [
            (node.get_param("E"), node.attrs["seed"])
            for node in features.walk()
            if node.name == "hashembed"
        ]
        self._hash = static.ops.hash
        self._static = np.ascontiguousarray(static.get_param("W").T)
        self._mixed = _Layer(embed.layers[1])
        self._layers = [_Layer(layer) for layer in encode.layers[0].layers]
        self._pad = encode.attrs["pad"]
        self._kept: dict[bytes, int] = {}
        self._rows = np.zeros((0, static.get_dim("nO")), dtype=np.float32)
        self._check()

    def _check(self) -> None:
        width = self._rows.shape[1]
        sizes = {(layer.width, layer.size) for layer in self._layers}
        embedded = width * (len(self._columns) + 1)
        if sizes != {(width, 3 * width)} or self._mixed.size != embedded:
            raise ValueError("not the encoder that this reads")
        if len({layer.pieces for layer in self._layers}) != 1 or self._layers[0].pieces < 2:
            raise ValueError("not the encoder that this reads")

    @classmethod
    def of(cls, network: Any, vocab: Any) -> Self | None:
        """Take over a network, or give None where it is built otherwise."""
        wanted = ("extract_features", "hashembed", "static_vectors", "maxout", "expand_window")
        names = {node.name for node in network.walk()}
        if not names.issuperset(wanted) or len(network.layers) != 2:
            return None
        try:
            return cls(network, vocab)
        except (AttributeError, IndexError, KeyError, StopIteration, ValueError):
            return None

    def encode(self, words: Words) -> list[Floats]:
        """Give the vectors of the words of each doc.

        Parameters
        ----------
        words : Words
            The words of the docs.

        Returns
        -------
        list of numpy.ndarray
            One a doc, a row a word.
        """
        embedded, pad, width = self._embedded(words), self._pad, self._rows.shape[1]
        lengths = words.lengths
        rows = np.zeros((sum(lengths) + pad * (len(lengths) + 1) + 2, width), np.float32)
        starts, at, taken = [], pad + 1, 0
        for length in lengths:
            rows[at : at + length] = embedded[taken : taken + length]
            starts.append(at)
            at, taken = at + length + pad, taken + length
        change = np.empty((len(rows) - 2, width), dtype=np.float32)
        room = self._layers[0].room(min(_ROWS, len(change)))
        for layer in self._layers:
            _convolve(layer, rows, change, room)
            rows[1:-1] += change
        return [rows[s : s + n] for s, n in zip(starts, lengths, strict=True)]

    def _embedded(self, words: Words) -> Floats:
        if len(self._kept) > _KEPT:
            self._kept.clear()
        kept = self._kept
        new = {name: at for at, name in enumerate(words.names) if name not in kept}
        if new:
            self._keep(list(new), self._worked_out(words.features[list(new.values())]))
        return self._rows[[kept[name] for name in words.names]]

    def _keep(self, names: Sequence[bytes], rows: Floats) -> None:
        used = len(self._kept)
        if used + len(names) > len(self._rows):
            # Twice the size: adding to it word by word stays cheap.
            larger = np.zeros((2 * (used + len(names)), rows.shape[1]), dtype=np.float32)
            larger[:used] = self._rows[:used]
            self._rows = larger
        self._rows[used : used + len(names)] = rows
        self._kept.update(zip(names, range(used, used + len(names)), strict=True))

    def _worked_out(self, features: NDArray[np.uint64]) -> Floats:
        """Embed words: what their features are hashed to, and their static vectors, mixed."""
        width = self._rows.shape[1]
        whole = -(-len(features) // _AT_ONCE) * _AT_ONCE
        asked, spread = self._mixed.room(whole)
        best = np.empty((whole, width), dtype=np.float32)
        for at, (column, (table, seed)) in enumerate(zip(self._columns, self._tables, strict=True)):
            ids = np.zeros(whole, dtype=np.uint64)
            ids[: len(features)] = features[:, column]
            # Each is hashed four times, and the rows are added.
            places = self._hash(ids, seed) % len(table)
            hashed = asked[:, at * width : (at + 1) * width]
            hashed[:] = table[places[:, 0]]
            for again in range(1, places.shape[1]):
                hashed += table[places[:, again]]
        found = np.full(whole, -1)
        found[: len(features)] = self._vocab.vectors.find(keys=features[:, 0])
        static = self._vocab.vectors.data[found]
        static[found < 0] = 0
        for start in range(0, whole, _AT_ONCE):
            block = slice(start, start + _AT_ONCE)
            np.matmul(static[block], self._static, out=asked[block, -1 - width : -1])
            self._mixed.fill(best[block], asked[block], spread[block])
        return best[: len(features)]


def _convolve(layer: _Layer, rows: Floats, change: Floats, room: tuple[Floats, Floats]) -> None:
    """Work out the change of each row but the first and the last, from it and its neighbours."""
    width = layer.width
    for start in range(0, len(change), len(room[0])):
        best = change[start : start + len(room[0])]
        asked, spread = room[0][: len(best)], room[1][: len(best)]
        for neighbour in range(3):
            first = start + neighbour
            asked[:, neighbour * width : (neighbour + 1) * width] = rows[first : first + len(best)]
        layer.fill(best, asked, spread)


def part_named(network: Any, name: str) -> Any:
    """Find the first layer of a name in a thinc network."""
    return next(node for node in network.walk() if node.name == name)
