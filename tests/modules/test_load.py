"""Which files a flow is made of: each read once, in an order, without circles."""

from __future__ import annotations

import attrs
import pytest
from tests.binding.reuse.texts import found, notes, only, short

from flowc.compile import check
from flowc.modules import MemoryModules, ModuleError, Modules, Place, load_modules
from flowc.source import Source
from flowc.syntax import parse


def loaded(text: str, files: dict[str, str]) -> Modules:
    """The modules of a text."""
    source = Source("main.flow", text)
    return load_modules(source, parse(source).file, MemoryModules(files))


@attrs.define
class Counting:
    """Modules that count how often each is read."""

    inner: MemoryModules
    reads: list[str] = attrs.field(factory=list)

    def locate(self, importer: str, path: str) -> Place:
        """As the inner ones."""
        return self.inner.locate(importer, path)

    def read(self, place: Place) -> str:
        """As the inner ones, noted."""
        self.reads.append(place.key)
        return self.inner.read(place)


def test_each_module_stands_behind_those_that_it_uses() -> None:
    files = {
        "a.flow": 'use "./c.flow"\nuse "./b.flow"',
        "b.flow": 'use "./c.flow"\nuse "./d.flow"',
        "c.flow": "",
        "d.flow": 'use "./c.flow"',
    }
    modules = loaded('use "./a.flow"\nuse "./c.flow"', files)

    assert list(modules.used) == ["c.flow", "d.flow", "b.flow", "a.flow"]
    assert modules.diagnostics == ()


def test_a_module_is_read_once_however_many_use_it() -> None:
    names = [f"m{number}.flow" for number in range(5)]
    files = dict.fromkeys(names, 'use "./shared.flow"\nuse "shared.flow" as again') | {"shared.flow": ""}
    reader = Counting(MemoryModules(files))
    source = Source("main.flow", "\n".join(f'use "./{name}"' for name in [*names, "x/../shared.flow"]))
    load_modules(source, parse(source).file, reader)

    assert sorted(reader.reads) == sorted([*names, "shared.flow"])


def test_a_path_begins_at_the_folder_of_the_file_that_writes_it() -> None:
    files = {
        "lib/a.flow": 'use "./deep/b.flow"\nuse "../c.flow"',
        "lib/deep/b.flow": 'use "../../c.flow"',
        "c.flow": "",
    }
    modules = loaded('use "./lib/a.flow"', files)

    assert sorted(modules.used) == ["c.flow", "lib/a.flow", "lib/deep/b.flow"]
    assert modules.diagnostics == ()


def test_names_of_a_module_begin_with_the_way_to_it() -> None:
    files = {"a.flow": 'use "./b.flow" as the-b', "b.flow": ""}

    assert {key: one.prefix for key, one in loaded('use "./a.flow" as x-y', files).used.items()} == {
        "a.flow": "x_y",
        "b.flow": "x_y_the_b",
    }


@pytest.mark.parametrize(
    ("use", "reason"),
    [
        ('"./gone.flow"', "no such file"),
        ('"../a.flow"', "outside of the project"),
        ('"/a.flow"', "outside of the project"),
        ("std.gone", "not in the standard library"),
    ],
)
def test_a_module_that_cannot_be_had_is_one_error_at_its_path(use: str, reason: str) -> None:
    finding = only(f'use {use} as m\non call {{ say "a" }}', {"a.flow": ""})

    assert (finding.code, finding.span.text, finding.label) == ("FLW121", use, reason)


def test_each_use_of_what_cannot_be_had_in_one_file_is_told() -> None:
    text = 'use "./gone.flow" as a\nuse "./gone2.flow" as b\non call { say "a" }'

    assert short(text) == [("FLW121", '"./gone.flow"'), ("FLW121", '"./gone2.flow"')]


def test_without_a_reader_no_file_can_be_used() -> None:
    (finding,) = check('use "./a.flow"\non call { a.b }').diagnostics

    assert (finding.code, finding.label) == ("FLW121", "files cannot be read here")


def test_a_reader_that_refuses_says_why_and_what_to_do() -> None:
    class Refusing(MemoryModules):
        def locate(self, importer: str, path: str) -> Place:
            raise ModuleError(f"no {path} for {importer}", "ask somebody else")

    (finding,) = check('use "./a.flow"\non call { a.b }', "main.flow", modules=Refusing({})).diagnostics

    assert (finding.label, finding.help) == ("no ./a.flow for main.flow", "ask somebody else")


# Circles


def test_a_module_that_uses_itself_is_one_error() -> None:
    finding = only('use "./a.flow"\non call { a.b }', {"a.flow": 'use "./a.flow" as me\nblock b() { say "b"; me.b }'})

    assert (finding.code, finding.span.source.path, finding.message) == ("FLW122", "a.flow", "this file uses itself")


def test_a_circle_of_modules_is_one_error_with_the_chain() -> None:
    files = {
        "a.flow": 'use "./b.flow"\nblock x() { b.x }',
        "b.flow": 'use "./c.flow"\nblock x() { c.x }',
        "c.flow": 'use "./a.flow"\nblock x() { a.x; nothing; say a.y; -> a.z }',
    }
    finding = only('use "./a.flow"\non call { a.x }', files)

    assert (finding.code, finding.span.source.path) == ("FLW122", "c.flow")
    assert notes(finding) == [
        ("`a.flow` uses the next one here", 'use "./b.flow"'),
        ("`b.flow` uses the next one here", 'use "./c.flow"'),
    ]


def test_two_ways_to_one_module_are_no_circle() -> None:
    files = {
        "a.flow": 'use "./c.flow"\nblock x() { c.x }',
        "b.flow": 'use "./c.flow"\nblock y() { c.x }',
        "c.flow": 'block x() { say "c" }',
    }

    assert found('use "./a.flow"\nuse "./b.flow"\non call { a.x; b.y }', files) == []


def test_a_flow_that_a_module_uses_is_a_circle() -> None:
    files = {"a.flow": 'use "./main.flow"\nblock x() { say "a" }', "main.flow": 'use "./a.flow"\non call { a.x }'}
    findings = found(files["main.flow"], files)

    assert [one.code for one in findings] == ["FLW122"]
    assert findings[0].span.source.path == "a.flow"


def test_a_chain_of_a_thousand_modules_is_read() -> None:
    files = {f"m{n}.flow": f'use "./m{n + 1}.flow" as m' for n in range(1000)} | {"m1000.flow": ""}
    modules = loaded('use "./m0.flow"', files)

    assert len(modules.used) == 1001
    assert modules.diagnostics == ()
