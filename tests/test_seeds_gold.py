"""The seeds and their gold files agree with each other; no pipeline is asked.

A gold file says of one report what a careful reader finds in it. Its quotes are exact
stretches of the text, so that spans follow from them. Bounds follow DATA_MODEL's rules:
"about n" is n, n; "at least n" and "more than n" are n with an open top; an unknown
number is null. ``*_ok`` lists other answers that are as right.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from geomap.vocabulary import ClaimantKind, Qualifier, Quantity, Scope, Stance, ToponymRole, Victims

SEEDS = Path(__file__).parent.parent / "seeds"
GOLDS = sorted(SEEDS.glob("*.gold.json"))
SUB_EVENTS = {
    "Air/drone strike",
    "Shelling/artillery/missile attack",
    "Remote explosive/landmine/IED",
}
TOPICS = {"responsibility", "targets", "doubt", "denial", "reaction"}
NUMBER_WORDS = {
    3: "three",
    5: "five",
    6: "six",
    9: "nine",
    2: "two",
    12: "twelve",
    12_000_000: "12 million",
    2_600_000: "2.6 million",
}
SENTENCE_START = re.compile(r"(?:^|[.:!?]\s+|[\"“(]|—\s+|^[-#*>\s]+)$")
WORD = re.compile(r"[^\W\d_][\w'’-]*")


class ArticleText(HTMLParser):
    """What a person sees of a saved page's article: no asides, no scripts, nothing hidden."""

    def __init__(self) -> None:
        super().__init__()
        self.paragraphs: list[str] = []
        self.inside = 0
        self.aside = 0
        self.open = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.inside += tag == "article"
        self.aside += tag == "aside"
        if self.inside and not self.aside and tag in {"p", "h1"}:
            self.paragraphs.append("")
            self.open = True

    def handle_endtag(self, tag: str) -> None:
        self.inside -= tag == "article"
        self.aside -= tag == "aside"
        self.open = self.open and tag not in {"p", "h1"}

    def handle_data(self, data: str) -> None:
        if self.open and self.inside and not self.aside:
            self.paragraphs[-1] += data


def visible_text(gold: dict[str, Any]) -> str:
    report = SEEDS / str(gold["report"])
    written = report.read_text(encoding="utf-8")
    if report.suffix != ".html":
        return written
    article = ArticleText()
    article.feed(written)
    # The byline stands in the metadata as well; readers may or may not keep it.
    return "\n\n".join(p for p in article.paragraphs if not p.startswith("By "))


def occurrences(needle: str, text: str) -> list[tuple[int, int]]:
    pattern = rf"(?<!\w){re.escape(needle)}(?!\w)"
    return [m.span() for m in re.finditer(pattern, text)]


def where(entry: dict[str, Any], text: str) -> tuple[int, int]:
    """Span of an entry's quote: the nth one (from 1), or the only one there is."""
    starts = [m.start() for m in re.finditer(re.escape(entry["quote"]), text)]
    assert starts, f"{entry['quote']!r} is not in the text"
    nth = entry.get("nth")
    assert nth or len(starts) == 1, f"{entry['quote']!r} occurs {len(starts)} times; say nth"
    start = starts[(nth or 1) - 1]
    return start, start + len(entry["quote"])


def all_claims(gold: dict[str, Any]) -> list[dict[str, Any]]:
    return [*gold["claims"], *gold["background"]]


def places(gold: dict[str, Any]) -> list[dict[str, Any]]:
    return [*gold["event_places"], *gold["not_event_places"]]


@pytest.fixture(params=GOLDS, ids=lambda path: path.name.removesuffix(".gold.json"))
def gold(request: pytest.FixtureRequest) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(request.param.read_text(encoding="utf-8"))
    return read


@pytest.fixture
def text(gold: dict[str, Any]) -> str:
    return visible_text(gold)


def test_every_seed_has_a_gold_file_and_every_gold_file_its_seed() -> None:
    reports = {path.name for path in SEEDS.iterdir() if not path.name.endswith(".gold.json")}
    named = {json.loads(path.read_text(encoding="utf-8"))["report"] for path in GOLDS}
    assert len(GOLDS) >= 5
    assert named == reports
    assert {path.name.removesuffix(".gold.json") for path in GOLDS} == {
        Path(name).stem for name in reports
    }


def test_quotes_are_words_of_one_paragraph(gold: dict[str, Any], text: str) -> None:
    entries = [*all_claims(gold), *gold["statements"], *(p for p in places(gold) if "quote" in p)]
    for entry in entries:
        where(entry, text)
        assert "\n" not in entry["quote"]
        assert entry["quote"] == entry["quote"].strip()
    for quote in gold.get("not_counts", []):
        assert quote in text
    for claim in gold["claims"]:
        for quote in claim.get("repeats", []):
            assert quote in text


