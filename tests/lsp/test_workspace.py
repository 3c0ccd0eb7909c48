"""What the server knows of files: paths and addresses, modules, settings, and when something is checked again."""

from __future__ import annotations

from pathlib import Path

import pytest
from lsprotocol import types

from flowc.diagnostics import Diagnostic, Note, Severity
from flowc.diagnostics.codes import CODES
from flowc.lsp.conversion import diagnostic, message
from flowc.lsp.findings import Findings
from flowc.lsp.paths import file_of, is_of_library, path_of, uri_of
from flowc.lsp.positions import Positions
from flowc.lsp.reader import OpenModules, real
from flowc.lsp.rule_pages import RulePages
from flowc.lsp.settings import SettingsFiles
from flowc.lsp.workspace import Workspace
from flowc.modules.reader import ModuleError
from flowc.resources import stdlib_root
from flowc.source import Source, Span


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8", newline="")
    return path


# --- Paths


def test_an_address_has_a_path_and_the_path_the_address(tmp_path: Path) -> None:
    path = tmp_path / "ä b.flow"

    assert path_of(path.as_uri()) == str(path)
    assert path_of(uri_of(str(path))) == str(path)


def test_a_file_of_the_library_is_called_by_a_short_path() -> None:
    file = stdlib_root() / "std" / "consent.flow"

    assert path_of(file.as_uri()) == "stdlib/std/consent.flow"
    assert file_of("stdlib/std/consent.flow") == file
    assert is_of_library("stdlib/std/consent.flow")
    assert not is_of_library(str(file))


@pytest.mark.parametrize(("uri", "path"), [("untitled:Untitled-1", "Untitled-1"), ("git:/a/b.flow", "a/b.flow")])
def test_what_is_no_file_has_a_path_all_the_same(uri: str, path: str) -> None:
    assert path_of(uri) == path


# --- Modules


def test_a_module_is_read_as_it_stands_in_the_editor(tmp_path: Path) -> None:
    write(tmp_path / "flowc.toml", "")
    file = write(tmp_path / "parts.flow", "saved")
    workspace = Workspace()
    workspace.open(file.as_uri(), 1, "typed")
    reader = OpenModules(str(tmp_path / "main.flow"), workspace.by_real_path())

    place = reader.locate(str(tmp_path / "main.flow"), "./parts.flow")

    assert reader.read(place) == "typed"
    assert reader.seen == {real(str(file)): "typed"}


def test_a_module_that_is_not_open_is_read_from_disk_and_one_that_is_not_there_is_remembered(tmp_path: Path) -> None:
    write(tmp_path / "flowc.toml", "")
    file = write(tmp_path / "parts.flow", "saved")
    main = str(tmp_path / "main.flow")
    reader = OpenModules(main, {})

    assert reader.read(reader.locate(main, "./parts.flow")) == "saved"
    with pytest.raises(ModuleError, match="no such file"):
        reader.read(reader.locate(main, "./nobody.flow"))
    assert reader.seen == {real(str(file)): "saved", real(str(tmp_path / "nobody.flow")): None}


def test_a_path_out_of_the_project_is_refused(tmp_path: Path) -> None:
    write(tmp_path / "flowc.toml", "")
    reader = OpenModules(str(tmp_path / "main.flow"), {})

    with pytest.raises(ModuleError, match="outside of the project"):
        reader.locate(str(tmp_path / "main.flow"), "../x.flow")


# --- Settings


def test_settings_are_read_again_only_where_their_text_has_changed(tmp_path: Path) -> None:
    file = write(tmp_path / "flowc.toml", "strict = true\n")
    files = SettingsFiles()
    path = str(tmp_path / "a.flow")

    first = files.of(path)
    assert first.settings is not None
    assert first.settings.strict
    assert files.of(path) is first

    write(file, "strict = false\n")
    second = files.of(path)
    assert second.settings is not None
    assert not second.settings.strict


def test_settings_with_a_mistake_tell_it(tmp_path: Path) -> None:
    write(tmp_path / "flowc.toml", "nonsense = 1\n")

    found = SettingsFiles().of(str(tmp_path / "a.flow"))

    assert [one.code for one in found.problems] == ["FLW132"]
    assert found.problems[0].span.source.path == str(tmp_path / "flowc.toml")


def test_settings_that_cannot_be_read_are_none(tmp_path: Path) -> None:
    (tmp_path / "flowc.toml").write_bytes(b"\xff")

    assert SettingsFiles().of(str(tmp_path / "a.flow")).settings is None


# --- Findings


def opened(tmp_path: Path, **texts: str) -> tuple[Workspace, Findings]:
    write(tmp_path / "flowc.toml", "")
    workspace = Workspace()
    for name, text in texts.items():
        workspace.open((tmp_path / f"{name}.flow").as_uri(), 1, text)
    return workspace, Findings(workspace)


def test_what_has_not_changed_is_not_checked_again(tmp_path: Path) -> None:
    workspace, findings = opened(tmp_path, a="on call { sai }\n")
    (document,) = workspace.documents

    assert findings.of(document) is findings.of(document)


