"""Rules over the graph: placement, control flow, limits."""

from flowc.checks.check import check

__all__ = ["check"]
