"""Flows that use one block, with each of its exits wired to a section of its own."""

from __future__ import annotations

from functools import cache

from flowc.library import Block, Library, read_library
from flowc.resources import module_names, module_text

# Where a walk ends that went on behind the block.
DONE = "done"


@cache
def libraries() -> tuple[Library, ...]:
    """All modules of the standard library."""
    return tuple(read_library(name, module_text(name) or "") for name in module_names())


def block_of(module: str, name: str) -> Block:
    """A block of a module."""
    return next(
        block for library in libraries() if library.name == module for block in library.blocks if block.name == name
    )


# What has to stand before a use in `on call`: somebody has to speak, and what is stopped has to run.
_BEFORE = {"stop-recording": 'say "This call is recorded."; record on { failed -> end }'}


def before(block: Block) -> str:
    """Statements of `on call` after which a block makes sense."""
    return _BEFORE.get(block.name, 'say "Hello."')


def flow_with(module: str, statement: str, entry: str = "call") -> str:
    """A flow with the statement, which begins with the name of a block.

    It says the outputs of the block in `done`, each on a line of its own; an exit leads to a section
    `exit_NAME`, in which nothing happens.
    """
    block = block_of(module, statement.split(maxsplit=1)[0])
    outputs = "\\n".join(f"{one.name}={{{{widgets.result.{one.name}}}}}" for one in block.outputs)
    exits = "; ".join(f"{one.name} -> exit_{one.name}" for one in block.exits)
    label = "result: " if block.outputs else ""
    return "\n".join(
        (
            f"use std.{module}",
            f"on {entry} {{",
            *([before(block)] if entry == "call" else []),
            f"{label}{module}.{statement} {{ {exits} }}" if exits else f"{label}{module}.{statement}",
            f'{DONE}: set outputs="{outputs}"',
            "}",
            *(f'section exit_{one.name} {{ set left="{one.name}" }}' for one in block.exits),
        )
    )
