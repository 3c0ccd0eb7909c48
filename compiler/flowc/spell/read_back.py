"""Reads a spelling as binding does.

What an option takes is a matter of binding: patterns, ranges, lengths, where Liquid may stand. The
speller asks it, instead of knowing the same rules a second time.
"""

from __future__ import annotations

from flowc.binding.context import NOTHING, Context, Nothing, Read
from flowc.binding.values import read_value
from flowc.diagnostics import Severity
from flowc.source import Source
from flowc.spell.json_text import same
from flowc.spell.manner import Manner
from flowc.syntax import parse
from flowc.syntax.grammar import flow_grammar
from flowc.syntax.nodes import Assignment, Value, items
from flowc.vocabulary.types import Kind
from flowc.vocabulary.widget import Json, Option

# A word, a text or a number and the end of the text.
_ONE_TOKEN = 2


# Of these, many texts are none: they are looked at even in a hurry.
_DOUBTFUL = frozenset({Kind.SID, Kind.URL, Kind.PHONE, Kind.KEY, Kind.DTMF, Kind.LOCALE, Kind.VOICE})


def is_sound(context: Context) -> bool:
    """Whether binding found no error."""
    return not any(problem.severity is Severity.ERROR for problem in context.problems)


def reads_as(manner: Manner, option: Option, text: str, value: Json) -> bool:
    """Whether a spelling gives an option exactly this value, or is trusted to."""
    if manner.trusting and option.type.kind not in _DOUBTFUL:
        return True
    source = Source("", text)
    context = manner.context(source)
    node = _value(source)
    found: Read = NOTHING if node is None else read_value(context, node, option)
    return not isinstance(found, Nothing) and is_sound(context) and same(found, value)


def _value(source: Source) -> Value | None:
    """The value that a text spells. A single token, as most are, needs no parser."""
    tokens = list(flow_grammar().tokenize(source.text))
    if len(tokens) == _ONE_TOKEN:
        return tokens[0]
    parsed = parse(Source("", f"_={source.text}"))
    found = items(parsed.file.entries)
    if parsed.diagnostics or len(found) != 1 or not isinstance(found[0], Assignment):
        return None
    return found[0].value
