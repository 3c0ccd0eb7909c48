"""What may stand at the cursor, as suggestions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs
from lsprotocol import types

from flowc.binding.predicates import PREDICATES
from flowc.binding.wanted import example
from flowc.language import (
    AS,
    BODY_STATEMENTS,
    DEFAULT,
    ELSE,
    END,
    EXIT,
    FILE_STATEMENTS,
    IF,
    JSON,
    MENU,
    MENU_FAILED,
    MENU_TIMEOUT,
    MENU_TRIES,
    NEXT,
    NONE,
    ON,
    OUTPUT,
    PROMPT_VERB,
    PROPERTY,
    RAW,
    ROOTS,
    SPLIT,
    STD,
    TRIGGER_TYPE,
    USE,
)
from flowc.lsp.cursor import Cursor
from flowc.lsp.describe import describe
from flowc.lsp.liquid_completion import in_liquid, liquid_before
from flowc.resources import module_names
from flowc.symbols import FileSymbols, Index, Kind, Symbol
from flowc.symbols.declared import verb_symbol
from flowc.symbols.lines import Line
from flowc.vocabulary.spelling import spell_type
from flowc.vocabulary.types import NAME_KINDS, TEXT_KINDS, Type
from flowc.vocabulary.types import Kind as TypeKind
from flowc.vocabulary.voices import standard_voices
from flowc.vocabulary.widget import Exit, Option, Verb, Widget

Item = types.CompletionItem
ItemKind = types.CompletionItemKind

_FILE_SNIPPETS = {
    "flow": 'flow "$1"',
    "on": "on ${1:call} {\n  $0\n}",
    "section": "section ${1:name} {\n  $0\n}",
    "use": "use $0",
    "param": "param ${1:name}: ${2:text}",
    "const": "const ${1:name} = $0",
    "default": "default ${1:say} {\n  $0\n}",
    "block": "block ${1:name}(${2}) {\n  $0\n}",
    "widget": 'widget ${1:verb} "${2:type}" {\n  $0\n}',
    "test": 'test "${1:what must hold}" {\n  $0\n}',
}
_BODY_SNIPPETS = {
    SPLIT: 'split ${1} {\n  "${2}" -> ${3:next}\n  else -> ${0:next}\n}',
    IF: "if ${1} ${2:is_blank} {\n  $0\n}",
    MENU: 'menu "${1}" {\n  ${2:1} -> ${3:next}\n  none -> ${4:next}\n  timeout -> ${0:next}\n}',
    RAW: 'raw "${1:type}" {\n  $0\n}',
}
_SWITCH = ("on", "off")


@attrs.frozen(eq=False)
class Completer:
    """Suggests what may stand at a cursor in one file."""

    index: Index
    file: FileSymbols
    cursor: Cursor

    def items(self) -> list[Item]:
        """The suggestions, the likeliest first."""
        cursor = self.cursor
        if cursor.is_comment:
            return []
        if cursor.text is not None:
            code = liquid_before(cursor.text)
            return [] if code is None else list(in_liquid(self.index, self.file, cursor.block, code))
        if "." in cursor.word and not self._is_first():
            return list(self._members(cursor.word))
        return list(self._line())

    def _is_first(self) -> bool:
        return not self._words()

    def _words(self) -> tuple[str, ...]:
        """The words of the line before the cursor, without its label."""
        texts = tuple(token.text for token in self.cursor.before)
        return texts[2:] if texts[1:2] == (":",) else texts

    def _line(self) -> Iterator[Item]:
        before, line = self._words(), self.cursor.line
        if before and before[-1] == "->":
            yield from self._targets()
        elif (option := _option_of_value(before)) is not None:
            yield from self._option_values(option, before)
        elif line is Line.FILE:
            yield from self._file(before)
        elif line is Line.BODY:
            yield from self._body(before)
        elif line is Line.EXIT:
            yield from self._exits_and_options(before)
        elif line is Line.CASE:
            yield from self._cases(before)
        elif line is Line.CHOICE:
            yield from self._choices(before)

    # --- Lines

    def _file(self, before: tuple[str, ...]) -> Iterator[Item]:
        head = before[0] if before else ""
        if not head:
            yield from (_snippet(word, _FILE_SNIPPETS[word], ItemKind.Keyword) for word in FILE_STATEMENTS)
        elif head == ON:
            trigger = self.file.vocabulary.types.get(TRIGGER_TYPE)
            exits = trigger.exits if trigger is not None else ()
            yield from (_plain(one.entry, ItemKind.Event, one.documentation) for one in exits if one.entry)
        elif head == USE and len(before) == 1:
            yield from (_plain(f"{STD}.{name}", ItemKind.Module) for name in module_names())
        elif head == USE:
            yield _plain(AS, ItemKind.Keyword)
        elif head == DEFAULT:
            yield from self._verbs(snippets=False)
        elif before[-1] == ":":
            yield from (_plain(kind.value, ItemKind.TypeParameter) for kind in TypeKind)

    def _body(self, before: tuple[str, ...]) -> Iterator[Item]:
        if not before:
            yield from self._verbs(snippets=True)
            yield from (_snippet(word, _BODY_SNIPPETS[word], ItemKind.Keyword) for word in BODY_STATEMENTS)
            yield _snippet("->", "-> $0", ItemKind.Operator)
            if self.cursor.block:
                yield _snippet(EXIT, "exit $0", ItemKind.Keyword)
                yield _snippet(OUTPUT, "output ${1:name} = $0", ItemKind.Keyword)
            return
        if before[0] in (IF, ELSE):
            yield from self._condition(before)
            return
        verb = PROMPT_VERB if before[0] == MENU else before[0]
        declared = self.index.declaration(self.file.source.path, verb)
        if before[0] == SPLIT:
            yield from self._references()
        elif declared is not None:
            yield from self._arguments(*declared, before)

    def _condition(self, before: tuple[str, ...]) -> Iterator[Item]:
        if before[-1] in (IF, ELSE):
            yield from self._references()
            if before[-1] == ELSE:
                yield _plain(IF, ItemKind.Keyword)
        elif before[-1] in PREDICATES:
            yield from self._values_in_scope()
            yield from self._references()
        else:
            yield from (_plain(word, ItemKind.Operator) for word in PREDICATES)

    def _arguments(self, widget: Widget, verb: Verb, before: tuple[str, ...]) -> Iterator[Item]:
        options = widget.options_of(verb)
        given = sum(1 for at, word in enumerate(before) if at and word not in (",", "=", "(", ")", "[", "]"))
        given -= 2 * before.count("=")
        positional = [option for option in options if option.positional]
        if given < len(positional):
            yield from self._values(positional[max(given, 0)].type)
        used = {before[at - 1] for at, word in enumerate(before) if word == "="}
        yield from self._options(options, used, "=")
        yield _snippet("->", "-> $0", ItemKind.Operator)

    def _exits_and_options(self, before: tuple[str, ...]) -> Iterator[Item]:
        declared = self.index.declaration(self.file.source.path, self.cursor.owner)
        if declared is None:
            return
        widget, verb = declared
        if before and before[-1] != ",":
            return
        yield from (self._exit(one) for one in widget.exits if not one.repeated)
        if not before:
            yield from self._options(widget.options_of(verb), self.cursor.given, " = ")
            yield _snippet(PROPERTY, 'property "${1:name}" = $0', ItemKind.Keyword)

    def _cases(self, before: tuple[str, ...]) -> Iterator[Item]:
        if not before:
            for word, predicate in PREDICATES.items():
                value = "" if predicate.fixed is not None else " ${1}"
                yield _snippet(word, f"{word}{value} -> ${{2:next}}", ItemKind.Operator)
            yield _snippet(ELSE, "else -> ${1:next}", ItemKind.Keyword)
        elif before[-1] in PREDICATES:
            yield from self._values_in_scope()
            yield from self._references()

    def _choices(self, before: tuple[str, ...]) -> Iterator[Item]:
        if before:
            return
        for word in (NONE, MENU_TIMEOUT, MENU_FAILED):
            yield _snippet(word, f"{word} -> ${{1:next}}", ItemKind.EnumMember)
        yield _snippet(MENU_TRIES, f"{MENU_TRIES} = ${{1:3}}", ItemKind.Property)
        declared = self.index.declaration(self.file.source.path, PROMPT_VERB)
        if declared is not None:
            widget, verb = declared
            yield from self._options(widget.options_of(verb), self.cursor.given, " = ")

    # --- Parts of lines

    def _verbs(self, *, snippets: bool) -> Iterator[Item]:
        for name, (widget, verb) in self.file.vocabulary.verbs.items():
            if not widget.is_guess:
                yield self._verb(name, verb_symbol(widget, verb), widget, verb, snippets=snippets)
        for block in self.file.blocks.values():
            if isinstance(block.declared, tuple):
                yield self._verb(block.name, block, *block.declared, snippets=snippets)
        for alias in self.file.modules:
            module = self.index.module(self.file.source.path, alias)
            for block in module.blocks.values() if module is not None else ():
                if not isinstance(block.declared, tuple):
                    continue
                known = self.index.verb(self.file.source.path, block.name)
                is_own = known is not None and known.key == block.key
                name = block.name if is_own else f"{alias}.{block.name}"
                yield self._verb(name, block, *block.declared, snippets=snippets)

    def _verb(self, name: str, symbol: Symbol, widget: Widget, verb: Verb, *, snippets: bool) -> Item:
        required = [one for one in widget.options_of(verb) if one.positional and one.required and not one.when]
        parts = [f"${{{at}:{_escaped(example(one))}}}" for at, one in enumerate(required, 1)]
        item = (
            _snippet(name, " ".join([name, *parts]), ItemKind.Function) if snippets else _plain(name, ItemKind.Function)
        )
        item.detail = widget.title or widget.type
        item.documentation = _markdown(describe(self.index, symbol))
        if widget.deprecated:
            item.tags = [types.CompletionItemTag.Deprecated]
        return item

    def _exit(self, exit_: Exit) -> Item:
        item = _snippet(exit_.event, f"{exit_.event} -> ${{1:next}}", ItemKind.EnumMember)
        item.documentation = _markdown(exit_.documentation)
        item.detail = "a failure" if exit_.failure else "exit"
        return item

    def _options(self, options: Iterable[Option], used: Iterable[str], sign: str) -> Iterator[Item]:
        taken = frozenset(used)
        for option in options:
            if option.name in taken or option.property in taken or option.deprecated:
                continue
            item = _snippet(option.name, f"{option.name}{sign}$0", ItemKind.Property)
            item.detail = spell_type(option.type)
            item.documentation = _markdown(option.documentation)
            yield item

    def _option_values(self, name: str, before: tuple[str, ...]) -> Iterator[Item]:
        owner = self.cursor.owner
        if self.cursor.line is Line.BODY and before:
            owner = PROMPT_VERB if before[0] == MENU else before[0]
        declared = self.index.declaration(self.file.source.path, owner)
        options = declared[0].options_of(declared[1]) if declared is not None else ()
        found = next((one for one in options if name in (one.name, one.property)), None)
        if found is not None:
            yield from self._values(found.type)
        else:
            yield from self._values_in_scope()
            yield from self._references()

    def _values(self, type_: Type) -> Iterator[Item]:
        """What may be given where a value of a type is wanted."""
        words = [*type_.words, *(type_.element.words if type_.element is not None else ())]
        yield from (_plain(word, ItemKind.EnumMember) for word in words)
        if type_.kind is TypeKind.SWITCH:
            yield from (_plain(word, ItemKind.EnumMember) for word in _SWITCH)
        elif type_.kind is TypeKind.VOICE:
            yield from (_plain(name, ItemKind.Value) for name in standard_voices().names())
        elif type_.kind is TypeKind.LOCALE:
            yield from (_plain(name, ItemKind.Value) for name in standard_voices().languages)
        yield from self._values_in_scope()
        if type_.kind in TEXT_KINDS - NAME_KINDS or type_.kind is TypeKind.ANY:
            yield from self._references()
        if type_.kind in (TypeKind.JSON, TypeKind.ANY):
            yield _snippet(JSON, 'json("$1")', ItemKind.Function)
        yield _plain(NONE, ItemKind.Keyword)

    def _values_in_scope(self) -> Iterator[Item]:
        block = self.file.blocks.get(self.cursor.block)
        own = [one for one in block.children if one.kind is Kind.PARAMETER] if block is not None else []
        for symbol in (*own, *self.file.values.values()):
            item = _plain(symbol.name, ItemKind.Variable, symbol.documentation)
            item.detail = symbol.detail
            yield item
        yield from (_plain(name, ItemKind.Module) for name in self.file.modules)

    def _references(self) -> Iterator[Item]:
        """Labels whose widgets leave something behind, and the other roots of references."""
        for label in self.file.labels.get(self.cursor.block, {}).values():
            if any(self._outputs(label)):
                yield _plain(label.name, ItemKind.Reference, label.documentation)
        yield from (_plain(root, ItemKind.Keyword) for root in ROOTS)

    def _outputs(self, label: Symbol) -> Iterator[tuple[str, str]]:
        declared = self.index.declaration(self.file.source.path, label.verb)
        if declared is not None:
            yield from ((one.name, one.documentation) for one in declared[0].outputs)

    def _members(self, word: str) -> Iterator[Item]:
        """What may stand behind a dot: the outputs of a label, the names of a module, the members of a root."""
        path, _, _ = word.rpartition(".")
        if self._words()[-1:] == ("->",):
            yield from (one for one in self._targets() if one.label.startswith(f"{path}."))
            return
        module = self.index.module(self.file.source.path, path)
        if module is not None:
            for symbol in module.values.values():
                yield _plain(f"{path}.{symbol.name}", ItemKind.Variable, symbol.documentation)
            return
        for item in in_liquid(self.index, self.file, self.cursor.block, f"widgets.{word}"):
            item.label = f"{path}.{item.label}"
            yield item
        if path.partition(".")[0] in ROOTS:
            for item in in_liquid(self.index, self.file, self.cursor.block, word):
                item.label = f"{path}.{item.label}"
                yield item

    def _targets(self) -> Iterator[Item]:
        labels = self.file.labels.get(self.cursor.block, {})
        for symbol in labels.values():
            kind = ItemKind.Module if symbol.kind is Kind.SECTION else ItemKind.Reference
            item = _plain(symbol.name, kind, symbol.documentation)
            item.detail = symbol.kind.value
            yield item
        block = self.file.blocks.get(self.cursor.block)
        for child in block.children if block is not None else ():
            if child.kind is Kind.EXIT:
                yield _plain(child.name, ItemKind.EnumMember, child.documentation)
        for alias in self.file.modules:
            module = self.index.module(self.file.source.path, alias)
            for symbol in module.labels[""].values() if module is not None else ():
                if symbol.kind is Kind.SECTION:
                    yield _plain(f"{alias}.{symbol.name}", ItemKind.Module, symbol.documentation)
        yield from (_plain(word, ItemKind.Keyword) for word in (NEXT, END))


def _option_of_value(before: tuple[str, ...]) -> str | None:
    """The option whose value, or element of a list as its value, comes next; None where something else does."""
    at = len(before)
    if "[" in before and "]" not in before[before.index("[") :]:
        at = before.index("[")
    return before[at - 2] if at > 1 and before[at - 1] == "=" else None


def _plain(label: str, kind: ItemKind, documentation: str = "") -> Item:
    return Item(label, kind=kind, documentation=_markdown(documentation))


def _snippet(label: str, text: str, kind: ItemKind) -> Item:
    return Item(label, kind=kind, insert_text=text, insert_text_format=types.InsertTextFormat.Snippet)


def _markdown(text: str) -> types.MarkupContent | None:
    return types.MarkupContent(types.MarkupKind.Markdown, text) if text else None


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("$", "\\$").replace("}", "\\}")
