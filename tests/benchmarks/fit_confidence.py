"""Fit the weights of :mod:`geomap.places.confidence`, for anyone to run again.

::

    python tests/benchmarks/fit_confidence.py \\
        --corpus lgl.jsonl --corpus trnews.jsonl --places places.jsonl

Corpora and places are files as :mod:`evaluate_places` describes them. A toponym of a corpus
is right within 161 km, a place of precision 1 within 5 km, asked for with its country and
units and again with its country alone. Every file weighs the same. Printed are the weights
and, by five-fold cross-validation, how right the answers are that get 0.9 and more.

Weights are to be copied into the module by hand, rounded: they are part of what a review
reads.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

HERE = Path(__file__).resolve().parent
if str(HERE) not in sys.path:
    sys.path.insert(0, str(HERE))

from evaluate_places import read_lines  # noqa: E402

from geomap.model import Report, Toponym  # noqa: E402
from geomap.places import geocoding, resolve  # noqa: E402
from geomap.places.areas import distance_km  # noqa: E402
from geomap.places.confidence import Signs, signs_of, values_of  # noqa: E402
from geomap.places.gazetteer import SQLiteGazetteer, open_builtin  # noqa: E402
from geomap.places.geocoding import geocode  # noqa: E402
from geomap.places.resolve import ReportResolver  # noqa: E402
from geomap.stretches import Span  # noqa: E402
from geomap.vocabulary import ToponymRole  # noqa: E402

NEWS_KM, VILLAGE_KM = 161.0, 5.0
FOLDS = 5
RIDGE = 1.0

Floats = NDArray[np.float64]


class Case(NamedTuple):
    """A chosen place with what was known of it, and whether it was right."""

    group: str
    values: Mapping[str, float]
    right: bool


class Recorder:
    """Keeps the signs of every place that a resolver chooses."""

    def __init__(self) -> None:
        self.seen: dict[int, Signs] = {}
        original = signs_of

        def record(mention: Any, *rest: Any) -> Signs:
            signs = original(mention, *rest)
            self.seen[mention.toponym.span.start] = signs
            return signs

        resolve.signs_of = record  # type: ignore[attr-defined]
        # What is settled without weighing is weighed here, as it would be.
        geocoding._only_one_inside = lambda *_: None

    def taken(self) -> dict[int, Signs]:
        """Give what was seen since the last time, by where the name starts."""
        seen, self.seen = self.seen, {}
        return seen


def of_corpus(path: Path, gazetteer: SQLiteGazetteer, recorder: Recorder) -> Iterator[Case]:
    """Resolve the gold spans of a corpus."""
    resolver = ReportResolver(gazetteer)
    for record in read_lines(path):
        gold = {t["start"]: t for t in record["toponyms"] if t.get("lat") is not None}
        spans = [Span(report_id="r", start=t["start"], end=t["end"]) for t in gold.values()]
        toponyms = [
            Toponym(span=s, surface=record["text"][s.start : s.end], role=ToponymRole.EVENT)
            for s in spans
        ]
        resolver.resolve(Report(id="r", text=record["text"], sha256=""), toponyms)
        for start, signs in recorder.taken().items():
            if start in gold:
                yield case(path.stem, signs, gold[start], NEWS_KM)


def of_places(path: Path, gazetteer: SQLiteGazetteer, recorder: Recorder) -> Iterator[Case]:
    """Geocode the single names, with their units and without."""
    for row in read_lines(path):
        if row.get("prec", 1) != 1:
            continue
        country = row.get("country_iso2") or row.get("country")
        units = {key: row.get(key) or None for key in ("admin1", "admin2")}
        for known in (units, {}):
            geocode(row["name"], gazetteer=gazetteer, country=country, **known)
            if signs := recorder.taken().get(0):
                yield case(path.stem, signs, row, VILLAGE_KM)


def case(group: str, signs: Signs, gold: Mapping[str, Any], within_km: float) -> Case:
    """Compare a chosen place with the gold point."""
    place = signs.place
    far = distance_km(place.lon, place.lat, gold["lon"], gold["lat"])
    return Case(group, values_of(signs), far <= within_km)


def fit(known: Floats, right: Floats, weight: Floats) -> Floats:
    """Fit a logistic regression by Newton's method, with a small ridge."""
    weights = np.zeros(known.shape[1])
    ridge = np.full(known.shape[1], RIDGE)
    ridge[0] = 0.0
    for _ in range(30):
        guess = 1.0 / (1.0 + np.exp(-known @ weights))
        slope = known.T @ (weight * (right - guess)) - ridge * weights
        curve = (known * (weight * guess * (1.0 - guess))[:, None]).T @ known + np.diag(ridge)
        weights = weights + np.linalg.solve(curve, slope)
    return weights


def report(cases: Sequence[Case]) -> Iterator[str]:
    """Give the lines to print."""
    names = list(cases[0].values)
    known = np.array([[1.0, *(one.values[name] for name in names)] for one in cases])
    right = np.array([float(one.right) for one in cases])
    sizes = Counter(one.group for one in cases)
    weight = np.array([1500.0 / sizes[one.group] for one in cases])
    for name, value in zip(["bias", *names], fit(known, right, weight), strict=True):
        yield f"{name:12} {value:6.2f}"
    fold = np.arange(len(cases)) % FOLDS
    guess = np.zeros(len(cases))
    for held in range(FOLDS):
        rest = fold != held
        weights = fit(known[rest], right[rest], weight[rest])
        guess[~rest] = 1.0 / (1.0 + np.exp(-known[~rest] @ weights))
    for group in [*sorted(sizes), "all"]:
        here = np.array([group in (one.group, "all") for one in cases])
        sure = here & (guess >= 0.9)
        rightly = f"{right[sure].mean():.3f}" if sure.any() else "none"
        yield f"{group}: {here.sum()} placed; right of the {sure.sum()} surer than 0.9: {rightly}"


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the files, fit, print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--corpus", action="append", default=[], type=Path)
    parser.add_argument("--places", action="append", default=[], type=Path)
    given = parser.parse_args(arguments)
    gazetteer, recorder = open_builtin(), Recorder()
    cases = [
        *(one for path in given.corpus for one in of_corpus(path, gazetteer, recorder)),
        *(one for path in given.places for one in of_places(path, gazetteer, recorder)),
    ]
    if not cases:
        parser.error("nothing was placed: give --corpus and --places with files")
    sys.stdout.write("\n".join(report(cases)) + "\n")


if __name__ == "__main__":
    main()
