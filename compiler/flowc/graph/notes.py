"""Tells apart what a definition holds and what a flow says to the rules alone."""

from __future__ import annotations

from flowc.binding.program import Property, Step

Properties = tuple[Property, ...]


def without_notes(step: Step) -> tuple[Properties, Properties]:
    """The properties of a step as they stand in the definition, and its notes."""
    noted = step.widget.notes if step.widget else ()
    notes = tuple(one for one in step.properties if one.name in noted) if noted else ()
    if not notes:
        return step.properties, ()
    return tuple(one for one in step.properties if one.name not in noted), notes
