"""What the pages show is what flowc does: flows compile, outputs are real, links lead somewhere.

The word behind the language of a fence says what a block is:

- `flow`: a whole file without a finding; `flow fragment`: statements of `on call`, after somebody has spoken;
  `flow declaration`: lines of a widget's declaration.
- `… bad FLW302 FLW402`: it has exactly these findings. `… file=NAME`: the commands of the page may name it,
  and the next flow may use it as a module, or (`toml`, with `env=NAME`) take its values.
- `console`: commands behind `$ `, each with what it prints. `json $ flowc …`: what this command prints.
- `pycon`: a session of Python; the blocks of a page share their names.

A last line `…` stands for all further lines. `--update-goldens` writes outputs into the pages.
"""

from __future__ import annotations

import contextlib
import doctest
import io
import os
import re
import shlex
import shutil
from code import InteractiveInterpreter
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryFile
from textwrap import indent

import attrs
import pytest
from tests.asked import asked
from tests.commands import COMPILER, Commands
from tests.many_files import found_in, target_of

from flowc import check
from flowc.binding.predicates import PREDICATES
from flowc.diagnostics.codes import CODES
from flowc.diagnostics.render import FORMATS
from flowc.language import BODY_STATEMENTS, FILE_STATEMENTS
from flowc.vocabulary.read_placement import PLACEMENT_LINES
from flowc.vocabulary.types import Encoding, Kind

# Found only where hints are asked for.
HINTS = ("FLW224", "FLW226", "FLW409", "FLW508")
PROJECT = Path(__file__).resolve().parents[2]
CHANGES = "CHANGELOG.md"
OWN = ("README.md", CHANGES, "CONTRIBUTING.md")
PAGES = [*OWN, *sorted(path.relative_to(PROJECT).as_posix() for path in (PROJECT / "docs").rglob("*.md"))]
# Made of the declarations, with tests of their own; their blocks are forms of statements.
SHOWN = [page for page in PAGES if page not in ("docs/widgets.md", "docs/library.md")]

