"""Who speaks: claimants resolved to a list of parties, so that one party has one voice.

"Russia's defence ministry" and "the Russian military" are one party; "the same Taliban
official" is whom the report named before. The list is a table (``data/lexicon/claimants.csv``)
that users extend with their own; who is not in it stays as written.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from geomap.errors import UsageError
from geomap.events.terms.folding import folded
from geomap.events.terms.linking_words import load_linking_words
from geomap.model import Claimant
from geomap.shipped import shipped_path
from geomap.vocabulary import ClaimantKind

__all__ = ["Authorities", "Authority", "load_authorities", "read_authorities"]

COLUMNS = ("id", "name", "kind", "side", "country", "words")
_WHOLE = "="
# before words that are the party only where they are the whole name: "=officials"
_LEADING = re.compile(r"^(?:(?:the|a|an|same|another|one|some|two|several) )+")
_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])(?!\w)")
_BRITISH = {
    "defense": "defence",
    "center": "centre",
    "labor": "labour",
    "organization": "organisation",
}
_ANY = frozenset({"police", "army", "hospital"})
# rows that stand for any body of their kind
_ARMY, _UN = "army", "un"
# rows of the table
_MINISTRY = " health ministry"
# Each nation on the list has one, named by its adjective and by its name.
_DOTTED = re.compile(r"\b((?:[A-Za-z]\.){2,})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Authority:
    """A party that speaks of events."""

    id: str
    name: str
    kind: ClaimantKind
    side: str
    # "state", "opposition", "non_state", "foreign", "international", "independent", "media",
    # "local"; "" where it is on none
    country: str
    # ISO 3166-1 alpha-2; "" where it is of none, or not said
    words: tuple[str, ...]
    # by which it is known, folded; "=" before those that must be the whole name


@dataclass(frozen=True, slots=True)
class Authorities:
    """The parties, ready to be looked up."""

    parties: Mapping[str, Authority]
    by_words: Mapping[str, str]
    # folded words to the party's id
    longest: int
    # in words
    of_nations: Mapping[str, str]
    # "syrian", "syria" to the country

    def find(self, claimant: Claimant) -> Authority | None:
        """Find the party that a claimant is.

        Parameters
        ----------
        claimant : Claimant
            Who speaks, as written.

        Returns
        -------
        Authority or None
            The party whose words are the longest in the name; None where there is none.

        Examples
        --------
        >>> who = Claimant(name="Russia's Ministry of Defense", kind=ClaimantKind.MILITARY)
        >>> load_authorities().find(who).id
        'ru-defence'
        """
        name = plain_name(claimant.name)
        if _WHOLE + name in self.by_words:
            return self.parties[self.by_words[_WHOLE + name]]
        words = name.split()
        anybody: str | None = None
        for length in range(min(self.longest, len(words)), 0, -1):
            # Of two as long the later one is the head: "the military hospital".
            for at in range(len(words) - length, -1, -1):
                told = " ".join(words[at : at + length])
                party = self.by_words.get(told)
                if party is not None and told in load_linking_words().of_bodies:
                    # "SOHR activists" are the SOHR's
                    anybody = anybody or party
                elif party == _ARMY and (own := self._armed(words[: at + length])):
                    # "Houthi military spokesman Yahya Saree"
                    return own
                elif party is not None:
                    return self.parties[party]
        return self.parties[anybody] if anybody is not None else None

    def _armed(self, words: Sequence[str]) -> Authority | None:
        """Find the armed group whose "army" or "military spokesman" it is."""
        for word in words:
            party = self.by_words.get(word)
            if party is not None and self.parties[party].kind is ClaimantKind.ARMED_GROUP:
                return self.parties[party] if _is_one(self.parties[party]) else None
        return None

    def named(self, name: str) -> Authority | None:
        """Find the party whose whole name this is: "SOHR", but not "SOHR via Facebook"."""
        plain = plain_name(name)
        party = self.by_words.get(plain) or self.by_words.get(_WHOLE + plain)
        return self.parties[party] if party is not None else None

    def apart(self, one: Claimant, other: Claimant) -> bool:
        """Tell whether two names are surely of two parties, however alike they are written.

        "The Syrian Network for Human Rights" and "the Syrian Observatory for Human Rights", the
        health ministries of Lebanon and of Syria.
        """
        parties = [self.find(claimant) for claimant in (one, other)]
        known = {party.id for party in parties if party is not None and _is_one(party)} - {_UN}
        nations = [self.nations(claimant.name) for claimant in (one, other)]
        return len(known) > 1 or (all(nations) and not nations[0] & nations[1])

    def speaks_of(self, text: str, kind: ClaimantKind) -> bool:
        """Tell whether a text, as `plain_name` writes it, names a kind of bodies: "police"."""
        own = [p for p in self.parties.values() if p.kind is kind and p.id in _ANY]
        padded = f" {text} "
        return any(f" {words.lstrip(_WHOLE)} " in padded for p in own for words in p.words)

    def nations(self, name: str) -> frozenset[str]:
        """Give the countries whose adjectives or names stand in a claimant's name, as ISO codes."""
        padded = f" {plain_name(name)} "
        return frozenset(iso for words, iso in self.of_nations.items() if f" {words} " in padded)

    def key(self, claimant: Claimant) -> str:
        """Give what two names of one party have in common: its id, else the name itself."""
        found = self.find(claimant)
        return found.id if found is not None else plain_name(claimant.name)


