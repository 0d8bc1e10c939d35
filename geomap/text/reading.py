"""One report's text → its Reading: the rules of this room, in their order."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field, replace

from geomap.model import (
    Actor,
    Claim,
    Claimant,
    DateMention,
    Reading,
    Report,
    Statement,
    Toponym,
    Trigger,
)
from geomap.protocols import LanguageModel, NameKnowledge
from geomap.stretches import Span
from geomap.text.assertions.claims import claims_of
from geomap.text.assertions.occasions import occasion_of, without_occasion
from geomap.text.assertions.situation import Situation
from geomap.text.assertions.stances import reached_by_hedges, replaced_by_later
from geomap.text.assertions.statements import hedged_statements, statement_of
from geomap.text.days.dates import find_dates
from geomap.text.figures.groups import Group
from geomap.text.happenings.actors import find_actors
from geomap.text.happenings.days_told import other_days, told_at
from geomap.text.happenings.parties import Parties
from geomap.text.happenings.triggers import find_triggers, scope_of
from geomap.text.harm.casualties import find_casualties, tells_of_harm
from geomap.text.harm.columns import Column, columns_in, row_casualties, row_places
from geomap.text.harm.everybody import speaks_of_all
from geomap.text.harm.restated import moves_on
from geomap.text.names.roles import in_dateline
from geomap.text.names.surnames import surnames_in
from geomap.text.names.toponyms import find_toponyms, in_towns_before
from geomap.text.parsing.casing import as_written, recased
from geomap.text.parsing.clauses import main_clauses, quiet_words
from geomap.text.parsing.grammar import Sentence, sentences_of
from geomap.text.parsing.line_ends import mended_lines, with_whole_words
from geomap.text.parsing.paragraphs import paragraphs
from geomap.text.people.victims import find_groups
from geomap.text.voices.sayings import antecedent, speakers, subject_party
from geomap.text.words.lexicon import Lexicon, load_lexicon
from geomap.vocabulary import Scope, ToponymRole

__all__ = ["read_text", "unread"]

_LONGEST_SENTENCE = 400
# Words; the longest sentences of news run to some two hundred.
_OPENING = 4
# Paragraphs in which a dateline may stand.
_HEADING_WORDS = 9
_ENTRY_WORDS = 16
_BULLET_WIDTH = 6
# Characters that a bullet or number takes before an entry's first word.
_HEADLINE_BEFORE = 200
# Characters of the text within which a title is its headline.
_LIST_ENTRY = re.compile(r"\s*(?:[-*•·–—]|\(?\d{1,2}[.)])\s")
_PUBLISHED_LINE = re.compile(r"^(?:published|updated|posted|last updated|date)\b", re.IGNORECASE)


def unread(report: Report, toponyms: tuple[Toponym, ...] = ()) -> Reading:
    """Give the reading of a report that is not read: nothing claimed, at most places named."""
    return Reading(
        report=report,
        sentences=(),
        toponyms=toponyms,
        dates=(),
        claims=(),
        statements=(),
        triggers=(),
    )


@dataclass(slots=True)
class _Gathered:
    """What has been found so far, in order of the text."""

    claims: list[Claim] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    toponyms: list[Toponym] = field(default_factory=list)
    triggers: list[Trigger] = field(default_factory=list)
    clauses: list[Span] = field(default_factory=list)
    actors: list[Actor] = field(default_factory=list)
    speaker: Claimant | None = None
    # the last one, for "he added"
    subject: Claimant | None = None
    # whom the last sentence was about, where nobody spoke in it
    parties: Parties = field(default_factory=Parties)
    # everybody who has spoken so far
    said_on: list[Span] = field(default_factory=list)
    # the dates on which something was said
    entry: int = -1
    # the paragraph that the last line of names opens
    columns: tuple[Column, ...] = ()
    # of the table that the last line was of
    row: int = -1
    # the paragraph of its last row
    section: str = ""
    # the heading of a part of the report that is background
    surnames: frozenset[str] = frozenset()
    # of the persons named in full anywhere in the report
    sentence: Sentence | None = None
    # the one before
    told: tuple[int, int] | None = None
    # paragraph and sentence of the last sentence that told of an event


@dataclass(frozen=True, slots=True, kw_only=True)
class _Dated:
    """The dates of a report."""

    dates: tuple[DateMention, ...]
    # in order, none overlapping
    starts: list[int]
    news: tuple[int | None, int | None]
    # the publication day and the story's first exact day

    def inside(self, span: Span) -> list[DateMention]:
        """Give the dates that a span covers."""
        first = bisect_left(self.starts, span.start)
        end = bisect_left(self.starts, span.end, first)
        return [mention for mention in self.dates[first:end] if span.covers(mention.span)]


def read_text(report: Report, model: LanguageModel, known: NameKnowledge) -> Reading:
    """Read what one report says.

    Parameters
    ----------
    report : Report
        The report.
    model : LanguageModel
        Parses its text.
    known : callable
        Tells how well known a name is (0 not, 1 to the gazetteer, 2 to the world); decides
        about names that the language model takes for persons or companies.

    Returns
    -------
    Reading
        Toponyms with roles, dates, claims, statements and triggers; every span lies in
        ``report.text``.
    """
    lexicon = load_lexicon("en")
    usual = recased(mended_lines(report.text), lexicon, known)
    if usual == report.text:
        return _read(report, model, known, lexicon)
    read = as_written(_read(replace(report, text=usual), model, known, lexicon), report)
    return with_whole_words(read, report.text)


def _read(report: Report, model: LanguageModel, known: NameKnowledge, lexicon: Lexicon) -> Reading:
    breaks = [start for start, _ in paragraphs(report.text)]
    sentences = sentences_of(model.parse(report.text), report.id, breaks, lexicon)
    dates = find_dates(report, lexicon)
    gathered = _Gathered(surnames=surnames_in(sentences))
    dated = _Dated(dates=dates, starts=[m.span.start for m in dates], news=_news(report, dates))
    for sentence in sentences:
        _read_sentence(report, sentence, dated, (lexicon, known), gathered)
    said_on = frozenset(gathered.said_on)
    return Reading(
        report=report,
        sentences=tuple(sentence.span for sentence in sentences),
        toponyms=in_towns_before(gathered.toponyms),
        dates=tuple(
            replace(mention, role="speech") if mention.span in said_on else mention
            for mention in dates
        ),
        claims=_settled_claims(report, sentences, gathered.claims, lexicon),
        statements=hedged_statements(gathered.statements, sentences, lexicon),
        triggers=tuple(gathered.triggers),
        actors=tuple(gathered.actors),
        turns=tuple(s.span for s in sentences if lexicon.patterns["turns_away"].search(s.lower)),
        clauses=tuple(gathered.clauses),
    )


def _read_sentence(
    report: Report,
    sentence: Sentence,
    dated: _Dated,
    knowledge: tuple[Lexicon, NameKnowledge],
    gathered: _Gathered,
) -> None:
    lexicon, known = knowledge
    span = sentence.span
    inside = dated.inside(span)
    news = dated.news
    metadata = _is_metadata(report, sentence.span) or _heads_table(sentence, gathered, lexicon)
    if _heads_entry(sentence) and not metadata:
        gathered.entry = sentence.paragraph
    # The dates of a list's entries are its own, in any order.
    listed = _listed(sentence) or gathered.entry == sentence.paragraph
    scope = scope_of(sentence, lexicon, inside, (news[0], None) if listed else news)
    if gathered.section and not _is_heading(sentence):
        scope = (Scope.BACKGROUND, f"under the heading '{gathered.section}'")
    if _is_heading(sentence):
        gathered.section = _background_heading(sentence, lexicon)
    spoken = tuple(
        gathered.parties.known(attribution, sentence, lexicon)
        for attribution in speakers(
            sentence,
            lexicon,
            antecedent(sentence, gathered.speaker, gathered.subject, lexicon),
        )
    )
    if spoken:
        gathered.speaker = spoken[-1].claimant
    gathered.subject = None if spoken else subject_party(sentence, lexicon)
    # What runs on for more words is a table or rubbish, not a sentence that counts people.
    readable = len(sentence.words) <= _LONGEST_SENTENCE
    counted = next((c.quantity for c in reversed(gathered.claims)), None)
    telling = readable and (
        tells_of_harm(sentence, lexicon) or (bool(counted) and moves_on(sentence, lexicon))
    )
    groups = find_groups(sentence, lexicon) if telling else ()
    earlier = _people_before(sentence, gathered.sentence, lexicon) if telling else ()
    gathered.sentence = sentence
    casualties = row_casualties(sentence, gathered.columns, lexicon)
    if not casualties and (telling or not readable):
        casualties = find_casualties(sentence, groups, lexicon, counted, earlier)
    triggers = find_triggers(sentence, lexicon, scope)
    events_at = told_at(sentence, casualties, triggers)
    occasion = occasion_of(sentence, triggers, casualties, lexicon)
    triggers = without_occasion(sentence, triggers, occasion)
    situation = Situation(
        scope=scope[0],
        scope_reason=scope[1],
        triggered=bool(triggers),
        eventful=bool(triggers or casualties) and not metadata,
        counts=bool(casualties),
        attributions=spoken,
        opening=sentence.paragraph < _OPENING,
        year=report.published.year if report.published else None,
        heads_entry=_heads_entry(sentence) and scope[0] is Scope.EVENT and not metadata,
        goes_on=gathered.told == (sentence.paragraph, sentence.index - 1),
        quiet=quiet_words(sentence, events_at),
        occasion=occasion,
        surnames=gathered.surnames,
        cells=row_places(sentence, gathered.columns),
    )
    if triggers or casualties or (situation.goes_on and spoken):
        gathered.told = (sentence.paragraph, sentence.index)
    gathered.said_on.extend(other_days(sentence, inside, situation, events_at, lexicon))
    if situation.eventful:
        gathered.clauses.extend(main_clauses(sentence))
    places = find_toponyms(sentence, situation, lexicon, known)
    gathered.toponyms.extend(places)
    if metadata:
        return
    gathered.triggers.extend(triggers)
    if readable and scope[0] is Scope.EVENT:
        ground = [t.span for t in places if t.role is ToponymRole.EVENT]
        gathered.actors.extend(
            actor for actor in find_actors(sentence, triggers, lexicon) if actor.span not in ground
        )
    claims = claims_of(sentence, casualties, situation, lexicon, gathered.claims)
    gathered.claims.extend(claims)
    statement = statement_of(
        sentence,
        situation,
        triggers,
        lexicon,
        placed=any(toponym.role is ToponymRole.EVENT for toponym in places),
        number=len(gathered.statements),
    )
    if statement is not None and not claims:
        gathered.statements.append(statement)


def _heads_table(sentence: Sentence, gathered: _Gathered, lexicon: Lexicon) -> bool:
    """Tell whether a line is the headings of a table, and keep them for the rows below."""
    if "|" not in sentence.lower and "\t" not in sentence.lower:
        if sentence.paragraph != gathered.row:
            gathered.columns = ()
        return False
    gathered.row = sentence.paragraph
    columns = columns_in(sentence, lexicon)
    gathered.columns = columns or gathered.columns
    return bool(columns)


def _people_before(
    sentence: Sentence, previous: Sentence | None, lexicon: Lexicon
) -> tuple[Group, ...]:
    """Give the people of the sentence before, where this one speaks of all of them."""
    if previous is None or len(previous.words) > _LONGEST_SENTENCE:
        return ()
    return find_groups(previous, lexicon) if speaks_of_all(sentence, lexicon) else ()


def _news(report: Report, dates: tuple[DateMention, ...]) -> tuple[int | None, int | None]:
    """Give the publication day and the first exact day that the story names."""
    published = report.published.toordinal() if report.published else None
    lead = next(
        (
            mention.when.start.toordinal()
            for mention in dates
            if mention.when.precision <= 2
            and not (report.published_span and mention.span.overlaps(report.published_span))
        ),
        None,
    )
    return published, lead


def _is_heading(sentence: Sentence) -> bool:
    """Tell whether a line is a heading: short, alone, no stop, no verb."""
    words = sentence.words
    return (
        len(words) <= _HEADING_WORDS
        and words[-1].text not in ".!?:;,"
        and not any(word.pos in ("VERB", "AUX") and word.tag != "VBN" for word in words)
    )


def _background_heading(sentence: Sentence, lexicon: Lexicon) -> str:
    lower = sentence.lower.strip("# *")
    hit = any(lower.startswith(phrase) for phrase in lexicon.scopes["headings"])
    return sentence.surface(0, len(sentence.words) - 1) if hit else ""


def _heads_entry(sentence: Sentence) -> bool:
    """Tell whether a sentence is only names, at the head of its line: "Nyala, South Darfur."."""
    line = sentence.text.rfind("\n", 0, sentence.words[0].start) + 1
    return (
        len(sentence.words) <= _ENTRY_WORDS
        and sentence.words[0].start - line <= _BULLET_WIDTH
        and not any(word.pos in ("VERB", "AUX") for word in sentence.words)
        and not in_dateline(sentence, len(sentence.words) - 1)
    )


def _listed(sentence: Sentence) -> bool:
    """Tell whether a sentence stands in an entry of a list, whose dates are its own."""
    line = sentence.text.rfind("\n", 0, sentence.words[0].start) + 1
    return bool(_LIST_ENTRY.match(sentence.text[line : line + 8]))


def _settled_claims(
    report: Report, sentences: tuple[Sentence, ...], claims: list[Claim], lexicon: Lexicon
) -> tuple[Claim, ...]:
    """Give the claims their final stance, which other sentences may decide."""
    told = _without_headline(report, claims)
    return reached_by_hedges(replaced_by_later(told, sentences, lexicon), sentences, lexicon)


def _without_headline(report: Report, claims: list[Claim]) -> list[Claim]:
    """Leave out the headline's figures where the story below tells them itself."""
    title = (report.title or "").lower()
    start = report.text[: _HEADLINE_BEFORE + len(title)].lower().find(title) if title else -1
    if start < 0:
        return claims
    end = start + len(title)
    below = [claim for claim in claims if claim.span.start >= end]
    return below if below else claims


def _is_metadata(report: Report, span: Span) -> bool:
    """Tell whether a sentence is the publication line, not part of the story."""
    if report.published_span is None or not span.overlaps(report.published_span):
        return False
    return bool(_PUBLISHED_LINE.match(span.of(report.text))) or span.end - span.start < 60
