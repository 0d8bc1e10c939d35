"""Distances, directions and journeys as reports word them, with how far off they may be.

The error of a distance is that of its rounding, after the point-radius method (Wieczorek,
Guo and Hijmans 2004): half a unit of the last place that is not zero, so 10 km is 5 to 15
and 12 km is 11.5 to 12.5; multiples of five are taken as rounded to five. Reporters measure
by eye and by road, so it is never less than a tenth of the distance (our own rule).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

__all__ = ["DIRECTION", "NUMBER_WORD", "Distance", "bearing_of", "read_distance", "read_journey"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Distance:
    """A distance as it was read."""

    km: float
    error_km: float
    phrase: str
    # "10 km", "5 to 7 miles", "a few km"
    most: bool = False
    # said to be less than that
    vague: bool = False
    # in words only: "a few"


_POINTS = ("north", "northeast", "east", "southeast", "south", "southwest", "west", "northwest")
_BETWEEN = (
    "north-northeast", "east-northeast", "east-southeast", "south-southeast",
    "south-southwest", "west-southwest", "west-northwest", "north-northwest",
)  # fmt: skip


def _abbreviation(name: str) -> str:
    return re.sub(r"(north|south|east|west)-?", lambda match: match[1][0].upper(), name)


_BEARINGS: Mapping[str, tuple[str, str, float]] = MappingProxyType({
    key: (name, _abbreviation(name), bearing)
    for names, start in ((_POINTS, 0.0), (_BETWEEN, 22.5))
    for name, bearing in ((name, start + 45.0 * at) for at, name in enumerate(names))
    for key in (name.replace("-", ""), _abbreviation(name).lower())
})  # fmt: skip

DIRECTION = (
    r"(?:(?:north|south|east|west)[\s-]?)?(?:north|south)[\s-]?(?:east|west)|north|south|east|west"
    r"|[nsew]?[ns][ew]|[nsew]"
)


def bearing_of(direction: str) -> tuple[str, str, float]:
    """Give a direction's name, its abbreviation and its bearing.

    Parameters
    ----------
    direction : str
        One of the sixteen points, in letters or in words, joined in any way.

    Returns
    -------
    tuple of str, str and float
        The bearing in degrees clockwise from north.

    Examples
    --------
    >>> bearing_of("South-East"), bearing_of("NNW")
    (('southeast', 'SE', 135.0), ('north-northwest', 'NNW', 337.5))
    """
    return _BEARINGS[re.sub(r"[\s-]", "", direction.lower())]


_ONES = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_NUMBERS: Mapping[str, float] = MappingProxyType(
    {word: float(at) for at, word in enumerate(_ONES, 1)}
    | {word: 10.0 * at for at, word in enumerate(_TENS, 2)}
    | {
        f"{ten}-{one}": 10.0 * tens + ones
        for tens, ten in enumerate(_TENS, 2)
        for ones, one in enumerate(_ONES[:9], 1)
    }
    | {"a": 1.0, "an": 1.0, "half a": 0.5, "half": 0.5, "a hundred": 100.0, "one hundred": 100.0}
    | {"one and a half": 1.5, "two and a half": 2.5}
)
# What is counted in words only, and how far off that may be: our own reading.
_VAGUE: Mapping[str, tuple[float, float]] = MappingProxyType({
    "a few": (3.0, 2.0), "few": (3.0, 2.0), "some": (3.0, 2.0), "a handful of": (4.0, 2.0),
    "a couple of": (2.0, 1.0), "a couple": (2.0, 1.0), "several": (5.0, 3.0),
    "half a dozen": (6.0, 1.0), "a dozen": (12.0, 2.0), "dozens of": (36.0, 24.0),
    "tens of": (36.0, 24.0), "several dozen": (36.0, 24.0), "hundreds of": (300.0, 200.0),
    "thousands of": (3000.0, 2000.0),
})  # fmt: skip
_UNITS: tuple[tuple[str, str, float], ...] = (
    (r"kms?|kilomet(?:er|re)s?", "km", 1.0),
    (r"nautical[\s-]miles?|nmi", "nautical miles", 1.852),
    (r"miles?|mi", "miles", 1.609344),
    (r"met(?:er|re)s?|m", "m", 0.001),
    (r"yards?", "yards", 0.0009144),
)


def _either(words: Mapping[str, object]) -> str:
    return "|".join(word.replace(" ", r"\s+") for word in sorted(words, key=len, reverse=True))


NUMBER_WORD = rf"(?:{_either(_NUMBERS)}|{_either(_VAGUE)})"
_DIGITS = r"(?:\d{1,3}(?:,\d{3})+|\d{1,4}(?:\.\d{1,3})?)"
_NUMBER = rf"(?:(?:\d{{1,2}}\s)?[1-9]/[1-9]|\d{{0,2}}[¼½¾]|{_DIGITS}|{_either(_NUMBERS)})"
_UNIT = "|".join(f"(?P<u{at}>{words})" for at, (words, *_) in enumerate(_UNITS))
_DISTANCE = re.compile(
    rf"(?P<most>\b(?:less|fewer|not more|no more) than\s+|\b(?:under|up to)\s+)?"
    rf"(?:about\s+|some\s+|roughly\s+|around\s+|only\s+|just\s+)?"
    rf"(?<![\w.,/$£€])(?:(?:(?P<from>{_DIGITS})\s*[-–—]\s*|(?P<low>{_NUMBER})\s+(?:to|or)\s+)?"
    rf"(?P<high>{_NUMBER})"
    rf"|(?P<vague>{_either(_VAGUE)}))[\s-]*(?:{_UNIT})\.?"
    r"(?:\s*\([^()]{1,30}\)|\s*/\s*[^()/]{1,20}?|\s*,\s*or [^,]{1,25},)?(?:\s+away)?"
    r"(?:\s+by\s+road|\s+(?:up|down|along) the (?:road|coast|river|highway)|\s+radius)?,?\s+$",
    re.IGNORECASE,
)
_MAY_BE_DISTANCE = re.compile(
    r"(?:kms?|k|mi|nmi|m|miles?|met(?:er|re)s?|yards?|away|road|coast|river|highway|radius|\)|,)[.,]?\s+$",
    re.I,
)
_LONGEST = 90


def read_distance(before: str) -> Distance | None:
    """Read the distance that a text ends with.

    Parameters
    ----------
    before : str
        The text, with its last space.

    Returns
    -------
    Distance or None
        In kilometres, with its error; None where the text does not end with a distance.

    Examples
    --------
    >>> read_distance("roughly 5km ")
    Distance(km=5.0, error_km=2.5, phrase='5 km', most=False, vague=False)
    >>> read_distance("killed 10 ") is None
    True
    """
    # Also "kilometres", which ends like "metres".
    if not _MAY_BE_DISTANCE.search(before):
        return None
    match = _DISTANCE.search(before[-_LONGEST:])
    if match is None:
        return None
    _, label, km = next(unit for at, unit in enumerate(_UNITS) if match[f"u{at}"])
    if match["vague"]:
        said = " ".join(match["vague"].lower().split())
        about, off = _VAGUE[said]
        return Distance(
            km=about * km, error_km=off * km, phrase=f"{said} {label}", most=bool(match["most"]),
            vague=True,
        )  # fmt: skip
    high = _number(match["high"])
    # A hyphen between words is no range: "twenty-five".
    lowest = match["from"] or match["low"]
    low = _number(lowest) if lowest else high
    if not 0 < low <= high:
        return None
    about = (low + high) / 2
    off = (high - low) / 2 if low < high else _rounding(high)
    return Distance(
        km=about * km,
        error_km=max(off, about / 10) * km,
        phrase=f"{high:g} {_counted(label, high)}"
        if low == high
        else f"{low:g} to {high:g} {label}",
        most=bool(match["most"]),
    )


_FRACTIONS = str.maketrans({"¼": " 1/4", "½": " 1/2", "¾": " 3/4"})


def _number(worded: str) -> float:
    said = " ".join(worded.lower().split())
    if said in _NUMBERS:
        return _NUMBERS[said]
    *whole, last = said.translate(_FRACTIONS).replace(",", "").split()
    over, _, under = last.partition("/")
    return float(whole[0] if whole else 0) + float(over) / float(under or 1)


def _counted(label: str, number: float) -> str:
    return label.removesuffix("s") if number <= 1 else label


def _rounding(number: float) -> float:
    """Give half a unit of the last place that is not zero; fives are rounded to five."""
    if number != int(number):
        # 0.5 and 2.25 are a half and a quarter, 1.4 is measured.
        return 0.25 if number * 4 == int(number * 4) else 0.05
    unit = 1
    while number % (unit * 10) == 0:
        unit *= 10
    if unit == 1 and number % 5 == 0:
        return 2.5
    return unit / 2


# How far a journey goes in an hour, in km: a measure of its reach, not of its end.
_SPEEDS: Mapping[str, float] = MappingProxyType(
    {"drive": 50.0, "ride": 50.0, "walk": 5.0, "march": 5.0, "journey": 50.0, "trip": 50.0}
)
_JOURNEY = re.compile(
    rf"(?<![\w.,])(?P<number>{_NUMBER}|{_either(_VAGUE)})?[\s-]*(?P<unit>minutes?|mins?|hours?|days?)"
    rf"(?:['’]s?)?[\s-]*(?:(?:car|bus|boat|short|steady)[\s-]+)?(?P<by>{'|'.join(_SPEEDS)})?(?:\s+by\s+\w+)?(?:\s+away)?\s+$",
    re.IGNORECASE,
)
_MAY_BE_JOURNEY = re.compile(r"\b(?:minutes?|mins?|hours?|days?)\b", re.I)


def read_journey(before: str) -> float | None:
    """Read the travelling time that a text ends with: "a 30-minute drive".

    Parameters
    ----------
    before : str
        The text, with its last space.

    Returns
    -------
    float or None
        How far such a journey reaches, in km, at 50 km/h by road and 5 on foot; 0 where it
        does not say how long or by what, None where the text does not end with a journey.

    Examples
    --------
    >>> read_journey("a 30-minute drive "), read_journey("10 km ")
    (25.0, None)
    """
    if not _MAY_BE_JOURNEY.search(before[-_LONGEST:]):
        return None
    match = _JOURNEY.search(before[-_LONGEST:])
    if match is None:
        return None
    speed = _SPEEDS.get((match["by"] or "").lower())
    number = " ".join((match["number"] or "").lower().split())
    if speed is None or not number or match["unit"].lower().startswith("day"):
        return 0.0
    amount = sum(_VAGUE[number]) if number in _VAGUE else _number(number)
    return amount * speed / (60 if match["unit"].lower().startswith("min") else 1)
