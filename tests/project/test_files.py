"""Modules on disk: what may be read, and what lies outside of the project."""

from __future__ import annotations

from pathlib import Path

import pytest

from flowc.compile import check
from flowc.modules import ModuleError
from flowc.modules.reader import WITHOUT_NEIGHBOURS
from flowc.project import DiskModules, project_root
from flowc.project.files import MARKERS


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The folder of a project, with nothing of the machine around it."""
    folder = tmp_path / "project"
    folder.mkdir()
    (folder / "flowc.toml").write_text("")
    return folder


def write(path: Path, text: str = "") -> Path:
    """Writes a file, with the folders that it stands in."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def refused(modules: DiskModules, importer: Path, path: str) -> tuple[str, str]:
    """Why a module cannot be had, and the advice."""
    with pytest.raises(ModuleError) as caught:
        modules.read(modules.locate(str(importer), path))
    return caught.value.reason, caught.value.advice


# Where a project begins


@pytest.mark.parametrize("marker", MARKERS)
def test_the_root_is_the_nearest_folder_upwards_with_a_marker(tmp_path: Path, marker: str) -> None:
    deep = tmp_path / "a" / "b" / "c"
    deep.mkdir(parents=True)
    write(tmp_path / "flowc.toml")
    if marker == ".git":
        (tmp_path / "a" / marker).mkdir()
    else:
        write(tmp_path / "a" / marker)

    assert project_root(deep) == (tmp_path / "a").resolve()
    assert project_root(tmp_path / "a") == (tmp_path / "a").resolve()
    assert project_root(tmp_path) == tmp_path.resolve()


