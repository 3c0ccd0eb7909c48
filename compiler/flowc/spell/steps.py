"""Spells a state as the statement of the verb that says it best."""

from __future__ import annotations

from collections.abc import Mapping

from flowc.binding.program import Body
from flowc.binding.steps import bind_step
from flowc.source import Source, Span
from flowc.spell.defaults import defaults_of
from flowc.spell.json_text import same
from flowc.spell.manner import Manner
from flowc.spell.options import Words, spell_options
from flowc.spell.read_back import is_sound
from flowc.spell.spelled import Spelled
from flowc.syntax import parse
from flowc.syntax.nodes import Statement, items
from flowc.vocabulary.widget import Json, Verb, Widget


def spell_step(manner: Manner, widget: Widget, values: Mapping[str, Json]) -> tuple[str, Words] | None:
    """The verb of a widget that gives it these properties, and what stands behind it; None where no verb does.

    What options mean together (which exclude each other, which are needed) only binding knows; so a
    statement is read back before it is handed out. That costs about a millisecond for each.
    """
    for verb in () if widget.is_guess else widget.verbs:
        word = _word(manner, verb)
        for explicit in (False, True) if manner.defaults_of(verb.name) else (False,):
            words = spell_options(manner, widget, verb, values, explicit=explicit)
            if word and words is not None and _gives(manner, widget, verb, words, values):
                return word, words
    return None


def _word(manner: Manner, verb: Verb) -> str:
    """The word for a verb, which may have to name its module; empty where the file has none."""
    verbs = manner.vocabulary.verbs
    return next((word for word in (verb.name, *verbs) if word in verbs and verbs[word][1] is verb), "")


def _gives(manner: Manner, widget: Widget, verb: Verb, words: Words, values: Mapping[str, Json]) -> bool:
    """Whether a statement binds without an error to exactly these properties, or is trusted to."""
    if manner.trusting:
        return True
    source = Source("", Spelled("", verb.name, words).text())
    parsed = parse(source)
    found = items(parsed.file.entries)
    if parsed.diagnostics or len(found) != 1 or not isinstance(found[0], Statement) or found[0].head is None:
        return False
    context = manner.context(source)
    context.defaults = defaults_of(manner, widget, verb)
    nothing = Body((), Span(source, 0, 0))
    step, second = bind_step(context, found[0], None, widget, verb, lambda _: nothing)
    bound = {one.name: one.value for one in step.properties}
    return second is None and is_sound(context) and same(bound, dict(values))
