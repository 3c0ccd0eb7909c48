"""The way in: flow definitions, as Studio gives them out, become graphs."""

from flowc.definitions.read import Read, read_definition

__all__ = ["Read", "read_definition"]
