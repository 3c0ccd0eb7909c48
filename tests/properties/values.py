"""Values for options, by their declared types."""

from __future__ import annotations

import json
import re

from tests.properties.choices import Choices

from flowc.syntax.strings import encode
from flowc.vocabulary.types import Field, Kind, Type
from flowc.vocabulary.widget import Option

HEX = "0123456789abcdef" * 2
TEXTS = (
    "Hello.",
    "",
    'say "it"',
    "a \\ b",
    "Grüezi 你好 🙂",
    "two\nlines",
    "  blanks  ",
    "100 % { [ ( } ] ) -> # ; : = ,",
    "${var.greeting}",
    "\t\u0001\u2028",
)
LIQUID = (
    "{{flow.variables.x}}",
    "Hello {{ contact.channel.address | upcase }}.",
    "{% if flow.variables.x %}a{% endif %}",
)
REFERENCES = ("flow.variables.x", "contact.channel.address", "flow.data.name")
WORD = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*")
# What a pattern of the vocabulary wants: the first that matches is taken.
PATTERNED = ("1", "#", "12w#", "https://example.com/a", "wss://example.com/a", f"ZH{HEX}")
PLAIN = {
    Kind.URL: ("https://example.com/a", "http://example.com/?a=b&c=%20"),
    Kind.NAME: ("support", "Conference-1", "a.b"),
    Kind.VOICE: ("Polly.Joanna-Neural", "alice"),
    Kind.LOCALE: ("en-US", "de"),
    Kind.KEY: ("#", "5", "*"),
    Kind.DTMF: ("12#", "1ww2"),
    Kind.JSON: ('{"a": [1, null]}', "{}"),
    Kind.PHONE: ("+15550100", "sip:alice@example.com"),
}


def quoted(choices: Choices, text: str) -> str:
    """A text in quotes, now and then in three of them."""
    fits = (
        "\\" not in text
        and '"""' not in text
        and not text.endswith('"')
        and text.isprintable()
        and text == text.strip()
    )
    if not fits or not choices.one_in(5):
        return encode(text)
    choices.reach("value", "long text")
    return f'"""\n      {text}\n    """' if choices.one_in(2) and text else f'"""{text}"""'


def word_or_quoted(choices: Choices, text: str) -> str:
    """A text as a bare word, where it can be one, or in quotes."""
    return text if WORD.fullmatch(text) and not choices.one_in(4) else encode(text)


def spell(choices: Choices, option: Option) -> tuple[str, str]:
    """The spelling of a value for an option, and the value as conditions of the vocabulary see it."""
    kind = option.type.kind
    if option.type.alternatives and (kind is Kind.ENUMERATION or choices.one_in(2)):
        alternative = choices.among(option.type.alternatives)
        choices.reach("value", "word")
        return word_or_quoted(choices, alternative.word), alternative.value
    if kind is Kind.SWITCH:
        value = choices.one_in(2)
        choices.reach("value", "switch")
        return choices.among(("on", "true") if value else ("off", "false")), str(value).lower()
    if kind in (Kind.INTEGER, Kind.NUMBER, Kind.SECONDS, Kind.MILLISECONDS):
        return _number(choices, option), "?"
    if kind is Kind.SET:
        assert option.type.element is not None
        words = choices.some(option.type.element.words, least=1)
        choices.reach("value", "set")
        return f"[{', '.join(words)}]", "?"
    if kind is Kind.LIST:
        return _list(choices, option), "?"
    return _text(choices, option), "?"


def _number(choices: Choices, option: Option) -> str:
    low = int(option.minimum or 0)
    high = int(option.maximum if option.maximum is not None else low + 100)
    number = choices.number(low, min(high, low + 100))
    if option.liquid and option.json_type == "string" and choices.one_in(4):
        choices.reach("value", "Liquid")
        return encode("{{flow.variables.n}}")
    if option.json_type == "integer" and choices.one_in(5):
        choices.reach("value", "json(…)")
        return f'json("{number}")'
    choices.reach("value", "number")
    if option.type.kind is Kind.SECONDS and choices.one_in(2):
        choices.reach("value", "duration")
        return f"{number}s"
    if option.type.kind is Kind.MILLISECONDS and choices.one_in(2):
        return f"{number}ms"
    return str(number)


def _list(choices: Choices, option: Option) -> str:
    element = option.type.element
    assert element is not None
    choices.reach("value", "list")
    values = [_element(choices, element) for _ in range(choices.number(1, 3))]
    return choices.among(("[{}]", "[\n  {},  # the last\n]")).format(", ".join(values))


def _element(choices: Choices, type_: Type) -> str:
    if type_.kind is not Kind.RECORD:
        return encode(choices.among(PLAIN.get(type_.kind, ("one", "two words"))))
    choices.reach("value", "record")
    return f"{type_.constructor}({', '.join(members(choices, type_.fields))})"


def members(choices: Choices, fields: tuple[Field, ...]) -> list[str]:
    """`name=value` for the members of a record: the required ones, and some of the others."""
    given = [field for field in fields if field.required or choices.one_in(2)]
    return [f"{field.name}={_member(choices, field)}" for field in given]


def _member(choices: Choices, field: Field) -> str:
    if field.type.alternatives:
        return choices.among(field.type.words)
    return encode(choices.among(TEXTS[:3]))


def _text(choices: Choices, option: Option) -> str:
    kind = option.type.kind
    if option.type.prefix:
        return word_or_quoted(choices, option.type.prefix + HEX)
    if option.liquid and choices.one_in(4):
        if choices.one_in(2):
            choices.reach("value", "reference")
            return choices.among(REFERENCES)
        choices.reach("value", "Liquid")
        # Studio's limits of length hold for the template, not for what it renders to.
        limit = option.max_length or 100
        return quoted(choices, choices.among([text for text in LIQUID if len(text) <= limit]))
    if option.pattern:
        return encode(next(text for text in PATTERNED if re.search(option.pattern, text)))
    if kind is Kind.TEXT and choices.one_in(6):
        choices.reach("value", "json(…)")
        return f"json({encode(json.dumps(choices.among(TEXTS)))})"
    if kind is Kind.TEXT and choices.one_in(6):
        return str(choices.number(0, 99))
    text = choices.among(PLAIN.get(kind, TEXTS))
    if kind in (Kind.NAME, Kind.VOICE, Kind.LOCALE):
        return word_or_quoted(choices, text)
    choices.reach("value", "text")
    if kind is Kind.PHONE and text.startswith("+") and choices.one_in(2):
        choices.reach("value", "phone number")
        return text
    return quoted(choices, text)


def pairs(choices: Choices, type_: Type) -> list[str]:
    """`key = value` for a key-value property."""
    lines = []
    for number in range(choices.number(0, 3)):
        key = choices.among((f"key{number}", f'"key {number}"', f"{number + 1}"))
        if type_.fields and choices.one_in(3):
            choices.reach("value", "pair(…)")
            inner = ", ".join(['"1"', *members(choices, type_.fields)])
            lines.append(f"{key} = pair({inner})")
        elif choices.one_in(8):
            choices.reach("value", "none")
            lines.append(f"{key} = none")
        else:
            lines.append(f"{key} = {choices.among((encode(choices.among(TEXTS)), 'flow.variables.x', '5'))}")
    return lines
