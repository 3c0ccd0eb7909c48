"""The compiler as functions of a text: what every face of it calls."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import attrs

from flowc.backends import STUDIO, TWIML
from flowc.binding.bind import bind, declares
from flowc.checks import check as run_rules
from flowc.collector import paused_collector
from flowc.diagnostics import Diagnostic, Severity
from flowc.diagnostics.codes import family
from flowc.graph import Flow, build
from flowc.language import TEST
from flowc.source import Source
from flowc.syntax import Parsed, parse
from flowc.syntax.nodes import Statement
from flowc.vocabulary import Vocabulary, standard_vocabulary

if TYPE_CHECKING:
    from flowc.binding.bound_lines import BoundLines
    from flowc.checks.kept_facts import KeptFacts
    from flowc.graph.kept import KeptStates
    from flowc.modules import ModuleReader
    from flowc.settings import ProjectSettings
    from flowc.subflows import LoadedSubflows
    from flowc.syntax.nodes import File
    from flowc.values import Values

# What is wrong in these families, or in how a line or a branch is written, may have hidden an arrow.
_LOSING_FAMILIES = frozenset({"syntax", "names"})
_BROKEN_LINES = frozenset({"FLW209", "FLW210", "FLW215"})
_UNUSED_LABEL = "FLW129"


@attrs.frozen
class Checked:
    """What checking a text gave: all findings by place, and the graph where there is one.

    `flow` is None only where the text passed a limit and was not read. `subflows` are those that a
    target compiles with the flow, by their SIDs.
    """

    diagnostics: tuple[Diagnostic, ...]
    flow: Flow | None
    subflows: Mapping[str, Flow] = attrs.field(factory=dict)

    @property
    def ok(self) -> bool:
        """Whether no finding is an error."""
        return not any(finding.severity is Severity.ERROR for finding in self.diagnostics)


@attrs.frozen
class Compiled:
    """What compiling a text gave. `definition` is None where a finding is an error.

    It is None also where the file `is_module`: it has no entry, and declares what other flows use.
    """

    diagnostics: tuple[Diagnostic, ...]
    definition: str | None
    source_map: str | None
    is_module: bool = False

    @property
    def is_done(self) -> bool:
        """Whether there is a definition."""
        return self.definition is not None


@attrs.frozen
class Bundled:
    """What compiling a text to a bundle gave: its files by their paths, or None where a finding is an error.

    It is None also where the file `is_module`.
    """

    diagnostics: tuple[Diagnostic, ...]
    files: Mapping[str, str] | None
    is_module: bool = False

    @property
    def is_done(self) -> bool:
        """Whether there are files."""
        return self.files is not None


@attrs.frozen
class Expanded:
    """What expanding a text gave. `text` is None where a finding is an error."""

    diagnostics: tuple[Diagnostic, ...]
    text: str | None


@attrs.frozen(eq=False)
class Memo:
    """What is known of a flow that is checked again and again: its lines, its states, and what follows of them."""

    lines: BoundLines
    states: KeptStates
    facts: KeptFacts


class ExpansionError(Exception):
    """An expansion that means something else than its flow: a fault of ours, never of the flow."""


def check(
    text: str,
    path: str = "<text>",
    *,
    vocabulary: Vocabulary | None = None,
    strict: bool = False,
    modules: ModuleReader | None = None,
    values: Values | None = None,
    hints: bool = False,
    settings: ProjectSettings | None = None,
    target: str = STUDIO,
) -> Checked:
    """All findings of all phases for a flow, but those that a comment allows.

    `strict` raises warnings to errors; `modules` reads the files that the flow uses; `values` are
    those of its `param`s; with `hints` there are findings of the level `info` as well; `settings`
    have the levels of findings. What the `target` cannot do is found as well.
    """
    with paused_collector():
        source = Source(path, text)
        return check_parsed(
            source,
            parse(source),
            vocabulary=vocabulary,
            strict=strict,
            modules=modules,
            values=values,
            hints=hints,
            settings=settings,
            target=target,
        )


def check_parsed(
    source: Source,
    parsed: Parsed,
    *,
    vocabulary: Vocabulary | None = None,
    strict: bool = False,
    modules: ModuleReader | None = None,
    values: Values | None = None,
    hints: bool = False,
    settings: ProjectSettings | None = None,
    target: str = STUDIO,
    memo: Memo | None = None,
) -> Checked:
    """As `check`, of a text that has been read; `memo` has what was known of it before it was edited."""
    with paused_collector():
        hints = hints or (settings is not None and settings.wants_hints)
        known = vocabulary or standard_vocabulary()
        given = _Given(known, modules, values, settings)
        found, flow, subflows = _findings(source, parsed, given, memo, hints=hints, target=target)
        if settings is not None or strict:
            from flowc.settings import judged  # noqa: PLC0415 - most runs have none, and start-up is felt

            found = judged(found, settings, strict=strict)
        return Checked(tuple(sorted(found, key=lambda finding: finding.sort_key)), flow, subflows)


def _findings(
    source: Source,
    parsed: Parsed,
    given: _Given,
    memo: Memo | None,
    *,
    hints: bool,
    target: str,
) -> tuple[list[Diagnostic], Flow | None, Mapping[str, Flow]]:
    """What every phase finds and no comment allows, the graph, and the subflows that a target needs."""
    if not parsed.complete:
        return list(parsed.diagnostics), None, {}
    reader, settings = given.modules, given.settings
    files = [(source, parsed.file)]
    modules = None
    if reader is not None and declares(parsed.file):
        from flowc.modules import load_modules  # noqa: PLC0415 - most flows use none, and start-up is felt

        modules = load_modules(source, parsed.file, reader)
        files += [(module.source, module.file) for module in modules.used.values()]
    lines = None if memo is None else memo.lines
    bound = bind(source, parsed.file, given.vocabulary, modules=modules, values=given.values, memo=lines)
    built = build(bound.program, bound.vocabulary, None if memo is None else memo.states)
    findings = [*parsed.diagnostics, *bound.diagnostics, *built.diagnostics]
    demanded = frozenset[str]() if settings is None else settings.demanded
    findings += run_rules(
        built.flow,
        whole=not any(map(_may_lose_arrows, findings)),
        hints=hints,
        demanded=demanded,
        announcements=() if settings is None else settings.announcements,
        filters=frozenset() if settings is None else settings.filters,
        tags=frozenset() if settings is None else settings.tags,
        kept=None if memo is None else memo.facts,
    )
    findings += _in_tests(source, parsed.file, built.flow, findings)
    subflows: Mapping[str, Flow] = {}
    if target == TWIML:
        beyond, subflows = _beyond_twiml(built.flow, findings, given)
        findings += beyond
    # What is wrong may stand where a label was meant. Such findings go last: comments that allow them are not idle.
    is_sound = not any(finding.severity is Severity.ERROR for finding in findings)
    kept = _not_allowed(findings, files, demanded, hints=hints)
    return [finding for finding in kept if is_sound or finding.code != _UNUSED_LABEL], built.flow, subflows


@attrs.frozen
class _Given:
    """What a flow is checked with, and so its subflows as well."""

    vocabulary: Vocabulary
    modules: ModuleReader | None
    values: Values | None
    settings: ProjectSettings | None


def _beyond_twiml(flow: Flow, findings: list[Diagnostic], given: _Given) -> tuple[list[Diagnostic], Mapping[str, Flow]]:
    """What the TwiML target cannot do of a flow, and its subflows. Values are looked at where nothing else is wrong."""
    from flowc.backends import twiml  # noqa: PLC0415 - a check needs no backend

    loaded = _subflows(flow, given)
    mapped = (
        frozenset() if given.settings is None else frozenset(given.settings.subflows) | given.settings.deployed.keys()
    )
    found = [
        *loaded.diagnostics,
        *twiml.unmapped(flow, mapped),
        *twiml.crowded(flow, loaded.sizes),
        *twiml.refusals(flow),
    ]
    for subflow in loaded.flows.values():
        found += twiml.refusals(subflow)
    if not any(finding.severity is Severity.ERROR for finding in findings):
        for one in (flow, *loaded.flows.values()):
            found += twiml.examine(one)
    return found, loaded.flows


def _subflows(flow: Flow, given: _Given) -> LoadedSubflows:
    """The flows that a flow runs, as the settings tell where they are."""
    from flowc.subflows import LoadedSubflows, load_subflows  # noqa: PLC0415 - most flows run none

    if given.settings is None or not given.settings.subflows or given.modules is None:
        return LoadedSubflows()

    def read(text: str, path: str) -> tuple[tuple[Diagnostic, ...], Flow | None]:
        checked = check(
            text,
            path,
            vocabulary=given.vocabulary,
            modules=given.modules,
            values=_for_modules(given.values),
            settings=given.settings,
        )
        return checked.diagnostics, checked.flow

    return load_subflows(flow, given.settings.subflows, given.modules, read)


def subflows_of(
    flow: Flow,
    *,
    vocabulary: Vocabulary | None = None,
    modules: ModuleReader | None = None,
    values: Values | None = None,
    settings: ProjectSettings | None = None,
) -> LoadedSubflows:
    """The flows that a flow runs as its subflows, where the settings name their sources and `modules` reads them."""
    return _subflows(flow, _Given(vocabulary or standard_vocabulary(), modules, values, settings))


def _in_tests(source: Source, file: File, flow: Flow, findings: list[Diagnostic]) -> list[Diagnostic]:
    """What is wrong with the tests of a file. Names are looked up only in a flow without errors."""
    if TEST not in source.text or not any(map(_is_test, file.entries)):
        return []
    from flowc.script.check import test_problems  # noqa: PLC0415 - most flows have no tests, and start-up is felt

    is_whole = not any(finding.severity is Severity.ERROR for finding in findings)
    events = {state.name: tuple(dict.fromkeys(exit_.event for exit_ in state.exits)) for state in flow.states}
    return test_problems(source, file, events if is_whole else None)


def _is_test(entry: object) -> bool:
    return isinstance(entry, Statement) and entry.head is not None and entry.head.text == TEST


def _may_lose_arrows(finding: Diagnostic) -> bool:
    """Whether a statement, an exit or an arrow may be missing in the graph for what is wrong there."""
    if finding.severity is not Severity.ERROR:
        return False
    return finding.code in _BROKEN_LINES or family(finding.code) in _LOSING_FAMILIES


def _not_allowed(
    findings: list[Diagnostic], files: list[tuple[Source, File]], demanded: frozenset[str], *, hints: bool
) -> list[Diagnostic]:
    """The findings without those that comments allow."""
    if not any("flowc" in source.text for source, _ in files):
        return findings
    from flowc.allows import without_allowed  # noqa: PLC0415 - most flows allow nothing, and start-up is felt

    return without_allowed(findings, files, demanded=demanded, hints=hints)


def compile_text(
    text: str,
    path: str = "<text>",
    *,
    vocabulary: Vocabulary | None = None,
    strict: bool = False,
    offsets: Mapping[str, tuple[int, int]] | None = None,
    modules: ModuleReader | None = None,
    values: Values | None = None,
    settings: ProjectSettings | None = None,
) -> Compiled:
    """The Studio definition of a flow and its source map, or the reasons why there is none.

    Widgets named in `offsets` stand at these places of Studio's canvas.
    """
    checked = check(text, path, vocabulary=vocabulary, strict=strict, modules=modules, values=values, settings=settings)
    if not checked.ok or checked.flow is None:
        return Compiled(checked.diagnostics, None, None)
    if checked.flow.is_module:
        return Compiled(checked.diagnostics, None, None, is_module=True)
    # A check needs no backend, and start-up is felt on every run.
    from flowc.backends import studio  # noqa: PLC0415 - see above

    definition = studio.emit(checked.flow, offsets)
    return Compiled(checked.diagnostics, definition, studio.emit_source_map(checked.flow))


def compile_bundle(
    text: str,
    path: str = "<text>",
    *,
    vocabulary: Vocabulary | None = None,
    strict: bool = False,
    modules: ModuleReader | None = None,
    values: Values | None = None,
    settings: ProjectSettings | None = None,
) -> Bundled:
    """The files that answer Twilio's webhooks as a flow says, without Studio, or the reasons why there are none."""
    checked = check(
        text,
        path,
        vocabulary=vocabulary,
        strict=strict,
        modules=modules,
        values=values,
        settings=settings,
        target=TWIML,
    )
    if not checked.ok or checked.flow is None:
        return Bundled(checked.diagnostics, None)
    if checked.flow.is_module:
        return Bundled(checked.diagnostics, None, is_module=True)
    from flowc.backends import twiml  # noqa: PLC0415 - a check needs no backend

    deployed = {} if settings is None else settings.deployed
    return Bundled(checked.diagnostics, twiml.emit(checked.flow, checked.subflows, deployed))


