"""The command line; the only room that prints. One file a command."""

from __future__ import annotations

from geomap.cli.entry import main

__all__ = ["main"]
