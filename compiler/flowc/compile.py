"""The compiler as functions of a text: what every face of it calls."""

from __future__ import annotations

import attrs

from flowc.backends import studio
from flowc.binding import bind
from flowc.checks import check as run_rules
from flowc.diagnostics import Diagnostic, Severity
from flowc.graph import Flow, build
from flowc.source import Source
from flowc.syntax import parse
from flowc.vocabulary import Vocabulary, standard_vocabulary


@attrs.frozen
class Checked:
    """What checking a text gave: all findings by place, and the graph where there is one.

    `flow` is None only where the text passed a limit and was not read.
    """

    diagnostics: tuple[Diagnostic, ...]
    flow: Flow | None

    @property
    def ok(self) -> bool:
        """Whether no finding is an error."""
        return not any(finding.severity is Severity.ERROR for finding in self.diagnostics)


@attrs.frozen
class Compiled:
    """What compiling a text gave. `definition` is None where a finding is an error."""

    diagnostics: tuple[Diagnostic, ...]
    definition: str | None
    source_map: str | None


def check(text: str, path: str = "<text>", *, vocabulary: Vocabulary | None = None, strict: bool = False) -> Checked:
    """All findings of all phases for a flow. `strict` raises warnings to errors."""
    source = Source(path, text)
    parsed = parse(source)
    if not parsed.complete:
        return Checked(parsed.diagnostics, None)
    bound = bind(source, parsed.file, vocabulary or standard_vocabulary())
    built = build(bound.program, bound.vocabulary)
    findings = [*parsed.diagnostics, *bound.diagnostics, *built.diagnostics, *run_rules(built.flow)]
    if strict:
        findings = [_raised(finding) for finding in findings]
    return Checked(tuple(sorted(findings, key=lambda finding: finding.sort_key)), built.flow)


def compile_text(
    text: str, path: str = "<text>", *, vocabulary: Vocabulary | None = None, strict: bool = False
) -> Compiled:
    """The Studio definition of a flow and its source map, or the reasons why there is none."""
    checked = check(text, path, vocabulary=vocabulary, strict=strict)
    if not checked.ok or checked.flow is None:
        return Compiled(checked.diagnostics, None, None)
    return Compiled(checked.diagnostics, studio.emit(checked.flow), studio.emit_source_map(checked.flow))


def _raised(finding: Diagnostic) -> Diagnostic:
    if finding.severity is Severity.WARNING:
        return attrs.evolve(finding, severity=Severity.ERROR)
    return finding
