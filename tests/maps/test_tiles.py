"""Tile sources: what a page may ask, and what an archive holds."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path
from typing import Any

import pytest
import xyzservices
from hypothesis import given
from hypothesis import strategies as st

from geomap.errors import UsageError
from geomap.maps import draw
from geomap.maps.layers import TileSource
from geomap.maps.pmtiles import read_pmtiles, tile_of
from tests.builders_tables import make_tables
from tests.maps.archives import archive, directory, picture, pmtiles_of

RED = picture(200, 0, 0)


def policy_of(html: str) -> dict[str, list[str]]:
    found = re.search(r'Content-Security-Policy" content="([^"]*)"', html)
    assert found
    rules = found[1].replace("&#x27;", "'").replace("&#39;", "'").split("; ")
    return {name: values for name, *values in (rule.split() for rule in rules)}


def facts(source: TileSource) -> Any:
    return json.loads(source.block)


def test_without_a_source_no_host_is_allowed() -> None:
    assert policy_of(draw(make_tables()).to_html())["img-src"] == ["data:", "blob:"]


def test_a_named_source_opens_the_policy_to_its_hosts_and_no_others() -> None:
    source = TileSource("https://{s}.tiles.example.org/{z}/{x}/{y}.png", attribution="example")
    policy = policy_of(draw(make_tables(), tiles=source).to_html())
    assert policy["img-src"] == ["data:", "blob:"] + [
        f"https://{server}.tiles.example.org" for server in "abc"
    ]
    assert policy["default-src"] == ["'none'"]
    assert "connect-src" not in policy
    assert not any("example.org" in value for name in policy for value in policy[name]
                   if name != "img-src")  # fmt: skip


def test_a_provider_is_known_by_its_name() -> None:
    made = facts(TileSource("Esri.WorldImagery"))
    assert made["url"].endswith("/World_Imagery/MapServer/tile/{z}/{y}/{x}")
    assert made["hosts"] == ["https://server.arcgisonline.com"]
    assert "Esri" in made["attribution"]
    assert made["referrer"] == "no-referrer"


def test_a_provider_itself_will_do() -> None:
    own = xyzservices.TileProvider(
        name="Mine", url="https://t.example.org/{style}/{z}/{x}/{y}", style="s", attribution="me"
    )
    assert facts(TileSource(own))["url"] == "https://t.example.org/s/{z}/{x}/{y}"


def test_a_host_whose_rules_want_a_referrer_gets_the_origin_only() -> None:
    made = facts(TileSource("OpenStreetMap.Mapnik"))
    assert made["referrer"] == "strict-origin-when-cross-origin"
    assert made["hosts"] == ["https://tile.openstreetmap.org"]


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("Nowhere.Nothing", "is no tile source"),
        ("Thunderforest.Landscape", "needs a key"),
        ("https://t.example.org/{z}/{x}.png", "needs {z}, {x} and {y}"),
        ("https://t.example.org/{z}/{x}/{y}?k={key}", "and nothing else"),
        ("https://a b/{z}/{x}/{y}", "no plain host"),
        ("https://t.example.org;script-src *//{z}/{x}/{y}", "no plain host"),
    ],
)
def test_what_is_no_source_is_refused(source: str, words: str) -> None:
    with pytest.raises(UsageError, match=re.escape(words)):
        TileSource(source)


def test_an_attribution_is_text() -> None:
    source = TileSource("https://t.example.org/{z}/{x}/{y}", attribution="<img src=x>")
    assert facts(source)["attribution"] == "&lt;img src=x&gt;"


@given(st.integers(0, 4**7))
def test_every_tile_has_a_place_of_its_own_beside_the_one_before(number: int) -> None:
    zoom, column, line = tile_of(number)
    after, right, down = tile_of(number + 1)
    assert 0 <= column < 2**zoom
    assert 0 <= line < 2**zoom
    if after == zoom:
        assert abs(right - column) + abs(down - line) == 1


def test_an_archive_gives_its_tiles(tmp_path: Path) -> None:
    path = tmp_path / "a.pmtiles"
    path.write_bytes(pmtiles_of({0: RED, 3: picture(0, 0, 200)}))
    found = read_pmtiles(path)
    assert found.media == "image/png"
    assert set(found.tiles) == {(0, 0, 0), (1, 1, 1)}
    start, size = found.tiles[0, 0, 0]
    assert found.content[start : start + size] == RED


def test_runs_and_directories_in_directories_are_followed(tmp_path: Path) -> None:
    leaf = gzip.compress(directory([(1, 4, len(RED), 0)]))
    root = directory([(0, 1, len(RED), 0), (1, 0, len(leaf), 0)])
    path = tmp_path / "a.pmtiles"
    path.write_bytes(archive(root, RED, leaves=leaf))
    assert len(read_pmtiles(path).tiles) == 5


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b"PK\3\4" + bytes(200), "is no PMTiles archive"),
        (pmtiles_of({0: RED}, kind=1), "vector tiles are not drawn"),
        (pmtiles_of({0: RED})[:140], "is a broken PMTiles archive"),
        (archive(directory([(0, 1, 10**6, 0)]), RED), "beyond its end"),
        (archive(directory([(0, 4**12, len(RED), 0)]), RED), "beyond its zooms"),
        (archive(b"\xff\xff\xff\xff\x0f", RED, zipped=False), "broken"),
    ],
)
def test_a_broken_archive_is_refused(tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "a.pmtiles"
    path.write_bytes(content)
    with pytest.raises(UsageError, match=words):
        read_pmtiles(path)


def test_a_directory_that_points_to_itself_ends(tmp_path: Path) -> None:
    root = directory([(0, 0, 40, 0)])
    path = tmp_path / "a.pmtiles"
    path.write_bytes(archive(root, RED, leaves=root.ljust(40, b"\0"), zipped=False))
    with pytest.raises(UsageError, match=r"too deep|broken"):
        read_pmtiles(path)
