"""The flows that a flow runs as its subflows: which they are, and the sources that stand for them."""

from flowc.subflows.load import LoadedSubflows, load_subflows
from flowc.subflows.runs import entered_as_subflow, runs_of

__all__ = ["LoadedSubflows", "entered_as_subflow", "load_subflows", "runs_of"]
