"""Replaces what compiling replaces inside of texts: `{{param.x}}`, `{{const.x}}`, and names inside blocks."""

from __future__ import annotations

import re
from collections.abc import Callable

from flowc.binding.context import NOTHING, Context, Nothing, shortened, text_of
from flowc.binding.references import reference
from flowc.binding.reuse.closures import Closure
from flowc.binding.reuse.outputs import follow, label_and_rest, output_of
from flowc.diagnostics import Note
from flowc.diagnostics.suggest import suggestion
from flowc.language import CONST_ROOT, NONE, PARAM_ROOT, WIDGETS_ROOT
from flowc.source import Span
from flowc.syntax.nodes import Token
from flowc.syntax.strings import STRING_TYPES

Spelling = Callable[[str], str]

_ROOTS = f"{PARAM_ROOT}|{CONST_ROOT}|{WIDGETS_ROOT}"
# Of three braces the inner two are the tag: `{{{param.n}}}` is a value in braces, as regular expressions have it.
_TAG = re.compile(r"\{\{(?!\{)(-?)(.*?)(-?)\}\}|\{%(-?)(.*?)(-?)%\}", re.DOTALL)
_PATH = rf"(?:{_ROOTS})(?:\.[A-Za-z0-9_][A-Za-z0-9_-]*)+"
_IN_CODE = re.compile(rf"""(?P<text>'[^']*'|"[^"]*")|(?<![\w.\]-])(?P<path>{_PATH})""")
_IN_BRACKETS = re.compile(rf"""(?<![\w.\]-]){WIDGETS_ROOT}\[\s*(['"])(.*?)\1\s*\]""")
_ONE_PATH = re.compile(r"\{\{\s*([A-Za-z_][\w-]*(?:\.[\w-]+|\[[^\]{}]*\])*)\s*\}\}")
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_WORTH_A_LOOK = re.compile(rf"\{{[{{%].*(?:{PARAM_ROOT}|{CONST_ROOT})\.", re.DOTALL)
_RAW, _END_RAW = "raw", "endraw"


def is_replaced(context: Context, text: str) -> bool:
    """Whether a text may hold something that compiling replaces."""
    if "{{" not in text and "{%" not in text:
        return False
    return bool(context.renamed or context.uses) or _WORTH_A_LOOK.search(text) is not None


def replace(context: Context, token: Token, spelling: Spelling = str) -> str | Nothing:
    """The text of a string with all replaced; NOTHING after a report.

    `spelling` fits a value into a text that is not plain: one that holds JSON.
    """
    replacer = _Replacer(context, token, spelling)
    text = _TAG.sub(replacer.tag, text_of(token))
    return text if replacer.is_sound else NOTHING


