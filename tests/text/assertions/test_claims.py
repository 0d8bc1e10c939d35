"""Claims: who says how many of whom, how surely, and of what."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from geomap.events.figures.tally import tally
from geomap.model import Claim, Reading
from geomap.vocabulary import Quantity, Scope, Stance

Read = Callable[[str], Reading]

_CASES = [
    # our own sentences, and the share of them that must be wholly right
    ("casualty_sentences", "", 0.98),
    # 100 % are; the rules were mended against them
    ("claim_sentences", "a", 0.96),
    # 96.5 %; the half that was looked at
    ("claim_sentences", "b", 0.96),
    # 76.8 % before it was looked at, 97.2 % after
    ("claim_sentences", "c", 0.9),
    # 72.0 % before it was looked at, 91.3 % after
    ("claim_sentences", "d", 0.88),
    # 77 % before it was looked at, 91 % after
    ("claim_sentences", "e", 0.84),
    # 77 % when it was written, 82 % before it was looked at, 87 % after
    ("claim_sentences", "f", 0.8),
    # 79.5 % before it was looked at, 83.5 % after
    ("claim_sentences", "g", 0.72),
    # 72 % when it was written; half of it has been looked at
    ("claim_sentences", "h", 0.96),
    # 92 % when it was written, 100 % after it was looked at
    ("claim_sentences", "i", 0.92),
    # 69 % when it was written, 98 % after it was looked at
    ("claim_sentences", "j", 0.84),
    # 88 % when it was written; looked at, and not worked on
    ("claim_sentences", "k", 0.9),
    # 95 % when it was written; looked at by nobody
    ("claim_sentences", "l", 0.75),
    # 72 % before it was looked at, 78 % after
    ("claim_sentences", "m", 0.82),
    # 84 % after half of it was looked at
    ("claim_sentences", "n", 0.82),
    # 83 % when it was written; half of it has been looked at
    ("claim_sentences", "o", 0.87),
    # 89 % when it was written; half of it has been looked at
    ("worded_sentences", "", 0.95),
    # 95.8 %; a guard against loss and no measure: most are kept because they are read right,
    # while of each new lot 40 to 82 % were before it was looked at
]
_UNSAID = (Stance.DENIED, Stance.SUPERSEDED)


def fits(claim: Claim, told: Mapping[str, Any]) -> bool:
    low, high = claim.count.low, claim.count.high
    return (
        claim.quantity == told["type"]
        and (low == told["min"] or low in told.get("ok_min", ()))
        and (high == told["max"] or high in told.get("ok_max", ()))
    )


def needed(told: Mapping[str, Any]) -> bool:
    nothing = (told["min"], told["max"]) in ((None, None), (0, 0))
    counted = told["scope"] in ("event", "total")
    return counted and not nothing and told["stance"] not in _UNSAID


def wholly_right(claims: tuple[Claim, ...], gold: list[dict[str, Any]]) -> bool:
    """Tell whether all that is needed is there with its scope, and nothing else is asserted."""
    left = list(claims)
    for told in gold:
        found = [claim for claim in left if fits(claim, told)]
        found.sort(key=lambda claim: claim.scope != told["scope"])
        if not found:
            if needed(told):
                return False
            continue
        left.remove(found[0])
        scopes = {told["scope"], *told.get("ok_scope", ())}
        if found[0].scope not in scopes and (needed(told) or found[0].scope is Scope.EVENT):
            return False
    return not any(
        claim.scope is Scope.EVENT and claim.stance not in _UNSAID and (claim.count.low or 0) > 0
        for claim in left
    )


def cases_of(name: str, half: str = "") -> list[dict[str, Any]]:
    text = (Path(__file__).parents[1] / f"{name}.jsonl").read_text(encoding="utf-8")
    cases = [json.loads(line) for line in text.splitlines()]
    return [case for case in cases if half in ("", case.get("half"))]


@pytest.mark.parametrize(("name", "half", "floor"), _CASES)
def test_our_own_sentences_are_read_wholly_right_but_for_a_few(
    name: str, half: str, floor: float, read: Read
) -> None:
    cases = cases_of(name, half)
    wrong = [case for case in cases if not wholly_right(read(case["text"]).claims, case["claims"])]
    listed = "\n".join(f"{case['id']}: {case['text']}" for case in wrong)
    assert 1 - len(wrong) / len(cases) >= floor, listed


def test_every_claim_lies_in_its_sentence_and_in_the_text(read: Read) -> None:
    texts = [case["text"] for name, half, _ in _CASES for case in cases_of(name, half)]
    for text in texts:
        for claim in read(text).claims:
            assert claim.sentence.covers(claim.span)
            assert claim.span.end <= len(text)


def test_a_hedge_reaches_the_claims_it_speaks_of(read: Read) -> None:
    reading = read(
        "Activists said that 12 people were killed in Homs. "
        "The claims could not be independently verified."
    )
    (claim,) = reading.claims
    assert claim.stance is Stance.UNVERIFIED
    assert claim.hedge is not None
    assert "verified" in claim.hedge.of(reading.report.text)


def test_a_newer_figure_supersedes_the_one_it_replaces(read: Read) -> None:
    older, newer = read("The death toll rose from 20 to 24, the governor said.").claims
    assert (older.count.best, older.stance) == (20, Stance.SUPERSEDED)
    assert (newer.count.best, newer.supersedes) == (24, older.id)


def test_what_another_party_puts_the_toll_at_replaces_no_figure(read: Read) -> None:
    text = "Al Araby spoke of 20 killed in Homs, whereas a doctor put the toll at 30."
    assert [c.stance for c in read(text).claims] == [Stance.ASSERTED, Stance.ASSERTED]
    again = "Police first spoke of 20 killed in Homs and later put the toll at 30."
    assert [c.stance for c in read(again).claims] == [Stance.SUPERSEDED, Stance.ASSERTED]


def test_kin_are_counted_with_whom_they_belong_to(read: Read) -> None:
    claim, *parts = read("A mother and her four children were killed in Homs.").claims
    assert {part.part_of for part in parts} == {claim.id}
    assert (claim.count.low, claim.count.best, claim.count.high) == (5, 5, 5)
    assert claim.count.wording == "A mother and her four children"


def test_those_counted_as_one_keep_their_status_as_parts(read: Read) -> None:
    whole, girl = read("A girl and a teacher were killed in Homs.").claims
    assert (whole.count.best, whole.victims, whole.scope) == (2, "people", Scope.EVENT)
    assert (girl.count.best, girl.victims, girl.scope) == (1, "children", Scope.PART)
    assert girl.part_of == whole.id
    (both,) = read("A farmer and a teacher were killed in Homs.").claims
    assert both.count.best == 2


def test_a_part_points_at_its_whole(read: Read) -> None:
    whole, part = read("Eleven people were killed in Homs, among them four children.").claims
    assert (part.scope, part.part_of, part.count.best) == (Scope.PART, whole.id, 4)


def test_one_death_told_twice_is_one(read: Read) -> None:
    claims = read("A guard was killed in Homs and his body was found on Tuesday.").claims
    assert [claim.count.best for claim in claims if claim.quantity == "killed"] == [1]


@pytest.mark.parametrize(
    ("words", "best"), [("as many", 6), ("twice as many", 12), ("three times as many", 18)]
)
def test_as_many_is_worked_out_from_the_figure_before(words: str, best: int, read: Read) -> None:
    killed, wounded = read(f"Six people were killed and {words} injured.").claims
    assert (killed.count.best, wounded.count.best) == (6, best)


def test_the_officers_are_as_many_as_were_told_of(read: Read) -> None:
    claims = read("Gunmen abducted two officers in Homs. The officers were later killed.").claims
    assert [(claim.quantity, claim.count.best) for claim in claims] == [
        ("captured", 2),
        ("killed", 2),
    ]


def test_history_in_a_clause_leaves_the_news_beside_it_an_event(read: Read) -> None:
    news, history = read(
        "Three people were killed in the raid, in a conflict that has cost over 10,000 lives."
    ).claims
    assert (news.scope, history.scope) == (Scope.EVENT, Scope.BACKGROUND)


@pytest.mark.parametrize(
    "text",
    [
        "Last August more than 70 people died in the province on a single day.",
        "The ministry puts the deaths of eleven months of war at 40,972.",
    ],
)
def test_figures_of_last_summer_and_of_months_of_war_are_background(read: Read, text: str) -> None:
    assert {claim.scope for claim in read(text).claims} == {Scope.BACKGROUND}


def test_a_death_that_led_to_the_event_is_background(read: Read) -> None:
    (claim,) = read("Crowds marched in Homs over the killing of a student.").claims
    assert claim.scope is Scope.BACKGROUND


def test_a_sum_over_days_is_a_total_and_in_all_of_one_attack_is_not(read: Read) -> None:
    (over_days,) = read("Over the past week 31 civilians have been killed.").claims
    (of_one,) = read("In all, 118 miners died in the attack on the site.").claims
    assert (over_days.scope, of_one.scope) == (Scope.TOTAL, Scope.EVENT)


def test_claims_are_numbered_in_order_of_the_text(read: Read) -> None:
    claims = read("Two were killed. Three were wounded. Four are missing.").claims
    assert [int(re.sub(r"\D", "", claim.id)) for claim in claims] == [1, 2, 3]


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("Forty people could have died had the bomb gone off.", Scope.HYPOTHETICAL),
        ("A strike on the dam might leave 4,000 people dead.", Scope.HYPOTHETICAL),
        ("Some 40 people may have died in the strike.", Scope.EVENT),
        ("In the drill, 12 casualties were carried from a blast.", Scope.HYPOTHETICAL),
        ("The war killed at least 450,000 people.", Scope.BACKGROUND),
        ("The 1987 church bombing took eleven lives.", Scope.BACKGROUND),
        ("Since the truce collapsed, over 900 people have died.", Scope.BACKGROUND),
        ("An average of 12 people are killed a day.", Scope.BACKGROUND),
        ("Bombs in Baghdad, Baquba and Kirkuk killed 39 people.", Scope.TOTAL),
        ("Separate shootings left nine people dead.", Scope.TOTAL),
        ("Air raids across Yemen killed 60 people.", Scope.TOTAL),
        ("A raid on Homs killed 16 people, bringing the toll to 20.", Scope.EVENT),
    ],
)
def test_a_clause_tells_what_its_figure_is_of(text: str, scope: Scope, read: Read) -> None:
    assert read(text).claims[0].scope is scope


def test_history_behind_a_semicolon_leaves_the_clause_before_it_an_event(read: Read) -> None:
    history, news = read(
        "Since the truce collapsed, 900 people have died; on Saturday a shell killed six."
    ).claims
    assert (history.scope, news.scope) == (Scope.BACKGROUND, Scope.EVENT)


def test_what_may_have_happened_is_unverified(read: Read) -> None:
    (claim,) = read("Some 40 people may have died in the strike.").claims
    assert claim.stance is Stance.UNVERIFIED


def test_an_equal_number_is_the_figure_before(read: Read) -> None:
    claims = read("Five traders and an equal number of policemen were killed.").claims
    assert [claim.count.best for claim in claims] == [5, 5]


def test_others_are_of_those_told_before(read: Read) -> None:
    killed, wounded = read("One soldier died and four others were hurt.").claims
    assert killed.victims == wounded.victims == "soldiers"


def test_the_dead_among_unsplit_casualties_are_part_of_them_and_all_the_dead(read: Read) -> None:
    unsplit, killed = read("Casualties stood at 63, among them 20 dead.").claims
    assert (killed.scope, killed.part_of) == (Scope.PART, unsplit.id)
    assert tally([unsplit, killed], Quantity.KILLED).best == 20


@pytest.mark.parametrize(
    ("text", "older", "newer"),
    [
        ("Police said 11 people had died, up from an earlier toll of seven.", 7, 11),
        ("The mayor said five people were dead, not seven as first reported.", 7, 5),
        ("Eight people died on Monday and the figure has since doubled to 16.", 8, 16),
        ("What was reported as 30 dead turned out to be 13, the army said.", 30, 13),
        ("Seventeen were killed. The number later rose to 20.", None, 20),
    ],
)
def test_a_figure_that_the_text_calls_older_is_superseded(
    text: str, older: int | None, newer: int, read: Read
) -> None:
    claims = {claim.count.best: claim for claim in read(text).claims}
    assert claims[newer].stance is not Stance.SUPERSEDED
    assert older is None or claims[older].stance is Stance.SUPERSEDED


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("UN: 1,100 killed in Darfur", "UN"),
        ("31 killed, 50 wounded: Health Ministry", "Health Ministry"),
        ("Rebel claims of 40 dead could not be checked.", "Rebel"),
        ("By the hospital's count, nine people died.", "hospital"),
        ("Dr Huda Salim runs the ward. She said that 13 people had died.", "Dr Huda Salim"),
        ("“They killed my brother,” she said.", "she"),
    ],
)
def test_who_says_it_is_told_without_a_verb_too(text: str, name: str, read: Read) -> None:
    assert read(text).claims[0].claimant.name == name


@pytest.mark.parametrize(
    "text",
    [
        "The army rejected as lies claims that it had killed 20 people.",
        "Officials refuted reports of 50 deaths.",
        "It is untrue that seven men were captured, the brigade said.",
    ],
)
def test_what_is_called_untrue_is_denied(text: str, read: Read) -> None:
    assert read(text).claims[0].stance is Stance.DENIED


def test_a_dateline_is_nobody_s_victim(read: Read) -> None:
    (claim,) = read("BAMAKO, June 3 (Reuters) - At least 24 soldiers were killed.").claims
    assert claim.count.low == 24


def test_people_who_are_identified_are_counted_and_the_day_before_them_is_not(read: Read) -> None:
    text = "On Monday, 25 October 2023, at least eight identified civilians were killed in a raid."
    [claim] = read(text).claims
    assert (claim.count.low, claim.count.high) == (8, None)


def test_an_alleged_strike_has_nobody_who_alleges_it(read: Read) -> None:
    [claim] = read("At least six members of the Salim family died in an alleged raid.").claims
    assert claim.claimant.name == "the report"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Eight policemen were ambushed. None survived.", [("killed", 8)]),
        ("Two men were injured in the blast. Both died.", [("wounded", 2), ("killed", 2)]),
        (
            "Of 118 people aboard, 21 were killed and 60 hurt.",
            [("killed", 21), ("wounded", 60)],
        ),
        ("KIA: 4 / WIA: 9 / MIA: 1", [("killed", 4), ("wounded", 9), ("missing", 1)]),
        ("INCIDENT: robbery. KILLED: 0. INJURED: 3.", [("killed", 0), ("wounded", 3)]),
        ("Terrorists killed six farmers last night.", [("killed", 6)]),
        ("Five people were found with their throats cut.", [("killed", 5)]),
    ],
)
def test_figures_that_another_sentence_or_a_form_explains_are_read(
    text: str, told: list[tuple[str, int]], read: Read
) -> None:
    claims = [(claim.quantity.value, claim.count.best) for claim in read(text).claims]
    assert sorted(claims, key=repr) == sorted(told, key=repr)


@pytest.mark.parametrize(
    ("text", "name", "stance"),
    [
        (
            "The war killed at least 450 people, the truth commission found.",
            "truth commission",
            "asserted",
        ),
        ("The army said five died, the rebels nine.", "rebels", "asserted"),
        ("By the reckoning of the chaplain, 22 cadets were killed.", "chaplain", "asserted"),
        ("Our fighters killed nine invaders, the battalion bragged.", "battalion", "alleged"),
        (
            "SAN SALVADOR -- THE PRESS OFFICE REPORTED THAT 11 GUERRILLAS WERE KILLED.",
            "PRESS OFFICE",
            "asserted",
        ),
        ("TERRORISTS KILLED SIX FARMERS LAST NIGHT, RADIO SAID.", "RADIO", "asserted"),
        ("According to unconfirmed reports, 15 soldiers were killed.", "the report", "unverified"),
        ("The junta calls the report of 29 dead monks a lie.", "junta", "denied"),
    ],
)
def test_who_says_it_is_found_where_the_verb_is_rare_or_left_out(
    text: str, name: str, stance: str, read: Read
) -> None:
    claim = read(text).claims[-1]
    assert name in claim.claimant.name
    assert claim.stance == stance


def test_a_multiple_is_worked_out_behind_a_bound(read: Read) -> None:
    shot, hurt = read("Ten were shot dead in Homs and at least twice as many wounded.").claims
    assert (shot.count.best, hurt.count.low, hurt.count.high) == (10, 20, None)


def test_a_noun_of_harm_is_no_speaker(read: Read) -> None:
    (claim,) = read("6 fatalities reported.").claims
    assert claim.count.best == 6


def test_they_are_those_told_of_in_the_sentence_before(read: Read) -> None:
    taken, dead = read(
        "Six farmers were abducted on Monday. They were found dead on Tuesday."
    ).claims
    assert (taken.quantity, taken.count.best) == (Quantity.CAPTURED, 6)
    assert (dead.quantity, dead.count.best) == (Quantity.KILLED, 6)


def test_each_of_several_events_has_its_own_figure(read: Read) -> None:
    told = read(
        "Two strikes hit the base: the first killed four mechanics, the second a porter."
    ).claims
    assert [(c.count.best, c.scope) for c in told] == [(4, Scope.EVENT), (1, Scope.EVENT)]


def test_fighting_at_one_place_is_no_war(read: Read) -> None:
    (here,) = read("Fighting in the Fangak area has left 32 dead.").claims
    (war,) = read("The fighting in Sudan has killed 15,000 people.").claims
    assert (here.scope, war.scope) == (Scope.EVENT, Scope.BACKGROUND)


def test_a_year_of_birth_dates_no_event(read: Read) -> None:
    (claim,) = read("A man born in 1961 was wounded by a mine.").claims
    assert claim.scope is Scope.EVENT


def test_a_month_of_drones_is_a_sum(read: Read) -> None:
    (claim,) = read("In the course of September, drones killed 64 people.").claims
    assert claim.scope is Scope.TOTAL


@pytest.mark.parametrize(
    ("text", "scopes"),
    [
        ("A guard died in Gao. The two others killed were clerks.", ["event", "part"]),
        ("A guard died in Gao. Medics said that more than 40 died.", ["event", "event"]),
        ("A guard died in Gao. Medics said that two others died.", ["event", "event"]),
    ],
)
def test_the_others_are_a_part_and_more_than_so_many_are_none(
    text: str, scopes: list[str], read: Callable[[str], Reading]
) -> None:
    assert [claim.scope.value for claim in read(text).claims] == scopes


def test_an_initial_count_stands_where_none_came_after_it(read: Read) -> None:
    first, other = read(
        "Initial reports indicate that seven civilians were killed in Idlib. On Tuesday shells "
        "fell on Homs, killing two girls."
    ).claims
    assert [claim.stance for claim in (first, other)] == [Stance.ASSERTED] * 2
    first, later = read(
        "Initial reports said that seven civilians were killed. By the evening the dead numbered "
        "nine."
    ).claims[:2]
    assert first.stance is Stance.SUPERSEDED
    assert later.count.best == 9


@pytest.mark.parametrize(
    ("text", "some"),
    [
        (
            "Nine people were killed and 17 injured in Kuito, police said. Two of them have had "
            "limbs amputated, an aid worker said.",
            2,
        ),
        (
            "A bomb killed nine people and injured 17 in Kuito. Three of them have lost limbs, a "
            "nurse said.",
            3,
        ),
        ("A mine wounded 17 farmers near Kuito. Four of them are in a critical condition.", 4),
    ],
)
def test_some_of_them_who_are_hurt_are_of_the_injured_told_before(
    text: str, some: int, read: Read
) -> None:
    told = {claim.count.best: claim for claim in read(text).claims}
    assert (told[17].quantity, told[17].scope) == (Quantity.WOUNDED, Scope.EVENT)
    assert (told[some].quantity, told[some].scope) == (Quantity.WOUNDED, Scope.PART)
    assert told[some].part_of == told[17].id


@pytest.mark.parametrize(
    ("text", "hurt"),
    [
        ("Nine soldiers were ambushed. Three of them were wounded.", [3]),
        ("A bomb wounded 17 people in Kuito. Two nurses were wounded.", [17, 2]),
        ("A bomb wounded two people in Kuito. Five of them were badly hurt.", [2, 5]),
    ],
)
def test_the_hurt_of_no_more_injured_before_are_a_count_of_their_own(
    text: str, hurt: list[int], read: Read
) -> None:
    claims = read(text).claims
    assert [claim.count.best for claim in claims] == hurt
    assert {claim.scope for claim in claims} == {Scope.EVENT}
