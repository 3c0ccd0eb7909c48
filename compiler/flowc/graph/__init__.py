"""The intermediate representation and how it is built."""

from flowc.graph.build import Built, build
from flowc.graph.flow import Condition, Exit, Flow, State

__all__ = ["Built", "Condition", "Exit", "Flow", "State", "build"]
