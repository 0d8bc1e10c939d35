"""Which words are names: the decisions of spaCy's entity recogniser, most of them at once.

The recogniser walks a text word by word. Outside a name its score for a word depends on that
word alone, so all words are scored in one product; only the words inside names are walked.
The weights and the rules are spaCy's own; a test holds the names equal.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from geomap.text.parsing.encoder import Floats, part_named

__all__ = ["EntityFinder"]

_FEATURES = 3
# The word itself, the first word of an open name, the word before.


class EntityFinder:
    """The last layers of a spaCy "ner" component."""

    def __init__(self, component: Any) -> None:
        network = component.model
        reduce = network.get_ref("tok2vec").layers[-1]
        lower, upper = network.get_ref("lower"), network.get_ref("upper")
        self._reduce = reduce.get_param("W"), reduce.get_param("b")
        weights = lower.get_param("W")
        features, self._width, self._pieces, size = weights.shape
        if features != _FEATURES or not network.attrs["has_upper"]:
            raise ValueError("not the recogniser that this reads")
        # Pieces first: the best of them is then taken over whole columns.
        self._lower = np.ascontiguousarray(
            weights.transpose(3, 0, 2, 1).reshape(size, -1), dtype=np.float32
        )
        self._missing = lower.get_param("pad")[0].transpose(0, 2, 1).reshape(features, -1)
        self._bias = lower.get_param("b").T.reshape(-1)
        self._upper = np.ascontiguousarray(upper.get_param("W").T), upper.get_param("b")
        moves = component.moves
        names = [moves.get_class_name(at) for at in range(moves.n_moves)]
        self._moves = [(name[0], name[2:]) for name in names]
        self._at = {name: at for at, name in enumerate(names)}
        # "U-" is for words that somebody has marked as no name: never here.
        kinds = np.array(["I" if name == "U-" else name[0] for name in names])
        self._inside, self._begin, self._unit = (np.isin(kinds, k) for k in (["I", "L"], "B", "U"))

    @classmethod
    def of(cls, component: Any) -> Self | None:
        """Take over a component, or give None where it is built otherwise."""
        try:
            part_named(component.model, "precomputable_affine")
            return cls(component) if component.cfg["beam_width"] == 1 else None
        except (AttributeError, KeyError, StopIteration, ValueError):
            return None

    def find(
        self,
        vectors: Sequence[Floats],
        spaces: Sequence[NDArray[np.bool_]],
        starts: Sequence[NDArray[np.bool_]],
    ) -> list[list[tuple[int, int, str]]]:
        """Find the names of each doc.

        Parameters
        ----------
        vectors : sequence of numpy.ndarray
            One a doc, a row a word.
        spaces : sequence of numpy.ndarray
            Which words are white space.
        starts : sequence of numpy.ndarray
            Which words open a sentence: no name runs over them.

        Returns
        -------
        list of list of (int, int, str)
            First word, word after the last, label.
        """
        weights, bias = self._reduce
        rows = np.concatenate(vectors) @ weights.T + bias
        parts = (rows @ self._lower).reshape(len(rows), _FEATURES, -1)
        scores = self._scores(parts[:, 0] + self._missing[1] + self._missing[2])
        space, start = np.concatenate(spaces), np.concatenate(starts)
        ends = np.cumsum([len(doc) for doc in vectors])
        next_starts = np.append(start[1:], True)
        next_starts[ends - 1] = True
        scores[:, self._inside] = -np.inf
        scores[np.ix_(space | next_starts, self._begin)] = -np.inf
        scores[np.ix_(space, self._unit)] = -np.inf
        best = scores.argmax(axis=1).tolist()
        found, at = [], 0
        for end in ends.tolist():
            found.append(self._walk(best, parts, next_starts, (at, end)))
            at = end
        return found

    def _walk(
        self,
        best: list[int],
        parts: Floats,
        next_starts: NDArray[np.bool_],
        bounds: tuple[int, int],
    ) -> list[tuple[int, int, str]]:
        first, end = bounds
        found = []
        at = first
        while at < end:
            kind, label = self._moves[best[at]]
            opened = at
            at += 1
            if kind == "B":
                while not next_starts[at] and self._goes_on(parts, opened, at, label):
                    at += 1
                at += 1
            if kind != "O":
                found.append((opened - first, at - first, label))
        return found

    def _goes_on(self, parts: Floats, opened: int, at: int, label: str) -> bool:
        """Tell whether a name runs on over a word, rather than ending with it."""
        scores = self._scores((parts[at, 0] + parts[opened, 1] + parts[at - 1, 2])[None])[0]
        return bool(scores[self._at[f"I-{label}"]] > scores[self._at[f"L-{label}"]])

    def _scores(self, summed: Floats) -> Floats:
        summed = summed + self._bias
        best = summed[:, : self._width]
        for piece in range(1, self._pieces):
            best = np.maximum(best, summed[:, piece * self._width : (piece + 1) * self._width])
        weights, bias = self._upper
        scores: Floats = best @ weights + bias
        return scores
