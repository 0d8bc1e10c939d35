"""The build's one step of its own: make the shipped files from their pinned sources.

Runs for every wheel and editable install. What it makes lies in ``data/built/``, is never
in the repository, and is made anew only when a source, a recipe or the version changed.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class ShippedFilesHook(BuildHookInterface[Any]):
    """Make the gazetteer and take the page's JavaScript from its pinned package."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make what is missing or stale before the files are collected."""
        del version, build_data
        root = Path(self.root)
        recipes = str(root / "data" / "recipe")
        sys.path[:0] = [str(root), recipes]
        try:
            import gazetteer_recipe
            import leaflet_recipe

            built = root / "data" / "built"
            built.mkdir(parents=True, exist_ok=True)
            leaflet_recipe.make(built)
            gazetteer_recipe.make(built)
        finally:
            del sys.path[:2]
