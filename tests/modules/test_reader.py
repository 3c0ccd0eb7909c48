"""Modules that are given as texts."""

from __future__ import annotations

import pytest

from flowc.modules import MemoryModules, ModuleError, Place


@pytest.mark.parametrize(
    ("importer", "path", "key"),
    [
        ("main.flow", "./a.flow", "a.flow"),
        ("main.flow", "a.flow", "a.flow"),
        ("lib/main.flow", "./a.flow", "lib/a.flow"),
        ("lib/main.flow", "../a.flow", "a.flow"),
        ("lib/main.flow", "x/../y/./a.flow", "lib/y/a.flow"),
    ],
)
def test_one_text_has_one_key_however_its_path_is_written(importer: str, path: str, key: str) -> None:
    assert MemoryModules().locate(importer, path) == Place(key, key)


@pytest.mark.parametrize("path", ["../a.flow", "x/../../a.flow", "/a.flow", ".."])
def test_what_leads_out_of_the_root_is_refused(path: str) -> None:
    with pytest.raises(ModuleError, match="outside of the project"):
        MemoryModules({"../a.flow": ""}).locate("main.flow", path)


def test_a_text_that_is_not_there_is_refused() -> None:
    modules = MemoryModules({"a.flow": "text"})

    assert modules.read(Place("a.flow", "a.flow")) == "text"
    with pytest.raises(ModuleError, match="no such file"):
        modules.read(Place("b.flow", "b.flow"))
