"""The settings of a project as one value, and what they do to findings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import attrs

from flowc.diagnostics import Diagnostic, Severity
from flowc.diagnostics.codes import CODES
from flowc.diagnostics.selectors import Chosen
from flowc.settings.subflows import SubflowSource


@attrs.frozen
class ProjectSettings:
    """What a project has settled, in `flowc.toml` or on the command line.

    `levels` has the level of each code that has not its usual one; None turns a code off. A code
    whose level is fixed keeps it, whatever stands here. `strict` raises warnings to errors. With
    `hints`, hints are looked for; of the codes that are looked for on demand, those in `selected`
    and those with a level. `announcements` are further words that tell callers of a recording;
    `filters` and `tags` are those of Liquid that the project knows besides Studio's. `subflows` are the
    sources of the flows that others run, by their SIDs; `deployed` are the addresses of the bundles in
    which further ones live.
    """

    levels: Mapping[str, Severity | None] = attrs.field(factory=dict)
    strict: bool = False
    hints: bool = False
    selected: frozenset[str] = frozenset()
    announcements: tuple[str, ...] = ()
    filters: frozenset[str] = frozenset()
    tags: frozenset[str] = frozenset()
    subflows: Mapping[str, SubflowSource] = attrs.field(factory=dict)
    deployed: Mapping[str, str] = attrs.field(factory=dict)

    def only(self, chosen: Sequence[Chosen]) -> ProjectSettings:
        """These settings with all codes turned off but the chosen ones, none of which is off.

        A hint, or what is looked for on demand, is looked for where it is chosen by its own code or name.
        """
        codes = {code for one in chosen for code in one.codes}
        kept = {code: level for code, level in self.levels.items() if code in codes and level is not None}
        others = [code for code, known in CODES.items() if not (known.fixed or code in codes)]
        own = frozenset(one.codes[0] for one in chosen if not one.is_prefix)
        hints = any(CODES[code].severity is Severity.INFO for code in own)
        levels = {**kept, **dict.fromkeys(others)}
        return attrs.evolve(self, levels=levels, hints=self.hints or hints, selected=own)

    def without(self, chosen: Iterable[Chosen]) -> ProjectSettings:
        """These settings with the chosen codes turned off as well, so far as they can be."""
        off = (code for one in chosen for code in one.changeable)
        return attrs.evolve(self, levels={**self.levels, **dict.fromkeys(off)})

    @property
    def demanded(self) -> frozenset[str]:
        """The codes that are looked for though they are on demand."""
        on_demand = [code for code, known in CODES.items() if known.on_demand]
        return frozenset(code for code in on_demand if self.levels.get(code) or self._is_selected(code))

    def _is_selected(self, code: str) -> bool:
        return code in self.selected and self.levels.get(code, Severity.WARNING) is not None

    @property
    def wants_hints(self) -> bool:
        """Whether hints are to be looked for: a hint that is given a level is a hint no more."""
        return self.hints or any(
            level is not None and CODES[code].severity is Severity.INFO for code, level in self.levels.items()
        )


def judged(
    findings: Iterable[Diagnostic], settings: ProjectSettings | None, *, strict: bool = False
) -> list[Diagnostic]:
    """The findings at the levels that settings give them, without those that are turned off.

    `strict` counts as if the settings had it.
    """
    settings = settings or ProjectSettings()
    strict = strict or settings.strict
    levelled = ((finding, _level(finding, settings, strict=strict)) for finding in findings)
    return [_at(finding, level) for finding, level in levelled if level is not None]


def _level(finding: Diagnostic, settings: ProjectSettings, *, strict: bool) -> Severity | None:
    """The level of a finding, or None where it is turned off."""
    is_fixed = CODES[finding.code].fixed
    level = finding.severity if is_fixed else settings.levels.get(finding.code, finding.severity)
    return Severity.ERROR if strict and level is Severity.WARNING else level


def _at(finding: Diagnostic, level: Severity) -> Diagnostic:
    return finding if level is finding.severity else attrs.evolve(finding, severity=level)
