"""The PostgreSQL that tests get."""

from __future__ import annotations

import psycopg
import pytest
from tests.postgres import missing


def test_a_database_is_a_real_postgresql(database: str) -> None:
    with psycopg.connect(database) as connection:
        row = connection.execute("SELECT current_setting('server_version_num')::int").fetchone()

    assert row is not None
    assert row[0] >= 150000


def test_rows_can_be_locked_so_that_others_skip_them(database: str) -> None:
    with psycopg.connect(database) as one, psycopg.connect(database) as other:
        one.execute("CREATE TABLE session (sid text)")
        one.execute("INSERT INTO session VALUES ('CA1'), ('CA2')")
        one.commit()
        one.execute("SELECT * FROM session WHERE sid = 'CA1' FOR UPDATE")
        left = other.execute("SELECT sid FROM session FOR UPDATE SKIP LOCKED").fetchall()

    assert left == [("CA2",)]


@pytest.mark.parametrize("attempt", [1, 2])
def test_each_test_has_an_empty_database_of_its_own(database: str, attempt: int) -> None:
    with psycopg.connect(database) as connection:
        connection.execute(f"CREATE TABLE only_here (attempt_{attempt} int)".encode())
        tables = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()

    assert tables == [("only_here",)]


def test_a_missing_server_fails_a_build_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")

    with pytest.raises(pytest.fail.Exception, match="no disk"):
        missing("no disk")


def test_a_missing_server_skips_the_test_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)

    with pytest.raises(pytest.skip.Exception, match="no disk"):
        missing("no disk")
