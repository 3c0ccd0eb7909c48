"""Studio's Liquid: what it knows, what it prints, and its limits. There are no files and no attributes in it."""

from __future__ import annotations

from io import StringIO
from typing import TextIO

from liquid import BoundTemplate, Environment, RenderContext
from liquid.builtin.output import Output, OutputNode
from liquid.builtin.tags.echo_tag import EchoNode, EchoTag
from liquid.output import LimitedStringIO
from markupsafe import Markup, escape

from runtime.bounded import bounded
from runtime.filters import FILTERS
from runtime.printing import printed

# The library has more than Liquid: a template cannot read files, and no filter makes markup of a value.
_TAGS_LEFT_OUT = ("include", "render")
_FILTERS_LEFT_OUT = ("safe", "escapejs")


class _PrintedOutput(OutputNode):
    """`{{ … }}`, which prints objects as JSON."""

    __slots__ = ()

    def render_to_output(self, context: RenderContext, buffer: TextIO) -> int:
        return buffer.write(_text(self.expression.evaluate(context), context))


class _PrintedEcho(EchoNode):
    """`{% echo … %}`, which prints as `{{ … }}` does."""

    __slots__ = ()

    def render_to_output(self, context: RenderContext, buffer: TextIO) -> int:
        return buffer.write(_text(self.expression.evaluate(context), context))


class _Output(Output):
    node_class = _PrintedOutput


class _Echo(EchoTag):
    node_class = _PrintedEcho


class _Context(RenderContext):
    """Keeps the ends of lines in what blocks print; the library would make line feeds of all of them."""

    __slots__ = ()

    def get_buffer(self, buf: TextIO | None = None) -> StringIO:
        used = buf.size if isinstance(buf, LimitedStringIO) else 0
        return _buffer(self.env, used)


class _Template(BoundTemplate):
    """Keeps the ends of lines in what the template prints."""

    context_class = _Context

    def _get_buffer(self) -> StringIO:
        return _buffer(self.env, 0)


class Dialect(Environment):
    """Liquid with Studio's limits: widgets.md, "Limits and error codes"."""

    template_class = _Template
    loop_iteration_limit = 15
    output_stream_limit = 16_384
    # Studio has none that is known; this one keeps a template from filling the memory.
    local_namespace_limit = 1_000_000

    def setup_tags_and_filters(self, *, extra: bool = False) -> None:
        """Liquid's own tags and filters, with Studio's, and without those that reach outside."""
        super().setup_tags_and_filters(extra=extra)
        self.add_tag(_Output)
        self.add_tag(_Echo)
        for tag in _TAGS_LEFT_OUT:
            del self.tags[tag]
        for name in _FILTERS_LEFT_OUT:
            del self.filters[name]
        for name, function in {**self.filters, **FILTERS}.items():
            self.add_filter(name, bounded(name, function))


class _Escaping(Dialect):
    """Prints values escaped, so that of the result only what the template itself says is markup."""

    # Escaped, a text is up to six times as long.
    output_stream_limit = 6 * Dialect.output_stream_limit


PLAIN = Dialect()
SPOKEN = _Escaping(autoescape=True)


def _buffer(environment: Environment, used: int) -> StringIO:
    assert environment.output_stream_limit is not None
    return LimitedStringIO(limit=environment.output_stream_limit - used, newline="")


def _text(value: object, context: RenderContext) -> str:
    text = printed(value)
    return escape(text) if context.autoescape and not isinstance(text, Markup) else text
