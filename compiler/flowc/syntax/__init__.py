"""From text to a tree that loses nothing, and back."""

from flowc.syntax.grammar import Grammar, flow_grammar
from flowc.syntax.parser import Parsed, parse
from flowc.syntax.printer import print_tree

__all__ = ["Grammar", "Parsed", "flow_grammar", "parse", "print_tree"]
