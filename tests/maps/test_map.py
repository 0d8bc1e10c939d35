"""The map as an object: its bytes, its policy, its way to disk and into a notebook."""

from __future__ import annotations

import json
import re
import stat
from html import unescape
from pathlib import Path
from typing import Any

import folium
import folium.plugins
import pandas as pd
import pytest
from shapely.geometry import Polygon

from geomap.errors import OutputError, SchemaError
from geomap.maps import Map, draw, inert_text
from geomap.maps.language import LANGUAGES
from geomap.maps.layers import Basemap, DensityLayer, IncidentLayer, Legend, Timeline
from tests.builders_tables import FakeTables, make_tables


def policy_of(html: str) -> dict[str, list[str]]:
    found = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', html)
    assert found
    rules = [rule.split() for rule in unescape(found[1]).split("; ")]
    return {name: values for name, *values in rules}


def tables_in(html: str) -> Any:
    blocks = re.findall(
        r'<script type="application/json" id="[^"]+">(.*?)</script>', html, re.DOTALL
    )
    return next(block["tables"] for text in blocks if "tables" in (block := json.loads(text)))


def test_the_same_tables_give_the_same_bytes() -> None:
    assert draw(make_tables()).to_html() == draw(make_tables()).to_html()


def test_a_map_renders_the_same_twice() -> None:
    drawn = draw(make_tables())
    folium.Marker((34.8, 36.7)).add_to(drawn)
    folium.FeatureGroup().add_to(drawn)
    first = drawn.to_html()
    assert drawn.to_html() == first


def test_a_name_that_a_user_chose_is_kept() -> None:
    drawn = draw(make_tables())
    drawn.to_html()
    folium.FeatureGroup(name="phase_3").add_to(drawn)
    html = drawn.to_html()
    assert '"phase_3" : feature_group_' in html
    assert drawn.to_html() == html


def test_added_layers_have_names_that_do_not_change() -> None:
    pages = []
    for _ in range(2):
        drawn = draw(make_tables())
        group = folium.FeatureGroup().add_to(drawn)
        folium.CircleMarker((34.8, 36.7), popup="x", tooltip="y").add_to(group)
        folium.plugins.MiniMap(tile_layer="OpenStreetMap").add_to(drawn)
        pages.append(drawn.to_html())
    assert pages[0] == pages[1]


def test_a_page_that_needs_no_host_allows_none() -> None:
    policy = policy_of(draw(make_tables()).to_html())
    assert policy["default-src"] == ["'none'"]
    assert policy["img-src"] == ["data:", "blob:"]
    assert set(policy) == {
        "default-src",
        "script-src",
        "style-src",
        "img-src",
        "base-uri",
        "form-action",
    }
    for value in (*policy["script-src"], *policy["style-src"]):
        assert value.startswith("'sha256-")


def test_a_tile_layer_makes_the_policy_name_its_host_and_no_other() -> None:
    drawn = draw(make_tables())
    folium.TileLayer("https://{s}.tiles.example.org/{z}/{x}/{y}.png", attr="example").add_to(drawn)
    policy = policy_of(drawn.to_html())
    hosts = {host for values in policy.values() for host in values if "://" in host}
    assert hosts == {"https://*.tiles.example.org"}
    assert "https://*.tiles.example.org" in policy["img-src"]


def test_a_plugin_makes_the_policy_name_the_hosts_of_its_files() -> None:
    drawn = draw(make_tables())
    folium.plugins.Fullscreen().add_to(drawn)
    policy = policy_of(drawn.to_html())
    assert [host for host in policy["script-src"] if "://" in host] == ["https://cdn.jsdelivr.net"]


def test_foliums_icon_brings_the_files_that_it_needs() -> None:
    drawn = draw(make_tables())
    folium.Marker((34.8, 36.7), icon=folium.Icon(color="red")).add_to(drawn)
    html = drawn.to_html()
    assert "leaflet.awesome-markers.js" in html
    assert "https://cdnjs.cloudflare.com" in policy_of(html)["script-src"]
    assert "awesome-markers.js" not in draw(make_tables()).to_html()


def test_no_text_of_a_report_stands_outside_the_data_block() -> None:
    tables = make_tables(
        incidents=[{"place": "ZZPLACE"}], claims=[{"verbatim": "ZZWORDS", "claimant": "ZZWHO"}]
    )
    html = draw(tables).to_html()
    outside = re.sub(r'<script type="application/json".*?</script>', "", html, flags=re.DOTALL)
    for words in ("ZZPLACE", "ZZWORDS", "ZZWHO"):
        assert words not in outside


def test_several_layers_share_one_data_block() -> None:
    html = draw(make_tables()).to_html()
    assert len(re.findall(r'<script type="application/json" id="geomap-[0-9a-f]{12}">', html)) == 2


def test_unknown_stays_unknown_in_the_page() -> None:
    tables = make_tables(incidents=[{"killed_low": None, "killed_best": None, "killed_high": None}])
    found = tables_in(draw(tables).to_html())["incidents"]["columns"]
    assert found["killed_low"] == {"same": None}
    assert found["wounded_high"] == {"same": None}


