"""Reads records: `participant(type=messaging, …)` in a list, and blocks of members."""

from __future__ import annotations

from flowc.binding.context import NOTHING, Context, Nothing, Read, is_word, listed, shortened, text_of
from flowc.binding.json_values import read_call, read_json
from flowc.binding.literals import read_token
from flowc.binding.reuse.meaning import Meant, blame, resolve
from flowc.binding.texts import is_template, report_liquid
from flowc.diagnostics import Note
from flowc.language import JSON, NONE
from flowc.source import Span
from flowc.syntax.nodes import Argument, Assignment, Block, Call, List, Token, Typed, arguments, items
from flowc.vocabulary.types import Kind, Type
from flowc.vocabulary.widget import Json, Option


class Members:
    """Collects the members of one record or pair."""

    def __init__(self, context: Context, type_: Type, owner: str) -> None:
        self.context = context
        self.type = type_
        self.owner = owner
        self.values: dict[str, Json] = {}
        self.complete = True
        self._places: dict[str, Span] = {}

    def read(self, part: Assignment) -> None:
        """Reads `name = value`; `complete` is no longer true after a report."""
        name = text_of(part.key)
        place = self.context.span(part.key)
        field = next((field for field in self.type.fields if field.name == name), None)
        if field is None:
            self._report_unknown(part.key, name)
            return
        if name in self._places:
            self.complete = False
            self.context.report_twice("FLW206", name, "given", place, Note("first given here", self._places[name]))
            return
        self._places[name] = place
        meant = resolve(self.context, part.value)
        if is_word(meant.node, NONE) and not field.required:
            return
        since = len(self.context.problems)
        value = self._value(meant, Option(name, name, field.type, place, liquid=True))
        blame(meant, since)
        if isinstance(value, Nothing):
            self.complete = False
        else:
            self.values[name] = value

    def require(self, place: Call | Block) -> None:
        """Reports the members that have to be there and are not."""
        missing = [field.name for field in self.type.fields if field.required and field.name not in self._places]
        if missing:
            self.complete = False
            self.context.report(
                "FLW204",
                f"`{self.owner}` needs {listed(missing, 'and')}",
                place.name if isinstance(place, Call) else place,
                label="not given",
                help=f"add `{missing[0]}=…`",
            )

    def _value(self, meant: Meant, option: Option) -> Read:
        context, node = meant.context, meant.node
        if not meant.is_sound or isinstance(node, Assignment | Typed):
            return NOTHING
        if isinstance(node, Call):
            return read_call(context, node, option)
        if isinstance(node, List):
            context.report("FLW201", f"`{option.name}` takes one value", node, label="a list")
            return NOTHING
        value = read_token(context, node, option)
        if isinstance(value, str) and is_template(value) and option.type.kind is Kind.ENUMERATION:
            return report_liquid(context, node, option)
        return value

    def _report_unknown(self, key: Token, name: str) -> None:
        self.complete = False
        self.context.report_unknown(
            "FLW205",
            f"`{self.owner}` has no member `{shortened(name)}`",
            key,
            [field.name for field in self.type.fields],
            "members",
            label="unknown member",
            otherwise="" if self.type.fields else "give the value alone, without members",
        )


def read_record(context: Context, node: Call, type_: Type) -> Read:
    """`participant(type=messaging, …)`, or a record as `json("…")`."""
    if node.name.text != type_.constructor:
        found = read_json(context, node, (type_.constructor,) if type_.constructor else ())
        if isinstance(found, dict | Nothing):
            return found
        context.report(
            "FLW201", "a record is wanted", node, label="JSON of another type", help=f'write `{JSON}("{{}}")`'
        )
        return NOTHING
    members = Members(context, type_, node.name.text)
    before: Argument | None = None
    for part in arguments(node.parts):
        if isinstance(part, Assignment):
            members.read(part)
        elif before is None or isinstance(before, Assignment):
            members.complete = False
            context.report("FLW209", "a member has a name", part, label="has none", help="write `name=value`")
        before = part
    if members.complete:
        members.require(node)
    return members.values if members.complete else NOTHING


def read_record_block(context: Context, block: Block, type_: Type, owner: str) -> Read:
    """`{ name = value … }`: the members of a record."""
    members = Members(context, type_, owner)
    for item in items(block.entries):
        if isinstance(item, Assignment):
            members.read(item)
        else:
            members.complete = False
            context.report(
                "FLW113", "a member has a name and a value", item, label="no member", help="write `name = …`"
            )
    if members.complete:
        members.require(block)
    return members.values if members.complete else NOTHING
