"""The words that tell one event from another: hours, targets, updates; data, not code."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from geomap.shipped import shipped_path

__all__ = ["LinkingWords", "load_linking_words"]

_NEVER = re.compile(r"(?!)")


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkingWords:
    """One language's words, ready to be looked for in a text in lower case."""

    updates: re.Pattern[str]
    died_later: re.Pattern[str]
    here: re.Pattern[str]
    local_offices: re.Pattern[str]
    # in the names of those who govern a town or village: "the mayor of Sangin"
    risen: re.Pattern[str]
    # of them, those that give the new count itself
    further: re.Pattern[str]
    # before a blow, where it is one more: "a second device"
    lasting: re.Pattern[str]
    # between the first day of an event and its last
    never_was: re.Pattern[str]
    refuted: re.Pattern[str]
    # what is said of a story that is none: "he called it baseless"
    never_what: re.Pattern[str]
    # "there was no", and of what
    of_them: re.Pattern[str]
    # behind a figure that is a part of the one told before
    others: re.Pattern[str]
    # before people beside those: "other bodies"
    of_a_month: re.Pattern[str]
    # a month without a day: "the October killing", "in June"
    as_known: re.Pattern[str]
    # right before a number of dead that readers have heard of
    takes_back: re.Pattern[str]
    # what is said of one's own count
    laid_out: re.Pattern[str]
    # of a number of dead that nobody counts anew: "sixteen coffins"
    mourned: re.Pattern[str]
    # a number of dead by those who mourn them: "the families of the 17"
    small_numbers: Mapping[str, int]
    # in words
    aftermath: re.Pattern[str]
    # what is done and said about an event days later
    the_rest: re.Pattern[str]
    # what a sum has beside the parts told by place
    sole: frozenset[str]
    # offices of which a place has one: "the mayor" is "the mayor of Kharkiv"
    bodies_of_one: frozenset[str]
    # bodies of which one speaks of an event: "the regional interior ministry"
    before_seat: frozenset[str]
    # between a body and its seat: "at", "of"
    of_bodies: frozenset[str]
    articles: frozenset[str]
    titles: frozenset[str]
    # what any body's people are called: "spokesman", "doctors"
    nationwide: re.Pattern[str]
    # where a sum is over a country, and not over the event told before
    several: re.Pattern[str]
    # what is told of together: "two bombings", "a series of attacks"
    late_finds: re.Pattern[str]
    # right behind such a word, who was found dead: "a fourth body"
    in_turn: re.Pattern[str]
    # before one of several: "the fourth attack"
    between: frozenset[str]
    # before two places, with one stretch of ground between them
    same_spot: re.Pattern[str]
    # the place told before
    earlier: re.Pattern[str]
    common: frozenset[str]
    hours: Mapping[int, re.Pattern[str]]
    # by their order in the day
    targets: Mapping[str, re.Pattern[str]]
    times: re.Pattern[str]
    # between "the" and a happening: "the same day gunmen"
    happenings: re.Pattern[str]
    # what "the" points back to an event with: "the strike", "the victims"
    many: frozenset[str]
    # those of them that stand for several, though without an s
    outcomes: frozenset[str]
    # what comes of an event, at whatever hour
    blows: frozenset[str]
    # what may come from the air, where the event before did
    bodies: frozenset[str]
    # what is found or mourned of a person who is counted already
    in_order: re.Pattern[str]
    # at the head of a toll that is told by the last who died: "the third person"
    numbers: frozenset[str]
    # the words that say a number, whichever


@lru_cache(maxsize=8)
def load_linking_words(language: str = "en") -> LinkingWords:
    """Load the words of a language.

    Parameters
    ----------
    language : str
        ISO 639-1 code; ``data/lexicon/<language>.linking.toml`` must be shipped.

    Returns
    -------
    LinkingWords
        The words.

    Examples
    --------
    >>> words = load_linking_words()
    >>> [name for name, word in words.targets.items() if word.search("hit the bazaar")]
    ['market']
    """
    path = shipped_path(f"lexicon/{language}.linking.toml")
    words = tomllib.loads(path.read_text(encoding="utf-8"))
    own = tomllib.loads(shipped_path(f"lexicon/{language}.toml").read_text(encoding="utf-8"))
    named = (own["numbers"][kind] for kind in ("units", "tens", "scales", "collectives"))
    return LinkingWords(
        updates=_any(words["updates"]),
        died_later=_any(words["died_later"]),
        here=_any(words["here"]),
        nationwide=_any(words["nationwide"]),
        several=re.compile(words["several"]),
        late_finds=re.compile(words["late_finds"]),
        local_offices=_any(words["local_offices"]),
        risen=_any(words["risen"]),
        further=_any(words["further"]),
        lasting=_any(words["lasting"]),
        never_was=_any(words["never_was"]),
        refuted=_any(words["refuted"]),
        never_what=_any(words["never_what"]),
        of_them=_any(words["of_them"]),
        others=_any(words["others"]),
        of_a_month=_any(words["of_a_month"]),
        as_known=re.compile(words["as_known"], re.IGNORECASE),
        takes_back=_any(words["takes_back"]),
        laid_out=_any(words["laid_out"]),
        mourned=re.compile(words["mourned"], re.IGNORECASE),
        small_numbers=dict(words["small_numbers"]),
        aftermath=_any(words["aftermath"]),
        the_rest=_any(words["the_rest"]),
        sole=frozenset(words["sole"]),
        bodies_of_one=frozenset(words["bodies_of_one"]),
        before_seat=frozenset(words["before_seat"]),
        of_bodies=frozenset(words["of_bodies"]),
        articles=frozenset(words["articles"]),
        titles=frozenset(words["titles"]),
        in_turn=_any(words["in_turn"]),
        between=frozenset(words["between"]),
        same_spot=_any(words["same_spot"]),
        earlier=_any(words["earlier"]),
        common=frozenset(words["common"]),
        hours={order: _any(listed) for order, listed in enumerate(words["hours"].values())},
        targets={name: _any(listed) for name, listed in words["targets"].items()},
        times=_any(words["times"]),
        happenings=_any(words["happenings"]),
        many=frozenset(words["many"]),
        outcomes=frozenset(words["outcomes"]),
        blows=frozenset(words["blows"]),
        bodies=frozenset(words["bodies"]),
        in_order=re.compile(
            rf"\w+ (?:{'|'.join(own['numbers']['ordinals'][1:])}|{_numbered(own)})\b"
        ),
        numbers=frozenset(word for words_of in named for word in words_of),
    )


def _any(phrases: Iterable[str]) -> re.Pattern[str]:
    longest = sorted(phrases, key=len, reverse=True)
    if not longest:
        return _NEVER
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)")


def _numbered(own: dict[str, Any]) -> str:
    """Give the pattern of an ordinal in figures: "16th"."""
    return rf"\d+(?:{'|'.join(own['dates']['words']['endings'])})"
