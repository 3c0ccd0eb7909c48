"""Reads the conditions of a transition."""

from __future__ import annotations

from collections.abc import Iterator

from flowc.binding.predicates import PREDICATES
from flowc.definitions.context import opening
from flowc.definitions.findings import Findings, shown
from flowc.definitions.json_document import Node
from flowc.definitions.kinds import kind_of
from flowc.definitions.surplus import mend_surplus
from flowc.graph.flow import Condition

_KEYS = ("friendly_name", "arguments", "type", "value")


def read_conditions(
    findings: Findings, transition: Node, path: str, compared: str | None, *, is_case: bool
) -> tuple[Condition, ...]:
    """The conditions under which a transition is taken; only a case of a split has any."""
    node = transition.get("conditions")
    path = f"{path}/conditions"
    if node is None:
        return ()
    if node.value is not None and not isinstance(node.value, list):
        findings.refuse(f"{kind_of(node.value)} is no list of conditions", path, node, label="a list is wanted here")
        return ()
    if not node.value:
        if not is_case:
            findings.mend(f"`{node.text}` says no condition: left out", path, node, label="left out")
        return ()
    if not is_case:
        findings.mend("conditions on a transition that is no case: left out", path, node, label="nothing looks at them")
        return ()
    if len(node.elements) > 1:
        findings.refuse(
            "a case with several conditions has no statement in Flow",
            path,
            node.elements[1],
            label="one more",
            cure="give each condition a transition of its own",
        )
    return tuple(_conditions(findings, node, path, compared))


def _conditions(findings: Findings, node: Node, path: str, compared: str | None) -> Iterator[Condition]:
    for number, one in enumerate(node.elements):
        here = f"{path}/{number}"
        if not isinstance(one.value, dict):
            findings.refuse(f"{kind_of(one.value)} is no condition", here, one, label="an object is wanted here")
            continue
        mend_surplus(one, _KEYS, here, findings, "a condition")
        predicate = _predicate(findings, one, here)
        value = _text(findings, one, here, "value", "")
        usual = f"If value {predicate} {value}"
        name = _text(findings, one, here, "friendly_name", usual)
        yield Condition(name, _argument(findings, one, here, compared), predicate, value)


def _predicate(findings: Findings, condition: Node, path: str) -> str:
    node = condition.get("type")
    if node is not None and isinstance(node.value, str) and node.value in PREDICATES:
        return node.value
    if node is None:
        findings.refuse("this condition has no type", path, opening(condition), label="`type` is missing in it")
    elif isinstance(node.value, str):
        message = f"Studio has no condition `{shown(node.value)}`"
        findings.refuse(message, f"{path}/type", node, label="no such condition")
    else:
        findings.refuse(f"{kind_of(node.value)} is no type", f"{path}/type", node, label="a text is wanted here")
    return ""


def _text(findings: Findings, condition: Node, path: str, key: str, usual: str) -> str:
    """The text of a member; `usual` stands for one that is missing."""
    node = condition.get(key)
    if node is None or node.value is None:
        what = "is missing" if node is None else "is `null`"
        place = opening(condition) if node is None else node
        became = f"`{shown(usual)}`" if usual else "an empty text"
        findings.mend(f"`{key}` {what}: it became {became}", f"{path}/{key}", place, label="a text is wanted")
        return usual
    return _as_text(findings, node, f"{path}/{key}")


def _as_text(findings: Findings, node: Node, path: str) -> str:
    """A text, or a number as it is written."""
    if isinstance(node.value, str):
        return node.value
    if isinstance(node.value, bool | int | float):
        message = f'Twilio wants a text here: `{node.text}` became `"{node.text}"`'
        findings.mend(message, path, node, label=kind_of(node.value))
        return node.text
    findings.refuse(f"{kind_of(node.value)} is no text", path, node, label="a text is wanted here")
    return ""


def _argument(findings: Findings, condition: Node, path: str, compared: str | None) -> str:
    """The value that a condition looks at: mostly the one that the whole split compares."""
    node = condition.get("arguments")
    path = f"{path}/arguments"
    if node is None or not node.value:
        place = opening(condition) if node is None else node
        if compared is None:
            findings.refuse(
                "this condition looks at nothing", path, place, label="neither it nor its split names a value"
            )
            return ""
        findings.mend(
            f"a condition without an argument: it became `{shown(compared)}`, the input of the split",
            path,
            place,
            label="a list with one text is wanted",
        )
        return compared
    if not isinstance(node.value, list):
        findings.refuse(f"{kind_of(node.value)} is no list of arguments", path, node, label="a list is wanted here")
        return ""
    first, *others = node.elements
    if others:
        findings.refuse(
            "a condition with several arguments has no statement in Flow", path, others[0], label="one more"
        )
    return _as_text(findings, first, f"{path}/0")
