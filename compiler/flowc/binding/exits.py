"""Binds the exits in a statement's block: `failed -> sorry`, `busy, noAnswer { … }`."""

from __future__ import annotations

from flowc.binding.context import REPORTED, Context, shortened, text_of
from flowc.binding.options import OptionBinder
from flowc.binding.program import ExitTo
from flowc.binding.targets import BindBody, bind_destination
from flowc.diagnostics import Note
from flowc.diagnostics.suggest import suggestion
from flowc.source import Span
from flowc.syntax.nodes import Statement, Token, arguments
from flowc.vocabulary.widget import Widget


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
        if line.head.type in REPORTED:
            return
        if line.label is not None:
            self._misplaced_label(line)
        names = self._names(line)
        if names is None:
            return
        if line.block is None and line.arrow is None:
            self._leads_nowhere(line, options)
            return
        known = [name for name in names if self._take(name, line, options)]
        destination = bind_destination(self.context, line.block, line.arrow, line, self.bind_body)
        assert destination is not None
        place = self.context.span(line.head, names[-1])
        self.exits += [ExitTo(text_of(name), destination, place) for name in known]
        for branch in line.elses:
            self.context.report("FLW113", "this `else` belongs to no `if`", branch.keyword)

    def _names(self, line: Statement) -> list[Token] | None:
        assert line.head is not None
        names = [line.head]
        for part in arguments(line.parts):
            if not isinstance(part, Token):
                self._report_statement(line)
                return None
            names.append(part)
        return names

    def _take(self, name: Token, line: Statement, options: OptionBinder) -> bool:
        event = text_of(name)
        before = self.places.get(event)
        if before is not None:
            self.context.report(
                "FLW107",
                f"`{shortened(event)}` is written twice",
                name,
                label="the second time",
                notes=(Note("first written here", before),),
                help="keep one of them",
            )
            return False
        if self.widget is not None and self.widget.exit(event) is None:
            self._unknown(name, line, options)
            return False
        self.places[event] = self.context.span(name)
        return True

    def _unknown(self, name: Token, line: Statement, options: OptionBinder) -> None:
        assert self.widget is not None
        event = text_of(name)
        if event in self.context.vocabulary.verbs and line.arrow is None:
            self._report_statement(line)
            return
        right = dict(self.widget.misnomers).get(event)
        events = [exit_.event for exit_ in self.widget.exits]
        what = self.widget.title or self.widget.type
        is_option = any(event in (option.name, option.property) for option in options.options)
        advice = f"`{event}` is an option: write `{event} = …`" if is_option else suggestion(event, events, "exits")
        self.context.report(
            "FLW104",
            f"{what} has no exit `{shortened(event)}`",
            name,
            label="unknown exit",
            help=f"did you mean `{right}`?" if right in events else advice,
        )

    def _leads_nowhere(self, line: Statement, options: OptionBinder) -> None:
        assert line.head is not None
        name = text_of(line.head)
        if any(name in (option.name, option.property) for option in options.options):
            value = self.context.span(line.parts[0], line.parts[-1]).text if line.parts else "…"
            self.context.report(
                "FLW205",
                f"`{name}` lacks its `=`",
                line,
                label="an option without a value" if not line.parts else "an option is an assignment",
                help=f"write `{name} = {shortened(value)}`",
            )
        elif self.widget is not None and self.widget.exit(name) is None:
            if name in self.context.vocabulary.verbs:
                self._report_statement(line)
            else:
                self._unknown(line.head, line, options)
        else:
            self.context.report(
                "FLW104",
                f"the exit `{shortened(name)}` leads nowhere",
                line,
                label="no arrow, no body",
                help=f"write `{name} -> next`, `{name} -> LABEL` or `{name} {{ … }}`",
            )

    def _report_statement(self, line: Statement) -> None:
        self.context.report(
            "FLW113",
            "a statement inside a statement",
            line.head or line,
            label="an option or an exit is wanted here",
            help="put it behind the `}`, or into the body of an exit: `failed { … }`",
        )

    def _misplaced_label(self, line: Statement) -> None:
        assert line.label is not None
        self.context.report(
            "FLW108",
            "a label on a line that is no widget",
            line.label,
            label="an exit has no name of its own",
            help=f"remove `{text_of(line.label.name)}:`",
        )
