"""Laws of reuse: what is moved into a block or a module, or gets a name, compiles to what it did before."""

from __future__ import annotations

import json
from collections.abc import Mapping

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from tests.properties.programs import Generated, programs
from tests.properties.rewriting import (
    Edit,
    Part,
    canonical,
    edited,
    entries_of,
    labels_in,
    literals_of,
    names_read_in,
    parts_of,
    targets_in,
    text_of,
)

from flowc.compile import Compiled, check, compile_text
from flowc.diagnostics import Severity
from flowc.diagnostics.render import FORMATS
from flowc.modules import MemoryModules
from flowc.source import Source
from flowc.syntax.strings import STRING_TYPES, encode
from flowc.values import Values
from flowc.values.from_toml import read_values
from flowc.values.given import Plain, setting

LARGE = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
some = settings(max_examples=50, deadline=None, suppress_health_check=LARGE)
quick = settings(max_examples=100, deadline=None, suppress_health_check=LARGE)


def compiled(text: str, files: Mapping[str, str] | None = None, values: Values | None = None) -> str:
    """The definition of a flow without errors."""
    found = compile_text(text, "main.flow", modules=MemoryModules(files or {}), values=values)
    errors = [one for one in found.diagnostics if one.severity is Severity.ERROR]
    assert errors == [], (text, files, errors)
    assert found.definition is not None
    return found.definition


# Blocks


def movable(text: str) -> list[Part]:
    """The bodies that nothing outside leads into."""
    parts = parts_of(text)
    found = []
    for part in parts:
        inside = labels_in(part.block) - {part.name}
        others = [other for other in parts if other is not part]
        outside = {text_of(one) for other in others for one in targets_in(other.statement)}
        outside |= {text_of(one) for entry in entries_of(text) if entry.block is None for one in targets_in(entry)}
        outside |= {name for other in others for name in names_read_in(other.statement)}
        own = {text_of(one) for one in targets_in(part.statement.arrow)}
        if inside.isdisjoint(outside | own) and part.name not in labels_in(part.block):
            found.append(part)
    return found


def moved(text: str, part: Part, *, by_exits: bool) -> str:
    """The program with the body of a part in a block, whose exits are what it leads to outside."""
    start, end = part.block.open.end, part.block.close.start
    inside = labels_in(part.block)
    sections = {other.name for other in parts_of(text) if other.name}
    exits: dict[str, str] = {}
    edits: list[Edit] = []
    for target in targets_in(part.block):
        name = text_of(target)
        if name not in inside and (by_exits or name not in sections):
            exits.setdefault(name, f"way{len(exits)}")
            edits.append((target.start, target.end, exits[name]))
    body = edited(text, edits, start, end)
    declared = f"exit {', '.join(exits.values())}\n" if exits else ""
    written = "; ".join(f"{way} -> {encode(name)}" for name, way in exits.items())
    use = f"{{\n  used: moved {{ {written} }}\n" if exits else "{\n  used: moved\n"
    return f"block moved {{\n{declared}{body}\n}}\n{text[: start - 1]}{use}{text[end:]}"


@some
@given(programs(), st.data())
def test_statements_that_are_moved_into_a_block_compile_to_the_same_but_for_the_names(
    program: Generated, data: st.DataObject
) -> None:
    parts = [part for part in movable(program.text) if part.block.entries]
    assume(parts)
    part = data.draw(st.sampled_from(parts))
    text = moved(program.text, part, by_exits=data.draw(st.booleans()))

    assert canonical(compiled(text)) == canonical(compiled(program.text)), text


@some
@given(programs(), st.data())
def test_a_block_that_is_used_twice_makes_all_its_widgets_twice(program: Generated, data: st.DataObject) -> None:
    parts = [part for part in movable(program.text) if part.block.entries]
    assume(parts)
    part = data.draw(st.sampled_from(parts))
    text = moved(program.text, part, by_exits=False)
    twice = text.replace("  used: moved", "  again: moved\n  used: moved")
    inner = [state for state in json.loads(compiled(text))["states"] if state["name"].startswith("used_")]
    checked = check(twice, "main.flow")
    assert checked.flow is not None
    names = [state.name for state in checked.flow.states]

    assert [name.removeprefix("again_") for name in names if name.startswith("again_")] == [
        state["name"].removeprefix("used_") for state in inner
    ]
    assert len(set(names)) == len(names)


