"""What a statement means by itself, without what the file declares: values, blocks, modules.

A statement that says the same then may stay as it is written.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence

import attrs

from flowc.binding.context import Context, Read
from flowc.binding.ifs import bind_if
from flowc.binding.menus import bind_menu
from flowc.binding.program import Body, Clause, Condition, Menu, Property, Split, Step
from flowc.binding.raw import bind_raw
from flowc.binding.splits import bind_split
from flowc.binding.steps import bind_step
from flowc.diagnostics import Severity
from flowc.language import PROMPT_VERB, RAW
from flowc.source import Source, Span
from flowc.spell import Manner
from flowc.spell.defaults import defaults_of
from flowc.syntax.nodes import Block, Statement
from flowc.vocabulary import Vocabulary

_NO_LABEL = "FLW102"


@attrs.frozen
class InForce:
    """What a `default` gives to some verbs, and where it stands."""

    start: int
    gives: Mapping[str, Mapping[str, Read]]


@attrs.frozen
class Plain:
    """A file of plain statements: its names, its vocabulary, and the defaults that stay in it.

    `changes` says whether the file declares anything that the plain one lacks; if not, no statement
    needs to be looked at.
    """

    source: Source
    vocabulary: Vocabulary
    changes: bool = False
    defaults: tuple[InForce, ...] = ()
    names: Collection[str] = ()

    def among(self, names: Collection[str]) -> Plain:
        """The same file, with these names."""
        return attrs.evolve(self, names=names)

    def manner(self, place: int | None = None) -> Manner:
        """How statements are spelled at a place of the file, or at its end."""
        gives: dict[str, dict[str, Read]] = {}
        for default in self.defaults:
            if place is None or default.start < place:
                for verb, properties in default.gives.items():
                    gives.setdefault(verb, {}).update(properties)
        return Manner(self.vocabulary, names=self.names, defaults=gives)

    # What a statement says, by itself

    def says(self, item: Statement, step: Step) -> bool:
        """Whether a statement gives a widget its properties by itself."""
        if not self.changes:
            return True
        context = self._context(item)
        found = self._step(context, item)
        return found is not None and _is_read(context) and _values(found.properties) == _values(step.properties)

    def says_prompt(self, item: Statement, menu: Menu) -> bool:
        """Whether a menu gives its prompt the properties by itself."""
        if not self.changes:
            return True
        context = self._context(item, PROMPT_VERB)
        found = bind_menu(context, item, None, _no_body)
        if found is None or not _is_read(context):
            return False
        return _values(found.prompt.properties) == _values(menu.prompt.properties)

    def split(self, item: Statement) -> Split | None:
        """What a split says by itself."""
        return bind_split(self._context(item), item, None, _no_body)

    def clauses(self, item: Statement) -> Sequence[Clause]:
        """What the conditions of an `if` say by themselves."""
        found = bind_if(self._context(item), item, None, _no_body)
        return found.clauses if found is not None else ()

    def _step(self, context: Context, item: Statement) -> Step | None:
        assert item.head is not None
        if item.head.text == RAW:
            return bind_raw(context, item, None, _no_body)
        declared = self.vocabulary.verbs.get(item.head.text)
        return None if declared is None else bind_step(context, item, None, *declared, _no_body)[0]

    def _context(self, item: Statement, verb: str = "") -> Context:
        """The surroundings of a statement, with the defaults of its verb, or of another one."""
        assert item.head is not None
        manner = self.manner(item.head.start)
        context = manner.context(self.source)
        declared = self.vocabulary.verbs.get(verb or item.head.text)
        if declared is not None:
            context.defaults = defaults_of(manner, *declared)
        return context


def same_condition(one: Condition, other: Condition) -> bool:
    """Whether two conditions are one, wherever they stand."""
    return attrs.evolve(one, span=other.span) == other


def _values(properties: Sequence[Property]) -> list[tuple[str, str]]:
    """Properties in their order, each value by its JSON."""
    return [(one.name, json.dumps(one.value, sort_keys=True)) for one in properties]


def _is_read(context: Context) -> bool:
    """Whether all values were read; arrows may lead to names that only the whole file knows."""
    return all(one.severity is not Severity.ERROR or one.code == _NO_LABEL for one in context.problems)


def _no_body(block: Block) -> Body:
    """Bodies are looked at one by one; none may be taken for empty."""
    del block
    return Body((), Span(Source("", ""), 0, 0))
