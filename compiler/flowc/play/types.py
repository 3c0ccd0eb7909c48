"""Finds the behaviour of a widget type: the module in `play/widgets/` that bears its name."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Generator, Mapping
from functools import cache
from typing import cast

from flowc.language import TRIGGER_TYPE
from flowc.play import undeclared, widgets
from flowc.play.questions import Answer, Question
from flowc.play.scope import Scope
from flowc.play.start import Start
from flowc.play.turn import Result, Turn

Behaviour = Callable[[Turn], Generator[Question, Answer, Result]]


@cache
def played_types() -> tuple[str, ...]:
    """The widget types whose behaviour is known: a new file in `play/widgets/` is a new type."""
    return tuple(sorted(module.name.replace("_", "-") for module in pkgutil.iter_modules(widgets.__path__)))


@cache
def behaviour_of(type_: str) -> Behaviour:
    """What a widget of a type does; of a type that is not known, what its transitions tell."""
    if type_ not in played_types():
        return undeclared.play
    module = importlib.import_module(f"{widgets.__name__}.{type_.replace('-', '_')}")
    return cast(Behaviour, module.play)


def first_scope(start: Start, sid: Callable[[str], str]) -> Scope:
    """The variables that a run begins with."""
    module = importlib.import_module(f"{widgets.__name__}.{TRIGGER_TYPE}")
    return cast(Scope, module.first_scope(start, sid))


def events_of_entries() -> Mapping[str, str]:
    """The event of the trigger for each way in which a run may begin."""
    module = importlib.import_module(f"{widgets.__name__}.{TRIGGER_TYPE}")
    return cast("Mapping[str, str]", module.EVENTS)
