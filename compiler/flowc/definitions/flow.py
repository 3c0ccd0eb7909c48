"""Reads the definition object: its states, its trigger, and what it says of the flow as a whole."""

from __future__ import annotations

import attrs

from flowc.definitions.answers import ROOT
from flowc.definitions.context import Context, Head, opening
from flowc.definitions.findings import Findings, shown
from flowc.definitions.json_document import Node
from flowc.definitions.kinds import kind_of
from flowc.definitions.positions import Position
from flowc.definitions.settings import read_concurrent_calls, read_description
from flowc.definitions.state import read_head, read_state
from flowc.definitions.surplus import mend_surplus
from flowc.diagnostics import Note
from flowc.graph.flow import Flow
from flowc.language import TRIGGER_NAME, TRIGGER_TYPE
from flowc.vocabulary import Vocabulary

_KEYS = ("description", "states", "initial_state", "flags")


def read_flow(
    definition: Node, vocabulary: Vocabulary, findings: Findings, positions: dict[str, Position]
) -> Flow | None:
    """The flow of a definition, whose positions are added; None where it is refused."""
    mend_surplus(definition, _KEYS, ROOT, findings, "the definition")
    heads = _heads(definition, findings)
    trigger = _trigger(definition, heads, findings) if heads else None
    description = read_description(definition, findings)
    concurrent = read_concurrent_calls(definition, findings)
    named = trigger.name if trigger is not None else None
    context = Context(vocabulary, {head.name for head in heads}, named, findings, positions)
    if trigger is not None:
        _check_names(trigger, heads, findings)
        heads = [_renamed(trigger, findings), *(head for head in heads if head is not trigger)]
    states = tuple(read_state(context, head) for head in heads)
    if trigger is None or findings.is_refused:
        return None
    return Flow(definition.original.source, description, concurrent, states, states[0].name)


def _heads(definition: Node, findings: Findings) -> list[Head]:
    """The states that have a name and a type; what is wrong with the names of others is told."""
    states = definition.get("states")
    place = opening(definition)
    if states is None:
        findings.refuse("this definition has no `states`", ROOT, place, label="no widget is listed in it")
        return []
    if not states.elements:
        what = (
            "this definition has no widget" if states.value == [] else f"{kind_of(states.value)} is no list of states"
        )
        findings.refuse(what, f"{ROOT}/states", states, label="a list of states is wanted here")
        return []
    read = (read_head(node, f"{ROOT}/states/{number}", findings) for number, node in enumerate(states.elements))
    heads = [head for head in read if head is not None]
    _check_twins(heads, findings)
    return heads


def _check_twins(heads: list[Head], findings: Findings) -> None:
    first: dict[str, Head] = {}
    for head in heads:
        other = first.setdefault(head.name, head)
        if other is not head:
            findings.refuse(
                f"two widgets are called `{shown(head.name)}`",
                f"{head.path}/name",
                head.place,
                label="this one is the second",
                notes=(Note("the other is here", other.place.span),),
                cure="rename one of them in the file",
                why="Twilio refuses the definition, for nobody can say which of them transitions mean",
            )


def _trigger(definition: Node, heads: list[Head], findings: Findings) -> Head | None:
    """The one state with which the flow begins."""
    triggers = [head for head in heads if head.type == TRIGGER_TYPE]
    initial = definition.get("initial_state")
    place = opening(definition)
    if not triggers:
        # A state without a name or a type may have been meant for it.
        if len(heads) == len(definition.by_key["states"].elements):
            findings.refuse("this definition has no trigger", f"{ROOT}/states", place, label="nothing starts this flow")
        return None
    first = triggers[0]
    others = [head for head in triggers if head.name != first.name]
    if others:
        findings.refuse(
            "this definition has more than one trigger",
            f"{others[0].path}/type",
            others[0].kind,
            label="one more",
            notes=(Note("the first is here", first.kind.span),),
        )
        return None
    if initial is None:
        findings.mend(
            f"`initial_state` is missing: it became `{first.name}`, the trigger", ROOT, place, label="a flow needs it"
        )
    elif initial.value != first.name:
        _mend_initial(initial, first, {head.name for head in heads}, findings)
    return first


def _mend_initial(initial: Node, trigger: Head, names: set[str], findings: Findings) -> None:
    path = f"{ROOT}/initial_state"
    if isinstance(initial.value, str) and initial.value in names:
        findings.refuse(
            f"the flow begins with `{shown(initial.value)}`, which is not the trigger",
            path,
            initial,
            label=f"`{trigger.name}` is the trigger",
            cure=f'write `"initial_state": "{trigger.name}"`',
        )
    else:
        findings.mend(
            f"`initial_state` names no state: it became `{trigger.name}`, the trigger", path, initial, label="no state"
        )


def _check_names(trigger: Head, heads: list[Head], findings: Findings) -> None:
    """Refuses a widget with the name that the trigger is to have."""
    for head in heads:
        if head.name == TRIGGER_NAME != trigger.name:
            findings.refuse(
                f"a widget that is no trigger is called `{TRIGGER_NAME}`",
                f"{head.path}/name",
                head.place,
                label="the trigger of every flow has this name",
                cure="rename it in the file, with the transitions that lead to it",
            )


def _renamed(trigger: Head, findings: Findings) -> Head:
    """The trigger under the name that it has in every flow of ours."""
    if trigger.name == TRIGGER_NAME:
        return trigger
    findings.mend(
        f"the trigger is called `{TRIGGER_NAME}` in every flow: `{shown(trigger.name)}` became that",
        f"{trigger.path}/name",
        trigger.place,
        label="renamed",
    )
    return attrs.evolve(trigger, name=TRIGGER_NAME)
