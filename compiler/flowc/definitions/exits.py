"""Reads the transitions of a state."""

from __future__ import annotations

from collections.abc import Iterator

from flowc.definitions.conditions import read_conditions
from flowc.definitions.context import Context, Head, opening
from flowc.definitions.findings import shown
from flowc.definitions.json_document import Node
from flowc.definitions.kinds import kind_of
from flowc.definitions.surplus import mend_surplus
from flowc.graph.flow import Exit
from flowc.language import MATCH, SPLIT_TYPE

_KEYS = ("event", "next", "conditions")


def read_exits(context: Context, head: Head, compared: str | None) -> tuple[Exit, ...]:
    """The exits of a state, of each event one; `compared` is what it compares, where it is a split.

    Where the type is declared they stand in the order of the declaration, with the events that were missing: so does
    compiling write them.
    """
    found: dict[str, list[Exit]] = {}
    for node, path in _transitions(context, head):
        exit_ = _read_exit(context, head, node, path, compared)
        if exit_ is None:
            continue
        if exit_.event in found and not _is_repeated(context, head, exit_.event):
            context.findings.mend(
                f"the event `{shown(exit_.event)}` is listed twice: the first stays",
                path,
                exit_.span,
                label="left out",
            )
        else:
            found.setdefault(exit_.event, []).append(exit_)
    _complete(context, head, found)
    return tuple(exit_ for exits in found.values() for exit_ in exits)


def _transitions(context: Context, head: Head) -> Iterator[tuple[Node, str]]:
    """The objects in the list of transitions, with their paths."""
    node = head.node.get("transitions")
    path = f"{head.path}/transitions"
    if node is None or node.value is None:
        # Where events are declared, the note about them says it.
        if context.declaration(head.type) is None:
            what = "are missing" if node is None else "are `null`"
            place = opening(head.node) if node is None else node
            context.findings.mend(f"the transitions {what}: they became `[]`", path, place, label="a list is wanted")
        return
    if not isinstance(node.value, list):
        message = f"{kind_of(node.value)} is no list of transitions"
        context.findings.refuse(message, path, node, label="a list is wanted here")
    for number, one in enumerate(node.elements):
        if isinstance(one.value, dict):
            yield one, f"{path}/{number}"
        else:
            message = f"{kind_of(one.value)} is no transition"
            context.findings.refuse(message, f"{path}/{number}", one, label="an object is wanted here")


def _is_repeated(context: Context, head: Head, event: str) -> bool:
    widget = context.declaration(head.type)
    declared = widget.exit(event) if widget is not None else None
    return declared is not None and declared.repeated


def _read_exit(context: Context, head: Head, node: Node, path: str, compared: str | None) -> Exit | None:
    event = _event(context, head, node, path)
    if event is None:
        return None
    mend_surplus(node, _KEYS, path, context.findings, "a transition")
    name, target = str(event.value), _target(context, node, path)
    is_case = head.type == SPLIT_TYPE and name == MATCH
    conditions = read_conditions(context.findings, node, path, compared, is_case=is_case)
    if is_case and not conditions:
        message = f"a `{MATCH}` without a condition never holds: left out"
        context.findings.mend(message, path, event, label="left out")
        return None
    return Exit(name, target, event.span, conditions, written=True)


def _event(context: Context, head: Head, node: Node, path: str) -> Node | None:
    """The event of a transition; None for one that no widget of this type has."""
    event = node.get("event")
    findings = context.findings
    if event is None or event.value in (None, ""):
        message = f"a transition without an event{_way(node)}: left out"
        findings.mend(message, path, event or opening(node), label="no event takes it")
        return None
    if not isinstance(event.value, str):
        message = f"{kind_of(event.value)} is no event"
        findings.refuse(message, f"{path}/event", event, label="a text is wanted here")
        return None
    widget = context.declaration(head.type)
    if widget is not None and widget.exit(event.value) is None:
        message = f"{widget.title} has no event `{shown(event.value)}`{_way(node)}: left out"
        findings.mend(message, f"{path}/event", event, label="never happens")
        return None
    return event


def _way(node: Node) -> str:
    """Where a transition that is left out would lead, in words."""
    following = node.get("next")
    target = following.value if following is not None else None
    return f" (to `{shown(target)}`)" if isinstance(target, str) and target else ""


def _target(context: Context, node: Node, path: str) -> str | None:
    """The state that a transition leads to; None where the flow ends."""
    following = node.get("next")
    path = f"{path}/next"
    if following is None:
        return None
    target = following.value
    if target is None or target == "":
        written = "`null`" if target is None else "an empty text"
        context.findings.mend(f"the transition leads to {written}: it ends the flow", path, following, label="the end")
        return None
    if not isinstance(target, str):
        message = f"{kind_of(target)} is no target"
        context.findings.refuse(message, path, following, label="the name of a state is wanted here")
        return None
    if target not in context.names:
        message = f"the transition leads to `{shown(target)}`, which does not exist: it ends the flow"
        context.findings.mend(message, path, following, label="no state has this name")
        return None
    if target == context.trigger:
        context.findings.refuse(
            "a transition leads back to the trigger",
            path,
            following,
            label="a flow begins there only once",
            cure="let it lead to the widget that comes first",
        )
    return target


def _complete(context: Context, head: Head, found: dict[str, list[Exit]]) -> None:
    """Brings exits into the order of the declaration, and adds the events that were missing."""
    widget = context.declaration(head.type)
    if widget is None:
        return
    given, missing = dict(found), []
    found.clear()
    for exit_ in widget.exits:
        if exit_.event in given:
            found[exit_.event] = given[exit_.event]
        elif not exit_.unconfirmed and not exit_.repeated:
            missing.append(f"`{exit_.event}`")
            found[exit_.event] = [Exit(exit_.event, None, head.place.span)]
    if missing:
        what = f"event {missing[0]} is" if len(missing) == 1 else f"events {', '.join(missing)} are"
        context.findings.mend(
            f"the {what} missing: listed, and the flow ends there",
            f"{head.path}/transitions",
            head.place,
            label=f"a widget of the type `{head.type}`",
        )
