"""Says in words, and at which place, why a text is no Liquid."""

from __future__ import annotations

import re

from liquid import Environment
from liquid.exceptions import LiquidError
from liquid.token import TOKEN_TAG

from flowc.liquid.names import INNER_TAGS
from flowc.liquid.problem import Problem
from flowc.liquid.template import Template

_OUTPUT = re.compile(r"\{\{.*?\}\}", re.DOTALL)
_TAG = re.compile(r"\{%-?\s*(\w+).*?%\}", re.DOTALL)
_RAW = re.compile(r"\{%-?\s*(raw|comment)\s*-?%\}.*?\{%-?\s*end\1\s*-?%\}", re.DOTALL)
_DOT = re.compile(r"\s*\.(?!\.)")
_TOO_DEEP = "it is nested too deep"

# What the library says, and how we say it; `{}` is the token that it says it of.
_WORDS = (
    (r"expected a primitive expression, found end of expression", "a value is missing"),
    (r"expected .*, found end of expression", "something is missing at its end"),
    (r"expected '\}\}', found end of file", "its `}}` is missing"),
    (r"missing tag name or closing delimiter", "its `%}` is missing"),
    (r"missing expression", "nothing stands behind it"),
    (r"comment tag was never closed", "its `endcomment` is missing"),
    (r"block nesting limit reached", _TOO_DEEP),
    (r"disallowed ternary expression", "`if` has no place in an output"),
    (r"expected end of expression, found \w+|unexpected .*", "`{}` is not expected here"),
    (r"expected (?:a primitive expression|an identifier|word), found \w+", "a name is wanted, not `{}`"),
)


def problem_of(text: str, error: Exception, environment: Environment) -> Problem:
    """What the library has against a text."""
    token = error.token if isinstance(error, LiquidError) else None
    message = str(error.message) if isinstance(error, LiquidError) else _TOO_DEEP
    if token is not None and token.kind == TOKEN_TAG and message.startswith("unexpected tag"):
        return _stray_tag(token.value, token.start_index)
    start = token.start_index if token is not None else -1
    value = token.value if token is not None else ""
    if start >= 0 and value and text.startswith(value, start):
        return Problem(_in_words(message, value), start, start + len(value))
    start, end = _searched(text, environment)
    return Problem(_in_words(message, text[start:end]), start, end)


def unusual_name(template: Template) -> Problem | None:
    """What the library takes and Studio's Liquid does not: a dot behind which nothing stands, a name beyond ASCII."""
    for read in template.reads:
        if _DOT.match(template.text, read.path.end):
            return Problem("a name is missing behind the dot", read.path.start, read.path.end)
    for part in (part for read in template.reads for part in read.path.parts):
        quoted = template.text[part.start - 1 : part.start] in ("'", '"')
        if isinstance(part.key, str) and not part.key.isascii() and not quoted:
            return _not_ascii(part.key, part.start, part.end)
    for word in template.filters:
        if not word.text.isascii():
            return _not_ascii(word.text, word.start, word.end)
    return None


def _not_ascii(name: str, start: int, end: int) -> Problem:
    odd = next(character for character in name if not character.isascii())
    return Problem(f"a name may not hold `{odd}`", start, end)


def _stray_tag(name: str, start: int) -> Problem:
    """A tag that nothing knows, or one that belongs to another which is not there."""
    owners = [tag for tag, inner in INNER_TAGS.items() if name in inner]
    end = start + len(name)
    if owners:
        return Problem(f"no `{owners[0]}` is open here", start, end)
    return Problem("nothing is called so", start, end, tag=name)


def _in_words(message: str, found: str) -> str:
    closing = re.fullmatch(r"expected tag (\w+), found end of expression", message)
    if closing is not None:
        return f"its `{closing.group(1)}` is missing"
    for pattern, words in _WORDS:
        if re.fullmatch(pattern, message, re.DOTALL):
            return words.replace("{}", found)
    return re.sub(r"'([^']*)'", r"`\1`", message)


def _searched(text: str, environment: Environment) -> tuple[int, int]:
    """The first output that is wrong by itself, else the tag that is never closed, else all of the text."""
    hidden = [match.span() for match in _RAW.finditer(text)]
    for match in _OUTPUT.finditer(text):
        if any(start <= match.start() < end for start, end in hidden):
            continue
        try:
            environment.from_string(match.group())
        except (LiquidError, RecursionError):
            return match.span()
    return _unclosed(text, hidden)


def _unclosed(text: str, hidden: list[tuple[int, int]]) -> tuple[int, int]:
    opened: list[re.Match[str]] = []
    for match in _TAG.finditer(text):
        name = match.group(1)
        if any(start < match.start() < end for start, end in hidden):
            continue
        if opened and name == f"end{opened[-1].group(1)}":
            opened.pop()
        elif f"end{name}" in INNER_TAGS.get(name, ()):
            opened.append(match)
    if opened:
        return opened[-1].span()
    return 0, len(text)
