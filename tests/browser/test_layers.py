"""Each layer as it is used: in our page, and alone in somebody's own folium map."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import folium
import geopandas as gpd
import pandas as pd
import pytest
from folium.plugins import MiniMap
from shapely.geometry import LineString, Point, Polygon

from geomap.maps import draw
from geomap.maps.bundle import leaflet_script, leaflet_style
from geomap.maps.layers import (
    AreaLayer,
    Basemap,
    ChoroplethLayer,
    DensityLayer,
    IncidentLayer,
    Legend,
    OverlayLayer,
    PrecisionLayer,
    SideLayer,
    Timeline,
)
from geomap.maps.layers.layer import Verbatim
from tests.browser.test_page import founding_tables, pixel
from tests.builders_tables import make_tables

pytestmark = pytest.mark.browser

ZONES = gpd.GeoDataFrame(
    {"name": ["Zone {{7*7}} <b>A</b>", "Front", "Post"]},
    geometry=[
        Polygon([(36.2, 34.5), (37.2, 34.5), (37.2, 35.2), (36.2, 35.2)]),
        LineString([(36.0, 34.3), (38.0, 34.3)]),
        Point(38.6, 34.5),
    ],
    crs="EPSG:4326",
)


def plain_map(**options: Any) -> folium.Map:
    """Make a plain folium map whose Leaflet comes from our package: a test has no network."""
    drawn = folium.Map(location=(34.9, 37.2), zoom_start=8, tiles=None, **options)
    drawn.default_js, drawn.default_css = [], []
    leaflet = f"<style>{leaflet_style()}</style><script>{leaflet_script()}</script>"
    drawn.get_root().header.add_child(Verbatim(leaflet))
    return drawn


def point_on(page: Any, lat: float, lon: float) -> tuple[float, float]:
    return tuple(
        page.evaluate(
            """([lat, lon]) => {
                const map = Object.values(window).find((thing) => thing instanceof L.Map);
                const box = map.getContainer().getBoundingClientRect();
                const at = map.latLngToContainerPoint([lat, lon]);
                return [box.left + at.x, box.top + at.y];
            }""",
            [lat, lon],
        )
    )


LAYERS = {
    "gm-marks": lambda: IncidentLayer(founding_tables(), name="Ours"),
    "gm-areas": lambda: AreaLayer(founding_tables(), name="Ours"),
    "gm-halos": lambda: PrecisionLayer(founding_tables(), name="Ours"),
    "gm-density": lambda: DensityLayer(founding_tables(), name="Ours", show=True),
    "gm-divisions": lambda: ChoroplethLayer(founding_tables(), name="Ours", show=True),
    "gm-sides": lambda: SideLayer(founding_tables(), name="Ours", show=True),
    "gm-overlay": lambda: OverlayLayer(ZONES, name="Ours"),
    "gm-ground": lambda: Basemap(
        IncidentLayer(founding_tables()).extents, name="Ours", control=True
    ),
}


@pytest.mark.parametrize("pane", LAYERS)
def test_every_layer_works_alone_beside_foliums_own(
    open_page: Callable[..., Any], pane: str
) -> None:
    drawn = plain_map()
    LAYERS[pane]().add_to(drawn)
    folium.CircleMarker((34.5, 36.4), tooltip="a circle of folium").add_to(drawn)
    MiniMap(tile_layer=folium.TileLayer("data:,", attr="none")).default_js = []
    folium.LayerControl(collapsed=False).add_to(drawn)
    seen = open_page(drawn.get_root().render())
    page = seen.page
    page.wait_for_timeout(200)
    assert page.locator("path.leaflet-interactive").count() == 1
    assert pixel(page, pane) > 20
    box = page.locator(".leaflet-control-layers").get_by_label("Ours")
    box.uncheck()
    page.wait_for_timeout(100)
    assert pixel(page, pane) == 0
    box.check()
    page.wait_for_timeout(200)
    assert pixel(page, pane) > 20
    assert all(url.startswith(("file:", "data:")) for url in seen.requests)


def test_a_mark_opens_in_a_popup_of_a_plain_map(open_page: Callable[..., Any]) -> None:
    drawn = plain_map()
    frame = pd.DataFrame({"lat": [34.9], "lon": [38.0], "place": ["Palmyra"], "killed": [7]})
    IncidentLayer(frame).add_to(drawn)
    Legend(frame).add_to(drawn)
    Timeline(frame).add_to(drawn)
    page = open_page(drawn.get_root().render()).page
    page.mouse.click(*point_on(page, 34.9, 38.0))
    text = page.locator(".leaflet-popup").inner_text()
    assert "Palmyra" in text
    assert "7 killed, as claimed" in text


def test_divisions_count_what_is_shown_and_what_is_asked(open_page: Callable[..., Any]) -> None:
    page = open_page(draw(founding_tables()).to_html(), width=1400).page
    page.locator(".leaflet-control-layers").hover()
    page.get_by_label("First-level divisions").check()
    key = page.locator(".gm-panel .gm-key")
    assert key.get_by_label("What is counted").input_value() == "count"
    page.mouse.move(700, 20)
    page.mouse.move(*point_on(page, 34.3, 38.6))  # in Homs, beside every mark
    page.wait_for_timeout(150)
    assert pixel(page, "gm-divisions") > 1000
    key.get_by_label("What is counted").select_option("high")
    page.wait_for_timeout(150)
    assert "from 20" in key.inner_text(), "the 22 of Homs are in the last class"
    before = pixel(page, "gm-divisions")
    page.get_by_label("Air or drone strike").uncheck()
    page.wait_for_timeout(150)
    assert 0 < pixel(page, "gm-divisions") < before, "only Hama is left, its number unknown"


def test_sides_tell_who_speaks_and_how_often(open_page: Callable[..., Any]) -> None:
    kinds = ["military", "government", "hospital", "witness", None]
    tables = make_tables(
        incidents=[{"id": "i"}],
        claims=[
            {"id": f"c{n}", "incident_id": "i", "claimant_kind": kind}
            for n, kind in enumerate(kinds)
        ],
    )
    page = open_page(draw(tables).to_html()).page
    page.locator(".leaflet-control-layers").hover()
    page.get_by_label("Claims by side").check()
    page.wait_for_timeout(150)
    lines = [
        " ".join(one.split())
        for one in page.locator(".gm-key .gm-legend-line").all_inner_texts()
        if one
    ]
    assert lines == ["State, army, police 2", "Hospitals, rescuers 1", "Witnesses, activists 1",
                     "Others 1"]  # fmt: skip
    assert pixel(page, "gm-sides") > 100
    page.locator(".leaflet-control-layers").hover()
    page.get_by_label("Claims by side").uncheck()
    assert page.locator(".gm-key").count() == 0


def test_a_table_without_claims_has_no_sides(open_page: Callable[..., Any]) -> None:
    frame = pd.DataFrame({"lat": [34.9], "lon": [38.0]})
    page = open_page(draw(frame).to_html()).page
    page.locator(".leaflet-control-layers").hover()
    assert page.get_by_label("Claims by side").count() == 0
    assert page.get_by_label("First-level divisions").count() == 1


def test_an_overlay_of_ones_own_tells_its_labels_as_text(open_page: Callable[..., Any]) -> None:
    hostile = "x{{7*7}}<img src=x onerror=alert(1)>"
    drawn = draw(founding_tables(), overlays=[OverlayLayer(ZONES, name=hostile)])
    seen = open_page(drawn.to_html())
    page = seen.page
    control = page.locator(".leaflet-control-layers")
    control.hover()
    assert "Your own" in control.inner_text()
    assert hostile in control.inner_text()
    assert page.locator(".leaflet-control-layers img").count() == 0
    page.mouse.move(5, 5)
    for (lat, lon), words in (((34.55, 36.3), "Zone {{7*7}} <b>A</b>"), ((34.3, 36.05), "Front"),
                              ((34.5, 38.6), "Post")):  # fmt: skip
        page.get_by_label("Area claims").evaluate("box => box.checked && box.click()")
        page.mouse.move(*point_on(page, lat, lon))
        page.wait_for_timeout(60)
        tip = page.locator(".gm-tip").inner_text()
        assert words in tip
        assert hostile in tip
