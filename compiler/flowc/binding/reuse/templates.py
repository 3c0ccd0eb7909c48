"""Replaces what compiling replaces inside of texts: `{{param.x}}`, `{{const.x}}`, and names inside blocks."""

from __future__ import annotations

import re
from collections.abc import Callable

from flowc.binding.context import NOTHING, Context, Nothing, shortened, text_of
from flowc.binding.references import reference
from flowc.binding.reuse.closures import Closure
from flowc.binding.reuse.outputs import follow, label_and_rest, output_of, report_circular
from flowc.binding.session import Session
from flowc.diagnostics import Note
from flowc.diagnostics.suggest import suggestion
from flowc.language import CONST_ROOT, MAX_TEXT, MAX_TEXT_DEPTH, NONE, PARAM_ROOT, WIDGETS_ROOT
from flowc.source import Span
from flowc.syntax.nodes import Token
from flowc.syntax.strings import STRING_TYPES

Spelling = Callable[[str], str]

_ROOTS = f"{PARAM_ROOT}|{CONST_ROOT}|{WIDGETS_ROOT}"
# Of three braces the inner two are the tag: `{{{param.n}}}` is a value in braces, as regular expressions have it.
_TAG = re.compile(r"\{\{(?!\{)(-?)(.*?)(-?)\}\}|\{%(-?)(.*?)(-?)%\}", re.DOTALL)
_PATH = rf"(?:{_ROOTS})(?:\.[A-Za-z0-9_][A-Za-z0-9_-]*)+"
_BRACKETS = rf"""{WIDGETS_ROOT}\[\s*(?P<quote>['"])(?P<label>.*?)(?P=quote)\s*\](?P<rest>(?:\.[\w-]+)*)"""
_IN_CODE = re.compile(rf"""(?P<text>'[^']*'|"[^"]*")|(?<![\w.\]-])(?:(?P<path>{_PATH})|{_BRACKETS})""")
_ONE_PATH = re.compile(r"\{\{\s*([A-Za-z_][\w-]*(?:\.[\w-]+|\[[^\]{}]*\])*)\s*\}\}")
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_WORTH_A_LOOK = re.compile(rf"\{{[{{%].*(?:{PARAM_ROOT}|{CONST_ROOT})\.", re.DOTALL)
_RAW, _END_RAW = "raw", "endraw"
_NO_SPELLING = "it has no spelling inside of an expression"
_SPELLED = "a text without Liquid and without both kinds of quotes can stand inside of an expression"


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
    if replacer.is_sound and len(text) > MAX_TEXT:
        _report_long(context, token)
        return NOTHING
    return text if replacer.is_sound else NOTHING


def write_out(closure: Closure, token: Token, session: Session) -> str | Nothing:
    """The text of a value with all replaced, kept for the next time; NOTHING after a report."""
    session.open_texts[closure] = None
    found = replace(closure.context, token)
    del session.open_texts[closure]
    if not isinstance(found, Nothing):
        session.texts[closure] = found
    return found


def _report_deep(context: Context, place: Span) -> None:
    context.report(
        "FLW131",
        f"texts hold each other more than {MAX_TEXT_DEPTH} deep",
        place,
        label="goes beyond the limit here",
        help="use fewer values that are made of each other",
    )


def _report_long(context: Context, token: Token) -> None:
    context.report(
        "FLW131",
        f"written out, this text holds more than {MAX_TEXT:,} characters",
        token,
        label="grows beyond the limit",
        help="use fewer values that are made of each other",
    )


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
        if self.is_raw or (not self.is_sound and self.context.session.open_texts):
            # Of a value inside of a text, one mistake is told: it may be a part of many others.
            return whole
        alone = _IN_CODE.fullmatch(word) if whole.startswith("{{") else None
        if alone is not None and alone.group("text") is None:
            return self._alone(whole, alone)
        return whole.replace(code, _IN_CODE.sub(self._code, code), 1)

    def _alone(self, whole: str, match: re.Match[str]) -> str:
        """A tag that holds a path and nothing else: a value stands there as it is."""
        path = match.group()
        closure = self._closure(match)
        if closure is not None:
            text = self._text(path, *closure)
            return whole if text is None else text
        return whole.replace(path, self._renamed(match), 1)

    def _code(self, match: re.Match[str]) -> str:
        """A path inside of an expression: a value stands there as a literal, a reference as a path."""
        if match.group("text") is not None:
            return match.group()
        closure = self._closure(match)
        if closure is None:
            return self._renamed(match)
        text = self._text(match.group(), *closure, is_code=True)
        return match.group() if text is None else text

    def _renamed(self, match: re.Match[str]) -> str:
        """A path to what a widget holds, with the name that the widget has in the definition."""
        path: str = match.group()
        label: str | None = match.group("label")
        if label is None:
            root, _, rest = path.partition(".")
            found = label_and_rest(self.context, rest) if root == WIDGETS_ROOT else None
            label = found[0] if found else None
        if label is None or label not in self.context.renamed:
            return path
        return path.replace(label, self.context.renamed[label], 1)

    def _closure(self, match: re.Match[str]) -> tuple[Closure, str] | None:
        """The value that a path stands for, and what of the path is left; None for what is not replaced."""
        path, label = match.group(), match.group("label")
        if label is not None:
            return self._output(label, match.group("rest").removeprefix("."), path)
        root, _, rest = path.partition(".")
        if root == WIDGETS_ROOT:
            found = label_and_rest(self.context, rest)
            return None if found is None else self._output(*found, path)
        return self._value(root, rest, path)

    def _output(self, label: str, rest: str, path: str) -> tuple[Closure, str] | None:
        """What an output of a use of a block stands for; None for any other label."""
        if label not in self.context.uses or not rest:
            return None
        output, _, after = rest.partition(".")
        closure = output_of(self.context, label, output, self.place(path))
        self.is_sound &= closure is not None
        return None if closure is None else (self._end(closure), after)

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
            found = self._written_out(path, closure, node)
            if found is None:
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
            reason = _NO_SPELLING
        if reason:
            self._refuse(path, closure, reason)
            return None
        return self.spelling(text)

    def _written_out(self, path: str, closure: Closure, node: Token) -> str | None:
        """The text of a value with all replaced in it; None after a report."""
        if not is_replaced(closure.context, text_of(node)):
            return text_of(node)
        session = self.context.session
        if closure in session.texts:
            return session.texts[closure]
        if closure in session.open_texts:
            report_circular(self.context, self.place(path))
            return None
        if len(session.open_texts) >= MAX_TEXT_DEPTH:
            _report_deep(self.context, self.place(path))
            return None
        found = write_out(closure, node, session)
        return None if isinstance(found, Nothing) else found

    def _refuse(self, path: str, closure: Closure, reason: str) -> None:
        self.is_sound = False
        self.context.report(
            "FLW216",
            f"`{path}` cannot stand here",
            self.place(path),
            label=reason,
            notes=(Note("its value", closure.place),),
            help=_SPELLED if reason == _NO_SPELLING else "",
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
