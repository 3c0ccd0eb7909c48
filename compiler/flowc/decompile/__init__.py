"""The way in: from Studio's flow definition to the flow that a person would have written."""

from flowc.decompile.decompile import Decompiled, DecompileError, decompile

__all__ = ["DecompileError", "Decompiled", "decompile"]
