"""The files that a flow is made of: what it uses, each read once."""

from flowc.modules.load import Modules, load_modules
from flowc.modules.module import Import, Module
from flowc.modules.reader import MemoryModules, ModuleError, ModuleReader, Place

__all__ = [
    "Import",
    "MemoryModules",
    "Module",
    "ModuleError",
    "ModuleReader",
    "Modules",
    "Place",
    "load_modules",
]
