"""Files on disk: where a project begins, the modules in it, and its settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flowc.project.files import DiskModules, project_root

__all__ = ["DiskModules", "project_root"]


def __getattr__(name: str) -> object:
    """What is offered here, imported when it is asked for: every run looks for settings, few use a module."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from flowc.project import files  # noqa: PLC0415 - see above

    return getattr(files, name)
