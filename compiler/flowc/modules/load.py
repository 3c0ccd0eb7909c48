"""Reads a flow and all modules that it uses, each once, and refuses circles of them."""

from __future__ import annotations

import posixpath
from collections import deque
from collections.abc import Mapping, Sequence
from itertools import pairwise

import attrs

from flowc.diagnostics import Diagnostic, Note
from flowc.diagnostics.finding import finding
from flowc.diagnostics.suggest import suggestion
from flowc.language import STD, USE
from flowc.modules.module import Import, Module
from flowc.modules.reader import ModuleError, ModuleReader, Place
from flowc.modules.uses import Use, read_uses
from flowc.resources import module_names, module_text
from flowc.source import Source
from flowc.syntax import parse
from flowc.syntax.nodes import File


@attrs.frozen(eq=False)
class Modules:
    """A flow's own file, and the modules it uses by key, each after those that it uses itself."""

    main: Module
    used: Mapping[str, Module]
    diagnostics: tuple[Diagnostic, ...]


def load_modules(source: Source, file: File, reader: ModuleReader | None) -> Modules:
    """The files of a flow. Without a reader only modules of the standard library can be used."""
    loader = _Loader(reader)
    main = loader.read(source, file, "")
    while loader.queue:
        key, place, prefix = loader.queue.popleft()
        loader.read_module(key, place, prefix)
    own = loader.key_of(source) if main.imports else ""
    order = _without_circles(main, own, loader.found, loader.problems)
    return Modules(order.main, order.used, tuple(loader.problems))


class _Loader:
    """Reads files, breadth first, so that a module is called by the shortest way to it."""

    def __init__(self, reader: ModuleReader | None) -> None:
        self.reader = reader
        self.found: dict[str, Module] = {}
        self.problems: list[Diagnostic] = []
        self.queue: deque[tuple[str, tuple[Use, Place], str]] = deque()
        self._queued: set[str] = set()
        self._refused: set[str] = set()

    def read(self, source: Source, file: File, prefix: str) -> Module:
        """The module of a text; those it uses are queued."""
        uses, problems = read_uses(source, file)
        self.problems += problems
        return Module(source, file, tuple(self._import(source, use, prefix) for use in uses), prefix)

    def key_of(self, source: Source) -> str:
        """The key that the flow's own file has as a module; empty for a text that no file holds."""
        try:
            return self.reader.locate(source.path, posixpath.basename(source.path)).key if self.reader else ""
        except ModuleError:
            return ""

    def read_module(self, key: str, found: tuple[Use, Place], prefix: str) -> None:
        """Reads a queued module."""
        use, place = found
        try:
            text = self._text(use, place)
        except ModuleError as error:
            self._refuse(use, error)
            self._refused.add(key)
            return
        source = Source(place.shown, text)
        parsed = parse(source)
        self.problems += parsed.diagnostics
        self.found[key] = self.read(source, parsed.file, prefix)

    def _import(self, source: Source, use: Use, prefix: str) -> Import:
        try:
            place = self._locate(source, use)
        except ModuleError as error:
            self._refuse(use, error)
            return Import(use.alias, use.place, None)
        if place.key not in self._queued:
            self._queued.add(place.key)
            own = use.alias.replace("-", "_")
            self.queue.append((place.key, (use, place), f"{prefix}_{own}" if prefix else own))
        return Import(use.alias, use.place, place.key)

    def _locate(self, source: Source, use: Use) -> Place:
        if use.is_std:
            return Place(f"{STD}.{use.path}", f"stdlib/std/{use.path}.flow")
        if self.reader is None:
            raise ModuleError("files cannot be read here")
        return self.reader.locate(source.path, use.path)

    def _text(self, use: Use, place: Place) -> str:
        if not use.is_std:
            assert self.reader is not None
            return self.reader.read(place)
        text = module_text(use.path)
        if text is None:
            names = [f"{STD}.{name}" for name in module_names()]
            raise ModuleError("not in the standard library", suggestion(f"{STD}.{use.path}", names, "modules"))
        return text

    def _refuse(self, use: Use, error: ModuleError) -> None:
        self.problems.append(
            finding(
                "FLW121",
                f"the module `{use.path_place.text.strip(chr(34))}` cannot be read",
                use.path_place,
                label=error.reason,
                help=error.advice,
            )
        )


def _without_circles(main: Module, own: str, found: Mapping[str, Module], problems: list[Diagnostic]) -> Modules:
    """The modules, each after those it uses; the last `use` of a circle is reported and taken away."""
    done: dict[str, Module] = {}
    cut: dict[int, set[str]] = {}
    # A module in work, with the imports that are still to be followed.
    stack: list[tuple[str, Module, list[Import]]] = [("", main, list(main.imports))]
    while stack:
        key, module, left = stack[-1]
        if not left:
            stack.pop()
            if key:
                done[key] = _sound(module, found, cut.get(id(module), set()))
            continue
        one = left.pop(0)
        chain = [entry[0] for entry in stack]
        if one.key is None or one.key in done or one.key not in found:
            continue
        if one.key in chain or one.key == own:
            first = chain.index(one.key) if one.key in chain else 0
            problems.append(_circle(one, stack[first:]))
            cut.setdefault(id(module), set()).add(one.alias)
            continue
        stack.append((one.key, found[one.key], list(found[one.key].imports)))
    return Modules(_sound(main, found, cut.get(id(main), set())), done, ())


def _sound(module: Module, found: Mapping[str, Module], cut: set[str]) -> Module:
    """A module whose imports name modules that are there."""
    imports = tuple(
        one if one.key in found and one.alias not in cut else attrs.evolve(one, key=None) for one in module.imports
    )
    return attrs.evolve(module, imports=imports)


def _circle(closing: Import, chain: Sequence[tuple[str, Module, list[Import]]]) -> Diagnostic:
    notes = []
    for (_, module, _), (key, _, _) in pairwise(chain):
        used = next(one for one in module.imports if one.key == key)
        notes.append(Note(f"`{module.source.path}` uses the next one here", used.place))
    return finding(
        "FLW122",
        "these modules use each other" if notes else "this file uses itself",
        closing.place,
        label="leads back to the first" if notes else "leads back to this file",
        notes=tuple(notes),
        help=f"move what both need into a third module, and `{USE}` that",
    )