def test_a_claim_s_quote_says_its_number(gold: dict[str, Any]) -> None:
    for claim in all_claims(gold):
        known = [n for n in (claim["min"], claim["max"], claim["best"]) if n is not None]
        for number in known:
            written = {f"{number}", f"{number:,}", NUMBER_WORDS.get(number, "")} - {""}
            assert any(occurrences(w, claim["quote"].lower()) for w in written), claim
        if not known:
            assert not re.search(r"\d", claim["quote"]), claim


def test_bounds_follow_the_qualifier(gold: dict[str, Any]) -> None:
    for claim in all_claims(gold):
        low, best, high = claim["min"], claim["best"], claim["max"]
        if claim["qualifier"] in {"exact", "about"}:
            assert low == best == high is not None, claim
        elif claim["qualifier"] in {"at_least", "more_than"}:
            assert low == best is not None, claim
            assert high is None, claim
        else:
            assert claim["qualifier"] == "vague", claim
            assert (low, best, high) == (None, None, None), claim


def test_terms_are_those_of_the_model(gold: dict[str, Any]) -> None:
    for claim in all_claims(gold):
        Quantity(claim["quantity"])
        Qualifier(claim["qualifier"])
        Scope(claim["scope"])
        for key, enum in (
            ("victims", Victims),
            ("stance", Stance),
            ("claimant_kind", ClaimantKind),
        ):
            for term in [claim[key], *claim.get(f"{key}_ok", [])]:
                enum(term)
    for statement in gold["statements"]:
        ClaimantKind(statement["claimant_kind"])
        assert {statement["topic"], *statement.get("topic_ok", [])} <= TOPICS | {"victims"}
        for stance in [statement["stance"], *statement.get("stance_ok", [])]:
            Stance(stance)
    for place in gold["not_event_places"]:
        assert ToponymRole(place["role"]) is not ToponymRole.EVENT
        assert place["why"]
        for role in place.get("role_ok", []):
            ToponymRole(role)
    for incident in gold["incidents"]:
        assert incident["scope"] in {"event", "total"}
        kinds = {incident["sub_event_type"], *incident.get("sub_event_type_ok", [])}
        assert kinds <= SUB_EVENTS | ({None} if incident["scope"] == "total" else set())


def test_background_claims_are_marked_as_such_and_belong_to_no_incident(
    gold: dict[str, Any],
) -> None:
    used = {key for incident in gold["incidents"] for key in incident["claims"]}
    for claim in gold["background"]:
        assert claim["scope"] in {"background", "hypothetical"}
        assert claim["key"] not in used
    for claim in gold["claims"]:
        assert claim["scope"] in {"event", "part", "total"}


def test_every_claim_belongs_to_one_incident_and_every_reference_leads_somewhere(
    gold: dict[str, Any],
) -> None:
    claim_keys = [claim["key"] for claim in all_claims(gold)]
    statement_keys = [statement["key"] for statement in gold["statements"]]
    incident_keys = [incident["key"] for incident in gold["incidents"]]
    for keys in (claim_keys, statement_keys, incident_keys):
        assert len(keys) == len(set(keys))
    used = [key for incident in gold["incidents"] for key in incident["claims"]]
    assert sorted(used) == sorted(claim["key"] for claim in gold["claims"])
    for incident in gold["incidents"]:
        assert set(incident["statements"]) <= set(statement_keys)
        assert {incident["part_of"]} <= {None, *incident_keys}
        parts = {i["key"] for i in gold["incidents"] if i["part_of"] == incident["key"]}
        assert set(incident.get("parts", [])) == parts
        assert bool(parts) <= (incident["scope"] == "total")
    for claim in gold["claims"]:
        assert {claim.get("part_of"), claim.get("supersedes")} <= {None, *claim_keys}
    assert {place["incident"] for place in gold["event_places"]} == set(incident_keys)


@pytest.mark.parametrize("quantity", ["killed", "wounded"])
def test_an_incident_s_figures_follow_from_its_claims(gold: dict[str, Any], quantity: str) -> None:
    claims = {claim["key"]: claim for claim in gold["claims"]}
    for incident in gold["incidents"]:
        told = [
            claims[key]
            for key in incident["claims"]
            if claims[key]["quantity"] == quantity
            and claims[key]["scope"] == incident["scope"]
            and claims[key]["stance"] not in {"superseded", "denied"}
            and claims[key]["best"] is not None
        ]
        low, best, high = incident[quantity]
        if not told:
            assert (low, best, high) == (None, None, None), incident["key"]
            continue
        top = max(claim["best"] for claim in told)
        is_open = any(claim["max"] is None for claim in told if claim["best"] == top)
        assert low == min(claim["min"] for claim in told), incident["key"]
        assert best in {claim["best"] for claim in told}, incident["key"]
        assert high == (None if is_open else top), incident["key"]


