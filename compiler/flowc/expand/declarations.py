"""The statements at the top of a file: what plain statements do not need goes, the others say their values."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import attrs

from flowc.binding.context import NOTHING, Context, Read, text_of
from flowc.binding.flow_settings import FlowBinder
from flowc.binding.options import OptionBinder
from flowc.binding.program import Program
from flowc.binding.reuse.defaults import Default, read_default
from flowc.expand.plain import InForce, Plain
from flowc.expand.tokens import Tokens, comments_in, made, taken
from flowc.language import BLOCK, CONCURRENT_CALLS, CONST, DEFAULT, FLOW, NONE, PARAM, USE, WIDGET
from flowc.spell.blocks import short
from flowc.spell.defaults import default_lines
from flowc.spell.texts import spell_text
from flowc.syntax.nodes import Assignment, Statement, Token
from flowc.vocabulary import Vocabulary
from flowc.vocabulary.widget import Verb, Widget

Gives = Mapping[str, Mapping[str, Read]]

_GONE = (PARAM, CONST, BLOCK)

# Statements without which others may mean something else.
CHANGING = (USE, *_GONE)


@attrs.frozen
class Declarations:
    """What becomes of the statements at the top of a file. `modules` are the `use` statements that stay, by place."""

    program: Program
    plain: Plain
    modules: Collection[int] = ()

    def concerns(self, item: Statement) -> bool:
        """Whether a statement is one of those of which something is said here."""
        return item.head is not None and item.head.text in (*CHANGING, DEFAULT, FLOW, WIDGET)

    def written(self, item: Statement) -> Tokens | None:
        """A statement as it stays in the file; None where it goes."""
        assert item.head is not None
        head = item.head.text
        if not self.plain.changes or head == WIDGET:
            return taken([item])
        if head in _GONE:
            return None
        if head == USE:
            return taken([item]) if item.head.start in self.modules else None
        return self._flow(item) if head == FLOW else self._default(item)

    def _flow(self, item: Statement) -> Tokens:
        """`flow "…" { … }` with its values written in."""
        binder = FlowBinder(self.plain.manner().context(self.plain.source))
        binder.bind(item)
        program = self.program
        if (binder.description, binder.concurrent) == (program.description, program.allow_concurrent_calls):
            return taken([item])
        assert item.head is not None
        heading = FLOW if program.description is None else f"{FLOW} {spell_text(program.description)}"
        comments = [comment.text for comment in comments_in([item])]
        flag = {True: "true", False: "false", None: NONE}[program.allow_concurrent_calls]
        lines = [*comments, *([] if flag == "true" else [f"{CONCURRENT_CALLS} = {flag}"])]
        return made(f"{heading} {short(lines)}" if lines else heading, item.head.leading)

    def _default(self, item: Statement) -> Tokens | None:
        """`default` with its values written in, and without the blocks among its verbs."""
        assert item.head is not None
        in_force = next((one for one in self.plain.defaults if one.start == item.head.start), None)
        wanted = in_force.gives if in_force else {}
        context = self.plain.manner(0).context(self.plain.source)
        alone = read_default(context, item)
        if alone is not None and not context.problems and gives_of(context, alone) == wanted:
            return taken([item])
        found = [f"{DEFAULT} {', '.join(verbs)} {block}" for block, verbs in self._grouped(wanted).items()]
        comments = [comment.text for comment in comments_in([item])] if found else []
        return made("\n".join([*comments, *found]), item.head.leading) if found else None

    def _grouped(self, gives: Gives) -> dict[str, list[str]]:
        """The verbs by the block that says what they are given."""
        vocabulary = self.plain.vocabulary
        found: dict[str, list[str]] = {}
        for word, properties in gives.items():
            declared = _declared(vocabulary, word)
            if declared is None:
                continue
            manner = attrs.evolve(self.plain.manner(0), defaults={word: properties})
            lines = default_lines(manner, *declared)
            if lines:
                found.setdefault(short(lines), []).append(word)
        return found


def in_force(context: Context, default: Default) -> InForce:
    """What a `default` gives, and from where on."""
    return InForce(default.place.start, gives_of(context, default))


def gives_of(context: Context, default: Default) -> Gives:
    """The properties that a `default` gives to each of its verbs that make widgets."""
    return {
        verb.name: _given_to(context, default, *declared)
        for verb in default.verbs
        if (declared := _declared(context.vocabulary, verb.name)) is not None and declared[1] is verb
    }


def _declared(vocabulary: Vocabulary, name: str) -> tuple[Widget, Verb] | None:
    """The widget of a verb; only the module may have made it known."""
    found = ((widget, verb) for widget in vocabulary.types.values() for verb in widget.verbs if verb.name == name)
    return next(found, None)


def _given_to(context: Context, default: Default, widget: Widget, verb: Verb) -> dict[str, Read]:
    options = OptionBinder(context, Statement(head=Token("WORD", verb.name, 0)), widget, verb)
    for item in default.items:
        name = item.key if isinstance(item, Assignment) else item.head
        option = options.named(text_of(name)) if name is not None else None
        if option is None:
            continue
        if isinstance(item, Assignment):
            options.give(option, option.name, item.value, context.span(item))
        else:
            options.bind_block_option(item)
    given = options.given
    left_out: dict[str, Read] = dict.fromkeys(given.left_out, NOTHING)
    return {**left_out, **{name: one.value for name, one in given.values.items()}}
