"""`menu` as its prompt, its splits and its counters, each a statement; and the bodies of its choices.

Bodies stay in the last split where all of them hang from it: there they join as they did. Otherwise
they stand behind it, in their order, each with an arrow to where it joined; the states of the flow
are then in the order in which the menu had them.
"""

from __future__ import annotations

import attrs

from flowc import language
from flowc.binding.choices import ENDS, SETTINGS
from flowc.binding.context import is_word, text_of
from flowc.binding.program import Body, Destination, Goto, Menu, destinations
from flowc.expand.bodies import has_widgets, moved_body
from flowc.expand.chunks import Chunk, chunks
from flowc.expand.pen import Pen
from flowc.expand.tokens import Tokens, begun, comments_in, made, moved, taken
from flowc.graph.flow import State
from flowc.graph.menus import expand_menu as states_of_menu
from flowc.spell import Arrow, spell
from flowc.spell.names import spell_event
from flowc.spell.texts import INDENT
from flowc.syntax.nodes import Argument, Assignment, Statement, Token, arguments


def expand_menu(pen: Pen, item: Statement, bound: Menu, indent: str) -> Tokens:
    """The statements that a menu stands for."""
    return _MenuWriter(pen, item, bound, indent).statements()


class _MenuWriter:
    """Writes one menu."""

    def __init__(self, pen: Pen, item: Statement, bound: Menu, indent: str) -> None:
        self.pen = pen
        self.item = item
        self.bound = bound
        self.indent = indent
        self.inner = indent + INDENT
        self.after = pen.known.after(bound)
        self.manner = pen.known.plain.manner(bound.span.start)
        builder = pen.known.builder
        self.states = builder.places.settled(states_of_menu(builder, bound, self.after))
        self.chunks = chunks(item.block.entries) if item.block else []
        self.leads = self._leads()
        self.bodies = [one for one in self._destinations() if isinstance(one, Body) and has_widgets(one)]
        self.in_place = not bound.tries and all(self._hangs_from_last(body) for body in self.bodies)
        self.placed: set[int] = set()
        self.said: set[int] = set()

    def statements(self) -> Tokens:
        """The prompt, and below it all the others."""
        found = self._prompt(self.states[0])
        names = [*(state.name for state in self.states), None]
        for state, after in zip(self.states[1:], names[2:], strict=True):
            found += self.pen.lines([self._helper(state, after)], self.indent)
        if not self.in_place:
            for body in self.bodies:
                lines = moved_body(self.pen, body, self.leads[id(body)], self._join(body), self.indent)
                found += self.pen.lines(lines, self.indent)
        return found

    def _join(self, body: Body) -> Arrow:
        """Where a body leads when it runs out."""
        is_end = body is self.bound.none or body is self.bound.timeout
        asks_again = self.bound.tries and is_end and body is not self.bound.failed
        return Arrow(self.states[0].name if asks_again else self.after)

    # What the lines of the block lead to

    def _leads(self) -> dict[int, Chunk]:
        """The line that leads to a destination, by its `id`."""
        choices = {choice.span.start: choice.destination for choice in self.bound.choices}
        ends = dict(zip(ENDS, (self.bound.none, self.bound.timeout, self.bound.failed), strict=True))
        found: dict[int, Chunk] = {}
        for chunk in self.chunks:
            line = chunk.item
            if not isinstance(line, Statement) or line.head is None:
                continue
            if line.head.start in choices:
                found[id(choices[line.head.start])] = chunk
            elif is_word(line.head) and line.head.text in ENDS:
                words = [line.head, *arguments(line.parts)]
                names = [one.text for one in words if isinstance(one, Token) and one.text in ENDS]
                found.update((id(ends[name]), chunk) for name in names)
        return found

    def _destinations(self) -> list[Destination]:
        """Where the menu leads, each place once, in the order of the source."""
        return list({id(one): one for one in destinations(self.bound)}.values())

    def _hangs_from_last(self, body: Body) -> bool:
        """Whether the last split of the menu leads to a body."""
        words = any(choice.words for choice in self.bound.choices)
        choices = (choice for choice in self.bound.choices if (choice.words if words else choice.keys))
        return body is self.bound.none or any(body is choice.destination for choice in choices)

    # The prompt

    def _prompt(self, state: State) -> Tokens:
        head = self.item.head
        assert head is not None
        leading = (self.item.label.name if self.item.label else head).leading
        label = taken([self.item.label]) if self.item.label else self.pen.label(state.name, leading)
        heading, options = self._heading(state)
        found = [*label, *heading]
        exits = self._exits(state)
        found += made("{", " ")
        found += self.pen.lines([*options, *([[]] if options else []), *exits], self.inner)
        return found + self.pen.lines([made("}")], self.indent)

    def _heading(self, state: State) -> tuple[Tokens, list[Tokens]]:
        """The verb of the prompt with its arguments, and the lines of its block."""
        parts = self.item.parts
        if self.pen.known.plain.says_prompt(self.item, self.bound):
            verb = [*made(language.PROMPT_VERB, " "), *taken(_without_settings(parts))]
            dropped = comments_in(part for part in parts if _is_setting(part))
            return verb, [*([comment] for comment in dropped), *self._options()]
        spelled = spell(attrs.evolve(state, exits=()), self.manner)
        first, lines = attrs.evolve(spelled, label="").parts()
        own = {id(chunk) for chunk in self.leads.values()}
        comments = comments_in(parts) + [
            one for chunk in self.chunks if id(chunk) not in own for one in chunk.comments()
        ]
        options = [moved(made(line), len(self.inner)) for line in lines]
        return moved(made(first, " "), len(self.indent)), [*([comment] for comment in comments), *options]

    def _options(self) -> list[Tokens]:
        """The lines of the block that belong to the prompt, and the comments that belong to none."""
        own = {id(chunk) for chunk in self.leads.values()}
        found: list[Tokens] = []
        for chunk in self.chunks:
            if id(chunk) in own:
                continue
            if chunk.is_apart and found:
                found.append([])
            if chunk.item is None or _is_setting(chunk.item):
                found += ([comment] for comment in chunk.comments())
            else:
                columns = 0 if chunk.indent is None else len(self.inner) - len(chunk.indent)
                found += chunk.lines(moved(taken([chunk.item]), columns))
        return found

    def _exits(self, state: State) -> list[Tokens]:
        """The exits of the prompt: all main ones, since the next line is none of theirs, and what is written."""
        mains = {exit_.event for exit_ in (state.widget.main_exits if state.widget else ())}
        found: list[Tokens] = []
        for exit_ in state.exits:
            is_timeout = exit_.event == language.PROMPT_TIMEOUT_EVENT
            destination = self.bound.timeout if is_timeout else None
            if exit_.target is None and destination is None and exit_.event not in mains:
                continue
            direct = None if self.bound.tries else destination
            found += self._lines(spell_event(exit_.event), destination, self._arrow(direct, exit_.target))
        return found

    # The splits and the counters

    def _helper(self, state: State, after: str | None) -> Tokens:
        """A state besides the prompt, as a statement."""
        spelled = spell(state, self.manner, after)
        if state.type != language.SPLIT_TYPE:
            return moved(made(spelled.text()), len(self.indent))
        cases, otherwise = self._leads_of(state)
        heading = [spelled.head, *spelled.words.arguments, "{"]
        found = [*self.pen.label(state.name, ""), *made(" ".join(heading), " ")]
        lines: list[Tokens] = []
        for line, destination in zip(spelled.exits, cases, strict=False):
            lines += self._lines(line.names, destination, self._case(state, destination, line.arrow.target))
        target = state.exits[0].target
        if otherwise is not None or target is not None:
            lines += self._lines(language.ELSE, otherwise, self._case(state, otherwise, target))
        return [*found, *self.pen.lines(lines, self.inner), *self.pen.lines([made("}")], self.indent)]

    def _leads_of(self, state: State) -> tuple[list[Destination | None], Destination | None]:
        """Where the cases of a split lead, and where its `else` does; None where a counter comes first."""
        splits = [one for one in self.states[1:] if one.type == language.SPLIT_TYPE]
        compares = splits[len(splits) - self._counters() :]
        if state in compares:
            again = self.bound.none if state is compares[0] else self.bound.timeout
            return [again], self.bound.failed
        is_words = state is splits[-1 - self._counters()] and any(choice.words for choice in self.bound.choices)
        leads: list[Destination | None] = []
        for choice in self.bound.choices:
            leads += [choice.destination] * len(choice.words if is_words else choice.keys)
        return leads, None if self.bound.tries else self.bound.none

    def _counters(self) -> int:
        """How many counters the menu has; each ends in a split."""
        return sum(state.type == language.COUNTER_TYPE for state in self.states)

    def _case(self, state: State, destination: Destination | None, target: str | None) -> Tokens:
        """Where a case leads: a body where it may stand, the first time; an arrow otherwise."""
        stays = self.in_place and state is self.states[-1] and any(destination is body for body in self.bodies)
        if not stays or id(destination) in self.placed:
            return self._arrow(destination, target)
        self.placed.add(id(destination))
        chunk = self.leads[id(destination)]
        line = chunk.item
        assert isinstance(line, Statement)
        assert line.block is not None
        indent = self.inner if chunk.indent is None else chunk.indent
        block = moved(self.pen.block(line.block, indent), len(self.inner) - len(indent))
        return [*begun(block, " "), *self.pen.arrow(line.arrow)]

    def _arrow(self, destination: Destination | None, target: str | None) -> Tokens:
        """An arrow as it is written, or to the state with which a body begins, or to what it joins."""
        if isinstance(destination, Goto):
            line = self.leads[id(destination)].item
            assert isinstance(line, Statement)
            return self.pen.arrow(line.arrow, " ")
        return made(Arrow(target).text, " ")

    def _lines(self, names: str, destination: Destination | None, leads: Tokens) -> list[Tokens]:
        """A line of a block with the comments that belong to it in the source, where it is the first of its kind."""
        content = [*made(names), *leads]
        chunk = self.leads.get(id(destination)) if destination is not None else None
        if chunk is None or id(chunk) in self.said:
            return [content]
        self.said.add(id(chunk))
        inside: Tokens = []
        if isinstance(destination, Body) and not has_widgets(destination) and isinstance(chunk.item, Statement):
            inside = comments_in([chunk.item.block])
        return [*([comment] for comment in inside), *chunk.lines(content)]


def _is_setting(part: object) -> bool:
    """Whether an argument or a line is one of `tries=`, `keys=` and `words=`."""
    return isinstance(part, Assignment) and text_of(part.key) in SETTINGS


def _without_settings(parts: tuple[Argument, ...]) -> list[Argument]:
    """The arguments of the prompt, without the commas of those that are left out."""
    found: list[Argument] = []
    for part in parts:
        if _is_setting(part):
            if found and _is_comma(found[-1]):
                found.pop()
        elif found or not _is_comma(part):
            found.append(part)
    return found


def _is_comma(part: Argument) -> bool:
    return isinstance(part, Token) and part.type == "COMMA"
