"""Whether two names are one speaker's: an office with its seat and without, a body's people."""

from __future__ import annotations

import re
from functools import lru_cache

from geomap.events.figures.authorities import plain_name
from geomap.events.terms.folding import folded
from geomap.events.terms.linking_words import load_linking_words

__all__ = ["one_speaker"]

_OTHER_OFFICE = frozenset({"deputy", "vice", "former", "acting", "assistant"})
# Before an office they make another of it.
_SEAT = re.compile(r" (?:of|in|at) \w")
_PERSON = re.compile(r"(?: \w+){1,2}")
# Behind an office, who holds it: "the deputy commissioner Achakzai".
_NAMED = re.compile(r"(?:(?:[aA][lL]|[eE][lL]|[aA][dnrstz]|[iI]bn|[aA]bu)-)?[A-Z]")
# A surname: "Zwak", "al-Qidra".
_WORDS = re.compile(r"[\w.]+")
_ACRONYM = re.compile(r"(?:[A-Z]\.?){3,8}")
_LEAST_LETTERS = 3
_LEAST = 2
# Words that two names must have in common beside those that any speaker may have.


def one_speaker(one: str, other: str) -> bool:
    """Tell whether two names, as written, are of one office or one body.

    Parameters
    ----------
    one, other : str
        Names of claimants on one event.

    Returns
    -------
    bool
        The same in both orders.

    Examples
    --------
    >>> one_speaker("the governor of Nimruz", "the governor")
    True
    >>> one_speaker("Doctors at the civil hospital of Chaman", "the civil hospital at Chaman")
    True
    >>> one_speaker("the civil hospital at Chaman", "the military hospital at Chaman")
    False
    >>> one_speaker("Sarhadi Zwak", "provincial government spokesman Sarhadi Zwak")
    True
    """
    rules = (_one_office, _one_body, _one_person, _one_abbreviated)
    return any(rule(one, other) for rule in rules)


def _one_abbreviated(one: str, other: str) -> bool:
    """Tell whether one name has the initials of the other: "NEMA", "an MILF spokesman"."""
    return _abbreviates(one, other) or _abbreviates(other, one)


def _abbreviates(short: str, long: str) -> bool:
    found = [word for word in _WORDS.findall(short) if _ACRONYM.fullmatch(word)]
    if not found:
        return False
    known = load_linking_words()
    words = [w for w in plain_name(long).split() if w not in known.of_bodies - known.articles]
    letters = [word if word == "un" else word[0] for word in words]
    runs = ["".join(letters[at:]) for at in range(len(letters))]
    small = known.articles | known.before_seat | known.of_bodies
    bare = [one for one, word in zip(letters, words, strict=True) if word not in small]
    runs += ["".join(bare[at:]) for at in range(len(bare))]
    return any(
        run.startswith(acronym.lower()) and len(acronym) >= _LEAST_LETTERS
        for acronym in found
        for run in runs
    )


def _one_person(one: str, other: str) -> bool:
    """Tell whether two names are one person's, with an office and without."""
    here, there = _person(one), _person(other)
    if here is None or there is None or here[-1] != there[-1]:
        return False
    # "Brigadier Nanayakkara" may be "military spokesman Brigadier Udaya Nanayakkara"
    titles = load_linking_words().titles
    return here == there or here[0] in titles or there[0] in titles


@lru_cache(maxsize=20_000)
def _person(name: str) -> tuple[str, ...] | None:
    """Give the name of the person that a claimant's name ends in: "spokesman Sarhadi Zwak"."""
    *lead, first, last = ["", *name.split()] if len(name.split()) > 1 else ["", "", ""]
    if not (first[:1].isupper() and _NAMED.match(last)):
        return None
    before = lead[-1]
    known = load_linking_words()
    office = before.islower() and before not in (known.before_seat | known.articles)
    titled = before.endswith(".") or before.lower() in known.titles
    return (folded(first), folded(last)) if not before or office or titled else None


def _one_office(one: str, other: str) -> bool:
    """Tell whether one name is the other with its seat: "the governor of Nimruz", "the governor".

    Of one event there is one such office, whichever report leaves the seat out.
    """
    short, long = sorted((_office(one), _office(other)), key=len)
    sole = load_linking_words().sole
    rest = long[len(short) :] if long.startswith(short) else ""
    if rest and (_SEAT.match(rest) is not None or _PERSON.fullmatch(rest) is not None):
        return short in sole
    # "the state governor" is "the governor of Lagos"
    heads = [_SEAT.split(name, maxsplit=1)[0].split()[-2:] for name in (short, long)]
    if heads[0] == heads[1] and " ".join(heads[0]) in load_linking_words().bodies_of_one:
        # "the interior ministry of Ingushetia" is "the regional interior ministry"
        return True
    plain = [words[-1:] for words in heads if not set(words[:-1]) & _OTHER_OFFICE]
    return len(plain) == 2 and plain[0] == plain[1] != [] and plain[0][0] in sole


@lru_cache(maxsize=20_000)
def _office(name: str) -> str:
    """Give an office without who holds it: "Beni territory administrator Donat Kibwana"."""
    plain, person = plain_name(name), _person(name)
    held = f" {' '.join(person)}" if person else ""
    return plain.removesuffix(held) if held else plain


def _one_body(one: str, other: str) -> bool:
    """Tell whether two names are one body's, or its people's, with its seat or without.

    "A spokesman for the local people's defence force" is "the people's defence force at Pakokku".
    """
    short, long = sorted((_core(one), _core(other)), key=lambda core: (len(core[0]), core))
    named = len(short[0]) >= _LEAST
    return named and (short[0] == long[0] or short[0] == long[0] - long[1])


@lru_cache(maxsize=20_000)
def _core(name: str) -> tuple[frozenset[str], frozenset[str]]:
    """Give the words that make a body's name, and which of them may be its seat's."""
    known = load_linking_words()
    words = plain_name(name).split()
    led = [at for at, word in enumerate(words) if word in known.before_seat]
    seat = words[led[-1] + 1 :] if led else []
    kept = frozenset(words) - known.before_seat - known.of_bodies
    return kept, frozenset(seat) & kept
