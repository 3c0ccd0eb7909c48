"""Reads `flowc.toml`, or the table `[tool.flowc]` of `pyproject.toml`."""

from __future__ import annotations

import re
from collections.abc import Mapping

from flowc.diagnostics import Diagnostic, Note, Severity
from flowc.diagnostics.codes import CODES
from flowc.diagnostics.finding import finding
from flowc.diagnostics.selectors import Chosen, chosen_by, fixed_level, unknown_code
from flowc.diagnostics.suggest import suggestion
from flowc.settings.project_settings import ProjectSettings
from flowc.settings.subflows import SUBFLOWS, Subflows, read_subflows
from flowc.source import Source, Span
from flowc.toml import Path, Toml, TomlError, read_toml

PYPROJECT = "pyproject.toml"
_PYPROJECT_TABLE: Path = ("tool", "flowc")

_RULES, _SELECT, _IGNORE, _STRICT, _ANNOUNCEMENTS = "rules", "select", "ignore", "strict", "announcements"
_LIQUID, _FILTERS, _TAGS = "liquid", "filters", "tags"
KEYS = (_RULES, _SELECT, _IGNORE, _STRICT, _ANNOUNCEMENTS, _LIQUID, SUBFLOWS)
LEVELS: Mapping[str, Severity | None] = {**{severity.value: severity for severity in Severity}, "off": None}

_FORM = "a line is `key = value`, and a table begins with its name, as `[rules]`"


def read_settings(source: Source) -> tuple[ProjectSettings, list[Diagnostic]]:
    """The settings in a TOML text, and what is wrong with it; what is wrong counts as not written.

    A file called `pyproject.toml` holds them in its table `[tool.flowc]`.
    """
    try:
        toml = read_toml(source)
    except TomlError as error:
        problem = finding("FLW132", "this file of settings is no TOML", error.place, label=error.reason, help=_FORM)
        return ProjectSettings(), [problem]
    name = source.path.replace("\\", "/").rpartition("/")[2]
    reader = _Reader(source, toml, _PYPROJECT_TABLE if name == PYPROJECT else ())
    settings = reader.read()
    return settings, sorted(reader.problems, key=lambda problem: problem.sort_key)


