"""The small mistakes that a module could hold: each a copy of its text in which one thing is wrong."""

from __future__ import annotations

import ast
import copy
import difflib
import random
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import attrs

_COMPARISONS: Mapping[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
_OPERATORS: Mapping[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.FloorDiv: ast.Mult,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}
_BRANCHES = (ast.If, ast.While, ast.IfExp)
_TEXTS = (ast.JoinedStr, ast.Constant, ast.List, ast.Tuple, ast.ListComp)


@attrs.frozen
class Mutant:
    """A module with one mistake.

    `scope` are the names of the class and the function that hold it, empty where it stands in the module itself;
    `lines` are the first and the last line of the statement, or of its head, that it is in.
    """

    path: Path
    kind: str
    scope: tuple[str, ...]
    lines: tuple[int, int]
    before: str
    after: str

    @property
    def difference(self) -> str:
        """The lines that differ."""
        found = difflib.unified_diff(self.before.splitlines(), self.after.splitlines(), lineterm="", n=0)
        return "\n".join(line for line in found if line[:3] not in ("---", "+++") and line[:2] != "@@")


def mutants(path: Path) -> list[Mutant]:
    """All mutants of a module, in the order of its text."""
    text = path.read_text(encoding="utf-8")
    found = [
        Mutant(path, kind, scope, lines, text, _replaced(text, node, by))
        for node, scope, lines in _places(ast.parse(text), (), (1, 1))
        for kind, by in _mistakes(node)
    ]
    return list({mutant.after: mutant for mutant in found}.values())


def sample(modules: Sequence[Sequence[Mutant]], size: int, seed: int) -> list[Mutant]:
    """So many mutants, of each module about its share; mixed, so that what is tried first is a sample too."""
    chance = random.Random(seed)
    # Every mutant has its place on a scale of its module; the first places of all modules are the sample.
    placed = [
        ((place + chance.random()) / len(module), mutant)
        for module in modules
        for place, mutant in enumerate(chance.sample(module, len(module)))
    ]
    return [mutant for _, mutant in sorted(placed, key=lambda one: one[0])[:size]]


Node = ast.expr | ast.stmt
Scope = tuple[str, ...]
Lines = tuple[int, int]

# Ends the scope of what stands in a function; a function in it has no scope of its own.
_BODY = ""


def _places(node: ast.AST, scope: Scope, lines: Lines) -> Iterator[tuple[Node, Scope, Lines]]:
    """What may be changed, with the names and the statement around it."""
    for field, value in ast.iter_fields(node):
        if field in ("annotation", "returns", "decorator_list", "type_params"):
            continue
        for child in value if isinstance(value, list) else [value]:
            if not isinstance(child, ast.AST) or _has_no_effect(child):
                continue
            if isinstance(child, ast.JoinedStr):
                yield child, scope, lines
                for part in child.values:
                    yield from _places(part, scope, lines)
                continue
            around = _head(child) if isinstance(child, ast.stmt) else lines
            # What a class says outside of its methods is gone once attrs has built it.
            if isinstance(child, ast.expr | ast.stmt) and (_in_function(scope) or not scope):
                yield child, scope, around
            yield from _places(child, _scope_in(child, scope), around)


def _scope_in(node: ast.AST, scope: Scope) -> Scope:
    if _in_function(scope) or not isinstance(node, ast.FunctionDef | ast.ClassDef):
        return scope
    return (*scope, node.name, _BODY) if isinstance(node, ast.FunctionDef) else (*scope, node.name)


def _head(node: ast.stmt) -> Lines:
    """The lines of a statement; where it has a body, those before it."""
    body = getattr(node, "body", None)
    last = body[0].lineno - 1 if body else node.end_lineno or node.lineno
    return node.lineno, max(last, node.lineno)


def _in_function(scope: tuple[str, ...]) -> bool:
    return scope[-1:] == (_BODY,)


def _has_no_effect(node: ast.AST) -> bool:
    """Whether a node only documents, exports, types or asserts."""
    is_text = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    is_alias = isinstance(node, ast.Assign) and isinstance(node.value, ast.BinOp) and _is_capital(node.targets[0])
    is_typing = isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"
    is_export = isinstance(node, ast.Assign) and any(
        isinstance(t, ast.Name) and t.id == "__all__" for t in node.targets
    )
    return is_text or is_alias or is_typing or is_export or isinstance(node, ast.Assert | ast.Import | ast.ImportFrom)


def _is_capital(target: ast.expr) -> bool:
    return isinstance(target, ast.Name) and target.id != target.id.upper() and target.id[0].isupper()


def _mistakes(node: Node) -> Iterator[tuple[str, ast.AST]]:
    """What a node may be replaced by, each with the kind of mistake."""
    if isinstance(node, ast.stmt):
        yield from _wrong_statements(node)
    else:
        yield from _wrong_values(node)
    if isinstance(node, _BRANCHES) and _is_worth_negating(node.test):
        yield "condition", _with(node, test=ast.UnaryOp(ast.Not(), node.test))
    if isinstance(node, ast.ListComp | ast.SetComp | ast.GeneratorExp | ast.DictComp):
        for number, part in enumerate(node.generators):
            if part.ifs:
                bare = [*node.generators]
                bare[number] = ast.comprehension(part.target, part.iter, [], part.is_async)
                yield "condition", _with(node, generators=bare)


def _wrong_statements(node: ast.stmt) -> Iterator[tuple[str, ast.AST]]:
    match node:
        case ast.Return(value=ast.expr() as value) if not (isinstance(value, ast.Constant) and value.value is None):
            yield "return", ast.Return(ast.Constant(None))
        case ast.Return(value=None) | ast.Break() | ast.Continue() | ast.Expr() | ast.AugAssign():
            yield "removed", ast.Pass()
        case ast.Assign(targets=[ast.Attribute() | ast.Subscript()]):
            yield "removed", ast.Pass()


def _wrong_values(node: ast.expr) -> Iterator[tuple[str, ast.AST]]:
    match node:
        case ast.Compare(ops=[operator]) if type(operator) in _COMPARISONS:
            yield "comparison", _with(node, ops=[_COMPARISONS[type(operator)]()])
        case ast.BoolOp():
            yield "and/or", _with(node, op=ast.Or() if isinstance(node.op, ast.And) else ast.And())
        case ast.UnaryOp(op=ast.Not()):
            yield "not", node.operand
        # Texts and lists have no other operator: the test would see an exception, and learn nothing.
        case ast.BinOp() if type(node.op) in _OPERATORS and not isinstance(node.left, _TEXTS):
            if not isinstance(node.right, _TEXTS) or isinstance(node.right, ast.Constant):
                yield "arithmetic", _with(node, op=_OPERATORS[type(node.op)]())
        case ast.Constant():
            yield from (("constant", ast.Constant(value)) for value in _other_values(node.value))
        case ast.JoinedStr():
            yield from (("text", text) for text in _other_texts(node))


def _is_worth_negating(test: ast.expr) -> bool:
    """Whether no other mistake does the same."""
    is_comparison = isinstance(test, ast.Compare) and type(test.ops[0]) in (
        *(ast.Eq, ast.NotEq, ast.Is, ast.IsNot, ast.In, ast.NotIn),
    )
    return not is_comparison and not (isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not))


