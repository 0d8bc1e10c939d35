"""The language model's word vectors: its own weights, in less time.

A word's embedding depends on nothing but the word, so it is worked out once and kept; the
convolution over its neighbours is a few large products, which numpy's BLAS does three
times as fast as the one that spaCy brings. What comes out differs from spaCy's own by
rounding only; a test holds the parses equal.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

__all__ = ["WordEncoder", "part_named"]

Floats = NDArray[np.float32]

_KEPT = 40_000
# Words whose embeddings are kept, some 25 MB; beyond, they are worked out anew.
_AT_ONCE = 32
# Unseen words are embedded in blocks of one size, so that rounding never depends on which
# other words were new.
_SMALL = 1e-8
# What the layer norm of the model's library adds to a variance.


class _Convolution:
    """One layer: each word with its two neighbours, the best of some pieces, normalised."""

    def __init__(self, layer: Any) -> None:
        maxout, norm = part_named(layer, "maxout"), part_named(layer, "layernorm")
        weights = maxout.get_param("W")
        self.width, self.pieces, size = weights.shape
        # Pieces first: the best of them is then taken over whole columns.
        self.weights = np.ascontiguousarray(weights.transpose(2, 1, 0).reshape(size, -1))
        self.bias = np.ascontiguousarray(maxout.get_param("b").T.reshape(-1))
        self.gain, self.shift = norm.get_param("G"), norm.get_param("b")

    def over(self, rows: Floats) -> Floats:
        """Give the change of each row but the first and the last."""
        windows = np.concatenate((rows[:-2], rows[1:-1], rows[2:]), axis=1)
        spread = windows @ self.weights
        spread += self.bias
        best = spread[:, : self.width].copy()
        for piece in range(1, self.pieces):
            np.maximum(best, spread[:, piece * self.width : (piece + 1) * self.width], out=best)
        best -= best.mean(axis=1, keepdims=True)
        variance = np.einsum("ij,ij->i", best, best) / self.width + _SMALL
        best *= (1 / np.sqrt(variance))[:, None]
        best *= self.gain
        best += self.shift
        return np.asarray(best, dtype=np.float32)


class WordEncoder:
    """One "tok2vec" of a spaCy pipeline, as hashed features and static vectors under a CNN."""

    def __init__(self, network: Any, vocab: Any) -> None:
        embed, encode = network.layers
        features, static = embed.layers[0].layers
        self._vocab = vocab
        self._columns = part_named(features, "extract_features").attrs["columns"]
        self._hashed = features.layers[2].layers[0]
        self._static = static.get_param("W")
        self._mixed = embed.layers[1].layers[0]
        self._layers = [_Convolution(layer) for layer in encode.layers[0].layers]
        self._pad = encode.attrs["pad"]
        self._kept: dict[bytes, int] = {}
        self._rows = np.zeros((0, static.get_dim("nO")), dtype=np.float32)

    @classmethod
    def of(cls, network: Any, vocab: Any) -> Self | None:
        """Take over a network, or give None where it is built otherwise."""
        wanted = ("extract_features", "hashembed", "static_vectors", "maxout", "expand_window")
        names = {node.name for node in network.walk()}
        if not names.issuperset(wanted) or len(network.layers) != 2:
            return None
        try:
            return cls(network, vocab)
        except (AttributeError, IndexError, KeyError, ValueError):
            return None

    def encode(self, docs: Sequence[Any]) -> list[Floats]:
        """Give the vectors of the words of each doc.

        Parameters
        ----------
        docs : sequence of spacy.tokens.Doc
            Tokenised texts.

        Returns
        -------
        list of numpy.ndarray
            One a doc, a row a word.
        """
        lengths = [len(doc) for doc in docs]
        embedded = self._embedded(docs)
        pad = self._pad
        rows = np.zeros((sum(lengths) + pad * (len(docs) + 1) + 2, embedded.shape[1]), np.float32)
        starts, at, taken = [], pad + 1, 0
        for length in lengths:
            rows[at : at + length] = embedded[taken : taken + length]
            starts.append(at)
            at, taken = at + length + pad, taken + length
        for layer in self._layers:
            rows[1:-1] += layer.over(rows)
        return [rows[s : s + n] for s, n in zip(starts, lengths, strict=True)]

    def _embedded(self, docs: Sequence[Any]) -> Floats:
        keys = np.concatenate([doc.to_array([*self._columns, "ORTH"]) for doc in docs])
        names = np.ascontiguousarray(keys).view(np.dtype((np.void, keys.shape[1] * 8))).ravel()
        listed = [bytes(name) for name in names.tolist()]
        if len(self._kept) > _KEPT:
            self._kept.clear()
        new = {name: at for at, name in enumerate(listed) if name not in self._kept}
        if new:
            self._keep(list(new), self._worked_out(keys[list(new.values())]))
        kept = self._kept
        return self._rows[[kept[name] for name in listed]]

    def _keep(self, names: Sequence[bytes], rows: Floats) -> None:
        used = len(self._kept)
        if used + len(names) > len(self._rows):
            # Twice the size: adding to it word by word stays cheap.
            larger = np.zeros((2 * (used + len(names)), rows.shape[1]), dtype=np.float32)
            larger[:used] = self._rows[:used]
            self._rows = larger
        self._rows[used : used + len(names)] = rows
        self._kept.update(zip(names, range(used, used + len(names)), strict=True))

    def _worked_out(self, keys: NDArray[np.uint64]) -> Floats:
        """Embed words, a row of features and the word's own hash each."""
        made = []
        for start in range(0, len(keys), _AT_ONCE):
            block = np.zeros((_AT_ONCE, keys.shape[1]), dtype=np.uint64)
            some = keys[start : start + _AT_ONCE]
            block[: len(some)] = some
            hashed = self._hashed.predict(np.ascontiguousarray(block[:, :-1]))
            at = self._vocab.vectors.find(keys=block[:, -1])
            static = self._vocab.vectors.data[at] @ self._static.T
            static[at < 0] = 0
            mixed = self._mixed.predict(np.hstack((hashed, static)))
            made.append(mixed[: len(some)])
        return np.concatenate(made)


def part_named(network: Any, name: str) -> Any:
    """Find the first layer of a name in a thinc network."""
    return next(node for node in network.walk() if node.name == name)
