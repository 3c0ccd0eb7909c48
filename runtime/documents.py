"""The TwiML documents of a bundle: Jinja2 templates, autoescaped, so that a value is never markup."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import attrs
import jinja2
from markupsafe import Markup

from runtime.step import Speaks

# What XML 1.0 has no way to write (https://www.w3.org/TR/xml/#charsets).
_UNWRITABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_WHOLE = "response.xml"


@attrs.frozen
class Spoken:
    """A step in a document, and the values that the document prints for it."""

    step: Speaks
    values: Mapping[str, str]


class Documents:
    """The templates of a folder. Each extends `response.xml` and fills its block `verbs`."""

    def __init__(self, folder: Path) -> None:
        self._environment = jinja2.Environment(
            loader=jinja2.FileSystemLoader(folder),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            finalize=_writable,
        )

    def render(self, spoken: Sequence[Spoken], *, answer: str | None = None, redirect: str | None = None) -> str:
        """The document that says these steps one after another.

        `answer` is the address for the answer to the last of them; `redirect` where the call goes on.
        """
        parts = [self._verbs(group, answer) for group in _groups(spoken)]
        whole = self._environment.get_template(_WHOLE)
        return whole.render(verbs=Markup("").join(parts), redirect=redirect)

    def size(self, spoken: Sequence[Spoken]) -> int:
        """About how many bytes the steps take in a document."""
        return sum(sum(len(value.encode()) for value in one.values.values()) + 400 for one in spoken)

    def _verbs(self, group: list[Spoken], answer: str | None) -> Markup:
        template = self._environment.get_template(group[0].step.document)
        context = template.new_context({"steps": {one.step.name: one.values for one in group}, "answer": answer})
        return Markup("").join(map(Markup, template.blocks["verbs"](context)))


def _groups(spoken: Sequence[Spoken]) -> Iterator[list[Spoken]]:
    """The steps in runs of those that stand in one document; a step that comes again begins anew."""
    group: list[Spoken] = []
    for one in spoken:
        if group and (one.step.document != group[0].step.document or any(one.step is it.step for it in group)):
            yield group
            group = []
        group.append(one)
    if group:
        yield group


def _writable(value: object) -> object:
    """A value without the characters that XML cannot hold."""
    if isinstance(value, Markup):
        return value
    return _UNWRITABLE.sub("", value) if isinstance(value, str) else value
