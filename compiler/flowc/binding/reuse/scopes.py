"""Works out what each file of a flow defines, and what it knows by which name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import attrs

from flowc.binding.context import Context, text_of
from flowc.binding.reuse.blocks import check_defaults, check_shadows, read_block, report_circles
from flowc.binding.reuse.closures import Closure
from flowc.binding.reuse.consts import check_texts, read_consts, without_circles
from flowc.binding.reuse.defaults import read_default
from flowc.binding.reuse.definition import Definition, labelled_uses
from flowc.binding.reuse.imports import Imports, Scope
from flowc.binding.reuse.module_section import ModuleSection
from flowc.binding.reuse.params import Param, check_default, read_param, value_of
from flowc.binding.scope import find_names_of_sections, section_names
from flowc.binding.session import Session
from flowc.diagnostics import Note
from flowc.language import BLOCK, CONST, DEFAULT, PARAM, WIDGET
from flowc.modules import Module, Modules
from flowc.source import Span
from flowc.syntax.nodes import Assignment, Call, Statement, Token, Typed, arguments, items
from flowc.values import Values
from flowc.vocabulary import Vocabulary
from flowc.vocabulary.documented import documented
from flowc.vocabulary.widget import Widget

Lines = Sequence[tuple[Statement, str]]


@attrs.frozen(eq=False)
class Scopes:
    """The scope of the flow's own file, those of the modules it uses, and all `param`s by their places."""

    main: Scope
    used: Mapping[str, Scope]
    params: tuple[tuple[str, Param], ...]


def scopes_of(modules: Modules, vocabulary: Vocabulary, values: Values, session: Session) -> Scopes:
    """The scopes of all files, each worked out after those that it uses."""
    builder = _Builder(vocabulary, values, session)
    for key, module in modules.used.items():
        builder.done[key] = builder.scope(module)
    main = builder.scope(modules.main)
    used = builder.done
    report_circles([block for scope in (main, *used.values()) for block in scope.blocks.values()])
    return Scopes(main, used, tuple(builder.params))


class _Builder:
    """Builds the scopes of files."""

    def __init__(self, vocabulary: Vocabulary, values: Values, session: Session) -> None:
        self.vocabulary = vocabulary
        self.values = values
        self.session = session
        self.done: dict[str, Scope] = {}
        self.params: list[tuple[str, Param]] = []

    def scope(self, module: Module) -> Scope:
        """The scope of a file, once those of its modules are there."""
        imports = Imports.of(module.imports, self.done)
        lines = list(_declarations(module)) if _declares(module) else []
        widgets = self._widgets(module)
        blocks: dict[str, Definition] = {}
        scope: dict[str, Closure] = imports.values()
        sections: dict[str, ModuleSection] = imports.sections()
        context = Context(
            module.source,
            imports.vocabulary(self.vocabulary, widgets),
            open_names=frozenset(one.alias for one in module.imports if one.key is None),
            open_verbs=any(one.key is None for one in module.imports),
            scope=scope,
            blocks=blocks,
            sections=sections,
            session=self.session,
        )
        own = _Declared(context, module.prefix, self.values)
        own.read_values(lines)
        scope.update(own.values)
        own.drop_circles(scope)
        own.read_blocks(lines)
        imported, ambiguous = imports.blocks({*context.vocabulary.verbs, *own.blocks})
        blocks.update({**imported, **own.blocks})
        context.ambiguous = ambiguous
        context.open_names |= own.open_names
        statements = section_names(module.file)
        places = {name: context.span(statement) for name, statement in statements.items()}
        context.labels = {**imports.places(), **places}
        context.renamed = {name: section.name for name, section in sections.items()}
        own.finish(lines, scope)
        if module.prefix:
            self._sections(module, context, statements, sections)
        self.params += ((module.prefix, param) for param in own.params)
        mine = {name: section for name, section in sections.items() if name in places}
        return Scope(module, context, tuple(widgets), own.values, own.blocks, mine, places)

    def _widgets(self, module: Module) -> list[Widget]:
        """The widgets that a file declares itself; few do, so their reader is imported only then."""
        if not any(isinstance(item, Statement) and _begins_with(item, WIDGET) for item in items(module.file.entries)):
            return []
        from flowc.vocabulary.load import read_declarations  # noqa: PLC0415 - few flows declare any

        widgets, problems = read_declarations(module.source, module.file)
        self.session.problems += problems
        return widgets

    def _sections(
        self,
        module: Module,
        context: Context,
        statements: Mapping[str, Statement],
        sections: dict[str, ModuleSection],
    ) -> None:
        """Makes the sections of a module known in it. They are bound when something leads there."""
        labels = find_names_of_sections(context, module.file)
        renamed = {label: f"{module.prefix}_{label.replace('.', '_')}" for label in labels}
        context.renamed = {**context.renamed, **renamed}
        bodies = [statement.block for statement in statements.values() if statement.block is not None]
        inside = attrs.evolve(
            context,
            labels={**context.labels, **labels},
            use=module.prefix,
            uses={name: use for body in bodies for name, use in labelled_uses(body, context.blocks).items()},
        )
        made = {name: ModuleSection(renamed[name], one, inside) for name, one in statements.items()}
        sections.update(made)
        # What leads to a label in a section makes that section a part of the flow, too.
        inside.sections = {**sections, **_by_label(labels, made)}