FENCE = re.compile(r"^( *)(`{3,})([^`\n]*)\n(.*?)^\1\2$\n", re.DOTALL | re.MULTILINE)
LINK = re.compile(r"\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
MORE = "…"
PROMPT = "$ "


@attrs.frozen
class Block:
    """A fenced block of a page."""

    page: str
    line: int
    info: tuple[str, ...]
    text: str

    @property
    def file(self) -> str | None:
        """The name under which the commands of the page find the text."""
        return next((word.removeprefix("file=") for word in self.info if word.startswith("file=")), None)

    @property
    def codes(self) -> list[str]:
        """The findings that the text is shown for."""
        return [word for word in self.info if word in CODES]

    @property
    def flow(self) -> str:
        """The text, with what a flow needs around it."""
        if "fragment" in self.info:
            return f'on call {{\nsay "Hello. This call is recorded."\n{self.text}}}\n'
        if "declaration" in self.info:
            return f'widget "the-shown" {{\n{self.text}}}\non call {{ say "Hello." }}\n'
        return self.text


def read(page: str) -> str:
    return (PROJECT / page).read_text(encoding="utf-8")


def blocks(page: str, text: str) -> Iterator[Block]:
    """The fenced blocks of a page, in their order."""
    for match in FENCE.finditer(text):
        line = text.count("\n", 0, match.start()) + 1
        yield Block(page, line, tuple(match[3].split()), re.sub(f"^{match[1]}", "", match[4], flags=re.MULTILINE))


def flow_blocks() -> list[Block]:
    """The shown flows; the files that are shown before one, as its modules and subflows, belong to it."""
    found: list[Block] = []
    for page in SHOWN:
        files = ""
        for block in blocks(page, read(page)):
            if (
                block.file is not None
                and not re.search(r"^on (?!subflow)", block.text, re.MULTILINE)
                and block.info[0] in ("flow", "toml")
            ):
                files += f"# ---- {' '.join(block.info[1:]).removeprefix('file=')}\n{block.text}"
            elif block.info[:1] == ("flow",):
                found.append(attrs.evolve(block, text=block.text + files))
                files = ""
    return found


def findings(block: Block) -> list[str]:
    """The codes of what is found in a flow. Targets outside of a fragment are taken as given."""
    if "fragment" not in block.info:
        hints, target = any(code in HINTS for code in block.codes), target_of(block.codes)
        found = found_in(block.flow, hints=hints, target=target)
        # What was written of a change stays as it was, whatever is warned of since.
        return [one.code for one in (asked(found) if block.page == CHANGES else found)]
    checked = check(block.flow)
    missing = {one.span.text for one in checked.diagnostics if one.code == "FLW102"}
    if "FLW102" not in block.codes and missing:
        sections = (f'section {name} {{ say "Hello." }}\n' for name in sorted(missing))
        checked = check(block.flow + "".join(sections))
    return [one.code for one in checked.diagnostics]


@pytest.mark.parametrize("block", flow_blocks(), ids=lambda block: f"{block.page}:{block.line}")
def test_a_shown_flow_has_the_findings_it_is_shown_for_and_no_others(block: Block) -> None:
    assert sorted(findings(block)) == sorted(block.codes)


# --- Shown outputs


@pytest.mark.parametrize("page", SHOWN)
def test_the_outputs_of_a_page_are_what_is_printed(
    page: str, tmp_path: Path, golden: Callable[[Path, str], None], commands: Commands
) -> None:
    golden(Path(page), with_real_outputs(page, read(page), tmp_path, commands))


def with_real_outputs(page: str, text: str, folder: Path, commands: Commands) -> str:
    """A page in which every shown output is replaced by what its command prints now."""
    (folder / "examples").mkdir()
    for example in (PROJECT / "examples").glob("*.flow"):
        shutil.copy(example, folder / "examples")
    python = InteractiveInterpreter({})
    parts, end = [], 0
    with contextlib.chdir(folder):
        for match in FENCE.finditer(text):
            (block,) = blocks(page, match[0])
            if block.file is not None:
                Path(block.file).write_text(block.flow, encoding="utf-8")
            parts += [text[end : match.start(4)], indent(_shown(block, python, commands), match[1])]
            end = match.end(4)
    return "".join([*parts, text[end:]])


def _shown(block: Block, python: InteractiveInterpreter, commands: Commands) -> str:
    language, *rest = block.info or ("",)
    if rest[:1] == ["$"]:
        return _abridged(_run(rest[1:], commands), block.text)
    if language == "console":
        return "".join(_console(block.text, commands))
    if language == "pycon":
        return "".join(_session(block.text, python))
    return block.text


def _console(text: str, commands: Commands) -> Iterator[str]:
    for part in re.split(r"^(?=\$ )", text, flags=re.MULTILINE):
        command, _, output = part.partition("\n")
        if command.startswith(PROMPT):
            yield f"{command}\n{_abridged(_run(shlex.split(command.removeprefix(PROMPT)), commands), output)}"
        else:
            yield part


def _run(words: list[str], commands: Commands) -> str:
    """What a command prints on both streams, as a person sees it."""
    assert words[0] == "flowc", f"only flowc is run, not {words[0]}"
    kept = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "TERM", "COLUMNS")}
    with Path(os.devnull).open("rb") as nothing, TemporaryFile() as printed:
        streams = (nothing.fileno(), printed.fileno(), printed.fileno())
        commands.status_of(words[1:], Path.cwd(), {**kept, "PYTHONPATH": COMPILER}, streams)
        printed.seek(0)
        return printed.read().decode("utf-8")


def _session(text: str, python: InteractiveInterpreter) -> Iterator[str]:
    for example in doctest.DocTestParser().get_examples(text):
        first, *more = example.source.splitlines(keepends=True)
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
            python.runsource(example.source, symbol="single")
        yield f">>> {first}"
        yield from (f"... {line}" for line in more)
        yield _abridged(printed.getvalue(), example.want)


def _abridged(actual: str, shown: str) -> str:
    """The output, cut where the page cuts it."""
    lines = shown.splitlines()
    if lines[-1:] != [MORE]:
        return actual
    return "".join([*actual.splitlines(keepends=True)[: len(lines) - 1], f"{MORE}\n"])


# --- Links, names, and what must not be missing


@pytest.mark.parametrize("page", PAGES)
def test_every_link_of_a_page_leads_to_a_file_and_a_heading(page: str) -> None:
    prose = re.sub(r"`[^`\n]*`", "``", FENCE.sub("", read(page)))
    local = [target for target in LINK.findall(prose) if "://" not in target]

    assert [target for target in local if not leads_somewhere(page, target)] == []


def leads_somewhere(page: str, target: str) -> bool:
    path, _, anchor = target.partition("#")
    file = (PROJECT / page).parent / path if path else PROJECT / page
    return file.exists() and (not anchor or anchor in anchors(file.read_text(encoding="utf-8")))


