"""Who is who among the speakers: "the governor", "Kyrylenko" and "he" are one party."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from itertools import islice
from operator import itemgetter

from geomap.model import Claimant
from geomap.text.parsing.grammar import Sentence
from geomap.text.voices.claimant_kinds import claimant_kind
from geomap.text.voices.claimants import Attribution
from geomap.text.words.lexicon import Lexicon
from geomap.vocabulary import ClaimantKind

__all__ = ["Parties"]

_WORD = re.compile(r"\w+")
_BRACKET = re.compile(r"\s*\(([A-Z][A-Za-z]{1,7})\)")
_GAP = 3
# Characters between a speaker and the name behind it.


@dataclass(slots=True)
class _Party:
    """A speaker with every name the report has used for it."""

    claimant: Claimant
    names: set[str] = field(default_factory=set)
    # capitalised words: names of persons and bodies
    nouns: set[str] = field(default_factory=set)
    # small words: "governor", "charity"


@dataclass(slots=True)
class Parties:
    """The speakers of one report, in order of appearance."""

    seen: list[_Party] = field(default_factory=list)
    by_word: dict[str, list[int]] = field(default_factory=dict)
    # the numbers of those who have been called so, and under each whole name

    def known(self, attribution: Attribution, sentence: Sentence, lexicon: Lexicon) -> Attribution:
        """Give the attribution with the party's first name, where it has spoken before.

        A later name belongs to an earlier party when its capitalised words are among the
        earlier ones ("Kyrylenko"), or when it is "the" and a noun that the party has been
        called ("the charity").

        Parameters
        ----------
        attribution : Attribution
            Who speaks, as named here.
        sentence : Sentence
            Where they are named: an apposition or bracket behind adds a name.
        lexicon : Lexicon
            Tells the kind of an office: "Pavlo Kyrylenko, the governor".

        Returns
        -------
        Attribution
            The same, or with the name and kind of the party met before.
        """
        claimant = attribution.claimant
        names, nouns = _words(claimant.name, lexicon.speech["links"])
        behind = sentence.words[attribution.last].end
        office = lexicon.patterns["office_behind"].match(sentence.text, behind)
        if office:
            nouns.add(office[1])
            if claimant.kind is ClaimantKind.OTHER:
                claimant = replace(claimant, kind=claimant_kind(office[1], lexicon))
                attribution = replace(attribution, claimant=claimant)
        names |= _added_names(attribution, sentence)
        definite = _is_definite(attribution, sentence, lexicon)
        alone = _is_office(nouns, lexicon)
        for number in self._alike(claimant.name, names, nouns):
            party = self.seen[number]
            if claimant.name == party.claimant.name or _same(
                names, nouns, party, definite=definite, office=alone
            ):
                self._call(number, (names - party.names) | (nouns - party.nouns))
                party.names |= names
                party.nouns |= nouns
                return replace(attribution, claimant=_renamed(claimant, party))
        self._call(len(self.seen), {claimant.name} | names | nouns)
        self.seen.append(_Party(claimant=claimant, names=names, nouns=nouns))
        return attribution

    def _alike(self, name: str, names: set[str], nouns: set[str]) -> list[int]:
        """Give the numbers of all who may be meant, the last one first."""
        asked = [name, *sorted(names)[:1], *sorted(nouns)[:1]]
        # Who is called by all the words is called by the first of them.
        return sorted({n for word in asked for n in self.by_word.get(word, ())}, reverse=True)

    def _call(self, number: int, words: set[str]) -> None:
        for word in words:
            self.by_word.setdefault(word, []).append(number)


def _renamed(claimant: Claimant, party: _Party) -> Claimant:
    first = party.claimant
    kind = first.kind if first.kind is not ClaimantKind.OTHER else claimant.kind
    if kind is not first.kind:
        party.claimant = replace(first, kind=kind)
    return replace(claimant, name=first.name, kind=kind)


def _same(names: set[str], nouns: set[str], party: _Party, *, definite: bool, office: bool) -> bool:
    if names:
        if names <= party.names:
            return not nouns or not party.nouns or bool(nouns & party.nouns) or len(names) > 1
        return (
            definite
            and bool(nouns)
            and nouns <= party.nouns
            and not names & party.names
            and (not party.names or office)
        )
    return definite and bool(nouns) and nouns <= party.nouns


def _is_office(nouns: set[str], lexicon: Lexicon) -> bool:
    """Tell whether a noun names one person at a time: the governor here is the governor there."""
    return not nouns.isdisjoint(lexicon.speech["offices"])


def _words(name: str, links: Collection[str]) -> tuple[set[str], set[str]]:
    words = _WORD.findall(name)
    names = {word for word in words if word[:1].isupper() and word.lower() not in links}
    nouns = {word.lower() for word in words if word.islower() and word not in links}
    return names, nouns


def _added_names(attribution: Attribution, sentence: Sentence) -> set[str]:
    """Read the names behind: ", Pavlo Kyrylenko" and "(MSF)"."""
    end = sentence.words[attribution.last].end
    added = set()
    bracket = _BRACKET.match(sentence.text, end)
    if bracket:
        added.add(bracket[1])
    # In order of the text: only those right behind are looked at.
    after = bisect_right(sentence.entities, attribution.last, key=itemgetter(0))
    for first, last, label in islice(sentence.entities, after, None):
        start = sentence.words[first].start
        if start - end > _GAP:
            break
        if label in ("PERSON", "ORG") and sentence.text[end:start].strip() in ("", ","):
            added |= set(_WORD.findall(sentence.surface(first, last)))
    return added


def _is_definite(attribution: Attribution, sentence: Sentence, lexicon: Lexicon) -> bool:
    before = sentence.words[attribution.first].lower
    return before in lexicon.speech["pointing"]
