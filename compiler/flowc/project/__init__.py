"""Files on disk: where a project begins, and the modules in it."""

from flowc.project.files import DiskModules, project_root

__all__ = ["DiskModules", "project_root"]
