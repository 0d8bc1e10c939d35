"""Which group of people was killed, wounded …: words of harm joined to the people they hit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from geomap.model import Count, Qualifier, Quantity, Victims
from geomap.text.counts import make_count
from geomap.text.grammar import Sentence
from geomap.text.lexicon import Lexicon
from geomap.text.sufferers import (
    JOINING,
    adjacent_before,
    objects_of,
    people_behind,
    subjects_of,
)
from geomap.text.victims import Group

__all__ = ["Casualty", "find_casualties"]

_HAVE = frozenset({"has", "have", "had", "having", "'ve", "’ve"})
_PART = frozenset({"including", "includes", "included", "include", "mostly", "mainly", "among"})
_RISE = frozenset(
    {
        "rose",
        "risen",
        "rises",
        "rising",
        "climbed",
        "increased",
        "jumped",
        "up",
        "revised",
        "raised",
        "raising",
        "grew",
        "grown",
        "changed",
        "went",
        "upgraded",
        "fell",
        "lowered",
        "reduced",
    }
)
_NO = frozenset({"no", "nobody", "none", "neither", "without", "zero"})
_SAYS_NOTHING = frozenset(
    {
        "report",
        "reports",
        "word",
        "information",
        "details",
        "figures",
        "immediate",
        "number",
        "numbers",
        "count",
        "toll",
        "figure",
    }
)
_SUFFER = frozenset(
    {"sustained", "suffered", "received", "suffering", "sustaining", "sustain", "suffer", "with"}
)
_LOSE = frozenset({"lost", "lose", "loses", "losing"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Casualty:
    """People and what befell them, before anybody is named as saying so."""

    group: Group
    quantity: Quantity
    predicate: int
    # position of the word of harm
    part: bool = False
    # some of the people of the casualty before
    superseded: bool = False
    # an older figure that the sentence itself replaces
    added: tuple[Group, ...] = ()
    # kin counted in: "a mother and her four children"


def find_casualties(
    sentence: Sentence, groups: Sequence[Group], lexicon: Lexicon
) -> tuple[Casualty, ...]:
    """Find who was killed, wounded, missing, captured or displaced in a sentence.

    Parameters
    ----------
    sentence : Sentence
        The sentence.
    groups : sequence of Group
        Its groups of people.
    lexicon : Lexicon
        The language's words of harm.

    Returns
    -------
    tuple of Casualty
        In order of the text; each group at most once for each quantity.
    """
    found: list[Casualty] = []
    for at, word in enumerate(sentence.words):
        if _inside_name(sentence, at):
            continue
        if word.lower in ("number", "count", "figure") and _counts_harmed(sentence, at, lexicon):
            found.extend(_by_toll(sentence, at, groups))
        if word.lower in ("count", "tally") and word.tag == "NN":
            restated = [g for g in people_behind(sentence, at, groups) if g.head is None]
            found.extend(_casualties(restated[:1], Quantity.KILLED, at))
        if word.lower in lexicon.nouns and word.tag in ("NN", "NNS", "JJ", "VBG"):
            found.extend(_by_noun(sentence, at, groups, lexicon))
        if word.lower in lexicon.states and word.tag in ("JJ", "VBN", "RB", "NN", "VBD"):
            found.extend(_by_state(sentence, at, groups, lexicon))
        if word.lower in lexicon.subject_verbs and word.tag.startswith("VB"):
            chain = subjects_of(sentence, at, groups)
            found.extend(_casualties(chain, lexicon.subject_verbs[word.lower], at))
        if _only_meant(sentence, at) or any(group.of_harmed == at for group in groups):
            continue
        if at and _counted(sentence, at):
            continue
        if word.lower in lexicon.verbs and word.tag.startswith(("VB", "JJ", "NN")):
            found.extend(_by_verb(sentence, at, groups, lexicon))
    for group in groups:
        found.extend(_by_modifier(sentence, group, lexicon))
    kept = _once(found)
    kept = [replace(c, part=True) if _told_after(sentence, c, kept) else c for c in kept]
    parts = _parts(sentence, kept, groups)
    return tuple(sorted([*kept, *parts], key=lambda c: (c.group.first, c.quantity)))


_ATTEMPT = frozenset(
    {
        "attempt",
        "attempts",
        "attempted",
        "tried",
        "trying",
        "try",
        "failed",
        "plot",
        "plotted",
        "plan",
        "plans",
        "threatened",
        "intended",
        "order",
        "wanted",
        "seeking",
        "sought",
        "vowed",
        "could",
        "would",
        "might",
        "may",
    }
)


def _by_modifier(sentence: Sentence, group: Group, lexicon: Lexicon) -> list[Casualty]:
    """Read "98 wounded people" and "22 of the dead"."""
    if group.of_harmed is not None:
        word = sentence.words[group.of_harmed].lower
        quantity = lexicon.states.get(word) or lexicon.verbs.get(word) or lexicon.nouns.get(word)
        if quantity is None:
            return []
        return [Casualty(group=group, quantity=quantity, predicate=group.of_harmed, part=True)]
    if group.head is None:
        return []
    for at in range(group.first, group.head):
        token = sentence.words[at]
        if token.lower in lexicon.states and token.tag in ("JJ", "VBN"):
            return [Casualty(group=group, quantity=lexicon.states[token.lower], predicate=at)]
    return []


def _counted(sentence: Sentence, at: int) -> bool:
    """Tell whether a word of harm only says what a number counts: "the number of people killed"."""
    before = [word.lower for word in sentence.words[max(0, at - 4) : at]]
    return (
        "number" in before
        and "of" in before
        and not any(word.tag == "CD" for word in sentence.words[max(0, at - 4) : at])
    )


def _only_meant(sentence: Sentence, at: int) -> bool:
    """Tell whether somebody only meant to do harm: "an attempt to assassinate"."""
    if sentence.words[at].tag != "VB":
        return False
    before = {word.lower for word in sentence.words[max(0, at - 4) : at]}
    return bool(before & _ATTEMPT)


def _to_death(sentence: Sentence, at: int, groups: Sequence[Group]) -> list[Casualty]:
    """Read "shot to death", "beat a man to death"."""
    verbs = [
        k for k in range(max(0, at - 14), at) if sentence.words[k].tag in ("VBD", "VBN", "VBG")
    ]
    for verb in reversed(verbs):
        if sentence.is_passive(verb) or sentence.words[verb].tag == "VBN":
            chain = subjects_of(sentence, verb, groups)
        else:
            chain = objects_of(sentence, verb, groups)
        if chain:
            return _casualties(chain, Quantity.KILLED, at)
    return []


def _inside_name(sentence: Sentence, at: int) -> bool:
    entity = sentence.entity_at(at)
    named = entity is not None and entity[2] in ("ORG", "WORK_OF_ART", "PERSON", "LAW")
    return named and sentence.words[at].text[:1].isupper()


def _casualties(chain: Sequence[Group], quantity: Quantity, at: int) -> list[Casualty]:
    """Make a casualty of each group of a chain; kin are counted into the group before."""
    made: list[Casualty] = []
    for group in chain:
        if group.of_them and made:
            continue
        ones = made and group.kin and made[-1].group.count.low is not None
        if ones and group.count.low is not None and group.count.qualifier is Qualifier.EXACT:
            made[-1] = replace(made[-1], added=(*made[-1].added, group))
            continue
        part = group.of_harmed is not None
        made.append(Casualty(group=group, quantity=quantity, predicate=at, part=part))
    return made


def _by_verb(
    sentence: Sentence, at: int, groups: Sequence[Group], lexicon: Lexicon
) -> list[Casualty]:
    word = sentence.words[at]
    quantity = lexicon.verbs[word.lower]
    other = _coordinated_quantity(sentence, at, lexicon)
    if other == "shared-with-later":
        return []
    if other is not None and {quantity, other} == {Quantity.KILLED, Quantity.WOUNDED}:
        quantity = Quantity.CASUALTIES
    perfect = any(w.lower in _HAVE for w in sentence.words[max(0, at - 3) : at])
    passive = word.tag in ("VBN", "VBD", "JJ") and sentence.is_passive(at)
    if passive:
        return _casualties(subjects_of(sentence, at, groups), quantity, at)
    after = objects_of(sentence, at, groups)
    if word.tag in ("VBN", "JJ", "NN", "NNS") and not perfect:
        # "22 people killed in …", "12 killed": the people stand before the participle
        before = adjacent_before(sentence, at, groups)
        if before:
            return _casualties(before, quantity, at)
        if word.tag in ("NN", "NNS") and sentence.child(at, "dobj") is None:
            return []
    if after:
        return _casualties(after, quantity, at)
    if word.tag in ("VBD", "VBN"):
        return _casualties(adjacent_before(sentence, at, groups), quantity, at)
    return []


def _coordinated_quantity(sentence: Sentence, at: int, lexicon: Lexicon) -> Quantity | str | None:
    """Read "killed or wounded 30", "killing and injuring dozens": one figure for both."""
    words = sentence.words
    if at + 2 < len(words) and words[at + 1].lower in ("and", "or", "/"):
        if words[at + 2].lower in lexicon.verbs:
            return "shared-with-later"
    if at >= 2 and words[at - 1].lower in ("and", "or", "/"):
        return lexicon.verbs.get(words[at - 2].lower)
    return None


def _by_state(
    sentence: Sentence, at: int, groups: Sequence[Group], lexicon: Lexicon
) -> list[Casualty]:
    word = sentence.words[at]
    if word.lower in lexicon.verbs and word.tag != "NN":
        return []
    quantity = lexicon.states[word.lower]
    before = adjacent_before(sentence, at, groups)
    if before:
        return _casualties(before, quantity, at)
    if sentence.words[sentence.heads[at]].lower in ("found", "left", "pronounced", "declared"):
        return _casualties(subjects_of(sentence, at, groups), quantity, at)
    if at + 1 < len(sentence.words) and word.lower == "dead" and word.tag == "JJ":
        return []
    subject = sentence.words[at - 1].lower if at else ""
    if subject in ("were", "was", "are", "is", "be", "been", "reported", "feared", "confirmed"):
        return _casualties(subjects_of(sentence, at, groups), quantity, at)
    return []


def _by_noun(
    sentence: Sentence, at: int, groups: Sequence[Group], lexicon: Lexicon
) -> list[Casualty]:
    words = sentence.words
    word = words[at].lower
    quantity = lexicon.nouns[word]
    before = [w.lower for w in words[max(0, at - 5) : at]]
    if _NO & set(before) and word not in ("lives", "body", "toll"):
        return _none_hurt(sentence, at, quantity, before)
    own = [g for g in groups if g.head == at and g.count.qualifier is not Qualifier.VAGUE]
    own += [g for g in groups if g.last == at - 1 and g.head is None]
    if word == "death" and before[-1:] == ["to"]:
        return _to_death(sentence, at, groups)
    if word == "dead" and before[-2:] == ["among", "the"]:
        among = _casualties(subjects_of(sentence, at, groups), quantity, at)
        return [replace(casualty, part=True) for casualty in among]
    if word == "toll":
        return _by_toll(sentence, at, groups)
    if own:
        if word == "lives" and set(before) & _LOSE:
            return _casualties(subjects_of(sentence, at, groups), quantity, at)
        return _casualties(own[-1:], quantity, at)
    if word == "lives":
        if set(before) & _LOSE:
            return _casualties(subjects_of(sentence, at, groups), quantity, at)
        return _casualties(people_behind(sentence, at, groups), quantity, at)
    if set(before) & _SUFFER and quantity is Quantity.WOUNDED:
        return _casualties(subjects_of(sentence, at, groups), quantity, at)
    return _casualties(people_behind(sentence, at, groups), quantity, at)


def _none_hurt(
    sentence: Sentence, at: int, quantity: Quantity, before: Sequence[str]
) -> list[Casualty]:
    """Read "no casualties" as zero; "no reports of casualties" says nothing."""
    if _SAYS_NOTHING & set(before):
        return []
    start = max(position for position in range(at) if sentence.words[position].lower in _NO)
    wording = sentence.surface(start, at)
    group = Group(
        first=start,
        last=at,
        count=make_count(Qualifier.ZERO, 0, wording=wording),
        victims=Victims.PEOPLE,
        head=at,
        sure=True,
    )
    return [Casualty(group=group, quantity=quantity, predicate=at)]


def _counts_harmed(sentence: Sentence, at: int, lexicon: Lexicon) -> bool:
    """Tell whether "the number of people killed … has risen to" counts victims."""
    after = [word.lower for word in sentence.words[at + 1 : at + 6]]
    if after[:1] != ["of"]:
        return False
    harmed = any(lexicon.verbs.get(w) is Quantity.KILLED or w in ("dead", "deaths") for w in after)
    rest = {word.lower for word in sentence.words[at:]}
    return harmed and bool(rest & (_RISE | {"reached", "stands", "stood", "hit"}))


def _by_toll(sentence: Sentence, at: int, groups: Sequence[Group]) -> list[Casualty]:
    """Read "the death toll rose from 20 to 24", "put the toll at 30", "a toll of 12"."""
    after = [g for g in groups if g.first > at and _countable(g)]
    if not after:
        before = [g for g in groups if g.last < at and _countable(g) and at - g.last < 8]
        return _casualties(before[-1:], Quantity.KILLED, at)
    first = after[0]
    between = {w.lower for w in sentence.words[at : first.first]}
    if "from" in between and len(after) > 1 and after[1].first - first.last < 12:
        tail = [w.lower for w in sentence.words[first.last + 1 : after[1].first]]
        if "to" in tail:
            old = Casualty(group=first, quantity=Quantity.KILLED, predicate=at, superseded=True)
            return [old, Casualty(group=after[1], quantity=Quantity.KILLED, predicate=at)]
    found = [Casualty(group=first, quantity=Quantity.KILLED, predicate=at)]
    if len(after) > 1:
        tail = [w.lower for w in sentence.words[first.last + 1 : after[1].first]]
        if "from" in tail and (between | set(tail)) & _RISE and len(tail) < 8:
            found.insert(
                0,
                Casualty(group=after[1], quantity=Quantity.KILLED, predicate=at, superseded=True),
            )
    return found


def _countable(group: Group) -> bool:
    return (
        group.sure
        and (group.count.qualifier is not Qualifier.VAGUE or group.head is None)
        and not (group.head is not None and group.count.wording.lower().startswith(("the ", "a ")))
    )


def _once(found: Sequence[Casualty]) -> list[Casualty]:
    """Keep each group once a quantity, and "killed" over "casualties" for the same people."""
    kept: dict[tuple[int, Quantity], Casualty] = {}
    for casualty in found:
        key = (casualty.group.first, casualty.quantity)
        if key not in kept or (casualty.superseded and not kept[key].superseded):
            kept[key] = casualty
    groups_hit: dict[int, set[Quantity]] = {}
    for first, quantity in kept:
        groups_hit.setdefault(first, set()).add(quantity)
    result = []
    for (first, quantity), casualty in kept.items():
        others = groups_hit[first] - {quantity}
        if quantity in (Quantity.CAPTURED, Quantity.DISPLACED) and Quantity.KILLED in others:
            pass
        if quantity is Quantity.CASUALTIES and others:
            continue
        if quantity is Quantity.WOUNDED and Quantity.KILLED in others:
            nearest = min(
                (c for c in kept.values() if c.group.first == first),
                key=lambda c: abs(c.predicate - c.group.last),
            )
            if nearest.quantity is not quantity:
                continue
        result.append(casualty)
    return sorted(result, key=lambda c: c.group.first)


def _told_after(sentence: Sentence, casualty: Casualty, others: Sequence[Casualty]) -> bool:
    """Read "171 died …, after three more bodies had been found": the three are among the 171."""
    at = casualty.predicate
    clause = [at, *sentence.ancestors(at)]
    marked = any(
        sentence.words[k].dep in ("advcl", "pcomp")
        and any(
            sentence.words[c].lower in ("after", "as", "when", "once") for c in sentence.children[k]
        )
        for k in clause
    )
    size = casualty.group.count.best
    return (
        marked
        and size is not None
        and any(
            other.quantity is casualty.quantity
            and other.group.first < casualty.group.first
            and (other.group.count.best or 0) > size
            for other in others
        )
    )


def _parts(
    sentence: Sentence, found: Sequence[Casualty], groups: Sequence[Group]
) -> list[Casualty]:
    """Read "including three children", "two of them women" as parts of the people before."""
    parts: list[Casualty] = []
    wholes = {c.group.first for c in found}
    current: Casualty | None = None
    chained = False
    for position, group in enumerate(groups):
        previous = groups[position - 1] if position else None
        lead = [w.lower for w in sentence.words[max(0, group.first - 4) : group.first]]
        begins = bool(_PART & set(lead[-2:])) or lead[-2:] == ["among", "them"] or group.of_them
        begins = (
            begins or (lead[-1:] == ["were"] and "among" in lead) or lead[-2:] == ["among", "whom"]
        )
        linked = (
            chained
            and previous is not None
            and all(w.lower in JOINING for w in sentence.words[previous.last + 1 : group.first])
        )
        before = [c for c in found if c.group.first < group.first]
        if (begins or linked) and before:
            if begins:
                current = before[-1]
            if current is None:
                continue
            parts.append(
                Casualty(
                    group=group, quantity=current.quantity, predicate=current.predicate, part=True
                )
            )
            chained = True
        else:
            chained = False
    starts = {part.group.first for part in parts}
    if starts & wholes:
        parts = [part for part in parts if part.group.first not in wholes or part.group.of_them]
    return parts


def combined(casualty: Casualty, wording: str) -> Count:
    """Add kin to the group they are counted with: "a mother and her four children" is five."""
    count = casualty.group.count
    for group in casualty.added:
        low = None if count.low is None else count.low + (group.count.low or 0)
        high = None if count.high is None else count.high + (group.count.high or 0)
        best = None if count.best is None else count.best + (group.count.best or 0)
        count = Count(low=low, best=best, high=high, qualifier=count.qualifier, wording=wording)
    return count
