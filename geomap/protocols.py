"""What a pluggable part must offer.

Each protocol is small enough to fake in a test; one contract suite under ``tests/``
checks every part that claims to keep it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from geomap.model import Candidate, Report, Resolution, Toponym
from geomap.vocabulary import Qualifier, Quantity, Scope, Stance, Victims

__all__ = [
    "Entity",
    "Extractor",
    "Gazetteer",
    "LanguageModel",
    "NameKnowledge",
    "Parse",
    "Proposal",
    "ReportReader",
    "ReportSource",
    "Resolver",
    "Tables",
    "Token",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportSource:
    """The bytes of one input and what is known of them from outside."""

    origin: str
    # as the user named it
    content: bytes
    suffix: str
    # lower case with its dot, "" where there is none
    meta: Mapping[str, str]
    # title, source, url, author, published … from a sidecar or options


class ReportReader(Protocol):
    """Turns one kind of file into reports."""

    name: str
    # "PDF", as errors and --help call it
    suffixes: tuple[str, ...]

    def sniff(self, source: ReportSource) -> bool:
        """Tell whether the content itself looks like this format."""
        ...

    def read(self, source: ReportSource) -> Iterator[Report]:
        """Give the reports in it; raise `ReportError` for what cannot be read."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A word of a parsed text."""

    index: int
    # in Parse.tokens
    start: int
    end: int
    text: str
    lower: str
    tag: str
    # Penn Treebank tag
    pos: str
    # universal part of speech
    dep: str
    # dependency label
    head: int
    # index of the head token; its own at a root
    sentence: int
    # index in Parse.sentences


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A named stretch that the language model found: token range and label."""

    first: int
    last: int
    # token indices, last included
    label: str
    # OntoNotes label: GPE, ORG, PERSON …


@dataclass(frozen=True, slots=True, kw_only=True)
class Parse:
    """A text as the language model sees it."""

    text: str
    tokens: tuple[Token, ...]
    sentences: tuple[tuple[int, int], ...]
    # token ranges, half-open
    entities: tuple[Entity, ...]


class LanguageModel(Protocol):
    """Parses text."""

    name: str
    version: str

    def parse(self, text: str) -> Parse:
        """Split a text into sentences and words with their grammar."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A claim as an extractor proposes it; not believed until its words are found."""

    quote: str
    # the words of the figure and its victims
    quantity: Quantity
    low: int | None
    high: int | None
    # None is open or unknown
    qualifier: Qualifier
    victims: Victims = Victims.PEOPLE
    scope: Scope = Scope.EVENT
    stance: Stance = Stance.ASSERTED
    claimant: str | None = None
    relayed_by: str | None = None
    place: str | None = None
    # quotes too


class Extractor(Protocol):
    """Proposes claims that the rules may have missed; asked only when it is named."""

    name: str
    # as its claims and the provenance tell it: "model at host"

    def propose(self, text: str) -> tuple[tuple[Proposal, ...], tuple[str, ...]]:
        """Give what a text claims, and why parts of the answer are refused.

        Raises `OnlineServiceError` where no usable answer came.
        """
        ...


class NameKnowledge(Protocol):
    """Tells how well known a name is."""

    def __call__(self, name: str, /, *, famous: bool = False) -> int:
        """Give 0 not known, 1 to the gazetteer, 2 to the world; with ``famous`` 2 or 0."""
        ...


class Gazetteer(Protocol):
    """Knows places by name; read-only and safe for many processes."""

    name: str
    version: str

    def find(
        self,
        name: str,
        *,
        country: str | None = None,
        fuzzy: bool = False,
        limit: int = 50,
    ) -> Sequence[Candidate]:
        """Give the places of this name, in any spelling or script, best match first."""
        ...


class Resolver(Protocol):
    """Places the toponyms of one report together."""

    def resolve(self, report: Report, toponyms: Sequence[Toponym]) -> tuple[Resolution, ...]:
        """Give one resolution a toponym, in order."""
        ...


class Tables(Protocol):
    """The aligned tables that a page is drawn from (columns: ``geomap.events.book.frame``)."""

    @property
    def incidents(self) -> Any:
        """The incidents, a GeoDataFrame."""
        ...

    @property
    def claims(self) -> Any:
        """The claims, a DataFrame with an ``incident_id``."""
        ...

    @property
    def statements(self) -> Any:
        """The statements, a DataFrame with an ``incident_id``."""
        ...

    @property
    def toponyms(self) -> Any:
        """Every toponym with its role and resolution, a DataFrame."""
        ...

    @property
    def reports(self) -> Any:
        """The reports, a DataFrame."""
        ...

    @property
    def unread(self) -> Any:
        """What was set aside, a DataFrame of origin, line, reason."""
        ...

    @property
    def history(self) -> Any:
        """What has become of each incident, step by step, a DataFrame with an ``incident_id``."""
        ...

    @property
    def provenance(self) -> Mapping[str, str]:
        """Versions of program, model and gazetteers."""
        ...
