"""How an incident looks: kinds and their colours and glyphs, sizes, how certainty is drawn.

Colours stand apart for readers with any colour vision, are no party's or faction's sign, and
reach 3:1 against the land they are drawn on (WCAG 2.2, 1.4.11) in both themes. Colour is
never the only sign: each kind has a glyph, each grading a line style. Nothing here knows
folium or the page; the page gets this as data.
"""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass

__all__ = ["CERTAINTIES", "KINDS", "SIZES", "Certainty", "Kind", "Sizes", "kind_of", "to_record"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of event as the page draws it."""

    name: str
    label: str
    # as the filter and the details call it
    light: str
    dark: str
    # hex colours for the two themes
    glyph: str
    # an SVG path in a box of 24 by 24; strokes and fills of our own drawing
    filled: bool
    # whether the glyph is filled rather than stroked
    sub_event_types: tuple[str, ...] = ()
    # ACLED's exact strings
    words: tuple[str, ...] = ()
    # what the types of other tables contain, in lower case


@dataclass(frozen=True, slots=True, kw_only=True)
class Certainty:
    """How an incident of one grading is drawn."""

    name: str
    label: str
    meaning: str
    dash: tuple[float, ...]
    # on, off … in pixels; empty for a whole line
    width: float
    # pixels
    opacity: float
    # of the disc, 0 to 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """Radii in pixels: ``least + root * sqrt(killed)``, never above ``most``."""

    least: float = 4.5
    root: float = 1.9
    most: float = 36.0
    unknown: float = 8.5
    # an unknown number: hollow, with a question mark
    open_gap: float = 4.0
    # how far outside the disc the broken ring of an open upper bound lies


KINDS: tuple[Kind, ...] = (
    Kind(
        name="air_strike",
        label="Air or drone strike",
        light="#c0341d",
        dark="#ff7a5f",
        glyph="M12 3 L14 10 L21 15 V17 L14 15 V19 L16.5 21.5 H7.5 L10 19 V15 L3 17 V15 L10 10 Z",
        filled=True,
        sub_event_types=("Air/drone strike",),
        words=(
            "air strike",
            "airstrike",
            "air attack",
            "drone",
            "aerial",
            "barrel bomb",
        ),
    ),
    Kind(
        name="shelling",
        label="Shelling or missile",
        light="#b95c00",
        dark="#ffa64d",
        glyph="M4 20 C5 10 10 5 19 6 M13.5 3.5 L20 6 L15.5 11",
        filled=False,
        sub_event_types=("Shelling/artillery/missile attack",),
        words=(
            "shell",
            "artillery",
            "missile",
            "rocket",
            "mortar",
            "bombardment",
        ),
    ),
    Kind(
        name="ground_clash",
        label="Ground clash",
        light="#0a68ad",
        dark="#5db5f5",
        glyph="M5 5 L19 19 M19 5 L5 19",
        filled=False,
        sub_event_types=(
            "Armed clash",
            "Government regains territory",
            "Non-state actor overtakes territory",
            "Non-violent transfer of territory",
        ),
        words=(
            "clash",
            "battle",
            "fight",
            "combat",
            "territory",
        ),
    ),
    Kind(
        name="bomb",
        label="Bomb, mine or suicide",
        light="#857000",
        dark="#e6c94a",
        glyph="M12 2 L14 8.5 L20 5 L16 11 L22.5 13.5 L15.5 15 L17 22 L12 17 L7 22 L8.5 15 "
        "L1.5 13.5 L8 11 L4 5 L10 8.5 Z",
        filled=True,
        sub_event_types=("Remote explosive/landmine/IED", "Suicide bomb", "Grenade"),
        words=(
            "ied",
            "mine",
            "bomb",
            "explosi",
            "suicide",
            "grenade",
        ),
    ),
    Kind(
        name="small_arms",
        label="Attack with small arms",
        light="#007a70",
        dark="#43c9b9",
        glyph="M12 2 V8 M12 16 V22 M2 12 H8 M16 12 H22 M12 6.5 A5.5 5.5 0 1 0 12.01 6.5 Z",
        filled=False,
        sub_event_types=("Attack", "Sexual violence", "Excessive force against protesters"),
        words=(
            "shoot",
            "gun",
            "sniper",
            "assault",
            "attack",
            "execution",
            "assassin",
            "small arms",
        ),
    ),
    Kind(
        name="detention",
        label="Abduction or detention",
        light="#9b2f92",
        dark="#e58bdc",
        glyph="M4 4 H20 V20 H4 Z M9.3 4 V20 M14.7 4 V20",
        filled=False,
        sub_event_types=("Abduction/forced disappearance", "Arrests"),
        words=(
            "abduct",
            "kidnap",
            "detain",
            "detention",
            "arrest",
            "hostage",
            "disappear",
        ),
    ),
    Kind(
        name="chemical",
        label="Chemical weapon",
        light="#4c35a0",
        dark="#a99bff",
        glyph="M9 3 H15 M10 3 V9 L4.5 19.5 Q4 21 6 21 H18 Q20 21 19.5 19.5 L14 9 V3 M7.5 15 H16.5",
        filled=False,
        sub_event_types=("Chemical weapon",),
        words=(
            "chemical",
            "chlorine",
            "sarin",
        ),
    ),
    Kind(
        name="protest",
        label="Protest or riot",
        light="#4f7416",
        dark="#a3cf5a",
        glyph="M6 2.5 V22 M6 4 H19 L15.5 8.5 L19 13 H6",
        filled=False,
        sub_event_types=(
            "Peaceful protest",
            "Protest with intervention",
            "Violent demonstration",
            "Mob violence",
        ),
        words=(
            "protest",
            "riot",
            "demonstration",
        ),
    ),
    Kind(
        name="other",
        label="Other",
        light="#5f646b",
        dark="#aab1ba",
        glyph="M12 7.5 A4.5 4.5 0 1 0 12.01 7.5 Z",
        filled=True,
    ),
)

CERTAINTIES: tuple[Certainty, ...] = (
    Certainty(
        name="confirmed",
        label="Confirmed",
        meaning="a belligerent has accepted responsibility",
        dash=(),
        width=2.6,
        opacity=0.95,
    ),
    Certainty(
        name="fair",
        label="Fair",
        meaning="two or more independent claimants agree that it happened",
        dash=(),
        width=1.4,
        opacity=0.85,
    ),
    Certainty(
        name="weak",
        label="Weak",
        meaning="a single claimant, or none that is independent",
        dash=(5.0, 3.0),
        width=1.6,
        opacity=0.62,
    ),
    Certainty(
        name="contested",
        label="Contested",
        meaning="claimants differ on what happened or who did it",
        dash=(8.0, 3.0, 1.5, 3.0),
        width=2.2,
        opacity=0.62,
    ),
    Certainty(
        name="discounted",
        label="Discounted",
        meaning="others are most likely responsible, or none was harmed",
        dash=(1.5, 3.0),
        width=1.6,
        opacity=0.35,
    ),
    Certainty(
        name="ungraded",
        label="Not graded",
        meaning="the table does not say how certain it is",
        dash=(),
        width=1.0,
        opacity=0.75,
    ),
)

SIZES = Sizes()

# What a page draws with; how it calls it stands in the words of its language.
_DRAWN_KIND = ("name", "light", "dark", "glyph", "filled")
_SAID = ("label", "meaning")

# "Chemical attack" is no attack with small arms: what is special is looked for first.
_ORDER = (6, 5, 7, 0, 1, 3, 2, 4)
_BY_WORDS = tuple(
    (number, re.compile(r"\b(?:" + "|".join(KINDS[number].words) + ")")) for number in _ORDER
)
_INDEX = {name: number for number, kind in enumerate(KINDS) for name in kind.sub_event_types}


def kind_of(sub_event_type: str | None) -> int:
    """Tell which kind of mark an ACLED sub-event type is drawn as.

    Parameters
    ----------
    sub_event_type : str or None
        ACLED's exact string, or the words of another table; None is unknown.

    Returns
    -------
    int
        The index in `KINDS`; the last, "other", for what has no kind of its own.

    Examples
    --------
    >>> KINDS[kind_of("Air/drone strike")].name
    'air_strike'
    >>> KINDS[kind_of(None)].name
    'other'
    """
    if sub_event_type in _INDEX or not sub_event_type:
        return _INDEX.get(sub_event_type or "", len(KINDS) - 1)
    said = str(sub_event_type).lower()
    return next((n for n, words in _BY_WORDS if words.search(said)), len(KINDS) - 1)


def to_record() -> dict[str, object]:
    """Give the whole style as plain values, as the page reads it.

    Returns
    -------
    dict
        ``kinds``, ``certainties`` and ``sizes``.

    Examples
    --------
    >>> sorted(to_record())
    ['certainties', 'kinds', 'sizes']
    """
    return {
        "kinds": [
            {name: value for name, value in asdict(kind).items() if name in _DRAWN_KIND}
            for kind in KINDS
        ],
        "certainties": [
            {name: value for name, value in asdict(certainty).items() if name not in _SAID}
            for certainty in CERTAINTIES
        ],
        "sizes": asdict(SIZES),
    }
