"""The TwiML documents of a bundle: Jinja2 templates, autoescaped, so that a value is never markup."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import jinja2
from markupsafe import Markup

from runtime.script import Script, Spoken
from runtime.ssml import UNWRITABLE

# What every document extends.
WHOLE = "response.xml"
_HANGUP = Markup("  <Hangup/>")


class Documents:
    """The templates of a folder. Each extends `response.xml` and fills its block `verbs`."""

    def __init__(self, folder: Path) -> None:
        self.environment = jinja2.Environment(
            loader=jinja2.FileSystemLoader(folder),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            finalize=_writable,
            # The documents of a process are those it began with, and all of them stay compiled.
            cache_size=-1,
            auto_reload=False,
        )
        self._sizes: dict[str, int] = {}

    def render(self, script: Script, *, answer: str | None = None, redirect: str | None = None) -> str:
        """The document that says a script; where that is nothing, and the call goes on nowhere, it hangs up.

        `answer` is the address for the answer to the last step; `redirect` where the call goes on.
        """
        verbs = Markup("").join(self._verbs(part, answer) for part in script.parts)
        if not script and redirect is None:
            verbs = _HANGUP
        return self.environment.get_template(WHOLE).render(verbs=verbs, redirect=redirect)

    def size(self, document: str) -> int:
        """How many bytes a template has."""
        if document not in self._sizes:
            self._sizes[document] = len(self.source(document).encode())
        return self._sizes[document]

    def source(self, document: str) -> str:
        """The text of a template. Raises jinja2.TemplateNotFound."""
        assert self.environment.loader is not None
        return self.environment.loader.get_source(self.environment, document)[0]

    def _verbs(self, part: list[Spoken], answer: str | None) -> Markup:
        template = self.environment.get_template(part[0].step.document)
        values: dict[str, Mapping[str, str]] = {one.step.name: one.values for one in part}
        context = template.new_context({"steps": values, "answer": answer})
        return Markup("".join(template.blocks["verbs"](context)))  # noqa: S704 - Jinja2 has escaped it


def _writable(value: object) -> object:
    """A value without the characters that XML cannot hold."""
    if isinstance(value, Markup):
        return Markup(UNWRITABLE.sub("", value))  # noqa: S704 - it was markup before
    return UNWRITABLE.sub("", value) if isinstance(value, str) else value
