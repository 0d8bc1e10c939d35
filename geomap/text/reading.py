"""One report's text → its Reading: the rules of this room, in their order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from geomap.model import (
    Claim,
    DateMention,
    Reading,
    Report,
    Toponym,
)
from geomap.protocols import LanguageModel, NameKnowledge
from geomap.text.assertions.claims import claims_of
from geomap.text.assertions.occasions import (
    is_of_occasion,
    occasion_of,
    without_occasion,
)
from geomap.text.assertions.situation import Situation
from geomap.text.assertions.stances import reached_by_hedges, replaced_by_later
from geomap.text.assertions.statements import hedged_statements, statement_of
from geomap.text.assertions.told_after import told_after
from geomap.text.days.dates import find_dates
from geomap.text.figures.groups import Group
from geomap.text.gathered import Dated, Gathered, Told
from geomap.text.happenings.actors import find_actors
from geomap.text.happenings.approaches import with_approaches
from geomap.text.happenings.backdrop import (
    lived_through,
    long_ago,
    scope_and_backdrop,
    with_backdrop,
)
from geomap.text.happenings.days_told import days_before, other_days, told_at
from geomap.text.happenings.lines import Line
from geomap.text.happenings.tallies import place_tallies, tallied_casualties
from geomap.text.happenings.triggers import find_triggers
from geomap.text.harm.casualties import find_casualties, tells_of_harm
from geomap.text.harm.everybody import speaks_of_all
from geomap.text.harmed.casualty import Casualty
from geomap.text.names.containers import in_towns_before
from geomap.text.names.surnames import surnames_in
from geomap.text.names.toponyms import find_toponyms
from geomap.text.parsing.casing import as_written, recased
from geomap.text.parsing.clauses import main_clauses, quiet_words
from geomap.text.parsing.grammar import Sentence, sentences_of
from geomap.text.parsing.line_ends import mended_lines, with_whole_words
from geomap.text.parsing.paragraphs import paragraphs
from geomap.text.people.victims import find_groups
from geomap.text.tolls.columns import row_casualties, row_places
from geomap.text.tolls.restated import moves_on
from geomap.text.voices.claimants import Attribution
from geomap.text.voices.continuing import antecedent, carried_on, subject_party
from geomap.text.voices.sayings import speakers
from geomap.text.words.lexicon import Lexicon, load_lexicon
from geomap.vocabulary import Scope, ToponymRole

__all__ = ["read_text", "unread"]

_LONGEST_SENTENCE = 400
# Words; the longest sentences of news run to some two hundred.
_OPENING = 4
# Paragraphs in which a dateline may stand.
_HEADLINE_BEFORE = 200
# Characters of the text within which a title is its headline.


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
    gathered = Gathered(surnames=surnames_in(sentences))
    dated = Dated(dates=dates, starts=[m.span.start for m in dates], news=_news(report, dates))
    for sentence in sentences:
        _read_sentence(report, sentence, dated, (lexicon, known), gathered)
    roles = {**dict.fromkeys(gathered.said_on, "speech"), **dict.fromkeys(gathered.before, "past")}
    return Reading(
        report=report,
        sentences=tuple(sentence.span for sentence in sentences),
        toponyms=in_towns_before(
            with_approaches(sentences, gathered.toponyms, gathered.claims, lexicon)
        ),
        dates=tuple(
            replace(mention, role=roles[mention.span]) if mention.span in roles else mention
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
    dated: Dated,
    knowledge: tuple[Lexicon, NameKnowledge],
    gathered: Gathered,
) -> None:
    lexicon, known = knowledge
    line = gathered.layout.line(report, sentence, lexicon)
    told = _told(sentence, line, dated, gathered, lexicon)
    situation = _situation(report, sentence, told, gathered)
    if told.triggers or told.casualties or (situation.goes_on and told.spoken):
        gathered.told = (sentence.paragraph, sentence.index)
    inside = dated.inside(sentence.span)
    gathered.said_on.extend(other_days(sentence, inside, situation, told.events_at, lexicon))
    gathered.before.extend(days_before(sentence, inside, told.events_at, lexicon))
    if situation.eventful:
        gathered.clauses.extend(main_clauses(sentence))
    places = find_toponyms(sentence, situation, lexicon, known)
    gathered.toponyms.extend(places)
    if not line.metadata:
        _gather(sentence, told, situation, places, gathered, lexicon)


def _told(
    sentence: Sentence, line: Line, dated: Dated, gathered: Gathered, lexicon: Lexicon
) -> Told:
    """Read who speaks, whom it counts and what happened, before the places get their roles."""
    scope, backdrop = _scope(sentence, line, dated, lexicon)
    spoken = _voices(sentence, gathered, lexicon)
    tallies = place_tallies(sentence, lexicon)
    casualties = tallied_casualties(sentence, tallies, lexicon) if tallies else ()
    casualties = casualties or _casualties(sentence, line, gathered, lexicon)
    triggers = find_triggers(sentence, lexicon, scope)
    backdrop |= lived_through(sentence, casualties, spoken)
    backdrop |= long_ago(sentence, dated.inside(sentence.span), dated.news[0], lexicon)
    before = occasion_of(sentence, triggers, casualties, lexicon)
    if scope[0] is Scope.BACKGROUND and is_of_occasion(sentence, scope[1], before):
        scope = Scope.EVENT, ""
        triggers = find_triggers(sentence, lexicon, scope)
    occasion = with_backdrop(before, backdrop)
    return Told(
        line=line,
        scope=scope,
        spoken=spoken,
        casualties=casualties,
        triggers=without_occasion(sentence, triggers, occasion),
        events_at=told_at(sentence, casualties, triggers),
        occasion=occasion,
        tallies=tallies,
    )


def _scope(
    sentence: Sentence, line: Line, dated: Dated, lexicon: Lexicon
) -> tuple[tuple[Scope, str], frozenset[int]]:
    """Tell whether a sentence is of the news, and why, and which of its words are history."""
    if line.section:
        return (Scope.BACKGROUND, f"under the heading '{line.section}'"), frozenset()
    news = (dated.news[0], None) if line.listed else dated.news
    return scope_and_backdrop(sentence, lexicon, dated.inside(sentence.span), news)


def _voices(sentence: Sentence, gathered: Gathered, lexicon: Lexicon) -> tuple[Attribution, ...]:
    """Read who speaks, and keep whom "he" and "the group" mean in the sentence behind."""
    before = antecedent(sentence, gathered.speaker, gathered.subject, lexicon)
    spoken = tuple(
        gathered.parties.known(attribution, sentence, lexicon)
        for attribution in speakers(sentence, lexicon, before)
    )
    spoken = spoken or carried_on(sentence, gathered.voice, lexicon)
    gathered.voice = spoken[-1].claimant if spoken else None
    if spoken:
        gathered.speaker = gathered.voice
    gathered.subject = None if spoken else subject_party(sentence, lexicon)
    return spoken


def _casualties(
    sentence: Sentence, line: Line, gathered: Gathered, lexicon: Lexicon
) -> tuple[Casualty, ...]:
    """Read whom a sentence counts, with what the sentences before say of them."""
    readable = _is_readable(sentence)
    counted = gathered.claims[-1].quantity if gathered.claims else None
    telling = readable and (
        tells_of_harm(sentence, lexicon) or (bool(counted) and moves_on(sentence, lexicon))
    )
    groups = find_groups(sentence, lexicon) if telling else ()
    earlier = _people_before(sentence, gathered.sentence, lexicon) if telling else ()
    gathered.sentence = sentence
    casualties = row_casualties(sentence, line.columns, lexicon)
    if not casualties and (telling or not readable):
        casualties = find_casualties(sentence, groups, lexicon, counted, earlier)
    return casualties


def _situation(report: Report, sentence: Sentence, told: Told, gathered: Gathered) -> Situation:
    """Put together what the roles of places and the claims go by."""
    scope, scope_reason = told.scope
    return Situation(
        scope=scope,
        scope_reason=scope_reason,
        triggered=bool(told.triggers),
        eventful=bool(told.triggers or told.casualties) and not told.line.metadata,
        counts=bool(told.casualties),
        attributions=told.spoken,
        opening=sentence.paragraph < _OPENING,
        published=report.published,
        heads_entry=told.line.opens_entry and scope is Scope.EVENT,
        label_end=told.line.label_end,
        goes_on=gathered.told == (sentence.paragraph, sentence.index - 1),
        quiet=quiet_words(sentence, told.events_at),
        occasion=told.occasion,
        surnames=gathered.surnames,
        cells=_cells(sentence, told),
    )


def _cells(sentence: Sentence, told: Told) -> tuple[tuple[int, int], ...]:
    """Give the places that have their own figures beside them: in a row, or in a list."""
    if told.line.metadata:
        # the headings of a table
        return ()
    listed = tuple(tally.place for tally in told.tallies)
    return row_places(sentence, told.line.columns) or listed


def _gather(
    sentence: Sentence,
    told: Told,
    situation: Situation,
    places: Sequence[Toponym],
    gathered: Gathered,
    lexicon: Lexicon,
) -> None:
    """Keep a sentence's triggers and actors, and its claims or else its statement."""
    ground = [toponym.span for toponym in places if toponym.role is ToponymRole.EVENT]
    gathered.triggers.extend(told.triggers)
    if _is_readable(sentence) and situation.scope is Scope.EVENT:
        actors = find_actors(sentence, told.triggers, lexicon)
        gathered.actors.extend(actor for actor in actors if actor.span not in ground)
    claims = claims_of(sentence, told.casualties, situation, lexicon, gathered.claims)
    gathered.claims.extend(claims)
    number = len(gathered.statements)
    statement = statement_of(
        sentence, situation, told.triggers, lexicon, placed=bool(ground), number=number
    )
    if statement is not None and not claims:
        gathered.statements.append(statement)