def test_a_module_that_is_typed_in_has_its_users_checked_again(tmp_path: Path) -> None:
    workspace, findings = opened(tmp_path, a='use "./b.flow" as b\non call { say b.x }\n', b='const x = "x"\n')
    document = workspace.documents[0]
    before = findings.of(document)

    workspace.open((tmp_path / "b.flow").as_uri(), 2, 'const y = "x"\n')

    assert before == ()
    assert [one.code for one in findings.of(document)] == ["FLW111"]


def test_a_finding_in_a_module_is_told_once_however_many_use_it(tmp_path: Path) -> None:
    use = 'use "./c.flow" as c\non call { say "x" }\n'
    _, findings = opened(tmp_path, a=use, b=use, c="const x = \n")

    found = findings.all()

    assert [one.code for one in found[str(tmp_path / "c.flow")]] == ["FLW001"]


def test_what_is_closed_is_no_longer_checked(tmp_path: Path) -> None:
    workspace, findings = opened(tmp_path, a="on call { sai }\n")
    findings.all()

    workspace.close((tmp_path / "a.flow").as_uri())

    assert findings.all() == {}


def test_a_change_of_a_document_that_is_not_open_is_none(tmp_path: Path) -> None:
    assert Workspace().change((tmp_path / "a.flow").as_uri(), 2, []) is None


def test_names_are_known_of_a_text_with_a_syntax_error_as_well(tmp_path: Path) -> None:
    workspace, _ = opened(tmp_path, a='on call {\n  ask: gather "x\n}\nsection b { say "x" }\n')
    path = str(tmp_path / "a.flow")

    assert next(one.name for one in workspace.names(path).files[path].all()) == "on call"


def test_names_of_a_sound_text_are_read_where_it_has_changed(tmp_path: Path) -> None:
    workspace, _ = opened(tmp_path, a='on call {\n  ask: gather "x"\n}\n')
    path = str(tmp_path / "a.flow")
    before = workspace.names(path).files[path]

    assert workspace.names(path).files[path] is before
    workspace.open((tmp_path / "a.flow").as_uri(), 2, 'on call {\n  asked: gather "x"\n}\n')
    assert [one.name for one in workspace.names(path).files[path].all()] == ["on call", "asked"]


def test_flows_of_a_folder_are_found_but_not_hidden_ones(tmp_path: Path) -> None:
    for name in ("a.flow", "b.txt", "inner/c.flow", ".git/d.flow"):
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        write(file, "")
    workspace = Workspace()
    workspace.folders["x"] = tmp_path

    assert [Path(path).name for path in workspace.flows()] == ["a.flow", "c.flow"]


# --- As an editor shows it


def finding(code: str = "FLW101", **more: object) -> Diagnostic:
    source = Source("/a.flow", "on call { sai }")
    return Diagnostic(code, Severity.ERROR, "no such verb", Span(source, 10, 13), **more)  # type: ignore[arg-type]


def test_a_finding_says_all_that_has_no_place_of_its_own() -> None:
    one = finding(label="here", notes=(Note("a fact"),), why="it fails", help="write `say`")

    assert message(one) == "no such verb: here\na fact\nwhy: it fails\nhelp: write `say`"
    assert message(finding()) == "no such verb"


@pytest.mark.parametrize(
    ("severity", "shown"),
    [
        (Severity.ERROR, types.DiagnosticSeverity.Error),
        (Severity.WARNING, types.DiagnosticSeverity.Warning),
        (Severity.INFO, types.DiagnosticSeverity.Information),
    ],
)
def test_a_severity_is_that_of_the_protocol(severity: Severity, shown: types.DiagnosticSeverity) -> None:
    source = Source("/a.flow", "x")
    one = Diagnostic("FLW101", severity, "x", Span(source, 0, 1))

    assert diagnostic(one, Positions(), None).severity is shown


@pytest.mark.parametrize("code", sorted(CODES))
def test_what_is_unused_is_greyed_out_and_what_is_retired_struck_through(code: str) -> None:
    tags = diagnostic(finding(code), Positions(), None).tags
    name = CODES[code].name

    if name.startswith(("unused-", "unread-", "dead-")) or name in ("unreachable", "idle-option"):
        assert tags == [types.DiagnosticTag.Unnecessary]
    elif name.startswith("deprecated-"):
        assert tags == [types.DiagnosticTag.Deprecated]
    else:
        assert tags is None


@pytest.mark.parametrize("code", sorted(CODES))
def test_each_code_has_a_page_to_link_to(code: str) -> None:
    pages = RulePages()
    address = pages.address(code)

    assert address is not None
    file = Path(path_of(address))
    assert file.read_text(encoding="utf-8").startswith(f"# {code}: {CODES[code].name}")
    assert pages.address(code) == address
    pages.close()
    assert not file.exists()


def test_a_code_that_does_not_exist_has_no_page() -> None:
    pages = RulePages()

    assert pages.address("FLW999") is None
    pages.close()
