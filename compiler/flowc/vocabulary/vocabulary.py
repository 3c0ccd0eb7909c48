"""All that is declared: the verbs of a flow, and the widget types they make."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import attrs

from flowc.vocabulary.widget import Verb, Widget


@attrs.frozen
class Vocabulary:
    """The declared widgets, by type and by verb, in the order of their declaration."""

    types: Mapping[str, Widget]
    verbs: Mapping[str, tuple[Widget, Verb]]

    @classmethod
    def of(cls, widgets: Iterable[Widget]) -> Vocabulary:
        """The vocabulary of some widgets; a later declaration of a type or verb takes its place."""
        types = {widget.type: widget for widget in widgets}
        verbs = {verb.name: (widget, verb) for widget in types.values() for verb in widget.verbs}
        return cls(types, verbs)

    def extended(self, widgets: Iterable[Widget]) -> Vocabulary:
        """This vocabulary with more widgets."""
        return Vocabulary.of([*self.types.values(), *widgets])
