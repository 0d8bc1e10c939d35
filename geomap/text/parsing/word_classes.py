"""Universal parts of speech from a spaCy "attribute_ruler", looked up instead of matched.

Nearly all its rules ask of one word its tag, its form and its grammar; what they say of each
such triple is remembered. Forms that no rule names are all one to them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Self

__all__ = ["Word", "WordClasses"]

_ASKED = ("TAG", "LOWER", "DEP")

Word = tuple[str, str, str]
# tag, form in lower case, dependency label
_Test = tuple[int, frozenset[str], bool]
# which of the three, the values, whether it must be one of them
_Rule = tuple[int, tuple[tuple[_Test, ...], ...], int, str]
# number, the tests of each word, the word that it is about, the part of speech


class WordClasses:
    """The rules that give a part of speech; later rules overrule earlier ones."""

    def __init__(self, rules: Sequence[_Rule]) -> None:
        self._single = [rule for rule in rules if len(rule[1]) == 1]
        self._pairs = [rule for rule in rules if len(rule[1]) == 2]
        self._forms = frozenset(
            form
            for _, words, _, _ in rules
            for tests in words
            for at, values, _ in tests
            if _ASKED[at] == "LOWER"
            for form in values
        )
        self._told: dict[Word, tuple[int, str]] = {}
        self._opening: dict[Word, tuple[_Rule, ...]] = {}

    @classmethod
    def of(cls, component: Any) -> Self | None:
        """Take over a component's rules, or give None where they ask for more than these do."""
        rules = []
        for number, entry in enumerate(component.patterns):
            if set(entry["attrs"]) <= {"MORPH", "LEMMA"}:
                continue
            for pattern in entry["patterns"]:
                if any(word.get("IS_SPACE") for word in pattern):
                    # White space carries nothing and is no word of a parse.
                    continue
                tests = [_tests(word) for word in pattern]
                strange = set(entry["attrs"]) - {"POS", "MORPH", "LEMMA"}
                if strange or len(tests) > 2 or any(test is None for test in tests):
                    return None
                about = entry["index"] % len(tests)
                kept = tuple(test for test in tests if test is not None)
                rules.append((number, kept, about, entry["attrs"]["POS"]))
        return cls(rules)

    def of_words(self, words: Sequence[Word]) -> list[str]:
        """Give the part of speech of each word of a doc, "" where no rule speaks."""
        found: list[tuple[int, str]] = []
        before: Word | None = None
        for tag, form, dep in words:
            word = (tag, form if form in self._forms else "", dep)
            told = self._told.get(word)
            if told is None:
                told = self._learnt(word)
            for rule in self._opening[before] if before is not None else ():
                number, tests, about, pos = rule
                if not _holds(tests[1], word):
                    continue
                if about == 1:
                    told = max(told, (number, pos))
                else:
                    found[-1] = max(found[-1], (number, pos))
            found.append(told)
            before = word
        return [pos for _, pos in found]

    def _learnt(self, word: Word) -> tuple[int, str]:
        told = (-1, "")
        for number, tests, _, pos in self._single:
            if _holds(tests[0], word):
                told = (number, pos)
        self._told[word] = told
        self._opening[word] = tuple(r for r in self._pairs if _holds(r[1][0], word))
        return told


def _tests(word: Mapping[str, Any]) -> tuple[_Test, ...] | None:
    made = []
    for name, asked in word.items():
        if name == "IS_SPACE":
            continue
        if name not in _ASKED:
            return None
        at = _ASKED.index(name)
        if isinstance(asked, str):
            made.append((at, frozenset((asked,)), True))
        elif set(asked) == {"IN"} or set(asked) == {"NOT_IN"}:
            made.append((at, frozenset(*asked.values()), "IN" in asked))
        else:
            return None
    return tuple(made)


def _holds(tests: tuple[_Test, ...], word: Word) -> bool:
    return all((word[at] in values) is wanted for at, values, wanted in tests)