# Values


@some
@given(programs(), st.data())
def test_values_that_get_names_change_no_byte(program: Generated, data: st.DataObject) -> None:
    literals = literals_of(program.text)
    assume(literals)
    kinds = ("const", "param", "given", "text", "as it was")
    declared: list[str] = []
    values: dict[str, Plain] = {}
    edits: list[Edit] = []
    for number, literal in enumerate(literals):
        name = f"value{number}"
        is_text = literal.type in STRING_TYPES
        kind = data.draw(st.sampled_from(kinds if is_text else (*kinds[:3], kinds[-1])))
        if kind == "as it was":
            continue
        spelled = '"{{const.' + name + '}}"' if kind == "text" else name
        edits.append((literal.start, literal.end, spelled))
        if kind in ("const", "text"):
            declared.append(f"const {name} = {literal.text}")
        elif kind == "param":
            declared.append(f"param {name}: {'text' if is_text else 'number'} = {literal.text}")
        else:
            declared.append(f"param {name}: {'text' if is_text else 'number'}")
            number_ = None if is_text else float(literal.text) if "." in literal.text else int(literal.text)
            values[name] = text_of(literal) if number_ is None else number_
    named = edited(program.text, edits)
    text = "\n".join([*declared, named] if data.draw(st.booleans()) else [named, *declared])

    assert compiled(text, values=Values.of(values)) == compiled(program.text), text


# Modules


def into_module(text: str) -> tuple[str, str] | None:
    """The program with its sections in another file; None where they lead back to its entries, or these into them."""
    parts = parts_of(text)
    sections = [part for part in parts if part.name]
    source = Source("a.flow", text)
    names = {part.name for part in sections}
    inside = set().union(*(labels_in(part.block) for part in sections)) - names
    there = {text_of(one) for part in sections for one in targets_in(part.statement)}
    if not sections or not there <= names | inside or any(part.name in labels_in(part.block) for part in sections):
        return None
    edits: list[Edit] = []
    for entry in entries_of(text):
        for target in targets_in(entry):
            if text_of(target) in inside:
                return None
            if text_of(target) in names:
                edits.append((target.start, target.end, encode(f"m.{text_of(target)}")))
    module = []
    for part in sections:
        assert part.statement.head is not None
        last = part.statement.arrow.target.end if part.statement.arrow else part.block.close.end
        module.append(source.text[part.statement.head.start : last])
        edits.append((part.statement.head.start, last, ""))
    return f'use "./m.flow" as m\n{edited(text, edits)}', "\n".join(module)


@some
@given(programs())
def test_sections_that_are_moved_into_a_module_compile_to_the_same_but_for_their_names(program: Generated) -> None:
    split = into_module(program.text)
    assume(split is not None)
    assert split is not None
    before = check(program.text).flow
    assert before is not None
    spans = [
        (part.statement.block.open.start, part.block.close.end)
        for part in parts_of(program.text)
        if part.name
        if part.statement.block
    ]
    own = {state.name for state in before.states if any(start <= state.span.start < end for start, end in spans)}
    definition, after = json.loads(compiled(program.text)), json.loads(compiled(split[0], {"m.flow": split[1]}))
    renamed = {name: f"m_{name.replace('.', '_')}" for name in own}
    order = [state["name"] for state in definition["states"]]
    wanted = canonical(json.dumps(definition), order)["states"]
    there = [renamed.get(name, name) for name in order]
    found = {state["name"]: state for state in canonical(json.dumps(after), there)["states"]}
    reached = _reached(definition)

    assert set(found) <= {f"#{number}" for number in range(len(order))}, split
    for number, state in enumerate(wanted):
        if order[number] in reached or order[number] not in own:
            assert found[f"#{number}"] == state, split


def _reached(definition: dict[str, object]) -> set[str]:
    """The widgets that can be reached from the trigger."""
    states = {state["name"]: state for state in definition["states"]}  # type: ignore[attr-defined]
    found: set[str] = set()
    left = [str(definition["initial_state"])]
    while left:
        name = left.pop()
        if name not in found:
            found.add(name)
            left += [one["next"] for one in states[name]["transitions"] if "next" in one]
    return found


