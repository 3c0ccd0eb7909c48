"""No table is forgotten when a contact is erased."""

from __future__ import annotations

from sqlalchemy import Table

from runtime.storage import erasure, tables

# What tells nothing of a contact: the SID of a message, when it came, and which migrations there were.
_NOBODYS = {"message_sid", "received", "version"}


def test_a_table_that_erasure_leaves_alone_tells_of_no_contact() -> None:
    erased = {table.name for table in vars(erasure).values() if isinstance(table, Table)}
    left = {name: {column.name for column in table.c} for name, table in tables.metadata.tables.items()}
    for name in erased:
        del left[name]

    assert erased == {"sessions", "recording_events"}
    assert {name for name, columns in left.items() if columns - _NOBODYS} == set()