def test_a_title_with_markup_is_text() -> None:
    html = draw(make_tables(), title="</title><script>x</script>{{7*7}}").to_html()
    assert "<title>&lt;/title&gt;&lt;script&gt;x&lt;/script&gt;{{7*7}}</title>" in html


def test_the_founding_page_is_small() -> None:
    area = Polygon([(36.0, 34.2), (39.0, 34.2), (39.0, 35.6)])
    rows = [
        {"id": f"i{n}", "lat": lat, "lon": lon}
        for n, (lat, lon) in enumerate(
            [(34.8, 36.7), (48.0, 37.8), (13.1, 30.2), (-1.7, 29.2), (15.3, 44.2), (21.9, 95.9)]
        )
    ]
    tables = make_tables(incidents=[*rows, {"id": "a", "where_prec": 4, "geometry": area}])
    for language in LANGUAGES:
        html = draw(tables, language=language).to_html()
        assert len(html.encode("utf-8")) < 600_000, language


def test_incidents_without_coordinates_are_refused_with_the_columns_named() -> None:
    tables = make_tables()
    bare = FakeTables(
        pd.DataFrame({"id": ["a"]}),
        *(
            getattr(tables, name)
            for name in ("claims", "statements", "toponyms", "reports", "unread", "history")
        ),
    )
    with pytest.raises(SchemaError, match="no column lat, lon"):
        draw(bare)


def test_save_writes_the_page(tmp_path: Path) -> None:
    drawn = draw(make_tables())
    drawn.save(tmp_path / "map.html")
    assert (tmp_path / "map.html").read_text(encoding="utf-8") == drawn.to_html()
    assert [path.name for path in tmp_path.iterdir()] == ["map.html"]


def test_save_replaces_a_geomap_page_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "map.html"
    drawn = draw(make_tables())
    drawn.save(path)
    drawn.save(path)
    path.write_text("<html>somebody's work</html>", encoding="utf-8")
    with pytest.raises(OutputError, match="not a geomap page"):
        drawn.save(path)
    assert path.read_text(encoding="utf-8") == "<html>somebody's work</html>"
    drawn.save(path, force=True)
    assert "geomap" in path.read_text(encoding="utf-8")


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="does not exist") as caught:
        draw(make_tables()).save(tmp_path / "none" / "map.html")
    assert caught.value.where == str(tmp_path / "none" / "map.html")


def test_a_folder_is_no_place_for_a_page(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="a folder"):
        draw(make_tables()).save(tmp_path)


def test_a_failed_write_leaves_the_old_page_and_no_scraps(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "map.html"
    drawn = draw(make_tables())
    drawn.save(path)
    before = path.read_bytes()

    def full_disk(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full_disk)
    with pytest.raises(OutputError, match="No space left on device"):
        drawn.save(path)
    assert path.read_bytes() == before
    assert [found.name for found in tmp_path.iterdir()] == ["map.html"]


def test_a_saved_page_can_be_read_by_others(tmp_path: Path) -> None:
    draw(make_tables()).save(tmp_path / "map.html")
    plain = tmp_path / "plain"
    plain.touch()
    assert stat.S_IMODE((tmp_path / "map.html").stat().st_mode) == stat.S_IMODE(
        plain.stat().st_mode
    )


def test_a_notebook_gets_a_sandboxed_frame_and_a_table_that_stands_alone() -> None:
    drawn = draw(
        make_tables(
            incidents=[
                {"place_as_written": "<b>Homs</b>"},
                {"id": "i2", "killed_low": None, "killed_best": None, "killed_high": None},
            ]
        ),
        title="<i>t</i>",
    )
    html = drawn._repr_html_()
    frame = re.search(r'<iframe title="([^"]*)" srcdoc="([^"]*)" sandbox="([^"]*)"', html)
    assert frame
    assert unescape(frame[2]) == drawn.to_html()
    assert "allow-same-origin" not in frame[3]
    rest = html.replace(frame[0], "")
    assert "&lt;b&gt;Homs&lt;/b&gt;" in rest
    assert "<b>" not in rest
    assert "20–22" in rest
    assert "unknown" in rest


def test_layers_go_into_a_plain_folium_map() -> None:
    tables = make_tables()
    plain = folium.Map(tiles=None)
    incidents = IncidentLayer(tables, name="Ours").add_to(plain)
    DensityLayer(tables, show=True).add_to(plain)
    Basemap(incidents.extents).add_to(plain)
    Legend(tables).add_to(plain)
    Timeline(tables).add_to(plain)
    folium.LayerControl().add_to(plain)
    html = plain.get_root().render()
    assert html.count("window.geomap = {") == 1
    assert '"Ours" : incident_layer_' in html
    assert plain.get_bounds() == [[34.84, 36.73], [34.84, 36.73]]


def test_a_page_drawn_by_foliums_own_render_has_leaflet_inside() -> None:
    html = Map().get_root().render()
    assert "Leaflet 1.9.4" in html
    assert "cdn" not in html


def test_inert_text_keeps_nothing_that_acts() -> None:
    assert inert_text("a{{b}}<c>`${d}`") == (
        "a&#123;&#123;b&#125;&#125;&#60;c&#62;&#96;&#36;&#123;d&#125;&#96;"
    )