# Anything


def told(found: Compiled) -> None:
    """Draws what is found; an error leaves no definition."""
    if any(one.severity is Severity.ERROR for one in found.diagnostics):
        assert found.definition is None
    for form in FORMATS.values():
        assert isinstance(form(found.diagnostics, False), str)


MAIN = (
    'use "./m.flow" as m\nparam a: integer = 1\nparam b: url = none\nparam c: list(text) = []\nparam d: x | y = x\n'
    'on call { u: m.b "q" { no -> m.s }; say u.O loop=a; say m.c; play b; gather "q" hints=c; -> m.s }\n'
)
MODULE = (
    'const c = "C"\nblock b(t: text) {\n  exit no\n  x: gather t { timeout -> no }\n'
    '  say "{{const.c}}"\n  output O = x.Digits\n}\nsection s { say "s" }\n'
)
SIGNS = ["a", "=", '"x"', "[p]", "\n", "1", "[", "]", "{", "}", "'", "2026-01-01", "."]
PIECES = [
    *MODULE.replace("(", " ( ").replace(")", " ) ").split(" "),
    *("{{param.t}}", '"{{const.c}}"', "block b {", "}", "use", '"./m.flow"', "param x: text", "default say {"),
    *("\n", "none"),
]


@quick
@given(st.text() | st.lists(st.sampled_from(PIECES)).map(" ".join))
def test_any_text_as_a_module_never_raises(text: str) -> None:
    told(compile_text(MAIN, "main.flow", modules=MemoryModules({"m.flow": text})))
    told(compile_text(text, "m.flow", modules=MemoryModules({"m.flow": text})))


@quick
@given(st.text() | st.lists(st.sampled_from(SIGNS)).map("".join))
def test_any_text_as_a_file_of_values_never_raises(text: str) -> None:
    for environment in (None, "p"):
        values, problems = read_values(Source("values.toml", text), environment)
        for one in problems:
            assert 0 <= one.span.start <= one.span.end <= len(text)
        told(compile_text(MAIN, "main.flow", modules=MemoryModules({"m.flow": MODULE}), values=values))


@quick
@given(st.dictionaries(st.sampled_from(["a", "b", "c", "d", "m.a", "zz", ""]), st.text()))
def test_any_setting_never_raises(texts: dict[str, str]) -> None:
    values = Values({name: setting(name, text) for name, text in texts.items()})
    told(compile_text(MAIN, "main.flow", modules=MemoryModules({"m.flow": MODULE}), values=values))


plain: st.SearchStrategy[Plain] = st.recursive(
    st.text() | st.booleans() | st.integers() | st.floats(allow_nan=True), st.lists, max_leaves=5
)


@quick
@given(st.dictionaries(st.sampled_from(["a", "b", "c", "d"]), plain))
def test_any_value_of_a_program_never_raises(values: dict[str, Plain]) -> None:
    told(compile_text(MAIN, "main.flow", modules=MemoryModules({"m.flow": MODULE}), values=Values.of(values)))


# Size


@some
@given(st.integers(1, 90), st.integers(1, 4))
def test_nested_blocks_are_as_large_as_their_statements(depth: int, own: int) -> None:
    body = "; ".join([f"set a={number}" for number in range(own)])
    blocks = [f"block b{number} {{ {body}; b{number + 1} }}" for number in range(depth - 1)]
    checked = check("\n".join([*blocks, f"block b{depth - 1} {{ {body} }}", "on request { b0 }"]))

    assert checked.flow is not None
    assert len(checked.flow.states) == 1 + depth * own


@some
@given(st.integers(1, 60))
def test_uses_behind_each_other_make_a_definition_as_long_as_they_are_many(count: int) -> None:
    block = "block b { set a=1; if flow.variables.a is_blank { set b=2 } }\n"
    text = "{}on request {{\n{}\n}}"
    uses = "\n".join(f"u{number:03}: b" for number in range(count))
    sizes = [len(json.dumps(canonical(compiled(text.format(block, one))))) for one in (uses, uses + "\nu999: b")]
    one = len(json.dumps(canonical(compiled(text.format(block, "u000: b")))["states"][1:]))

    assert sizes[1] - sizes[0] <= one + 100
