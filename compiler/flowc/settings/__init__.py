"""What a project has settled for its flows: the levels of findings."""

from flowc.settings.project_settings import ProjectSettings, judged

__all__ = ["ProjectSettings", "judged"]
