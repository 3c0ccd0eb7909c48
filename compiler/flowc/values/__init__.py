"""The values that are given for `param`s when compiling."""

from flowc.values.given import Given, Values

__all__ = ["Given", "Values"]
