"""Changes of files."""

from __future__ import annotations

from pathlib import Path

from flowc.cli.watch import changes


def test_the_first_look_counts_as_a_change_and_each_change_counts_once(tmp_path: Path) -> None:
    file = tmp_path / "a.flow"
    file.write_text("a", encoding="utf-8")
    looks: list[int] = []

    def files() -> list[str]:
        looks.append(len(looks))
        if len(looks) == 4:
            file.write_text("longer", encoding="utf-8")
        return [str(file), str(tmp_path / "gone")]

    found = changes(files, seconds=0)
    next(found)
    next(found)

    assert len(looks) == 4


def test_a_new_file_is_a_change(tmp_path: Path) -> None:
    names: list[str] = []

    def files() -> list[str]:
        names.append(str(tmp_path / f"{len(names) // 3}.flow"))
        return names[:: len(names)]

    found = changes(lambda: [*files(), str(len(names) > 2)], seconds=0)
    next(found)
    next(found)

    assert len(names) == 3