def expand_text(
    text: str,
    path: str = "<text>",
    *,
    vocabulary: Vocabulary | None = None,
    strict: bool = False,
    modules: ModuleReader | None = None,
    values: Values | None = None,
    settings: ProjectSettings | None = None,
) -> Expanded:
    """A flow as plain statements with a label on each, or the reasons why there is none.

    It compiles to the same definition. What is no sugar stays as it is written, comments included.
    """
    known = vocabulary or standard_vocabulary()
    checked = check(text, path, vocabulary=known, strict=strict, modules=modules, values=values, settings=settings)
    if not checked.ok or checked.flow is None:
        return Expanded(checked.diagnostics, None)
    # Few runs expand, and start-up is felt on every run.
    from flowc.allows.studio_names import with_studio_names  # noqa: PLC0415 - see above
    from flowc.diagnostics.selectors import Chosen  # noqa: PLC0415 - see above
    from flowc.expand import expand, means_the_same  # noqa: PLC0415 - see above
    from flowc.settings import ProjectSettings  # noqa: PLC0415 - see above

    with paused_collector():
        found = expand(Source(path, text), known, modules, values)
    # What was allowed or lowered in the flow may stand on other lines now: it was judged above.
    unjudged = attrs.evolve(settings or ProjectSettings(), levels={}, strict=False).only(
        (Chosen(_UNUSED_LABEL, (_UNUSED_LABEL,)),)
    )
    after = check(found, path, vocabulary=known, modules=modules, values=_for_modules(values), settings=unjudged)
    is_module = checked.flow.is_module
    if not is_module and not (after.ok and after.flow is not None and means_the_same(checked.flow, after.flow)):
        raise ExpansionError("the expansion would not compile to the same definition")
    if any(finding.code == _UNUSED_LABEL for finding in after.diagnostics):
        found = with_studio_names(found)
    return Expanded(checked.diagnostics, found)


def _for_modules(values: Values | None) -> Values | None:
    """The values that modules may still need where the flow itself has no `param` any more."""
    if values is None:
        return None
    given = {name: attrs.evolve(one, must_exist=False) for name, one in values.given.items()}
    return attrs.evolve(values, given=given)
