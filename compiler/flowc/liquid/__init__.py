"""Reads the Liquid in a text: what it prints, which values it reads, and what is wrong with it."""

from flowc.liquid.read import has_liquid, read_template
from flowc.liquid.template import Output, Part, Path, Read, Template, Word

__all__ = ["Output", "Part", "Path", "Read", "Template", "Word", "has_liquid", "read_template"]
