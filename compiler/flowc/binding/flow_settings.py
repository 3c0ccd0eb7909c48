"""Binds `flow "text" { … }`: the description and the settings of the whole flow."""

from __future__ import annotations

from flowc.binding.context import Context, is_reported, is_word, shortened, text_of
from flowc.binding.lines import report_elses
from flowc.binding.values import plain_option, read_text, read_value
from flowc.diagnostics import Note
from flowc.language import CONCURRENT_CALLS, FLOW, NONE
from flowc.source import Span
from flowc.syntax.nodes import Assignment, Statement, arguments, items
from flowc.vocabulary.types import Kind


class FlowBinder:
    """Collects what a file says of its flow as a whole."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.description: str | None = None
        self.concurrent: bool | None = True
        self.place: Span | None = None
        self.places: dict[str, Span] = {}

    def bind(self, item: Statement) -> None:
        """Binds the statement."""
        assert item.head is not None
        if self.place is not None:
            self.context.report_twice("FLW107", FLOW, "written", item.head, Note("first written here", self.place))
            return
        self.place = self.context.span(item.head)
        self._report_surplus(item)
        parts = arguments(item.parts)
        settings = [part for part in parts if isinstance(part, Assignment)]
        texts = [part for part in parts if not isinstance(part, Assignment)]
        if texts:
            self.description = read_text(self.context, texts[0], "the description of a flow")
        if len(texts) > 1 and not is_reported(texts):
            place = self.context.span(texts[1], texts[-1])
            self.context.report("FLW209", f"`{FLOW}` takes one text", place, label="too many", help="remove the others")
        for line in [*settings, *(items(item.block.entries) if item.block else [])]:
            self._setting(line)

    def _report_surplus(self, item: Statement) -> None:
        if item.label is not None:
            self.context.report(
                "FLW108", f"a label on `{FLOW}`", item.label, label="it is no widget", help="remove the label"
            )
        if item.arrow is not None:
            self.context.report(
                "FLW113",
                f"an arrow behind `{FLOW}`",
                item.arrow,
                label="a flow begins at its entries",
                help=f"write `on call {self.context.span(item.arrow).text}`",
            )
        report_elses(self.context, item)

    def _setting(self, line: Statement | Assignment) -> None:
        if not isinstance(line, Assignment):
            head = line.head or line
            if not is_reported([head]):
                self.context.report(
                    "FLW113",
                    "this is no setting of a flow",
                    head,
                    label="not `name = value`",
                    help="put statements into `on call { … }`",
                )
            return
        name = text_of(line.key)
        if name != CONCURRENT_CALLS:
            message = f"a flow has no setting `{shortened(name)}`"
            self.context.report_unknown(
                "FLW205", message, line.key, (CONCURRENT_CALLS,), "settings", label="unknown setting"
            )
            return
        if name in self.places:
            self.context.report_twice("FLW206", name, "given", line, Note("first given here", self.places[name]))
            return
        self.places[name] = self.context.span(line)
        if is_word(line.value, NONE):
            self.concurrent = None
            return
        option = plain_option(name, Kind.SWITCH, self.context.span(line), liquid=False)
        value = read_value(self.context, line.value, option)
        if isinstance(value, bool):
            self.concurrent = value
