"""Flows that declare values, defaults, blocks and modules, and use them in each other in all ways."""

from __future__ import annotations

import attrs
from hypothesis import strategies as st
from tests.properties.choices import Choices

_VALUES = """param operator: phone = +15550100
const shop = "the \\"Owl\\" shop"
const patience = 5s
const nice = Polly.Joanna
const ref = flow.variables.x
const greeting = "Welcome to {{const.shop}}."
"""
_DEFAULTS = (
    "default say, gather { voice = nice; language = en-US }",
    "default gather { timeout = patience }",
    "default http { content_type = none; parameters { a = ref } }",
    "default redirect { method = GET }",
)


@attrs.frozen
class _Place:
    """Where statements stand: the names that arrows may lead to, the exits of the block, and how deep it is."""

    names: tuple[str, ...]
    exits: tuple[str, ...] = ()
    parameter: str = ""
    depth: int = 0

    @property
    def inner(self) -> _Place:
        """The place of a body."""
        return attrs.evolve(self, depth=self.depth + 1)


@st.composite
def reuse_programs(draw: st.DrawFn) -> str:
    """A flow that compiles, with its modules behind `# ---- NAME` lines."""
    return _Writer(Choices(draw)).program()


class _Writer:
    """Writes one flow."""

    def __init__(self, choices: Choices) -> None:
        self.choices = choices
        self.left = 22
        self.counter = 0
        self.blocks: dict[str, tuple[str, ...]] = {}
        self.outputs: list[str] = []

    def program(self) -> str:
        """The text of the flow and of its module."""
        module = self._module()
        parts = [*_VALUES.splitlines(), *self.choices.some(_DEFAULTS)]
        place = _Place(("part", "m.part"))
        parts += [self._block_declaration(f"own-{number}", place) for number in range(self.choices.number(1, 3))]
        parts = ['use "./m.flow" as m', *self.choices.shuffled(parts)]
        self.outputs = []
        labels = ("start", "part", "m.part")
        on = [f"start: {self._step(_Place(labels))}", *self._body(_Place(labels), least=2)]
        parts.append(f'flow "{{{{const.shop}}}}"\non subflow {self._braced(on, 0)}')
        parts.append(f"section part {self._braced(self._body(_Place(labels), least=1), 0)}")
        return "\n".join(parts) + f"\n# ---- m.flow\n{module}"

    def _module(self) -> str:
        parts = [_VALUES, *self.choices.some(_DEFAULTS), self._block_declaration("theirs", _Place(("part",)))]
        if self.choices.one_in(2):
            parts.append("widget page { arg who: name required -> recipient; exit paged main; exit failed failure }")
            parts.append("block pages { exit gone; page nice { failed -> gone } }")
            self.blocks["pages"] = ("gone",)
        self.outputs = []
        parts.append(f"section part {self._braced(self._body(_Place(('part',)), least=1), 0)}")
        self.blocks = {name if "." in name else f"m.{name}": exits for name, exits in self.blocks.items()}
        return "\n".join(parts) + "\n"

    def _block_declaration(self, name: str, place: _Place) -> str:
        exits = tuple(self.choices.some(("gone", "odd-exit")))
        inside = attrs.evolve(place, exits=exits, parameter="word", names=("inner", *place.names))
        self.outputs = []
        lines = [f"exit {', '.join(exits)}"] if exits else []
        lines += self._body(inside, least=0)
        if self.choices.one_in(2):
            lines.append(f"inner: {self._step(inside)}")
            lines.append("output Said = inner.Digits")
        else:
            lines.append("output Said = ref")
            lines = [line.replace("-> inner", "-> end") for line in lines]
        self.blocks[name] = exits
        return f'block {name}(word: text = "a \\\\ b", times: integer = none) {self._braced(lines, 0)}'

    # Statements

    def _body(self, place: _Place, least: int) -> list[str]:
        lines: list[str] = []
        for _ in range(self.choices.number(least, 4 - place.depth)):
            if self.left <= 0 and len(lines) >= least:
                break
            self.left -= 1
            lines.append(self._statement(place))
        if lines and self.choices.one_in(6):
            lines.append(f"-> {self._target(place)}")
        return lines

    def _statement(self, place: _Place) -> str:
        kind = self.choices.number(0, 9)
        if kind <= 2 and self.blocks:
            return self._use(place)
        if kind == 3:
            return f"if {self._value(place)} equal_to {self._value(place)}{self._leads(place)}{self._else(place)}"
        if kind == 4:
            return self._menu(place)
        if kind == 5:
            condition = f"contains {self._value(place)} name={self._value(place)}{self._leads(place)}"
            return f"split {self._value(place)} {{ {condition}; {self._text(place)}{self._leads(place)} }}"
        return self._step(place)

    def _step(self, place: _Place) -> str:
        value, text, target = self._value(place), self._text(place), self._target(place)
        # What is drawn for a body may be named later, so that no body is drawn for nothing.
        begun, ended = self.choices.among(
            (
                (f"say {value}", ""),
                (f"say {text} voice=none", ""),
                (f"gather play={text} timeout=patience -> {target}", ""),
                (f"set a={value} b=5  # why", ""),
                (f"http POST {text} {{ parameters {{ k = {value} }} }}", ""),
                (f'redirect "https://example.com/a" {{ fail -> {target} }}', ""),
                (f"gather {value} {{ timeout", " }"),
                (f"send {value} {{ failed", " }"),
                (f'raw "some-type" {{ property p = {value}; done', " }"),
                ("dial number operator { hangup", " }"),
            )
        )
        return f"{begun}{self._leads(place)}{ended}" if ended else begun

    def _use(self, place: _Place) -> str:
        name = self.choices.among(sorted(self.blocks))
        arguments = [f" word={self._value(place)}"] if "pages" not in name and self.choices.one_in(2) else []
        lines = [f"{exit_}{self._leads(place)}" for exit_ in self.choices.some(self.blocks[name])]
        block = f" {self._braced(lines, place.depth)}" if lines else ""
        arrow = f" -> {self._target(place)}" if self.choices.one_in(4) else ""
        if "pages" in name or self.choices.one_in(2):
            return f"{name}{''.join(arguments)}{block}{arrow}"
        self.counter += 1
        label = f"use{self.counter}"
        text = f"{label}: {name}{''.join(arguments)}{block}{arrow}"
        self.outputs.append(f"{label}.Said")
        return text

    def _menu(self, place: _Place) -> str:
        ends = [f"{end}{self._leads(place)}" for end in self.choices.some(("none", "timeout"))]
        tries = " tries=2" if self.choices.one_in(2) else ""
        lines = [f"1{self._leads(place)}", f'2 or "two"{self._leads(place)}', *ends]
        return f"menu {self._text(place)}{tries} {self._braced(lines, place.depth)}"

    def _else(self, place: _Place) -> str:
        return f" else {self._braced(self._body(place.inner, 0), place.depth)}" if self.choices.one_in(3) else ""

    def _leads(self, place: _Place) -> str:
        if place.depth >= 2 or self.choices.one_in(2):
            return f" {{ -> {self._target(place)} }}"
        return f" {self._braced(self._body(place.inner, 0), place.depth)}"

    def _target(self, place: _Place) -> str:
        return self.choices.among(("end", "next", *place.names, *place.exits))

    def _value(self, place: _Place) -> str:
        words = ["shop", "greeting", "ref", *self.outputs, *([place.parameter] if place.parameter else [])]
        return self.choices.among(words) if self.choices.one_in(2) else self._text(place)

    def _text(self, place: _Place) -> str:
        inner = [f"{{{{widgets.{one}}}}}" for one in self.outputs]
        inner += ["{{param.word}}"] if place.parameter else []
        return self.choices.among(
            ('"plain"', '"{{const.shop}}!"', '"{{flow.variables.y}}"', *(f'"{one}"' for one in inner))
        )

    def _braced(self, lines: list[str], depth: int) -> str:
        if not lines:
            return "{ }"
        indent = "  " * (depth + 1)
        if not any("#" in line or "\n" in line for line in lines) and self.choices.one_in(3):
            return f"{{ {'; '.join(lines)} }}"
        return "\n".join(["{", *(indent + line for line in lines), f"{'  ' * depth}}}"])