class _Reader:
    """Reads one table of settings."""

    def __init__(self, source: Source, toml: Toml, within: Path) -> None:
        self.source = source
        self.toml = toml
        self.within = within
        self.problems: list[Diagnostic] = []

    def read(self) -> ProjectSettings:
        """The settings."""
        table: object = self.toml.document
        for name in self.within:
            table = table.get(name, {}) if isinstance(table, dict) else table
        if not isinstance(table, dict):
            self._report(f"`{self.within[-1]}` is a table", self._value(), "not a table", "write `[tool.flowc]`")
            return ProjectSettings()
        for key in table:
            if key not in KEYS:
                advice = suggestion(key, KEYS, "settings")
                self._report(f"there is no setting `{key}`", self._key(key), "unknown setting", advice)
        filters, tags = self._liquid(table.get(_LIQUID, {}))
        subflows = self._subflows(table.get(SUBFLOWS, {}))
        settings = ProjectSettings(
            self._rules(table.get(_RULES, {})),
            strict=self._strict(table.get(_STRICT, False)),
            announcements=self._words(table.get(_ANNOUNCEMENTS, [])),
            filters=filters,
            tags=tags,
            subflows=subflows.sources,
            deployed=subflows.addresses,
        )
        selected = self._selected(table[_SELECT]) if _SELECT in table else None
        if selected is not None:
            settings = settings.only(selected)
        return settings.without(self._listed(_IGNORE, table.get(_IGNORE, [])))

    def _liquid(self, table: object) -> tuple[frozenset[str], frozenset[str]]:
        """The filters and the tags in `[liquid]`."""
        if not isinstance(table, dict):
            advice = 'write `[liquid]`, and below it `filters = ["timezone"]`'
            self._report("`liquid` is a table", self._value(_LIQUID), "not a table", advice)
            return frozenset(), frozenset()
        for key in table:
            if key not in (_FILTERS, _TAGS):
                advice = suggestion(key, (_FILTERS, _TAGS), "settings")
                self._report(f"`liquid` has no setting `{key}`", self._key(_LIQUID, key), "unknown setting", advice)
        return self._names(_FILTERS, table.get(_FILTERS, [])), self._names(_TAGS, table.get(_TAGS, []))

    def _names(self, key: str, names: object) -> frozenset[str]:
        """The names in a list of `[liquid]`."""
        if not isinstance(names, list):
            place = self._value(_LIQUID, key)
            self._report(f"`{key}` is a list", place, "not a list", f'write `{key} = ["NAME"]`')
            return frozenset()
        found = []
        for number, name in enumerate(names):
            if isinstance(name, str) and re.fullmatch(r"\w+", name):
                found.append(name)
            else:
                self._report("this is the name of nothing", self._value(_LIQUID, key, number), "not a name", "")
        return frozenset(found)

    def _subflows(self, table: object) -> Subflows:
        """The sources and the addresses in `[subflows]`."""

        def report(sid: str | None, at_key: bool, message: str, label: str, advice: str) -> None:
            path = (SUBFLOWS,) if sid is None else (SUBFLOWS, sid)
            self._report(message, self._key(*path) if at_key else self._value(*path), label, advice)

        return read_subflows(table, lambda sid: self._value(SUBFLOWS, sid), report)

    def _strict(self, value: object) -> bool:
        if not isinstance(value, bool):
            self._report(
                "`strict` is `true` or `false`", self._value(_STRICT), "neither of them", "write `strict = true`"
            )
        return value is True

    def _words(self, value: object) -> tuple[str, ...]:
        """The words of `announcements`."""
        if not isinstance(value, list) or not all(isinstance(word, str) and word.strip() for word in value):
            advice = 'write `announcements = ["is recorded"]`'
            self._report("`announcements` is a list of texts", self._value(_ANNOUNCEMENTS), "not such a list", advice)
            return ()
        return tuple(value)

    def _rules(self, table: object) -> dict[str, Severity | None]:
        """The levels in `[rules]`: a code itself wins over a prefix of it, and a longer prefix over a shorter one.

        What is looked for on demand gets its level by its own code or name alone.
        """
        if not isinstance(table, dict):
            advice = 'write `[rules]`, and below it `FLW402 = "off"`'
            self._report("`rules` is a table", self._value(_RULES), "not a table", advice)
            return {}
        entries: list[tuple[Chosen, Severity | None]] = []
        written: dict[str, Span] = {}
        for word, level in table.items():
            place = self._key(_RULES, word)
            chosen = self._chosen(word, place)
            if not (isinstance(level, str) and level in LEVELS):
                message = f"`{level}` is no level" if isinstance(level, str) else "a level is a text"
                advice = suggestion(str(level), LEVELS, "levels")
                self._report(message, self._value(_RULES, word), "unknown level", advice)
            elif chosen is not None and not (LEVELS[level] is not Severity.ERROR and self._is_fixed(chosen, place)):
                entries.append((chosen, LEVELS[level]))
            if chosen is not None and not chosen.is_prefix:
                self._report_second(chosen, place, written.setdefault(chosen.codes[0], place))
        entries.sort(key=lambda entry: (not entry[0].is_prefix, len(entry[0].word)))
        return {
            code: level
            for chosen, level in entries
            for code in chosen.changeable
            if not (chosen.is_prefix and CODES[code].on_demand)
        }

    def _report_second(self, chosen: Chosen, place: Span, before: Span) -> None:
        """Reports a code that has been written before, by its other name."""
        if before is not place:
            message = f"the level of {chosen.codes[0]} is given twice"
            note = Note("it is given here as well", before)
            self._report(message, place, "the same code again", "leave out one of them", note)

    def _selected(self, words: object) -> list[Chosen] | None:
        """What `select` chooses; None where a word of it is wrong: nobody knows what it would have shown."""
        before = len(self.problems)
        found = self._listed(_SELECT, words)
        return found if len(self.problems) == before else None

    def _listed(self, key: str, words: object) -> list[Chosen]:
        """What the words of a list choose."""
        if not isinstance(words, list):
            self._report(f"`{key}` is a list", self._value(key), "not a list", f'write `{key} = ["FLW402"]`')
            return []
        found = []
        for number, word in enumerate(words):
            place = self._value(key, number)
            if not isinstance(word, str):
                self._report("a code is a text", place, "not a text", "`flowc rules` lists all codes")
                continue
            chosen = self._chosen(word, place)
            if chosen is not None and not (key == _IGNORE and self._is_fixed(chosen, place)):
                found.append(chosen)
        return found

    def _chosen(self, word: str, place: Span) -> Chosen | None:
        chosen = chosen_by(word)
        if chosen is None:
            self.problems.append(unknown_code(word, place))
        return chosen

    def _is_fixed(self, chosen: Chosen, place: Span) -> bool:
        """Whether no code that is chosen can be lowered, which is reported."""
        if not chosen.changeable:
            self.problems.append(fixed_level(chosen, place))
        return not chosen.changeable

    def _report(self, message: str, place: Span, label: str, advice: str, *notes: Note) -> None:
        self.problems.append(finding("FLW132", message, place, label=label, help=advice, notes=notes))

    def _key(self, *path: str) -> Span:
        return self.toml.keys.get((*self.within, *path), Span(self.source, 0, len(self.source.line(1))))

    def _value(self, *path: str | int) -> Span:
        """Where a value is written; a table under a heading has only a name."""
        whole = (*self.within, *path)
        place = self.toml.values.get(whole) or self.toml.keys.get(whole)
        return place or Span(self.source, 0, len(self.source.line(1)))
