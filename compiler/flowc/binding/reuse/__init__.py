"""Reuse: values given when compiling, constants, defaults, blocks, and what modules offer."""
