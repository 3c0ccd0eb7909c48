"""What of a flow the TwiML target cannot do: findings of the family `backend`."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from flowc.backends.twiml.names import module_name
from flowc.backends.twiml.schema import Unfit, unfit
from flowc.backends.twiml.spoken import speaks, spoken
from flowc.checks.trail import inside, verb
from flowc.diagnostics import Diagnostic, Note
from flowc.diagnostics.finding import finding
from flowc.graph.flow import Condition, Flow, State
from flowc.language import MAX_STATES_TOGETHER, TRIGGER_TYPE
from flowc.resources import runtime_steps
from flowc.source import Span
from flowc.subflows import runs_of
from flowc.vocabulary.widget import Json

UNSUPPORTED = "FLW701"
VALUE = "FLW702"
FORM = "FLW703"
UNMAPPED = "FLW704"
CROWDED = "FLW706"


def refusals(flow: Flow) -> Iterator[Diagnostic]:
    """A finding for each state of a type that the target does not have."""
    for state in flow.states:
        # A statement that could not be bound has no type; what is wrong there is told.
        if state.type and not _is_supported(state):
            reason, advice = _reason(state)
            yield finding(
                UNSUPPORTED,
                f"`{state.type}` has no form in the TwiML target: {reason}",
                state.place,
                label="only Studio can do this",
                notes=inside(state),
                help=advice,
                url=state.widget.link if state.widget else "",
            )


def unmapped(flow: Flow, mapped: Collection[str]) -> Iterator[Diagnostic]:
    """A finding for each state that runs a flow of which the settings name no source."""
    for state, sid in runs_of(flow):
        if sid not in mapped:
            yield finding(
                UNMAPPED,
                f"nobody says which flow `{sid}` is",
                next((one.span for one in state.properties if one.value == sid), state.place),
                label="not in `[subflows]`",
                notes=inside(state),
                help=f'write in `flowc.toml`, below `[subflows]`: `{sid} = "./other.flow"`',
                url=state.widget.link if state.widget else "",
            )


def crowded(flow: Flow, sizes: Mapping[str, int]) -> Iterator[Diagnostic]:
    """A finding at the state whose flow is one too many for Studio; `sizes` are the widgets of flows, by their SIDs."""
    total = len(flow.states) + sum(sizes.values())
    if total <= MAX_STATES_TOGETHER:
        return
    together, seen = len(flow.states), set[str]()
    for state, sid in runs_of(flow):
        together += 0 if sid in seen else sizes.get(sid, 0)
        seen.add(sid)
        if together > MAX_STATES_TOGETHER:
            yield finding(
                CROWDED,
                f"this flow and those that it runs have {total:,} widgets",
                state.place,
                label=f"more than {MAX_STATES_TOGETHER:,} with this one",
                notes=inside(state),
                why="Studio does not run them (81025, 81026), so the two targets part here",
                help="let fewer flows be run by one, or make them smaller",
                url="https://www.twilio.com/docs/studio/subflows",
            )
            return


def examine(flow: Flow) -> Iterator[Diagnostic]:
    """A finding for each value that TwiML does not take. All properties of the flow are known and sound."""
    for state in flow.states:
        if state.type == TRIGGER_TYPE or not _is_supported(state):
            continue
        yield from _unknown(state)
        yield from _filled_in(state)
        if speaks(state.type):
            found = spoken(state)
            for refusal in found.refusals:
                yield _finding(FORM, state, refusal.span, refusal.reason, refusal.help)
            for one in unfit(found.elements):
                yield _unfit(state, one)


def _is_supported(state: State) -> bool:
    if state.widget is None:
        return False
    return state.type == TRIGGER_TYPE or speaks(state.type) or module_name(state.type) in runtime_steps()


def _reason(state: State) -> tuple[str, str]:
    """Why the target does not have the type of a state, and what to do."""
    if state.widget is None:
        return "nothing is known of this type", "write a verb that is declared, or compile the flow for Studio"
    if state.widget.is_guess:
        return "Twilio publishes no more than its name", "compile the flow for Studio"
    if state.widget.deprecated:
        return f"Twilio has retired it ({state.widget.deprecated})", "write what has taken its place"
    return "it is declared here, and the runtime has no step for it", "compile the flow for Studio"


def _unknown(state: State) -> Iterator[Diagnostic]:
    """The properties that no option of the type becomes: Studio alone may know what they mean."""
    assert state.widget is not None
    known = {option.property for option in state.widget.all_options()}
    for property_ in state.properties:
        if property_.name not in known and property_.value is not None:
            reason = f"`{property_.name}` is no property that the TwiML target knows"
            yield _finding(FORM, state, property_.span, reason, "remove it, or compile the flow for Studio")


def _filled_in(state: State) -> Iterator[Diagnostic]:
    """The properties and conditions that Terraform fills in: here nobody does, and the marks would be read out."""
    places = [property_.span for property_ in state.properties if _has_placeholder(property_.value)]
    places += [exit_.span for exit_ in state.exits if any(map(_is_filled_in, exit_.conditions))]
    for place in dict.fromkeys(places):
        reason = "`${…}` is filled in by Terraform, which knows nothing of this target"
        yield _finding(FORM, state, place, reason, "declare a `param`, and give its value when compiling")


def _is_filled_in(condition: Condition) -> bool:
    return _has_placeholder([condition.argument, condition.value])


def _has_placeholder(value: Json) -> bool:
    if isinstance(value, dict):
        return any(_has_placeholder(one) for one in value.values())
    if isinstance(value, list):
        return any(map(_has_placeholder, value))
    return isinstance(value, str) and "${" in value


def _unfit(state: State, one: Unfit) -> Diagnostic:
    return _finding(FORM if one.misplaced else VALUE, state, one.span, one.message, one.help)


def _finding(code: str, state: State, span: Span | None, message: str, advice: str) -> Diagnostic:
    """A finding at a property of a state, or at the use of the block that the state comes from."""
    place = state.uses[0] if state.uses or span is None else span
    return finding(
        code,
        message,
        state.place if span is None else place,
        label="Twilio would not do this" if code == VALUE else "no form in TwiML",
        notes=(*inside(state), *_elsewhere(state, span)),
        why=f"on a call this `{verb(state)}` would do something else than in Studio, or nothing",
        help=advice,
        url=state.widget.link if state.widget else "",
    )


def _elsewhere(state: State, span: Span | None) -> tuple[Note, ...]:
    """Where a value stands that a block was given, or a module declares."""
    return (Note("the value stands here", span),) if span is not None and state.uses else ()
