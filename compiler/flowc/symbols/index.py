"""Resolves names through all files of a project, and finds every place that uses one."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping

import attrs

from flowc.language import TRIGGER_TYPE
from flowc.source import Span
from flowc.symbols.declared import exit_symbol, option_symbol, output_symbol, verb_symbol
from flowc.symbols.read import FileSymbols
from flowc.symbols.symbol import Kind, Reference, Role, Symbol
from flowc.vocabulary.widget import Verb, Widget


@attrs.frozen(eq=False)
class Index:
    """The names of some files by the paths of the files.

    `imports` says which file each module of a file is: by the path of the file, and by the name that the
    file calls the module by. One that could not be read is missing.
    """

    files: Mapping[str, FileSymbols]
    imports: Mapping[str, Mapping[str, str]]

    def module(self, path: str, name: str) -> FileSymbols | None:
        """The file that a file calls by a name."""
        return self.files.get(self.imports.get(path, {}).get(name, ""))

    def symbol_at(self, path: str, offset: int) -> tuple[Symbol, Span] | None:
        """The symbol whose name stands at an offset, or ends there, and the place of that name."""
        reference = self.reference_at(path, offset)
        if reference is not None:
            found = self.resolve(path, reference)
            return None if found is None else (found, reference.place)
        for symbol in self.files[path].all():
            if symbol.place.start <= offset <= symbol.place.end:
                return symbol, symbol.place
        return None

    def reference_at(self, path: str, offset: int) -> Reference | None:
        """The use of a name that stands at an offset, or ends there."""
        references = self.files[path].references
        at = bisect_right(references, offset, key=lambda one: one.place.start) - 1
        # Of two that touch at a dot, the one that begins at the offset is meant.
        for reference in reversed(references[max(0, at - 1) : at + 1]):
            if reference.place.start <= offset <= reference.place.end:
                return reference
        return None

    def resolve(self, path: str, reference: Reference) -> Symbol | None:
        """What a used name stands for; None where nothing of the name is known."""
        file = self.files[path]
        name, role = reference.name, reference.role
        if role is Role.MODULE:
            return file.modules.get(name)
        if role is Role.ENTRY:
            trigger = file.vocabulary.types.get(TRIGGER_TYPE)
            return exit_symbol(trigger.exits, name) if trigger is not None else None
        if role is Role.VERB:
            return self.verb(path, f"{reference.of}.{name}" if reference.of else name)
        if role in (Role.OPTION, Role.EXIT):
            return self._of_verb(path, role, reference)
        if role is Role.OUTPUT:
            return self._output(path, reference)
        if reference.of:
            module = self.module(path, reference.of)
            if module is None:
                return None
            return module.labels[""].get(name) if role is Role.TARGET else module.values.get(name)
        if role is Role.VALUE:
            return self._parameter(file, reference.block, name) or file.values.get(name)
        label = file.labels.get(reference.block, {}).get(name)
        if label is None and role is Role.TARGET and reference.block in file.blocks:
            return _child(file.blocks[reference.block], Kind.EXIT, name)
        return label

    def verb(self, path: str, name: str) -> Symbol | None:
        """The block or the declared verb that a statement of a file begins with."""
        file = self.files[path]
        prefix, dot, rest = name.partition(".")
        if dot and prefix in file.modules:
            module = self.module(path, prefix)
            return module.blocks.get(rest) if module is not None else None
        if name in file.blocks:
            return file.blocks[name]
        if name in file.vocabulary.verbs:
            return verb_symbol(*file.vocabulary.verbs[name])
        modules = (self.module(path, alias) for alias in file.modules)
        return next((one.blocks[name] for one in modules if one is not None and name in one.blocks), None)

    def declaration(self, path: str, verb: str) -> tuple[Widget, Verb] | None:
        """What may stand in a statement with a verb: that of a widget, or of a block as if it were one."""
        symbol = self.verb(path, verb)
        return symbol.declared if symbol is not None and isinstance(symbol.declared, tuple) else None

    def references(self, symbol: Symbol) -> Iterator[tuple[str, Reference]]:
        """Every use of a symbol, with the path of the file it stands in."""
        for path, file in self.files.items():
            for reference in file.references:
                if symbol.name not in reference.name:
                    continue
                found = self.resolve(path, reference)
                if found is not None and found.key == symbol.key:
                    yield path, reference

    def repeats(self, symbol: Symbol) -> Iterator[Span]:
        """The labels that say the name of a section once more, on its first statement."""
        if symbol.kind is Kind.SECTION:
            for placed in self.files[symbol.place.source.path].lines:
                label = getattr(placed.item, "label", None)
                if label is not None and placed.within and label.name.text.strip('"') == symbol.name:
                    token = label.name
                    yield Span(symbol.place.source, token.start, token.end)

    def _of_verb(self, path: str, role: Role, reference: Reference) -> Symbol | None:
        symbol = self.verb(path, reference.of)
        if symbol is None or not isinstance(symbol.declared, tuple):
            return None
        if symbol.kind is Kind.BLOCK:
            kind = Kind.PARAMETER if role is Role.OPTION else Kind.EXIT
            return _child(symbol, kind, reference.name)
        widget, verb = symbol.declared
        if role is Role.EXIT:
            return exit_symbol(widget.exits, reference.name)
        return option_symbol(widget.options_of(verb), reference.name)

    def _output(self, path: str, reference: Reference) -> Symbol | None:
        label = self.files[path].labels.get(reference.block, {}).get(reference.of)
        verb = self.verb(path, label.verb) if label is not None else None
        if verb is None or not isinstance(verb.declared, tuple):
            return None
        if verb.kind is Kind.BLOCK:
            return _child(verb, Kind.OUTPUT, reference.name.partition(".")[0])
        return output_symbol(verb.declared[0].outputs, reference.name)

    @staticmethod
    def _parameter(file: FileSymbols, block: str, name: str) -> Symbol | None:
        return _child(file.blocks[block], Kind.PARAMETER, name) if block in file.blocks else None


def _child(symbol: Symbol, kind: Kind, name: str) -> Symbol | None:
    return next((one for one in symbol.children if one.kind is kind and one.name == name), None)
