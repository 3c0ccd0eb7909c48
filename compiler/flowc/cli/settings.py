"""The settings that hold for a source: those of its project, and what the command line says above them."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from flowc.cli import inputs, report
from flowc.cli.options import RuleOptions
from flowc.diagnostics import Diagnostic, Severity
from flowc.project.search import find_settings

if TYPE_CHECKING:
    from flowc.diagnostics.selectors import Chosen
    from flowc.settings import ProjectSettings


class SettingsReader:
    """Reads each file of settings once, however many sources it holds for."""

    def __init__(self, options: RuleOptions, *, strict: bool) -> None:
        self.options = options
        self.strict = strict
        # What is wrong in the files of settings that were read.
        self.problems: list[Diagnostic] = []
        self._of_folders: dict[Path, ProjectSettings | None] = {}
        self._of_files: dict[Path | None, ProjectSettings | None] = {}

    def of(self, source: inputs.Input) -> ProjectSettings | None:
        """The settings for a source; None where nobody has set anything. Raises InputError."""
        folder = source.path.parent if source.path is not None else Path()
        if folder not in self._of_folders:
            file = find_settings(folder)
            if file not in self._of_files:
                self._of_files[file] = self._read(file)
            self._of_folders[folder] = self._of_files[file]
        return self._of_folders[folder]

    @property
    def failed(self) -> bool:
        """Whether a file of settings has an error, so that nobody knows what was meant to hold."""
        return any(problem.severity is Severity.ERROR for problem in self.problems)

    def _read(self, file: Path | None) -> ProjectSettings | None:
        if file is None and not any(self.options):
            return None
        # Most projects have none, and start-up is felt.
        from flowc.settings import ProjectSettings, judged  # noqa: PLC0415 - see above
        from flowc.settings.from_toml import read_settings  # noqa: PLC0415 - see above
        from flowc.source import Source  # noqa: PLC0415 - see above

        settings, problems = ProjectSettings(), list[Diagnostic]()
        if file is not None:
            read = inputs.read(_shown(file))
            settings, problems = read_settings(Source(read.shown, read.text))
        if self.options.select:
            settings = settings.only(_chosen("--select", self.options.select))
        if self.options.ignore:
            settings = settings.without(_chosen("--ignore", self.options.ignore))
        self.problems += judged(problems, settings, strict=self.strict)
        return settings


def _shown(file: Path) -> str:
    """A file that was found as a person in the current folder would type it."""
    try:
        return os.path.relpath(file)
    except ValueError:
        return str(file)


def _chosen(option: str, values: Sequence[str]) -> list[Chosen]:
    """The codes that an option names, separated by commas. Ends the run on a word that stands for none."""
    from flowc.diagnostics.selectors import chosen_by, nearest_code  # noqa: PLC0415 - see above

    found = []
    for word in (word.strip() for value in values for word in value.split(",")):
        chosen = chosen_by(word)
        if chosen is None:
            report.refuse(f"{option}: there is no code `{word}`: {nearest_code(word)}")
        if option == "--ignore" and not chosen.changeable:
            report.refuse(f"{option}: `{word}` cannot be ignored: its level is fixed")
        found.append(chosen)
    return found
