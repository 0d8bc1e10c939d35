"""Tiles from a named source: the page asks that host and nobody else, and says so."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from geomap.maps import draw
from geomap.maps.layers import TileSource
from tests.browser.test_page import founding_tables
from tests.maps.archives import picture, pmtiles_of

pytestmark = pytest.mark.browser


@pytest.fixture
def tile_server() -> Iterator[tuple[str, list[tuple[str, str | None]]]]:
    """Serve red tiles from this machine; give the address and what was asked, with its referrer."""
    asked: list[tuple[str, str | None]] = []

    class Tiles(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append((self.path, self.headers.get("Referer")))
            self.send_response(200)
            self.send_header("Content-Type", "image/png")
            self.end_headers()
            self.wfile.write(picture(200, 0, 0, 256))

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Tiles)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()
    server.server_close()
    thread.join()


def test_a_named_host_is_asked_and_named(
    open_page: Callable[..., Any], tile_server: tuple[str, list[tuple[str, str | None]]]
) -> None:
    address, asked = tile_server
    source = TileSource(address + "/{z}/{x}/{y}.png", attribution="Red <b>tiles</b>")
    seen = open_page(draw(founding_tables(), tiles=source).to_html())
    page = seen.page
    page.locator(".leaflet-tile-loaded").first.wait_for()
    assert asked
    assert {referrer for _, referrer in asked} == {None}
    hosts = {url.split("/")[2] for url in seen.requests if not url.startswith(("file", "data"))}
    assert hosts == {address.removeprefix("http://")}
    assert (
        f"Asks {address.removeprefix('http://')} for tiles" in page.locator(".gm-head").inner_text()
    )
    assert "Red <b>tiles</b>" in page.locator(".leaflet-control-attribution").inner_text()
    control = page.locator(".leaflet-control-layers")
    control.hover()
    assert "Ground" in control.inner_text()
    control.get_by_label("127.0.0.1").uncheck()
    assert page.locator(".leaflet-tile").count() == 0


def test_a_host_that_gives_no_tiles_is_told(chromium: Any, tmp_path: Path) -> None:
    source = TileSource("http://127.0.0.1:9/{z}/{x}/{y}.png")
    file = tmp_path / "page.html"
    draw(founding_tables(), tiles=source).save(file)
    page = chromium.new_page()
    page.goto(file.as_uri())
    page.get_by_text("The host gave no tiles.").wait_for()
    page.close()


def test_an_archive_of_tiles_is_in_the_page(open_page: Callable[..., Any], tmp_path: Path) -> None:
    path = tmp_path / "red.pmtiles"
    path.write_bytes(pmtiles_of({0: picture(200, 0, 0, 256)}, most=0))
    seen = open_page(draw(founding_tables(), tiles=TileSource(path)).to_html())
    seen.page.locator("img.leaflet-tile-loaded").first.wait_for()
    assert all(url.startswith(("file:", "blob:", "data:")) for url in seen.requests)
    assert "Asks" not in seen.page.locator(".gm-head").inner_text()
    size = seen.page.evaluate("document.querySelector('img.leaflet-tile-loaded').naturalWidth")
    assert size == 256
