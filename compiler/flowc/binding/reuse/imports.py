"""What a file knows of the modules it uses: `module.name`, and their verbs also without the module's name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

import attrs

from flowc.binding.context import Context
from flowc.binding.reuse.closures import Closure
from flowc.binding.reuse.definition import Definition
from flowc.binding.reuse.module_section import ModuleSection
from flowc.modules import Import, Module
from flowc.source import Span
from flowc.vocabulary import Vocabulary
from flowc.vocabulary.widget import Verb, Widget

Offered = TypeVar("Offered")


@attrs.frozen(eq=False)
class Scope:
    """A file of the flow: the context of its statements, and what it declares itself.

    The names of `context` are those that are known everywhere in the file: of labels, those of
    sections alone.
    """

    module: Module
    context: Context
    widgets: tuple[Widget, ...]
    values: Mapping[str, Closure]
    blocks: Mapping[str, Definition]
    sections: Mapping[str, ModuleSection]
    places: Mapping[str, Span]


@attrs.frozen(eq=False)
class Imports:
    """The modules that a file uses, by the names that it gives them."""

    by_alias: Mapping[str, Scope]

    @classmethod
    def of(cls, imports: Iterable[Import], done: Mapping[str, Scope]) -> Imports:
        """The modules of some `use` statements, as far as they could be read."""
        return cls({one.alias: done[one.key] for one in imports if one.key is not None and one.key in done})

    def vocabulary(self, base: Vocabulary, own: Iterable[Widget]) -> Vocabulary:
        """The widgets and verbs of all modules and of the file itself beside those of the library."""
        mine = list(own)
        offered = self._all(lambda scope: _verbs(scope.widgets))
        if not mine and not offered:
            return base
        known = base.extended([*(one[0] for one in offered.values()), *mine])
        verbs = dict(known.verbs)
        bare, _ = self.bare(lambda scope: _verbs(scope.widgets), {*base.verbs, *_verbs(mine)})
        for name in [name for name, (widget, _) in verbs.items() if widget not in mine and name not in base.verbs]:
            del verbs[name]
        return Vocabulary(known.types, {**verbs, **bare, **offered})

    def blocks(self, taken: set[str]) -> tuple[dict[str, Definition], dict[str, tuple[str, ...]]]:
        """The blocks of all modules, and the names that several of them have."""
        bare, ambiguous = self.bare(lambda scope: scope.blocks, taken)
        return {**bare, **self._all(lambda scope: scope.blocks)}, ambiguous

    def values(self) -> dict[str, Closure]:
        """The `param`s and `const`s of all modules."""
        return self._all(lambda scope: scope.values)

    def sections(self) -> dict[str, ModuleSection]:
        """The sections of all modules."""
        return self._all(lambda scope: scope.sections)

    def places(self) -> dict[str, Span]:
        """Where the sections of all modules stand."""
        return self._all(lambda scope: scope.places)

    def _all(self, offers: Callable[[Scope], Mapping[str, Offered]]) -> dict[str, Offered]:
        """What modules offer, by `module.name`."""
        return {f"{alias}.{name}": one for alias, scope in self.by_alias.items() for name, one in offers(scope).items()}

    def bare(
        self, offers: Callable[[Scope], Mapping[str, Offered]], taken: set[str]
    ) -> tuple[dict[str, Offered], dict[str, tuple[str, ...]]]:
        """What modules offer by a name that nothing else has, and the names that several of them have."""
        found: dict[str, Offered] = {}
        homes: dict[str, list[str]] = {}
        for alias, scope in self.by_alias.items():
            for name, one in offers(scope).items():
                if name not in taken:
                    homes.setdefault(name, []).append(f"{alias}.{name}")
                    found[name] = one
        several = {name: tuple(full) for name, full in homes.items() if len(full) > 1}
        return {name: one for name, one in found.items() if name not in several}, several


def _verbs(widgets: Iterable[Widget]) -> dict[str, tuple[Widget, Verb]]:
    return {verb.name: (widget, verb) for widget in widgets for verb in widget.verbs}
