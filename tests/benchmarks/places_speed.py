"""How fast names become places: a part of ``evaluate_places.py``.

Names are drawn from the gazetteer itself, with a fixed seed. Times are processor time of one
core, the best of several runs where a run is short: other work on the machine would else be
measured too.
"""

from __future__ import annotations

import os
import random
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from geomap.model import Report, Toponym
from geomap.places.gazetteer import BUILTIN, SQLiteGazetteer
from geomap.places.resolve import ReportResolver
from geomap.places.tables.rows import Query, geocode_rows
from geomap.shipped import shipped_path
from geomap.stretches import Span
from geomap.vocabulary import ToponymRole

COUNTRIES = ("SY", "UA", "NG", "YE", "CD", "MX", "BD", "MM")
WORDS, TOPONYMS = 600, 30
ROWS = 1_000
_TOWNS = (
    "SELECT name, admin1, country FROM place WHERE feature LIKE 'PPL%' AND admin1 IS NOT NULL "
    "AND country = ? ORDER BY id"
)
_FIRST_ANSWER = """
import time
start = time.perf_counter()
import geomap
place = geomap.geocode("Talbiseh, Homs").place
assert place.country == "SY"
print(time.perf_counter() - start)
"""

Add = Callable[[str, str, str], None]


def towns(count: int, countries: Sequence[str] = COUNTRIES) -> list[Query]:
    """Draw towns of the gazetteer, as rows of a table would name them."""
    uri = f"{shipped_path(BUILTIN).resolve().as_uri()}?mode=ro&immutable=1"
    connection = sqlite3.connect(uri, uri=True)
    try:
        found = [row for country in countries for row in connection.execute(_TOWNS, (country,))]
    finally:
        connection.close()
    drawn = random.Random(161).sample(found, min(count, len(found)))
    return [Query(name=name, admin1=admin1, country=country) for name, admin1, country in drawn]


def misspelt(query: Query, chance: random.Random) -> Query:
    """Change one letter inside a name."""
    letters = list(query.name)
    inner = [i for i, letter in enumerate(letters) if i > 0 and letter.isalpha()] or [0]
    letters[chance.choice(inner)] = chance.choice("abdfgklmnrst")
    return Query(name="".join(letters), admin1=query.admin1, country=query.country)


def report_of(queries: Sequence[Query]) -> tuple[Report, list[Toponym]]:
    """Write a report of 600 words that names the towns, all in one country."""
    words = ["the"] * WORDS
    step = WORDS // len(queries)
    for index, query in enumerate(queries):
        words[index * step] = query.name
    text = " ".join(words)
    toponyms, start = [], 0
    for query in queries:
        start = text.index(query.name, start)
        span = Span(report_id="r", start=start, end=start + len(query.name))
        toponyms.append(Toponym(span=span, surface=query.name, role=ToponymRole.EVENT))
        start += len(query.name)
    return Report(id="r", text=text, sha256=""), toponyms


def rows_a_second(queries: Sequence[Query], gazetteer: SQLiteGazetteer) -> float:
    """Place rows and give how many a second of processor time."""
    start = time.process_time()
    for _ in geocode_rows(queries, gazetteer=gazetteer):
        pass
    return len(queries) / (time.process_time() - start)


def fresh_process() -> tuple[float, float]:
    """Give seconds to the first answer of a new process, and its peak memory in MB."""
    root = Path(__file__).resolve().parents[2]
    process = subprocess.Popen(
        [sys.executable, "-c", _FIRST_ANSWER], stdout=subprocess.PIPE, cwd=root
    )
    assert process.stdout is not None
    seconds = float(process.stdout.read())
    process.stdout.close()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return seconds, usage.ru_maxrss / 1024


def add_speed(add: Add, gazetteer: SQLiteGazetteer) -> None:
    """Take the times and add them to the figures."""
    resolver = ReportResolver(gazetteer)
    for country in ("SY", "NG"):
        report, toponyms = report_of(towns(TOPONYMS, (country,)))
        resolver.resolve(report, toponyms)
        times = []
        for _ in range(9):
            start = time.process_time()
            resolver.resolve(report, toponyms)
            times.append(time.process_time() - start)
        where = f"{len(report.text.split())} words, {len(toponyms)} toponyms, {country}"
        add("a report resolved, once warm", where, f"{min(times) * 1000:.1f} ms")
    seconds, megabytes = min(fresh_process() for _ in range(3))
    add("first answer of a fresh process", "one name", f"{seconds:.2f} s")
    add("its peak memory", "one name", f"{megabytes:.0f} MB")
    exact, chance = towns(ROWS), random.Random(7)
    add("rows of a table, exact", f"{len(exact)} towns", _a_second(exact, gazetteer))
    wrong = [misspelt(query, chance) for query in exact]
    add("rows of a table, one letter wrong", f"{len(wrong)} towns", _a_second(wrong, gazetteer))


def _a_second(queries: Sequence[Query], gazetteer: SQLiteGazetteer) -> str:
    return f"{max(rows_a_second(queries, gazetteer) for _ in range(2)):,.0f} a second"
