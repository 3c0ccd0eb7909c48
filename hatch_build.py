"""Puts the grammar, the standard library and the runtime into wheels."""

from typing import Any

from hatchling.builders.config import BuilderConfig
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

_FOLDERS = ("grammar", "stdlib", "runtime")


class ResourcesHook(BuildHookInterface[BuilderConfig]):
    """Ships `grammar/`, `stdlib/` and `runtime/` inside the package; `flowc/resources.py` is what finds them there."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Adds the folders to a real wheel; an editable install reads them from the checkout."""
        if version == "standard":
            build_data["force_include"].update({folder: f"flowc/{folder}" for folder in _FOLDERS})
