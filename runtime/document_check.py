"""Whether a flow's documents are there, and print only what its steps give: before the first call, not on it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import jinja2
from jinja2 import meta, nodes

from runtime.documents import WHOLE, Documents
from runtime.flow import Flow, FlowError
from runtime.step import Speaks

# What a document may name: the values of its steps, and the address for the answer to the last of them.
_KNOWN = frozenset({"steps", "answer"})
_KNOWN_IN_WHOLE = frozenset({"verbs", "redirect"})


def check_documents(flow: Flow, documents: Documents) -> None:
    """Raises FlowError where a document is not there, is no template, or prints what no step gives."""
    speaking: dict[str, dict[str, Speaks]] = {}
    for step in flow.all_steps():
        if isinstance(step, Speaks):
            speaking.setdefault(step.document, {})[step.name] = step
    _template(documents, WHOLE, _KNOWN_IN_WHOLE)
    for document, steps in speaking.items():
        tree = _template(documents, document, _KNOWN)
        if not any(block.name == "verbs" for block in tree.find_all(nodes.Block)):
            raise FlowError(f"{document} has no block `verbs`")
        for step_name, value in _printed(tree):
            _check_value(document, steps, step_name, value)


def _template(documents: Documents, name: str, known: frozenset[str]) -> nodes.Template:
    """The parsed template of a name, which prints nothing but what is known."""
    try:
        source = documents.source(name)
        documents.environment.get_template(name)
    except jinja2.TemplateNotFound:
        raise FlowError(f"there is no document {name}") from None
    except jinja2.TemplateSyntaxError as error:
        raise FlowError(f"{name}, line {error.lineno}: {error.message}") from error
    tree = documents.environment.parse(source)
    for unknown in sorted(meta.find_undeclared_variables(tree) - known):
        raise FlowError(f"{name} prints {unknown}, which nothing gives")
    return tree


def _printed(tree: nodes.Template) -> Iterator[tuple[str, str]]:
    """The step and the name of each value that a document reads from `steps`."""
    for node in tree.find_all((nodes.Getattr, nodes.Getitem)):
        of_step = _looked_up(node)
        of_steps = None if of_step is None else _looked_up(of_step[0])
        if of_step is not None and of_steps is not None and _is_steps(of_steps[0]):
            yield of_steps[1], of_step[1]


def _is_steps(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Name) and node.name == "steps"


def _looked_up(node: nodes.Node) -> tuple[nodes.Node, str] | None:
    """What an expression looks into, and for which constant name; None where it does nothing of the kind."""
    match node:
        case nodes.Getattr():
            return node.node, node.attr
        case nodes.Getitem(arg=nodes.Const(value=str(key))):
            return node.node, key
        case _:
            return None


def _check_value(document: str, steps: Mapping[str, Speaks], step: str, value: str) -> None:
    if step not in steps:
        raise FlowError(f"{document} prints steps.{step}.{value}, and no step of the document is called {step}")
    if value not in steps[step].prints():
        raise FlowError(f"{document} prints steps.{step}.{value}, which {step} does not give")
