"""How alike two names are, and which keys a misspelt name may have meant.

:func:`form_likeness` aligns the sounds of two names (:mod:`geomap.places.names.sounds`). What it
costs to let one sound stand for another, or to leave it out, was learnt from the alternate
names of the world's places (:mod:`geomap.places.names.sound_costs`). :func:`near_keys` walks the
same costs the other way: it lists the keys that one confusion leads to, the likeliest first.

Only the standard library: :mod:`geomap.places.names.forms`, which the build imports, needs it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import accumulate, chain, product
from math import inf
from types import MappingProxyType

from geomap.places.names.levels import QUALIFIERS
from geomap.places.names.sound_costs import COSTS
from geomap.places.names.sounds import VOWELS, key_of_sounds, keys_of_sounds, sounds

__all__ = ["form_likeness", "near_keys", "needed_likeness"]

_WEAK = frozenset(VOWELS + "h")
# sounds that the habits of romanisation leave out or change most easily
_WEAK_WEIGHT = 0.5
# of a weak sound in a name's length, where a consonant counts 1
_FIRST_EXTRA = 0.6
# how much more another first sound costs: a name is known by its beginning
_HABIT = 0.45
# what costs no more is a habit of romanisation, at the beginning too: Horlivka, Gorlovka
_SUFFIX = 1.6
# how much more a syllable added at the end costs: Mykolaiv, Mykolaivka
_OTHER_MARK = 0.5
# the most that names reach that only a number or a qualifier tells apart: Chak 12, Chak 14
_ENGLISH_QUALIFIERS = frozenset(QUALIFIERS.values())
_PLAIN_GAPS, _PLAIN_SWAPS = (0.65, 0.3), (0.9, 0.75, 0.3)
# what is not in the table costs, by how many of the sounds are weak
_EXCHANGED = 0.6
# two neighbours in the wrong order
_INSERTED = "nrlmgkstdbjhpvfz"
# consonants to try where one may be missing, all but the rare ones
_MOST_VOWELS = 12
# of the other vowels that a short key may have; twice as many without another confusion
_MOST_SWAP = 0.8
# a dearer swap is no confusion any more
# What a habit of romanisation does, it does all through the name: Ukrainian or Russian, German
# and Polish, Arabic and Persian, Kurdish and Somali.
_HABITS = (
    ("h", "g"), ("g", "h"), ("w", "v"), ("v", "w"), ("C", "X"), ("X", "C"), ("j", "y"),
    ("y", "j"), ("j", "g"), ("g", "j"), ("Q", "g"), ("z", "d"), ("d", "z"), ("ks", "X"),
    ("X", "k"), ("z", "j"), ("j", "z"), ("b", "v"), ("v", "b"), ("c", "j"), ("j", "c"), ("d", "r"),
    ("r", "d"),
)  # fmt: skip
_SOLID_ARTICLES = frozenset(("al", "el"))
# Almansoura, Elbistan: perhaps the article
_VOWEL_CLASSES = frozenset("aiu")
_SKELETON = 3
# a key of as many consonants has no vowels
_LONGEST = 40
# no name has more sounds; longer ones are not looked for among misspellings

# Likeness that a place's name needs, by the consonants of the key: short keys are shared by
# unlike names. Measured on pairs of names of one place against neighbours within 60 km.
_NEEDED: Mapping[int, float] = MappingProxyType({0: 0.86, 4: 0.84, 5: 0.8})
_NEEDED_MISSPELT: Mapping[int, float] = MappingProxyType({0: 0.87, 3: 0.86})


def needed_likeness(key: str, *, misspelt: bool = False) -> float:
    """Give the least likeness at which two names may be one place's.

    Parameters
    ----------
    key : str
        The loose key of the name that is looked for.
    misspelt : bool
        Whether the other name was found by a near key; by default both share the key.

    Returns
    -------
    float
        From 0 to 1; the shorter the key, the more is needed.

    Examples
    --------
    >>> needed_likeness("ltmn") < needed_likeness("hms") < needed_likeness("hama", misspelt=True)
    True
    """
    table = _NEEDED_MISSPELT if misspelt else _NEEDED
    short = not _VOWEL_CLASSES.isdisjoint(key[1:])
    consonants = sum(sound not in _VOWEL_CLASSES for sound in key) if short else len(key)
    return max((length, need) for length, need in table.items() if length <= consonants)[1]


def form_likeness(one: str, two: str, *, needed: float = 0.0) -> float:
    """Tell how alike two names in normal form are.

    Parameters
    ----------
    one, two : str
        Normal forms, as :func:`geomap.places.names.forms.normal_form` gives them.
    needed : float
        The least likeness that counts: for less 0 is given, and sooner.

    Returns
    -------
    float
        1 for names of the same sounds, 0 for nothing in common; symmetric. Names with
        different numbers or qualifiers reach a half at most.

    Examples
    --------
    >>> round(form_likeness("talbiseh", "talbise"), 2), form_likeness("kharkiv", "kherson") > 0.8
    (0.99, False)
    >>> form_likeness("kafr nabl", "kafr nabudah") < 0.86 < form_likeness("horlivka", "gorlovka")
    True
    """
    if one == two:
        return 1.0
    heard, length, marks = _told(one)
    other, other_length, other_marks = _told(two)
    if heard == other:
        return 1.0
    if not heard or not other:
        return 0.0
    most = _OTHER_MARK if _told_apart(marks, other_marks) else 1.0
    if most < needed:
        return 0.0
    if heard > other:
        heard, other = other, heard  # ties in the alignment must not depend on the order
    longer = max(length, other_length)
    distance = _distance(heard, other, (1.0 - needed) * longer + _ROUNDING)
    alike = min(most, max(0.0, 1.0 - distance / longer))
    return alike if alike >= needed else 0.0


_ROUNDING = 1e-9
# what the sum of some costs may be off by
_Marks = tuple[str, frozenset[str]]
# the numbers in a name, and its qualifiers


@lru_cache(maxsize=65536)
def _told(form: str) -> tuple[str, float, _Marks]:
    """Give the sounds of a name, how long they are, and what tells it from others like it."""
    heard = _heard(form)
    weak = sum(sound in _WEAK for sound in heard)
    length = max(1.0, len(heard) - weak * (1 - _WEAK_WEIGHT))
    numbers = "".join(filter(str.isdigit, form))
    return heard, length, (numbers, _ENGLISH_QUALIFIERS.intersection(form.split()))


def _heard(form: str) -> str:
    return sounds(form)


def _told_apart(marks: _Marks, other_marks: _Marks) -> bool:
    """Tell whether the names have different numbers, or one is Upper and the other Lower."""
    number, qualifiers = marks
    other_number, other_qualifiers = other_marks
    unlike = qualifiers != other_qualifiers and bool(qualifiers and other_qualifiers)
    return unlike or number != other_number


class _Costs(dict[str, float]):
    """The cost of each sound alone and of each pair; what the table lacks is worked out once."""

    def __missing__(self, pair: str) -> float:
        weak = sum(sound in _WEAK for sound in pair)
        cost = self[pair] = (_PLAIN_GAPS if len(pair) == 1 else _PLAIN_SWAPS)[weak]
        return cost


@lru_cache(maxsize=1)
def _costs() -> _Costs:
    return _Costs({**COSTS, **{pair[::-1]: cost for pair, cost in COSTS.items()}})


class _Instead(dict[str, float]):
    """What each sound costs in the place of one, which costs nothing itself."""

    def __init__(self, sound: str) -> None:
        super().__init__({sound: 0.0})
        self._sound = sound

    def __missing__(self, other: str) -> float:
        cost = self[other] = _costs()[self._sound + other]
        return cost


_instead = lru_cache(maxsize=256)(_Instead)


def _distance(one: str, two: str, most: float) -> float:
    """Add up the cheapest way from one name's sounds to the other's, or say infinite: too far."""
    costs = _costs()
    cost = 0.0
    if one[0] != two[0] and (one[0], two[0]) not in _HABITS:
        cost = _first_extra(min(costs[one[0] + two[0]], costs[one[0]], costs[two[0]]))
    start, shorter = 0, min(len(one), len(two))
    while start < shorter and one[start] == two[start]:
        start += 1
    end = 0
    while end < shorter - start and one[-1 - end] == two[-1 - end]:
        end += 1
    one, two = one[start : len(one) - end], two[start : len(two) - end]
    if not one or not two:
        longer = sum(costs[sound] for sound in one + two)
        suffix = not end and len(one + two) > 1 and not _WEAK.issuperset(one + two)
        return cost + longer * (_SUFFIX if suffix else 1.0)
    return cost + _aligned(one, two, costs, most - cost)


def _first_extra(cost: float) -> float:
    return _FIRST_EXTRA * cost if cost > _HABIT else 0.0


def _aligned(one: str, two: str, costs: _Costs, most: float) -> float:
    """Align by dynamic programming, a row a sound; the innermost loop of every look-up."""
    missing = [costs[sound] for sound in two]
    head, before = 0.0, list(accumulate(missing))
    for sound in one:
        own, instead = costs[sound], _instead(sound)
        corner = head
        left = head = least = head + own
        row = []
        for other, gap, above in zip(two, missing, before, strict=True):
            left += gap
            swapped = corner + instead[other]
            if swapped < left:
                left = swapped
            if above + own < left:
                left = above + own
            if left < least:
                least = left
            row.append(left)
            corner = above
        if least > most:
            # No way leads back to less.
            return inf
        before = row
    return before[-1]


def near_keys(form: str, *, most: int = 80) -> Iterator[str]:
    """Give the keys that a name has after one confusion of sounds, the likeliest first.

    Parameters
    ----------
    form : str
        A name in normal form.
    most : int
        The most keys to give.

    Yields
    ------
    str
        Keys as :func:`geomap.places.names.forms.form_key` gives them, each once, never the name's
        own. Of a name with one or two consonants first its key with other vowels.

    Examples
    --------
    >>> from geomap.places.names.forms import form_key
    >>> form_key("gorlovka") in list(near_keys("horlivka", most=20))
    True
    """
    heard = _heard(form)
    if not heard.isascii() or not 1 < len(heard) <= _LONGEST:
        return
    own = key_of_sounds(heard)
    seen = {own}
    short = len(own) < _SKELETON or not _VOWEL_CLASSES.isdisjoint(own[1:])
    confused: Iterable[str]
    confused = keys_of_sounds([variant for _, variant in _confused(heard, habits=short)])
    if short:
        habits = list(dict.fromkeys(confused))
        vowels = [_other_vowels(key)[:_MOST_VOWELS] for key in habits]
        confused = chain(_other_vowels(own)[: 2 * _MOST_VOWELS], habits, *vowels)
    for key in confused:
        if len(seen) > most:
            return
        if key not in seen and (short or len(key) >= _SKELETON):
            seen.add(key)
            yield key


def _other_vowels(key: str) -> list[str]:
    """Give a short key with all other vowels, the fewest changes first."""
    consonants = [sound for sound in key if sound not in _VOWEL_CLASSES][:_SKELETON]
    first = ("a", "i", "u") if key[0] in _VOWEL_CLASSES else ("",)
    slots = [("", *sorted(_VOWEL_CLASSES))] * len(consonants)
    keys = {
        start + "".join(map("".join, zip(consonants, vowels, strict=True)))
        for start in first
        for vowels in product(*slots)
    }
    return sorted(keys, key=lambda other: (_changes(key, other), other))


def _changes(key: str, other: str) -> int:
    differing = sum(one != two for one, two in zip(key, other, strict=False))
    return differing + abs(len(key) - len(other))


def _confused(heard: str, *, habits: bool) -> list[tuple[float, str]]:
    """Give the sounds with one confusion and its cost, the cheapest first; or only habits."""
    costs = _costs()
    found = [(0.0, heard.replace(one, other)) for one, other in _HABITS if one in heard]
    found += [
        (0.0, heard[0] + heard[1:].replace(one, other)) for one, other in _HABITS if one in heard
    ]
    found.append((0.0, heard.replace("w", "v").replace("C", "X").replace("j", "y")))
    if heard[:2] in _SOLID_ARTICLES and len(heard) > len("al") + _SKELETON:
        found.append((0.0, heard[2:]))
    for index, sound in enumerate(heard):
        head, tail = heard[:index], heard[index + 1 :]
        found += [(cost, head + other + tail) for cost, other in _swaps()[sound]]
        found.append((costs[sound], head + tail))
        if tail:
            found.append((_EXCHANGED, head + tail[0] + sound + tail[1:]))
        found += [(costs[other], head + other + sound + tail) for other in _INSERTED]
    found += [(costs[other], heard + other) for other in _INSERTED]
    found = [
        (cost if variant[0] == heard[0] else cost + _first_extra(cost), variant)
        for cost, variant in found
        if variant and (cost <= _HABIT or not habits)
    ]
    return sorted(found)


@lru_cache(maxsize=1)
def _swaps() -> Mapping[str, list[tuple[float, str]]]:
    """Give the sounds that each sound is confused with; vowels do not matter to a key."""
    swaps: dict[str, list[tuple[float, str]]] = defaultdict(list)
    known = {**COSTS, **{pair[::-1]: cost for pair, cost in COSTS.items()}}
    for pair, cost in known.items():
        if len(pair) == 2 and cost < _MOST_SWAP and not _WEAK.issuperset(pair):
            swaps[pair[0]].append((cost, pair[1]))
    return swaps
