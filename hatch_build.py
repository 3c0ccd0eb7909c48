"""Puts the grammar, the standard library, the runtime and the stand-in for Twilio into wheels."""

from pathlib import Path
from typing import Any

from hatchling.builders.config import BuilderConfig
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

_FOLDERS = ("grammar", "stdlib", "runtime")
# A folder of their own: whoever imports the runtime from where it is must not find our `liquid` there.
_PLACE = "shipped"
# `flowc test --target twiml` calls bundles by it; its own tests stay at home.
_STAND_IN = Path("tests", "twilio")


class ResourcesHook(BuildHookInterface[BuilderConfig]):
    """Ships the folders and `tests/twilio/` inside the package; `flowc/resources.py` is what finds them there."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Adds the folders to a real wheel; an editable install reads them from the checkout."""
        if version == "standard":
            build_data["force_include"].update({folder: f"flowc/{_PLACE}/{folder}" for folder in _FOLDERS})
            build_data["force_include"].update(
                {str(path): f"flowc/{_PLACE}/{path.as_posix()}" for path in self._stand_in()}
            )

    def _stand_in(self) -> list[Path]:
        """The modules of the stand-in, from the top of the project."""
        found = sorted((Path(self.root) / _STAND_IN).rglob("*.py"))
        return [path.relative_to(self.root) for path in found if not path.name.startswith("test_")]