class _Replacer:
    """Replaces the tags of one text."""

    def __init__(self, context: Context, token: Token, spelling: Spelling) -> None:
        self.context = context
        self.token = token
        self.spelling = spelling
        self.is_sound = True
        self.is_raw = False

    def tag(self, match: re.Match[str]) -> str:
        """What a tag becomes."""
        whole = match.group()
        code = match.group(2) if match.group(2) is not None else match.group(5)
        word = code.strip()
        if word in (_RAW, _END_RAW) and whole.startswith("{%"):
            self.is_raw = word == _RAW
        if self.is_raw:
            return whole
        if whole.startswith("{{") and re.fullmatch(_PATH, word):
            return self._alone(whole, word)
        replaced = _IN_BRACKETS.sub(self._bracket, _IN_CODE.sub(self._code, code))
        return whole.replace(code, replaced, 1)

    def _alone(self, whole: str, path: str) -> str:
        """A tag that holds a path and nothing else: a value stands there as it is."""
        closure = self._closure(path)
        if closure is not None:
            text = self._text(path, *closure)
            return whole if text is None else text
        renamed = self._renamed(path)
        return whole if renamed is None else whole.replace(path, renamed, 1)

    def _code(self, match: re.Match[str]) -> str:
        """A path inside of an expression: a value stands there as a literal, a reference as a path."""
        path = match.group("path")
        if path is None:
            return match.group()
        closure = self._closure(path)
        if closure is None:
            return self._renamed(path) or path
        text = self._text(path, *closure, is_code=True)
        return path if text is None else text

    def _bracket(self, match: re.Match[str]) -> str:
        label = match.group(2)
        renamed = self.context.renamed.get(label)
        return match.group() if renamed is None else match.group().replace(label, renamed, 1)

    def _renamed(self, path: str) -> str | None:
        """A path to what a widget holds, with the name that the widget has in the definition."""
        root, _, rest = path.partition(".")
        if root != WIDGETS_ROOT:
            return None
        found = label_and_rest(self.context, rest)
        if found is None or found[0] not in self.context.renamed:
            return None
        return f"{root}.{self.context.renamed[found[0]]}.{found[1]}"

    def _closure(self, path: str) -> tuple[Closure, str] | None:
        """The value that a path stands for, and what of the path is left; None for what is not replaced."""
        root, _, rest = path.partition(".")
        if root == WIDGETS_ROOT:
            found = label_and_rest(self.context, rest)
            if found is None or found[0] not in self.context.uses:
                return None
            output, _, after = found[1].partition(".")
            closure = output_of(self.context, found[0], output, self.place(path))
            self.is_sound &= closure is not None
            return None if closure is None else (self._end(closure), after)
        return self._value(root, rest, path)

    def _end(self, closure: Closure) -> Closure:
        """What a value stands for in the end."""
        following, is_sound = follow(closure.context, closure.node)
        self.is_sound &= is_sound
        return following or closure

    def _value(self, root: str, name: str, path: str) -> tuple[Closure, str] | None:
        """The `param` or `const` of a name, which may begin with that of a module."""
        closure = self.context.scope.get(name)
        if closure is not None:
            self.context.session.used.add(closure.declared)
            return self._end(closure), ""
        self.is_sound = False
        if not self.context.is_open(name):
            known = list(self.context.scope)
            self.context.report(
                "FLW111",
                f"there is no `{root}` called `{shortened(name)}`",
                self.place(path),
                label="refers to nothing",
                help=suggestion(name, known, "names") or f"declare it: `{root} {name} …`",
            )
        return None

    def _text(self, path: str, closure: Closure, rest: str, *, is_code: bool = False) -> str | None:
        node, context = closure.node, closure.context
        reason = ""
        text = ""
        if not isinstance(node, Token) or node.type not in _PLAIN_TYPES:
            reason = "a list or a record has no place in a text"
        elif node.type in STRING_TYPES:
            found = replace(context, node) if is_replaced(context, text_of(node)) else text_of(node)
            if isinstance(found, Nothing):
                self.is_sound = False
                return None
            text = found
        elif node.text == NONE:
            reason = f"it is `{NONE}` here"
        else:
            text = (reference(context, node) if node.type == "WORD" else None) or node.text
        single = _ONE_PATH.fullmatch(text)
        if not reason and rest and single is None:
            reason = f"it holds no `{rest}`"
        if not reason and rest and single is not None:
            text = "{{" + f"{single.group(1)}.{rest}" + "}}"
        if not reason and is_code:
            spelled = _literal(text, is_number=isinstance(node, Token) and node.type == "NUMBER")
            if spelled is not None:
                return spelled
            reason = "it has no spelling inside of an expression"
        if reason:
            self._refuse(path, closure, reason)
            return None
        return self.spelling(text)

    def _refuse(self, path: str, closure: Closure, reason: str) -> None:
        self.is_sound = False
        self.context.report(
            "FLW216",
            f"`{path}` cannot stand here",
            self.place(path),
            label=reason,
            notes=(Note("its value", closure.place),),
            help="a text without Liquid and without both kinds of quotes can stand inside of an expression",
        )

    def place(self, path: str) -> Span:
        """Where a path stands in the source, as far as escapes let it be found."""
        at = self.token.text.find(path)
        if at < 0:
            return self.context.span(self.token)
        return Span(self.context.source, self.token.start + at, self.token.start + at + len(path))


_PLAIN_TYPES = frozenset({"WORD", "ELSE", "NUMBER", "DURATION", "PHONE", *STRING_TYPES})


def _literal(text: str, *, is_number: bool) -> str | None:
    """A text as Liquid spells it inside of an expression; None where it has no way to."""
    single = _ONE_PATH.fullmatch(text)
    if single is not None:
        return single.group(1)
    if is_number and _NUMBER.fullmatch(text):
        return text
    if "{{" in text or "{%" in text or ("'" in text and '"' in text):
        return None
    return f'"{text}"' if '"' not in text else f"'{text}'"
