"""One report through all rooms: its cost grows with its length, whatever it is made of."""

import time

import pytest

from geomap.stages import load_stages, read_report
from tests.builders import make_report

SHORT, TIMES = 12_000, 5
# Characters of the shorter text, and how many times as long the other is.
SPARE_S = 0.5

UNITS = {
    "sentences": "On Tuesday an air strike killed 12 people in Talbiseh, residents said. ",
    "one name without an end": "Homs, ",
    "quotes in quotes": '"He said "they said "we killed 3 men" in Homs" on Friday" and ',
    "short lines": "12 dead in Homs\n",
    "hyphens": "Al-Al-",
    "marks of direction": "\u202eshelling\u202c killed \u20665\u2069 people in \u200fHoms. ",
    "digits": "1234567890",
    "brackets": "([{<",
    "joining words": "and ",
}


def seconds(unit: str, length: int) -> float:
    text = (unit * (length // len(unit) + 1))[:length]
    start = time.process_time()
    read_report(make_report(text), load_stages())
    return time.process_time() - start


@pytest.mark.parametrize("unit", UNITS.values(), ids=UNITS)
def test_reading_takes_no_more_than_its_share_of_a_longer_report(unit):
    seconds(unit, 1_000)
    short = min(seconds(unit, SHORT) for _ in range(2))
    # With the square of the length it would take TIMES times as long again.
    assert seconds(unit, SHORT * TIMES) < 2 * TIMES * short + SPARE_S
