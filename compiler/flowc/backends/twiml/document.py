"""Writes a document of a voice turn: a Jinja2 template that prints the verbs of its steps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from flowc.backends.twiml.element import Answer, Constant, Element, Liquid, Value
from flowc.backends.twiml.escape import attribute_value, comment, text_content
from flowc.backends.twiml.names import member

_HEAD = '{% extends "response.xml" %}\n{% block verbs %}\n'
_FOOT = "{% endblock %}\n"
_INDENT = "  "
_ANSWER = "{{ answer }}"


@attrs.frozen
class Verbs:
    """The verbs of a step, and where the source writes it."""

    step: str
    place: str
    elements: tuple[Element, ...]


def document(turn: Sequence[Verbs]) -> str:
    """The text of the template for the steps of a turn, one after another."""
    lines: list[str] = []
    for verbs in turn:
        lines.append(f"{_INDENT}{{# {comment(f'{verbs.place}  {verbs.step}')} #}}\n")
        for element in verbs.elements:
            lines += _lines(element, member("steps", verbs.step), _INDENT)
    return _HEAD + "".join(lines) + _FOOT


def size(verbs: Verbs) -> int:
    """How many bytes the constants and the marks of a step take in a document."""
    return len(document([verbs]).encode())


def _lines(element: Element, step: str, indent: str) -> Iterator[str]:
    """An element on lines of its own; one that holds a text stands on one line, since blanks count there."""
    if not element.content or any(not isinstance(part, Element) for part in element.content):
        yield f"{indent}{_inline(element, step)}\n"
        return
    yield f"{indent}<{element.name}{_attributes(element, step)}>\n"
    for part in element.content:
        assert isinstance(part, Element)
        yield from _lines(part, step, indent + _INDENT)
    yield f"{indent}</{element.name}>\n"


def _inline(element: Element, step: str) -> str:
    head = f"{element.name}{_attributes(element, step)}"
    if not element.content:
        return f"<{head}/>"
    inner = "".join(_inline(part, step) if isinstance(part, Element) else _text(part, step) for part in element.content)
    found = f"<{head}>{inner}</{element.name}>"
    loop = next((part for part in element.content if isinstance(part, Liquid) and part.each), None)
    if loop is None:
        return found
    return f'{{% for part in {member(step, loop.name)}.split(",") if part.strip() %}}{found}{{% endfor %}}'


def _text(value: Value, step: str) -> str:
    if isinstance(value, Liquid):
        return "{{ part | trim }}" if value.each else f"{{{{ {member(step, value.name)} }}}}"
    return _ANSWER if isinstance(value, Answer) else text_content(value.text)


def _attributes(element: Element, step: str) -> str:
    return "".join(_attribute(name, value, step) for name, value in element.attributes)


def _attribute(name: str, value: Value, step: str) -> str:
    if isinstance(value, Constant):
        return f' {name}="{attribute_value(value.text)}"'
    if isinstance(value, Answer):
        return f' {name}="{_ANSWER}"'
    path = member(step, value.name)
    if value.may_be_blank:
        return f' {name}="{{{{ {path} }}}}"'
    return f'{{{{ {{"{name}": {path} or none}} | xmlattr }}}}'