def anchors(text: str) -> set[str]:
    """The names under which the headings of a page can be linked to, as GitHub makes them."""
    headings = (heading.strip().lower() for heading in HEADING.findall(FENCE.sub("", text)))
    return {re.sub(r"[^\w\- ]", "", heading).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES)
def test_every_code_that_a_page_names_exists(page: str) -> None:
    assert set(re.findall(r"FLW[0-9]{3}", read(page))) <= set(CODES)


def test_readme_leads_to_every_page_for_readers() -> None:
    linked = set(LINK.findall(read("README.md")))

    of_a_code = re.compile(r"docs/rules/FLW")  # docs/rules/README.md leads to these
    wanted = [page for page in PAGES if page != "README.md" and not of_a_code.match(page)]

    assert [page for page in wanted if page not in linked] == []


def test_the_language_reference_names_every_word_of_the_language() -> None:
    kinds = (kind.value for kind in Kind if kind is not Kind.ENUMERATION)
    encodings = (encoding.value for encoding in Encoding if encoding is not Encoding.NATURAL)
    words = [*FILE_STATEMENTS, *BODY_STATEMENTS, *PREDICATES, *PLACEMENT_LINES, *kinds, *encodings]
    page = read("docs/language.md")

    assert [word for word in words if re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", page) is None] == []


def test_the_page_of_the_command_line_explains_every_key_of_a_finding() -> None:
    (finding,) = check("on call { record on { failed -> end } }").diagnostics
    keys = re.findall(r'^ {4}"(\w+)":', FORMATS["json"]([finding], False), re.MULTILINE)

    assert [key for key in keys if f"`{key}`" not in read("docs/cli.md")] == []


# --- The reader of the pages itself


def page_of(*lines: str) -> str:
    return "\n".join([*lines, ""])


def test_an_output_that_is_not_printed_is_replaced(tmp_path: Path, commands: Commands) -> None:
    text = page_of(
        "```flow file=a.flow",
        'on call { say "Hello." }',
        "```",
        "```console",
        "$ flowc check a.flow",
        "1 error",
        "```",
    )

    assert with_real_outputs("a.md", text, tmp_path, commands) == text.replace("1 error", "no findings")


def test_an_output_may_be_cut_behind_its_first_lines(tmp_path: Path, commands: Commands) -> None:
    text = page_of("```json $ flowc compile examples/feedback.flow -o -", "{", "wrong", MORE, "```")
    real = text.replace("wrong", '  "description": "Client feedback",')

    assert with_real_outputs("a.md", text, tmp_path, commands) == real


def test_the_blocks_of_python_share_their_names_and_show_what_is_printed(tmp_path: Path, commands: Commands) -> None:
    text = page_of("```pycon", ">>> a = [", "...     1]", "```", "", "```pycon", ">>> a", "[2]", "```")

    assert with_real_outputs("a.md", text, tmp_path, commands) == text.replace("[2]", "[1]")


def test_a_block_in_a_list_is_read_without_its_indentation(tmp_path: Path, commands: Commands) -> None:
    text = page_of("- A thing:", "", "  ```pycon", "  >>> if True:", "  ...     print(1)", "  2", "  ```")

    assert [block.text for block in blocks("a.md", text)] == [">>> if True:\n...     print(1)\n2\n"]
    assert with_real_outputs("a.md", text, tmp_path, commands) == text.replace("  2", "  1")


def test_targets_of_a_fragment_need_not_be_shown() -> None:
    shown = 'say "Goodbye." -> elsewhere\n'

    assert findings(Block("a.md", 1, ("flow", "fragment"), shown)) == []
    assert findings(Block("a.md", 1, ("flow", "fragment", "bad", "FLW102"), shown)) == ["FLW102"]
    assert findings(Block("a.md", 1, ("flow",), 'on call { say "Goodbye." -> elsewhere }\n')) == ["FLW102"]


def test_a_finding_in_a_declaration_is_seen() -> None:
    assert findings(Block("a.md", 1, ("flow", "declaration"), 'title "Shown"\n')) == []
    assert findings(Block("a.md", 1, ("flow", "declaration"), 'titel "Shown"\n')) == ["FLW120"]


def test_a_heading_is_linked_to_by_its_words() -> None:
    assert anchors("## What `menu` becomes, exactly\n") == {"what-menu-becomes-exactly"}


def test_a_link_to_a_missing_file_or_heading_leads_nowhere() -> None:
    assert leads_somewhere("docs/language.md", "../README.md#run-the-tests")
    assert not leads_somewhere("docs/language.md", "README.md")
    assert not leads_somewhere("docs/language.md", "../README.md#no-such-heading")