def test_a_total_is_never_added_to_its_parts(gold: dict[str, Any]) -> None:
    counted = [i["killed"] for i in gold["incidents"] if i["part_of"] is None]
    told = [killed for killed in counted if killed != [None, None, None]]
    lows, bests, highs = zip(*told, strict=True)
    assert gold["total_killed"] == {
        "low": sum(lows),
        "best": sum(bests),
        "high": None if None in highs else sum(highs),
    }


def test_dates_and_points_are_possible(gold: dict[str, Any]) -> None:
    published = dt.date.fromisoformat(gold["published"])
    by_key = {incident["key"]: incident for incident in gold["incidents"]}
    for incident in gold["incidents"]:
        first = dt.date.fromisoformat(incident["date"])
        last = dt.date.fromisoformat(incident["date_last"])
        assert first <= last <= published
        if incident["part_of"]:
            total = by_key[incident["part_of"]]
            assert total["date"] <= incident["date"] <= incident["date_last"] <= total["date_last"]
        point = (incident["lat"], incident["lon"], incident["tolerance_km"])
        if incident["where_prec"] <= 2:
            assert -90 <= point[0] <= 90
            assert -180 <= point[1] <= 180
            assert 0 < point[2] <= 25
        else:
            assert point == (None, None, None)


def test_the_day_of_publication_stands_where_the_gold_file_says(
    gold: dict[str, Any], text: str
) -> None:
    day = dt.date.fromisoformat(gold["published"])
    month = day.strftime("%B")
    written = {f"{day.day} {month} {day.year}", f"{month} {day.day}, {day.year}"}
    if gold["published_from"] == "text":
        assert any(form in text for form in written)
    else:
        raw = (SEEDS / gold["report"]).read_text(encoding="utf-8")
        assert f'article:published_time" content="{gold["published"]}' in raw
    assert gold["title"] in text.splitlines()[0]


def test_every_mention_of_a_place_has_one_role(gold: dict[str, Any], text: str) -> None:
    for name in {place["name"] for place in places(gold)}:
        entries = [place for place in places(gold) if place["name"] == name]
        quoted = [(where(place, text), place) for place in entries if "quote" in place]
        unquoted = [place for place in entries if "quote" not in place]
        assert len(unquoted) <= 1, name
        # "Falam" inside "Falam Township" is that name, not this one.
        longer = [
            span
            for other in {*(p["name"] for p in places(gold)), *gold["other_names"]} - {name}
            if occurrences(name, other)
            for span in occurrences(other, text)
        ]
        mentions = [
            span
            for span in occurrences(name, text)
            if not any(a <= span[0] and span[1] <= b for a, b in longer)
        ]
        assert mentions, f"{name!r} is not in the text"
        for span in mentions:
            holders = [p for (a, b), p in quoted if a <= span[0] and span[1] <= b]
            excerpt = text[max(0, span[0] - 30) : span[1] + 30]
            assert len(holders) <= 1, f"{name!r} twice in …{excerpt}…"
            assert holders or unquoted, f"{name!r} has no role in …{excerpt}…"
        for span, place in quoted:
            assert occurrences(name, place["quote"]), place
            assert any(span[0] <= a and b <= span[1] for a, b in mentions), place


def test_no_name_in_the_text_is_left_out(gold: dict[str, Any], text: str) -> None:
    known = {place["name"] for place in places(gold)}
    known |= {*gold["demonyms"], *gold["other_names"]}
    covered = [span for name in known for span in occurrences(name, text)]
    missing = set()
    for word in WORD.finditer(text):
        a, b = word.span()
        line = text[text.rfind("\n", 0, a) + 1 : a]
        is_name = word[0][0].isupper() or "\u0600" <= word[0] <= "\u06ff"
        b -= 2 * word[0].endswith("'s")
        opens = SENTENCE_START.search(line)
        if is_name and not opens and not any(c <= a and b <= d for c, d in covered):
            missing.add(word[0])
    assert missing == set()


def test_a_place_known_from_one_gold_file_is_accounted_for_in_all(
    gold: dict[str, Any], text: str
) -> None:
    read = [json.loads(path.read_text(encoding="utf-8")) for path in GOLDS]
    everywhere = {place["name"] for other in read for place in places(other)}
    accounted = {place["name"] for place in places(gold)} | {*gold["other_names"]}
    for name in everywhere:
        for a, b in occurrences(name, text):
            assert any(
                c <= a and b <= d for other in accounted for c, d in occurrences(other, text)
            ), f"{name!r} of another report stands here too, unaccounted"


def test_boilerplate_is_in_the_page_but_not_in_the_article() -> None:
    pages = [json.loads(path.read_text(encoding="utf-8")) for path in GOLDS]
    saved = [page for page in pages if page["report"].endswith(".html")]
    assert saved
    for page in saved:
        raw = (SEEDS / page["report"]).read_text(encoding="utf-8")
        for phrase in page["boilerplate"]:
            assert phrase in raw
            assert not occurrences(phrase, visible_text(page))