def _is_readable(sentence: Sentence) -> bool:
    """Tell whether it counts people: what runs on for more words is a table or rubbish."""
    return len(sentence.words) <= _LONGEST_SENTENCE


def _people_before(
    sentence: Sentence, previous: Sentence | None, lexicon: Lexicon
) -> tuple[Group, ...]:
    """Give the people of the sentence before, where this one speaks of all of them."""
    if previous is None or not _is_readable(previous):
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


def _settled_claims(
    report: Report, sentences: tuple[Sentence, ...], claims: list[Claim], lexicon: Lexicon
) -> tuple[Claim, ...]:
    """Give the claims their final stance, which other sentences may decide."""
    told = _without_headline(report, claims)
    named = told_after(told, sentences, lexicon)
    return reached_by_hedges(replaced_by_later(named, sentences, lexicon), sentences, lexicon)


def _without_headline(report: Report, claims: list[Claim]) -> list[Claim]:
    """Leave out the headline's figures of what the story below numbers itself."""
    title = (report.title or "").lower()
    start = report.text[: _HEADLINE_BEFORE + len(title)].lower().find(title) if title else -1
    if start < 0:
        return claims
    end = start + len(title)
    below = [claim for claim in claims if claim.span.start >= end]
    told = {claim.quantity for claim in below if claim.count.low is not None}
    above = [claim for claim in claims if claim.span.start < end and claim.quantity not in told]
    return [*above, *below]
