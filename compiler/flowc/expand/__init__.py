"""A flow with its sugar written out as plain statements."""

from flowc.expand.expand import expand, means_the_same

__all__ = ["expand", "means_the_same"]