@lru_cache(maxsize=20_000)
def plain_name(name: str) -> str:
    """Write a claimant's name so that its words can be compared.

    Examples
    --------
    >>> plain_name("The same U.N. official"), plain_name("Ministry of Defense")
    ('un official', 'ministry of defence')
    """
    joined = _DOTTED.sub(lambda dotted: dotted[1].replace(".", ""), name)
    bare = _POSSESSIVE.sub("", joined)
    words = [_BRITISH.get(word, word) for word in folded(bare).split()]
    plain = _LEADING.sub("", " ".join(words))
    return plain.replace("internal affairs", "interior")


def authorities_of(parties: Iterable[Authority]) -> Authorities:
    """Make a list of parties ready to be looked up; a later one wins over an earlier."""
    known: dict[str, Authority] = {}
    by_words: dict[str, str] = {}
    for party in parties:
        known[party.id] = party
        for word in party.words:
            by_words[word] = party.id
    longest = max((len(words.split()) for words in by_words), default=0)
    nations = {
        words.removesuffix(_MINISTRY): party.country
        for party in known.values()
        if party.country
        for words in party.words
        if words.endswith(_MINISTRY)
    }
    return Authorities(known, by_words, longest, nations)


def _is_one(party: Authority) -> bool:
    """Tell whether a row is one body, and no kind of bodies as "Police" is."""
    return bool(party.country) or party.side == "international"


@lru_cache(maxsize=8)
def load_authorities(*paths: Path) -> Authorities:
    """Load the list that ships, with the user's own added.

    Parameters
    ----------
    *paths : pathlib.Path
        Tables of the user's, each with the columns id, name, kind, side, country, words; a
        party of the same id, or with the same words, wins over one that ships.

    Returns
    -------
    Authorities
        All parties.

    Raises
    ------
    UsageError
        When a table cannot be read, with the line and the column.

    Examples
    --------
    >>> load_authorities().parties["msf"].kind.value
    'ngo_monitor'
    """
    tables: Sequence[Path] = (shipped_path("lexicon/claimants.csv"), *paths)
    return authorities_of(party for path in tables for party in read_authorities(path))


def read_authorities(path: Path) -> list[Authority]:
    """Read a table of parties.

    Parameters
    ----------
    path : pathlib.Path
        CSV in UTF-8 with the columns id, name, kind, side, country and words; words are parted
        by ``|``.

    Returns
    -------
    list of Authority
        One a row.

    Raises
    ------
    UsageError
        When the file, a column, an id or a kind is not what it should be.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            reader = csv.DictReader(lines, strict=True)
            missing = [column for column in COLUMNS if column not in (reader.fieldnames or ())]
            if missing:
                raise UsageError(
                    f"the column {missing[0]!r} is missing; a table of claimants has "
                    f"{', '.join(COLUMNS)}",
                    where=str(path),
                )
            return [_party(row, f"{path}:{reader.line_num}") for row in reader]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise UsageError(f"is no table of claimants: {error}", where=str(path)) from error


def _party(row: Mapping[str, str | None], where: str) -> Authority:
    cells = {column: (row.get(column) or "").strip() for column in COLUMNS}
    words = tuple(_words(entry) for entry in cells["words"].split("|") if entry.strip(" ="))
    if not cells["id"] or not words:
        raise UsageError("a claimant needs an id and words to be known by", where=where)
    try:
        kind = ClaimantKind(cells["kind"])
    except ValueError as error:
        known = ", ".join(ClaimantKind)
        raise UsageError(
            f"{cells['kind']!r} is no kind of claimant; it should be one of {known}", where=where
        ) from error
    return Authority(
        id=cells["id"],
        name=cells["name"] or cells["id"],
        kind=kind,
        side=cells["side"],
        country=cells["country"].upper(),
        words=words,
    )


def _words(entry: str) -> str:
    bare = entry.strip()
    return (_WHOLE if bare.startswith(_WHOLE) else "") + plain_name(bare.lstrip(_WHOLE))
