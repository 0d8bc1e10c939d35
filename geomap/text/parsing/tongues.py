"""What languages are known by, and what is known of those that are not read: data."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from geomap.shipped import shipped_path

__all__ = ["WORD", "Tongue", "Tongues", "language_code", "language_name", "load_tongues"]

# Letters, and the marks that Indic, Burmese, Arabic and Hebrew words hold.
_PART_OF_WORD = (
    r"(?:[^\W\d_]|[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670\u0900-\u0963\u0970-\u0dff"
    r"\u0e31-\u0e4e\u0eb1-\u0ecd\u102b-\u103e\u1056-\u1059\u17b4-\u17d3])"
)
WORD = re.compile(rf"{_PART_OF_WORD}+(?:['’-]{_PART_OF_WORD}+)*")
# A word of any script, with what hyphens and apostrophes join to it.


@dataclass(frozen=True, slots=True, kw_only=True)
class Tongue:
    """One language."""

    code: str
    # ISO 639-1
    name: str
    # in English
    scripts: tuple[str, ...]
    default: bool
    # the language of its script where nothing else tells
    weights: Mapping[str, float]
    # of its words: the fewer languages share one, the more it tells
    letters: Mapping[str, float]
    markers: frozenset[str]
    # letters that no other language of the script writes
    words: frozenset[str]
    before: frozenset[str]
    # what stands before a place's name, in scripts without capitals
    kinds: frozenset[str]
    # "town", "province": what stands before names that are less known, too
    prefixes: tuple[str, ...]
    endings: tuple[tuple[str, str], ...]
    # an ending of a name, and what the name ends in without it
    unspaced: bool
    nouns_large: bool
    # a capital does not make a name
    months: Mapping[str, int]
    # by name
    published: tuple[str, ...]
    # what stands before the day of publication, longest first


@dataclass(frozen=True, slots=True, kw_only=True)
class Tongues:
    """All languages that can be told."""

    all: tuple[Tongue, ...]
    scripts: frozenset[str]
    in_names: frozenset[str]
    # words that names carry in any language: "de", "al"
    latin: Mapping[str, tuple[tuple[str, float], ...]]
    # a word of Latin script to the languages that have it, with its weight
    letters: Mapping[str, tuple[tuple[str, float], ...]]
    # the same of letters

    def of_script(self, script: str) -> tuple[Tongue, ...]:
        """Give the languages written in a script."""
        return tuple(tongue for tongue in self.all if script in tongue.scripts)

    def get(self, code: str | None) -> Tongue | None:
        """Give the language of a code."""
        return next((tongue for tongue in self.all if tongue.code == code), None)


@lru_cache(maxsize=1)
def load_tongues() -> Tongues:
    """Load what is known of languages.

    Returns
    -------
    Tongues
        As ``data/lexicon/languages.toml`` has them.

    Examples
    --------
    >>> load_tongues().get("ar").name
    'Arabic'
    """
    text = shipped_path("lexicon/languages.toml").read_text(encoding="utf-8")
    told = tomllib.loads(text)
    in_names = frozenset(told.pop("in_names").split())
    words = {key: frozenset(entry.get("words", "").split()) for key, entry in told.items()}
    share = Counter(word for group in words.values() for word in group)
    letters = Counter(
        letter for entry in told.values() for letter in frozenset(entry.get("letters", ""))
    )
    tongues = tuple(
        _tongue(
            key,
            entry,
            {word: share[word] ** -0.5 * _of_length(word) for word in words[key]},
            {letter: 1 / letters[letter] for letter in entry.get("letters", "")},
        )
        for key, entry in told.items()
    )
    latin = [tongue for tongue in tongues if "LATIN" in tongue.scripts]
    return Tongues(
        all=tongues,
        scripts=frozenset(script for tongue in tongues for script in tongue.scripts),
        in_names=in_names,
        latin=_turned((tongue.code, tongue.weights) for tongue in latin),
        letters=_turned((tongue.code, tongue.letters) for tongue in latin),
    )


def _of_length(word: str) -> float:
    """Weigh a word by its length: one Latin letter is an initial or a list's as well."""
    return 0.4 if len(word) == 1 and word.isascii() else 1.0


def _turned(
    weights: Iterable[tuple[str, Mapping[str, float]]],
) -> dict[str, tuple[tuple[str, float], ...]]:
    """Turn each language's weights into the languages of each word."""
    told: dict[str, list[tuple[str, float]]] = {}
    for code, own in weights:
        for word, weight in own.items():
            told.setdefault(word, []).append((code, weight))
    return {word: tuple(codes) for word, codes in told.items()}


def _tongue(
    key: str, entry: Mapping[str, Any], weights: dict[str, float], letters: dict[str, float]
) -> Tongue:
    months = enumerate(entry.get("months", ()), start=1)
    return Tongue(
        code=entry.get("code", key),
        name=entry["name"],
        scripts=tuple(entry["scripts"]),
        default=entry.get("default", False),
        weights=weights,
        letters=letters,
        markers=frozenset(entry.get("markers", "")),
        words=frozenset(weights),
        before=frozenset(entry.get("before", "").split()),
        kinds=frozenset(entry.get("kinds", "").split()),
        prefixes=tuple(sorted(entry.get("prefixes", "").split(), key=len, reverse=True)),
        endings=tuple(
            (written, plain)
            for written, _, plain in (rule.partition("=") for rule in entry.get("endings", ()))
        ),
        unspaced=entry.get("unspaced", False),
        nouns_large=entry.get("nouns_large", False),
        months={name: number for number, names in months for name in names.split("|")},
        published=tuple(sorted(entry.get("published", ()), key=len, reverse=True)),
    )


def language_name(code: str) -> str:
    """Name a language in English.

    Parameters
    ----------
    code : str
        ISO 639-1 code.

    Returns
    -------
    str
        The name, with the code; only the code for a language that is not known.

    Examples
    --------
    >>> language_name("uk"), language_name("xx")
    ("Ukrainian ('uk')", "'xx'")
    """
    tongue = load_tongues().get(code)
    return f"{tongue.name} ('{code}')" if tongue else f"'{code}'"


def language_code(written: str | None) -> str | None:
    """Give the code of a language as a file or a person names it.

    Parameters
    ----------
    written : str or None
        A code, with a region or without, or a name in English.

    Returns
    -------
    str or None
        ISO 639-1 code; None where it tells no language that is known by two letters.

    Examples
    --------
    >>> language_code("en-US"), language_code("Arabic"), language_code("eng")
    ('en', 'ar', None)
    """
    name = (written or "").strip().casefold()
    by_name = {tongue.name.casefold(): tongue.code for tongue in load_tongues().all}
    code = by_name.get(name) or re.split("[-_]", name)[0]
    return code if re.fullmatch("[a-z]{2}", code) else None
