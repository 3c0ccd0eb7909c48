"""Studio's Liquid: what it knows, what it prints, and its limits. There are no files and no attributes in it."""

from __future__ import annotations

from typing import TextIO

from liquid import Environment, RenderContext
from liquid.builtin.output import Output, OutputNode
from liquid.builtin.tags.echo_tag import EchoNode, EchoTag
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


class Dialect(Environment):
    """Liquid with Studio's limits: widgets.md, "Limits and error codes"."""

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


PLAIN = Dialect()
# Prints values escaped, so that of the result only what the template itself says is markup.
SPOKEN = Dialect(autoescape=True)


def _text(value: object, context: RenderContext) -> str:
    text = printed(value)
    return escape(text) if context.autoescape and not isinstance(text, Markup) else text
