"""One report's text → its Reading: the rules of this room, in their order."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from geomap.model import (
    Claim,
    Claimant,
    DateMention,
    Reading,
    Report,
    Scope,
    Span,
    Statement,
    Toponym,
    Trigger,
)
from geomap.protocols import LanguageModel
from geomap.text.casualties import find_casualties
from geomap.text.claimants import attributions
from geomap.text.claims import claims_of, reached_by_hedges, statement_of
from geomap.text.dates import find_dates
from geomap.text.grammar import Sentence, sentences_of
from geomap.text.language import paragraphs
from geomap.text.lexicon import Lexicon, load_lexicon
from geomap.text.toponyms import Situation, find_toponyms
from geomap.text.triggers import find_triggers, scope_of
from geomap.text.victims import find_groups

__all__ = ["read_text"]

_PUBLISHED_LINE = re.compile(r"^(?:published|updated|posted|last updated|date)\b", re.IGNORECASE)


@dataclass(slots=True)
class _Gathered:
    """What has been found so far, in order of the text."""

    claims: list[Claim] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    toponyms: list[Toponym] = field(default_factory=list)
    triggers: list[Trigger] = field(default_factory=list)
    speaker: Claimant | None = None
    # the last one, for "he added"


def read_text(report: Report, model: LanguageModel, known: Callable[[str], bool]) -> Reading:
    """Read what one report says.

    Parameters
    ----------
    report : Report
        The report.
    model : LanguageModel
        Parses its text.
    known : callable
        Tells whether the gazetteer knows a name; decides about names that the language
        model takes for persons or companies.

    Returns
    -------
    Reading
        Toponyms with roles, dates, claims, statements and triggers; every span lies in
        ``report.text``.
    """
    lexicon = load_lexicon("en")
    breaks = [start for start, _ in paragraphs(report.text)]
    sentences = sentences_of(model.parse(report.text), report.id, breaks)
    dates = find_dates(report, lexicon)
    gathered = _Gathered()
    for sentence in sentences:
        _read_sentence(report, sentence, dates, (lexicon, known), gathered)
    return Reading(
        report=report,
        sentences=tuple(sentence.span for sentence in sentences),
        toponyms=tuple(gathered.toponyms),
        dates=dates,
        claims=reached_by_hedges(gathered.claims, sentences, lexicon),
        statements=tuple(gathered.statements),
        triggers=tuple(gathered.triggers),
    )


def _read_sentence(
    report: Report,
    sentence: Sentence,
    dates: tuple[DateMention, ...],
    knowledge: tuple[Lexicon, Callable[[str], bool]],
    gathered: _Gathered,
) -> None:
    lexicon, known = knowledge
    inside = [mention for mention in dates if sentence.span.covers(mention.span)]
    published = report.published.toordinal() if report.published else None
    scope = scope_of(sentence, lexicon, inside, published)
    spoken = attributions(sentence, lexicon, gathered.speaker)
    if spoken:
        gathered.speaker = spoken[-1].claimant
    groups = find_groups(sentence, lexicon)
    casualties = find_casualties(sentence, groups, lexicon)
    triggers = find_triggers(sentence, lexicon, scope)
    metadata = _is_metadata(report, sentence.span)
    situation = Situation(
        scope=scope[0],
        scope_reason=scope[1],
        eventful=bool(triggers or casualties) and not metadata,
        attributions=spoken,
        opening=sentence.paragraph < 4,
    )
    gathered.toponyms.extend(find_toponyms(sentence, situation, lexicon, known))
    if metadata:
        return
    gathered.triggers.extend(triggers)
    claims = claims_of(sentence, casualties, situation, lexicon, gathered.claims)
    gathered.claims.extend(claims)
    statement = statement_of(sentence, situation, triggers, lexicon, len(gathered.statements))
    if statement is not None and not claims:
        gathered.statements.append(statement)


def _is_metadata(report: Report, span: Span) -> bool:
    """Tell whether a sentence is the publication line, not part of the story."""
    if report.published_span is None or not span.overlaps(report.published_span):
        return False
    return bool(_PUBLISHED_LINE.match(span.of(report.text))) or span.end - span.start < 60


def is_event(scope: Scope) -> bool:
    """Tell whether a scope belongs to an event of the report."""
    return scope in (Scope.EVENT, Scope.PART, Scope.TOTAL)