def _by_label(labels: Mapping[str, Span], sections: Mapping[str, ModuleSection]) -> dict[str, ModuleSection]:
    """The sections by the labels that stand in them."""
    found = {}
    for section in sections.values():
        around = section.context.span(section.statement)
        found.update({label: section for label, place in labels.items() if around.start <= place.start < around.end})
    return found


class _Declared:
    """What one file declares."""

    def __init__(self, context: Context, prefix: str, values: Values) -> None:
        self.context = context
        self.prefix = prefix
        self.given = values
        self.params: list[Param] = []
        self.values: dict[str, Closure] = {}
        self.blocks: dict[str, Definition] = {}
        self.open_names: set[str] = set()

    def read_values(self, lines: Lines) -> None:
        """Reads `param` and `const`."""
        for line, documentation in lines:
            if _begins_with(line, PARAM):
                param = read_param(self.context, line, documentation)
                if param is None:
                    self.open_names.update(_names_of(line))
                elif self._is_new(param.option.name, param.place):
                    self.params.append(param)
                    closure = value_of(self.context, param, self.given, self.prefix)
                    self._take(param.option.name, closure)
            elif _begins_with(line, CONST):
                for name, closure in read_consts(self.context, line):
                    if self._is_new(name, closure.declared):
                        self._take(name, closure)

    def _take(self, name: str, closure: Closure | None) -> None:
        if closure is None:
            self.open_names.add(name)
        else:
            self.values[name] = closure

    def _is_new(self, name: str, place: Span) -> bool:
        before = self.values[name].declared if name in self.values else None
        before = before or next((param.place for param in self.params if param.option.name == name), None)
        if before is not None:
            self.context.report_twice("FLW103", name, "declared", place, Note("first declared here", before))
        return before is None

    def drop_circles(self, scope: dict[str, Closure]) -> None:
        """Takes away the values that are made of each other."""
        for name in without_circles(self.context, self.values):
            self._drop(name, scope)

    def _drop(self, name: str, scope: dict[str, Closure]) -> None:
        """Takes away a value that has been reported, so that nothing is said of it where it is used."""
        del self.values[name]
        del scope[name]
        self.open_names.add(name)
        self.context.open_names |= {name}

    def read_blocks(self, lines: Lines) -> None:
        """Reads `block`."""
        for line, documentation in lines:
            if not _begins_with(line, BLOCK):
                continue
            definition = read_block(self.context, line, documentation)
            if definition is None:
                self.open_names.update(_names_of(line))
                continue
            if definition.name in self.blocks:
                first = Note("first declared here", self.blocks[definition.name].place)
                self.context.report_twice("FLW103", definition.name, "declared", definition.place, first)
                continue
            if definition.name in self.context.vocabulary.verbs:
                self._report_verb(definition)
            self.blocks[definition.name] = definition

    def _report_verb(self, definition: Definition) -> None:
        widget, _ = self.context.vocabulary.verbs[definition.name]
        self.context.report(
            "FLW103",
            f"`{definition.name}` is the verb of a widget",
            definition.place,
            label="taken",
            notes=(Note(f"`{definition.name}` makes a `{widget.type}`"),),
            help="give the block another name",
        )

    def finish(self, lines: Lines, scope: dict[str, Closure]) -> None:
        """Reads `default`, and checks what needs all names: values, and defaults of `param`s and of parameters."""
        for line, _ in lines:
            default = read_default(self.context, line) if _begins_with(line, DEFAULT) else None
            if default is not None:
                self.context.defaults = (*self.context.defaults, default)
        for param in self.params:
            is_sound = check_default(self.context, param)
            taken = self.values.get(param.option.name)
            if not is_sound and taken is not None and taken.node is param.default:
                self._drop(param.option.name, scope)
        for name in [name for name, closure in self.values.items() if not check_texts(closure)]:
            self._drop(name, scope)
        for definition in self.blocks.values():
            check_defaults(definition)
            check_shadows(definition)


_STATEMENTS = (PARAM, CONST, BLOCK, DEFAULT)


def _declares(module: Module) -> bool:
    return any(
        isinstance(item, Statement) and item.head is not None and item.head.text in _STATEMENTS
        for item in items(module.file.entries)
    )


def _declarations(module: Module) -> Iterator[tuple[Statement, str]]:
    for item, documentation in documented(module.file.entries):
        if isinstance(item, Statement) and item.head is not None and item.head.text in _STATEMENTS:
            yield item, documentation


def _begins_with(item: Statement, word: str) -> bool:
    return item.head is not None and item.head.text == word


def _names_of(statement: Statement) -> Iterator[str]:
    """The names that a declaration would define which could not be read."""
    for part in arguments(statement.parts)[:1]:
        if isinstance(part, Typed | Call):
            yield part.name.text
        elif isinstance(part, Assignment):
            yield text_of(part.key)
        elif isinstance(part, Token):
            yield text_of(part)
