"""The senses of a report are weighed until they agree, and no longer."""

from __future__ import annotations

import pytest

from geomap.model import Candidate, Report, Toponym
from geomap.places.evidence import WEIGHTS
from geomap.places.lookup import Lookup
from geomap.places.mentions import read_mentions
from geomap.places.weighing import Weighing
from geomap.stretches import Span
from geomap.vocabulary import ToponymRole


@pytest.fixture
def senses_of(small_gazetteer):
    """Look the names of a text of names up, as the resolver does."""

    def look_up(*names: str):
        text, toponyms = ". ".join(names), []
        for name in names:
            span = Span(report_id="r1", start=text.index(name), end=text.index(name) + len(name))
            toponyms.append(Toponym(span=span, surface=name, role=ToponymRole.EVENT))
        mentions = read_mentions(Report(id="r1", text=text, sha256=""), toponyms)
        senses = Lookup(small_gazetteer, weights=WEIGHTS).senses(mentions)
        return senses, {m.index: sense for sense in senses for m in sense.mentions}

    return look_up


def weighed(senses, by_mention, *, rounds: int = 9):
    weighing = Weighing(senses, by_mention, weights=WEIGHTS)
    weighing.run(rounds=rounds)
    weighing.finish()
    return [(sense.best.id, sense.scores) for sense in senses]


def test_weighing_again_changes_nothing(senses_of):
    senses, by_mention = senses_of("Kafr Deem", "Harim", "Sawran")
    agreed = weighed(senses, by_mention)
    for sense in senses:
        sense.fresh = True
    assert weighed(senses, by_mention, rounds=1) == agreed


def test_a_name_alone_is_weighed_too(senses_of):
    senses, by_mention = senses_of("Harim")
    # By itself the capital of the unit would come first; weighing prefers the unit.
    assert {c.place.feature for c in senses[0].candidates} == {"PPL", "ADM1"}
    assert senses[0].fresh
    weighed(senses, by_mention)
    assert senses[0].best.feature == "ADM1"
    assert not senses[0].fresh


def test_what_has_no_choice_is_scored_by_the_others(senses_of):
    senses, by_mention = senses_of("Harim", "Sawran")
    only = senses[1]
    only.candidates, only.grounds = only.candidates[:1], only.grounds[:1]
    only.scores, only.odds = only.grounds, [1.0]
    weighed(senses, by_mention)
    assert only.scores[0] != only.grounds[0]


def test_what_is_looked_up_anew_is_weighed_anew(senses_of):
    senses, by_mention = senses_of("Kafr Deem", "Harim")
    weighing = Weighing(senses, by_mention, weights=WEIGHTS)
    weighing.run(rounds=3)
    sense = senses[0]
    worse = [Candidate(place=c.place, score=0.5) for c in sense.candidates]
    looked_up = Lookup.sense(Lookup(None, weights=WEIGHTS), sense.mentions, worse, fuzzy=False)
    sense.restate(looked_up)
    assert sense.fresh
    weighing.run(rounds=3)
    assert not sense.fresh
    assert max(sense.scores) != max(looked_up.scores)
