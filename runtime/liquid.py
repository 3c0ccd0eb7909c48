"""Liquid as Studio renders it: a text with Liquid, parsed once, rendered over what a session knows."""

from __future__ import annotations

from collections.abc import Mapping

import attrs
import structlog
from liquid import BoundTemplate
from liquid.exceptions import LiquidError
from markupsafe import Markup

from runtime.dialect import PLAIN, SPOKEN, Dialect
from runtime.ssml import as_ssml
from runtime.values import Json

_log = structlog.get_logger(__name__)


def _parsed(dialect: Dialect, text: str) -> BoundTemplate | LiquidError:
    """The parsed text, or what is wrong with it: Studio says so only when the step runs."""
    try:
        return dialect.from_string(text)
    except LiquidError as error:
        return error


@attrs.frozen
class Template:
    """A text with Liquid. What it prints is never read as Liquid again.

    A template that cannot be rendered prints nothing, and the log has a line with Studio's code 81018.
    """

    text: str
    _plain: BoundTemplate | LiquidError | None = attrs.field(init=False, eq=False, repr=False)
    _spoken: BoundTemplate | LiquidError | None = attrs.field(init=False, eq=False, repr=False)

    @_plain.default
    def _parse_plain(self) -> BoundTemplate | LiquidError | None:
        return _parsed(PLAIN, self.text) if "{{" in self.text or "{%" in self.text else None

    @_spoken.default
    def _parse_spoken(self) -> BoundTemplate | LiquidError | None:
        marked = "<" in self.text or "&" in self.text
        return _parsed(SPOKEN, self.text) if self._plain is not None and marked else None

    def render(self, context: Mapping[str, Json]) -> str:
        """What the template prints over these roots; empty where it fails."""
        return self.text if self._plain is None else _rendered(self._plain, context)

    def speech(self, context: Mapping[str, Json]) -> str:
        """What the template has read aloud: Markup where its own text is SSML, else a text.

        What Liquid prints is a text either way.
        """
        if "<" not in self.text and "&" not in self.text:
            return self.render(context)
        marked = as_ssml(self.text if self._spoken is None else _rendered(self._spoken, context))
        return self.render(context) if marked is None else Markup(marked)  # noqa: S704 - as_ssml has checked it


def template(text: str | Template) -> Template:
    """The template of a text."""
    return text if isinstance(text, Template) else Template(text)


def optional_template(text: str | Template | None) -> Template | None:
    """The template of a text, None where there is none."""
    return None if text is None else template(text)


def templates(texts: Mapping[str, str | Template]) -> Mapping[str, Template]:
    """The templates of texts, by the same names."""
    return {name: template(text) for name, text in texts.items()}


def _rendered(parsed: BoundTemplate | LiquidError, context: Mapping[str, Json]) -> str:
    if isinstance(parsed, LiquidError):
        return _nothing(parsed)
    try:
        return parsed.render(**context)
    # Filters raise what Python raises on odd values, and a call must go on.
    except Exception as error:
        return _nothing(error)


def _nothing(error: Exception) -> str:
    """What is printed in place of a template that failed."""
    _log.warning("liquid failed", code=81018, error=type(error).__name__)
    return ""