def _other_values(value: object) -> list[str | int | float | bool]:
    match value:
        case bool():
            return [not value]
        case int() | float():
            return [value + 1]
        case str():
            return ["" if value else "something"]
        case _:
            return []


def _other_texts(node: ast.JoinedStr) -> Iterator[ast.JoinedStr]:
    """The text without one of its pieces that are words."""
    for number, part in enumerate(node.values):
        if isinstance(part, ast.Constant) and str(part.value).strip(" `"):
            yield ast.JoinedStr([*node.values[:number], *node.values[number + 1 :]])


def _with(node: Node, **fields: object) -> Node:
    changed = copy.copy(node)
    for name, value in fields.items():
        setattr(changed, name, value)
    return changed


def _replaced(text: str, node: Node, by: ast.AST) -> str:
    """A text in which a node is replaced; of a branch no more than its condition, so that the rest stays as it is."""
    if isinstance(node, ast.If | ast.While) and isinstance(by, ast.If | ast.While):
        node, by = node.test, by.test
    assert node.end_lineno is not None
    assert node.end_col_offset is not None
    lines = text.splitlines(keepends=True)
    # Columns count the bytes of UTF-8.
    head = lines[node.lineno - 1].encode()[: node.col_offset].decode()
    tail = lines[node.end_lineno - 1].encode()[node.end_col_offset :].decode()
    spelled = ast.unparse(ast.fix_missing_locations(by))
    if isinstance(by, ast.expr) and not isinstance(by, ast.Constant | ast.JoinedStr):
        spelled = f"({spelled})"
    return "".join([*lines[: node.lineno - 1], head, spelled, tail, *lines[node.end_lineno :]])
