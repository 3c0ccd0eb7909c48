"""Reads any template with the Liquid library, and says of its syntax tree what a `Template` holds."""

from __future__ import annotations

from functools import lru_cache
from typing import TextIO

import liquid
from liquid import Mode
from liquid.ast import ConditionalBlockNode, Node
from liquid.builtin.expressions import FilteredExpression
from liquid.builtin.expressions import Path as LiquidPath
from liquid.builtin.output import OutputNode
from liquid.builtin.tags.case_tag import CaseNode, MultiExpressionBlockNode
from liquid.builtin.tags.if_tag import IfNode
from liquid.builtin.tags.unless_tag import UnlessNode
from liquid.context import RenderContext
from liquid.exceptions import LiquidError
from liquid.expression import Expression
from liquid.stream import TokenStream
from liquid.tag import Tag
from liquid.token import TOKEN_EXPRESSION, TOKEN_TAG

from flowc.liquid.names import ALL_TAGS, DEFAULT
from flowc.liquid.paths import path_at
from flowc.liquid.reasons import problem_of, unusual_name
from flowc.liquid.template import Output, Part, Path, Read, Template, Word

_CONDITIONAL = (IfNode, UnlessNode, CaseNode, ConditionalBlockNode, MultiExpressionBlockNode)
# These are the library's own, and not to be taken from it.
_INTERNAL = frozenset({"content", "output", "illegal"})


class _Lenient(Tag):
    """A tag that a project knows: nothing is asked of what stands in it."""

    block = False

    def parse(self, stream: TokenStream) -> Node:
        """A node that prints nothing."""
        token = stream.expect(TOKEN_TAG)
        if stream.peek.kind == TOKEN_EXPRESSION:
            next(stream)
        return _Nothing(token)


class _Nothing(Node):
    """What such a tag stands for."""

    def render_to_output(self, _context: RenderContext, _buffer: TextIO) -> int:
        """The length of what is printed."""
        return 0


class _Environment(liquid.Environment):
    shorthand_indexes = True


@lru_cache(maxsize=8)
def _environment(tags: frozenset[str]) -> _Environment:
    environment = _Environment(tolerance=Mode.STRICT)
    for name in list(environment.tags):
        if name not in ALL_TAGS and name not in _INTERNAL:
            del environment.tags[name]
    for name in sorted(tags):
        lenient = _Lenient(environment)
        lenient.name = name
        environment.tags.setdefault(name, lenient)
    return environment


def read_parsed(text: str, tags: frozenset[str] = frozenset()) -> Template:
    """The template that a text is. `tags` are known besides those of Studio."""
    environment = _environment(tags)
    try:
        parsed = environment.from_string(text)
    except (LiquidError, RecursionError) as error:
        return Template(text, problem=problem_of(text, error, environment))
    reader = _Reader(text, RenderContext(parsed))
    for node in parsed.nodes:
        reader.visit(node, frozenset(), guarded=False)
    found = reader.template()
    problem = unusual_name(found)
    return found if problem is None else Template(text, problem=problem)


class _Reader:
    """Walks a syntax tree of the library and notes what stands in it."""

    def __init__(self, text: str, context: RenderContext) -> None:
        self.text = text
        self.context = context
        self.own: set[str] = set()
        self.outputs: list[Output] = []
        self.reads: list[Read] = []
        self.filters: list[Word] = []
        self.tags: list[Word] = []

    def template(self) -> Template:
        """What was noted, in the order of the text."""
        return Template(
            self.text,
            tuple(self.outputs),
            tuple(sorted(self.reads, key=lambda read: read.path.start)),
            tuple(sorted(self.filters, key=lambda word: word.start)),
            tuple(self.tags),
        )

    def visit(self, node: Node, names: frozenset[str], *, guarded: bool) -> None:
        """Notes a node and those in it; `names` are those of the loops around it."""
        conditional = isinstance(node, _CONDITIONAL)
        if isinstance(node, OutputNode):
            self._output(node, names, guarded=guarded)
        else:
            self._tag(node)
            for expression in node.expressions():
                self._expression(expression, names, guarded=guarded or conditional)
        self.own.update(str(name) for name in node.template_scope())
        inner = names.union(str(name) for name in node.block_scope())
        for child in node.children(self.context, include_partials=False):
            self.visit(child, inner, guarded=guarded or conditional)

    def _output(self, node: OutputNode, names: frozenset[str], *, guarded: bool) -> None:
        expression = node.expression
        assert isinstance(expression, FilteredExpression)
        before = len(self.filters)
        read = self._filtered(expression, names, guarded=guarded)
        start = node.token.start_index
        end = start + len(node.token.value)
        self.outputs.append(Output(start, end, read, tuple(self.filters[before:])))

    def _tag(self, node: Node) -> None:
        token = node.token
        if token.kind == TOKEN_TAG and self.text.startswith(token.value, token.start_index):
            word = Word(token.value, token.start_index, token.start_index + len(token.value))
            if word not in self.tags:
                self.tags.append(word)

    def _expression(self, expression: Expression, names: frozenset[str], *, guarded: bool) -> None:
        if isinstance(expression, FilteredExpression):
            self._filtered(expression, names, guarded=guarded)
            return
        if isinstance(expression, LiquidPath):
            self._read(expression, (), names, guarded=guarded)
        for child in expression.children():
            self._expression(child, names, guarded=guarded)

    def _filtered(self, expression: FilteredExpression, names: frozenset[str], *, guarded: bool) -> Read | None:
        """Notes a value with its filters, and gives the read that it is, if it is one."""
        filters = [(one, self._filter_word(one.name, one.token.start_index)) for one in expression.filters or ()]
        words = tuple(word for _, word in filters)
        self.filters += words
        left = expression.left
        read = None
        if isinstance(left, LiquidPath):
            read = self._read(left, words, names, guarded=guarded or any(word.text == DEFAULT for word in words))
        for child in left.children():
            self._expression(child, names, guarded=guarded)
        for one, _ in filters:
            for argument in one.children():
                self._expression(argument, names, guarded=guarded)
        return read

    def _filter_word(self, name: str, start: int) -> Word:
        # The library's token is the bar before some names, and the name itself before others.
        at = self.text.find(name, start)
        return Word(name, at, at + len(name))

    def _read(self, path: LiquidPath, filters: tuple[Word, ...], names: frozenset[str], *, guarded: bool) -> Read:
        found = self._path(path)
        root = found.parts[0].key
        read = Read(found, filters, guarded=guarded, local=root in names or root in self.own)
        self.reads.append(read)
        return read

    def _path(self, path: LiquidPath) -> Path:
        """A path with the places of its parts; where they cannot be found, all are where it begins."""
        keys = tuple(None if isinstance(key, LiquidPath) else key for key in path.path)
        start = path.token.start_index
        found = path_at(self.text, start)
        if tuple(part.key for part in found.parts) == keys:
            return found
        end = start + len(path.token.value)
        return Path(tuple(Part(key, start, end) for key in keys))