def test_without_a_marker_the_root_is_the_folder_itself(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The folders above a test's may hold anything, so that the markers get names that nobody has."""
    monkeypatch.setattr("flowc.project.files.MARKERS", ("no-such-marker-anywhere",))

    assert project_root(tmp_path) == tmp_path.resolve()


def test_the_root_of_a_text_without_a_file_is_that_of_the_current_folder(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (root / "deep").mkdir()
    monkeypatch.chdir(root / "deep")

    assert DiskModules(None).root == root.resolve()


def test_the_root_of_a_file_is_that_of_its_folder(root: Path) -> None:
    assert DiskModules(root / "deep" / "main.flow").root == root.resolve()


# Files that may be read


def test_a_path_begins_at_the_folder_of_the_file_that_uses_it(root: Path) -> None:
    write(root / "lib" / "a.flow", "text")
    modules = DiskModules(root / "main.flow")
    place = modules.locate(str(root / "main.flow"), "./lib/a.flow")

    assert modules.read(place) == "text"
    assert modules.locate(str(root / "lib" / "x.flow"), "./a.flow").key == place.key
    assert modules.locate(str(root / "deep" / "x.flow"), "../lib/a.flow").key == place.key


def test_a_module_is_shown_as_the_user_would_type_it(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(root / "lib" / "a.flow")
    monkeypatch.chdir(root)
    modules = DiskModules(Path("main.flow"))

    assert modules.locate("main.flow", "./lib/a.flow").shown == "lib/a.flow"
    assert modules.locate("lib/b.flow", "../lib/a.flow").shown == "lib/a.flow"
    assert modules.locate("<stdin>", "./lib/a.flow").shown == "lib/a.flow"


def test_a_link_inside_of_the_project_is_the_file_that_it_leads_to(root: Path) -> None:
    write(root / "a.flow", "text")
    (root / "link.flow").symlink_to("a.flow")
    modules = DiskModules(root / "main.flow")
    place = modules.locate(str(root / "main.flow"), "./link.flow")

    assert place.key == modules.locate(str(root / "main.flow"), "./a.flow").key
    assert modules.read(place) == "text"


def test_a_project_that_is_reached_by_a_link_is_itself(root: Path, tmp_path: Path) -> None:
    write(root / "a.flow", "text")
    (tmp_path / "link").symlink_to(root)
    modules = DiskModules(tmp_path / "link" / "main.flow")

    assert modules.read(modules.locate(str(tmp_path / "link" / "main.flow"), "./a.flow")) == "text"


# Files that may not


@pytest.mark.parametrize("path", ["../secret.flow", "lib/../../secret.flow", "./../project/../secret.flow"])
def test_a_path_that_leaves_the_project_is_refused_though_the_file_is_there(root: Path, path: str) -> None:
    write(root.parent / "secret.flow", "secret")
    reason, advice = refused(DiskModules(root / "main.flow"), root / "main.flow", path)

    assert reason == "outside of the project, which begins at `project`"
    assert "flowc.toml" in advice


def test_a_path_may_leave_a_folder_and_come_back(root: Path) -> None:
    write(root / "a.flow", "text")
    modules = DiskModules(root / "main.flow")

    assert modules.read(modules.locate(str(root / "main.flow"), "../project/a.flow")) == "text"


@pytest.mark.parametrize("kind", ["file", "folder"])
def test_a_link_out_of_the_project_is_refused(root: Path, kind: str) -> None:
    secret = write(root.parent / "outside" / "secret.flow", "secret")
    if kind == "file":
        (root / "secret.flow").symlink_to(secret)
    else:
        (root / "lib").symlink_to(secret.parent)
    path = "./secret.flow" if kind == "file" else "./lib/secret.flow"

    assert refused(DiskModules(root / "main.flow"), root / "main.flow", path)[0].startswith("outside")


def test_a_link_to_itself_is_refused_and_never_raises_anything_else(root: Path) -> None:
    (root / "loop.flow").symlink_to("loop.flow")

    assert refused(DiskModules(root / "main.flow"), root / "main.flow", "./loop.flow")[0]


@pytest.mark.parametrize("path", ["/etc/hostname", "/a.flow", "a\\b.flow", "C:\\a.flow"])
def test_an_absolute_path_or_one_of_another_system_is_refused_with_advice(root: Path, path: str) -> None:
    reason, advice = refused(DiskModules(root / "main.flow"), root / "main.flow", path)

    assert reason == "a path begins at the folder of this file"
    assert advice.startswith("write it as `./")


def test_a_path_within_the_project_but_absolute_is_refused(root: Path) -> None:
    path = write(root / "a.flow", "text")

    assert refused(DiskModules(root / "main.flow"), root / "main.flow", str(path))[1] == "write it as `./a.flow`"


@pytest.mark.parametrize("path", ["", "a\0b.flow"])
def test_what_is_no_path_is_refused(root: Path, path: str) -> None:
    assert refused(DiskModules(root / "main.flow"), root / "main.flow", path)[0] == "not a path"


def test_a_name_that_is_too_long_is_refused(root: Path) -> None:
    assert "too long" in refused(DiskModules(root / "main.flow"), root / "main.flow", f"./{'x' * 5000}.flow")[0]


def test_a_file_that_is_not_there_is_refused_with_the_nearest(root: Path) -> None:
    write(root / "common.flow")
    modules = DiskModules(root / "main.flow")

    assert refused(modules, root / "main.flow", "./comon.flow") == ("no such file", "did you mean `common.flow`?")
    assert refused(modules, root / "main.flow", "./gone/comon.flow") == ("no such file", WITHOUT_NEIGHBOURS)


@pytest.mark.parametrize("path", [".", "./lib", "./lib/"])
def test_a_folder_is_refused(root: Path, path: str) -> None:
    (root / "lib").mkdir()

    assert refused(DiskModules(root / "main.flow"), root / "main.flow", path)[0] == "is a directory"


def test_a_file_that_stands_for_a_folder_is_refused(root: Path) -> None:
    write(root / "a.flow")

    assert refused(DiskModules(root / "main.flow"), root / "main.flow", "./a.flow/b.flow")[0] == "not a directory"


def test_a_file_that_is_not_utf_8_is_refused_with_the_byte(root: Path) -> None:
    (root / "latin.flow").write_bytes(b'const a = "caf\xe9"')

    assert refused(DiskModules(root / "main.flow"), root / "main.flow", "./latin.flow")[0] == ("not UTF-8: byte 0xe9")


def test_a_file_whose_bytes_nobody_may_read_is_refused() -> None:
    """The memory of a process is such a file, for the superuser too."""
    if not Path("/proc/self/mem").exists():
        pytest.skip("no /proc on this system")
    modules = DiskModules(Path("/proc/self/main.flow"))

    assert refused(modules, Path("/proc/self/main.flow"), "./mem")[0] == "input/output error"


def test_line_ends_of_a_module_are_kept(root: Path) -> None:
    (root / "a.flow").write_bytes(b"const a = 1\r\n")
    modules = DiskModules(root / "main.flow")

    assert modules.read(modules.locate(str(root / "main.flow"), "./a.flow")) == "const a = 1\r\n"


# The whole way


def test_a_refused_module_is_one_error_at_its_path_in_the_flow(root: Path) -> None:
    write(root.parent / "secret.flow", 'block b() { say "secret" }')
    text = 'use "../secret.flow" as s\non call { s.b; say s.c }'
    (finding,) = check(text, str(root / "main.flow"), modules=DiskModules(root / "main.flow")).diagnostics

    assert (finding.code, finding.span.text) == ("FLW121", '"../secret.flow"')
    assert 'secret"' not in finding.label


def test_modules_on_disk_are_read_with_those_they_use(root: Path) -> None:
    write(root / "lib" / "a.flow", 'use "./deep/b.flow"\nblock x() { b.y }')
    write(root / "lib" / "deep" / "b.flow", 'use "../../top.flow"\nblock y() { say top.name }')
    write(root / "top.flow", 'const name = "Owl"')
    text = 'use "./lib/a.flow"\non call { a.x }'
    checked = check(text, str(root / "main.flow"), modules=DiskModules(root / "main.flow"))

    assert checked.diagnostics == ()
    assert checked.flow is not None
    assert [state.value("say") for state in checked.flow.states[1:]] == ["Owl"]


def test_the_file_that_is_compiled_may_not_use_itself(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(root / "main.flow", 'use "./main.flow" as me\non call { say "a" }')
    monkeypatch.chdir(root)
    for shown in ("main.flow", "./main.flow", str(path)):
        checked = check(path.read_text(), shown, modules=DiskModules(Path(shown)))

        assert [one.code for one in checked.diagnostics] == ["FLW122"], shown
