"""Binds the exits in a statement's block: `failed -> sorry`, `busy, noAnswer { … }`."""

from __future__ import annotations

from flowc.binding.context import REPORTED, Context, is_reported, is_word, shortened, text_of
from flowc.binding.lines import report_elses, report_inner_statement, report_label, report_option_line
from flowc.binding.options import OptionBinder
from flowc.binding.program import ExitTo
from flowc.binding.targets import BindBody, bind_destination
from flowc.diagnostics import Fix, Note
from flowc.language import OR
from flowc.source import Span
from flowc.syntax.nodes import Argument, Assignment, Statement, Token, arguments, items
from flowc.vocabulary.widget import Widget

_NOT_HERE = "put it behind the `}`, or into the body of an exit: `EXIT { … }`"


class ExitBinder:
    """Collects the exits of one statement. Without a declaration every event is taken."""

    def __init__(self, context: Context, widget: Widget | None, bind_body: BindBody) -> None:
        self.context = context
        self.widget = widget
        self.bind_body = bind_body
        self.exits: list[ExitTo] = []
        self.places: dict[str, Span] = {}

    def bind(self, line: Statement, options: OptionBinder) -> None:
        """Binds one line of the block that is no option."""
        if line.head is None:
            self.context.report(
                "FLW113",
                "an arrow without an exit",
                line,
                label="from where?",
                help="name the exit before it, or write the arrow behind the `}`",
            )
            return
        names = [line.head, *arguments(line.parts)]
        if is_reported(names):
            return
        if self._is_option_with_colon(line, options):
            return
        event = text_of(line.head)
        is_exit = self.widget is None or self.widget.exit(event) is not None
        if not is_exit and self._is_something_else(line, line.head, options):
            return
        report_label(self.context, line, "a label on an exit")
        if line.block is None and line.arrow is None:
            self._leads_nowhere(line, options)
            return
        destination = bind_destination(self.context, line.block, line.arrow, line, self.bind_body)
        report_elses(self.context, line)
        assert destination is not None
        place = self.context.span(line.head, names[-1])
        for name in names:
            if self._take(name, options):
                assert isinstance(name, Token)
                self.exits.append(ExitTo(text_of(name), destination, place))

    def _is_something_else(self, line: Statement, head: Token, options: OptionBinder) -> bool:
        """Whether the line is a statement, or an option without its `=`; it is reported then."""
        if report_option_line(self.context, line, options):
            return True
        if line.arrow is not None and line.block is None and not line.parts and options.names(text_of(head)):
            self._report_option(head, self.context.span(line.arrow.target).text, options)
            return True
        return self._is_unknown_block(line, head, options) or report_inner_statement(self.context, line, _NOT_HERE)

    def _is_unknown_block(self, line: Statement, head: Token, options: OptionBinder) -> bool:
        """Whether the line is an unknown option with a block of its own; it is reported then."""
        lines = items(line.block.entries) if line.block is not None and line.arrow is None else []
        if not lines or not all(isinstance(one, Assignment) for one in lines):
            return False
        options.report_unknown(text_of(head), head)
        return True

    def _is_option_with_colon(self, line: Statement, options: OptionBinder) -> bool:
        """Whether the line is `option: value`, as YAML has it; it is reported then."""
        if line.label is None or line.block is not None or line.arrow is not None:
            return False
        name = text_of(line.label.name)
        if not options.names(name):
            return False
        options.give_up(name)
        colon = self.context.span(line.label.colon)
        self.context.report(
            "FLW205",
            f"`{shortened(name)}` is an option",
            line.label,
            label="written as a label",
            help=f"write `{shortened(name)} = …`",
            fixes=(Fix("write `=` for the `:`", colon, " ="),),
        )
        return True

    def _report_option(self, name: Token, value: str, options: OptionBinder) -> None:
        """Reports `option -> value`."""
        event = text_of(name)
        options.give_up(event)
        self.context.report(
            "FLW104",
            f"{self._title()} has no exit `{shortened(event)}`",
            name,
            label="an option",
            help=f"write `{event} = {shortened(value)}`",
        )

    def _title(self) -> str:
        return (self.widget.title or self.widget.type) if self.widget else ""

    def _take(self, name: Argument, options: OptionBinder) -> bool:
        """Whether a name is that of an exit that was not written before; else it is reported."""
        if not isinstance(name, Token) or name.type in REPORTED:
            if not isinstance(name, Token):
                self._report_no_name(name)
            return False
        event = text_of(name)
        before = self.places.get(event)
        if before is not None:
            self.context.report_twice("FLW107", event, "written", name, Note("first written here", before))
            return False
        if not event:
            self.context.report("FLW110", "the name of an exit is empty", name, label="no character")
            return False
        if self.widget is not None and self.widget.exit(event) is None:
            self._unknown(name, options)
            return False
        self.places[event] = self.context.span(name)
        return True

    def _report_no_name(self, part: Argument) -> None:
        self.context.report(
            "FLW104",
            "an exit is a name",
            part,
            label="no name",
            help="write `EXIT -> LABEL`, and several as `EXIT, EXIT -> LABEL`",
        )

    def _unknown(self, name: Token, options: OptionBinder) -> None:
        assert self.widget is not None
        event = text_of(name)
        if is_word(name, OR):
            advice = "write `,` between exits"
            self.context.report(
                "FLW104", f"{self._title()} has no exit `{OR}`", name, label="unknown exit", help=advice
            )
            return
        if options.names(event):
            self._report_option(name, "…", options)
            return
        events = [exit_.event for exit_ in self.widget.exits]
        right = dict(self.widget.misnomers).get(event)
        self.context.report_unknown(
            "FLW104",
            f"{self._title()} has no exit `{shortened(event)}`",
            name,
            events,
            "exits",
            label="unknown exit",
            meant=right if right in events else None,
        )

    def _leads_nowhere(self, line: Statement, options: OptionBinder) -> None:
        assert line.head is not None
        if self.widget is not None and self.widget.exit(text_of(line.head)) is None:
            self._unknown(line.head, options)
            return
        name = shortened(self.context.span(line.head).text)
        self.context.report(
            "FLW104",
            f"the exit `{name}` leads nowhere",
            line.head,
            label="no arrow, no body",
            help=f"write `{name} -> next`, `{name} -> LABEL` or `{name} {{ … }}`",
        )
