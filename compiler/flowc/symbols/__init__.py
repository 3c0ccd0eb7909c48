"""What the names in flows stand for: where each is defined, and where it is used."""

from flowc.symbols.index import Index
from flowc.symbols.project import symbols_of
from flowc.symbols.read import FileSymbols, read_symbols
from flowc.symbols.symbol import Kind, Reference, Role, Symbol

__all__ = ["FileSymbols", "Index", "Kind", "Reference", "Role", "Symbol", "read_symbols", "symbols_of"]
