"""The syntax file for Vim, read by a real Neovim."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.highlight.kinds import FLOWS, PROJECT, disagreements, read

from flowc.highlight.vim import vim_syntax

FILE = Path("editors") / "vim" / "syntax" / "flow.vim"
_KINDS = {
    "flowComment": "comment",
    "flowDocumentation": "comment",
    "flowTodo": "comment",
    "flowString": "string",
    "flowLiquid": "string",
    "flowEscape": "string",
    "flowNumber": "number",
    **dict.fromkeys(("flowWord", "flowKeyword", "flowVerb", "flowLabel", "flowOption", "flowTarget"), "word"),
}
# For each file its characters by the name of the syntax group, run-length encoded, as JSON.
_SCRIPT = """
lua << EOF
for _, name in ipairs(vim.fn.argv()) do
  vim.cmd("edit " .. vim.fn.fnameescape(name))
  vim.cmd("syntax sync fromstart")
  local lines = {}
  for number, line in ipairs(vim.api.nvim_buf_get_lines(0, 0, -1, false)) do
    local groups = {}
    for column = 1, #line do
      groups[column] = vim.fn.synIDattr(vim.fn.synID(number, column, 0), "name")
    end
    lines[number] = groups
  end
  io.stdout:write(vim.json.encode({filetype = vim.bo.filetype, lines = lines}) .. "\\n")
end
EOF
qa!
"""


def test_the_file_is_made_of_the_grammar_and_the_library(golden: Callable[[Path, str], None]) -> None:
    golden(FILE, vim_syntax())


def test_it_takes_each_character_for_what_the_parser_does(tmp_path: Path) -> None:
    nvim = shutil.which("nvim")
    if nvim is None:
        pytest.skip("nvim is absent: apt-get install neovim")
    script = tmp_path / "script.vim"
    script.write_text(_SCRIPT, encoding="utf-8")
    folder = PROJECT / "editors" / "vim"
    start = [
        "--clean",
        "--headless",
        "--cmd",
        f"set rtp^={folder}",
        "-c",
        "syntax on",
        "-c",
        "set synmaxcol=0",
        "-S",
        str(script),
    ]
    found = subprocess.run([nvim, *start, *map(str, FLOWS)], capture_output=True, check=True, cwd=tmp_path, timeout=300)
    answers = [json.loads(line) for line in found.stdout.decode().splitlines() if line.startswith("{")]
    assert [answer["filetype"] for answer in answers] == ["flow"] * len(FLOWS)
    wrong = {}
    for path, answer in zip(FLOWS, answers, strict=True):
        text = read(path)
        coloured: list[str] = []
        for line, groups in zip(text.removesuffix("\n").split("\n"), answer["lines"], strict=True):
            # Vim counts columns in bytes.
            at = 0
            for character in line:
                coloured.append(_KINDS.get(groups[at], ""))
                at += len(character.encode())
            coloured.append("")
        some = disagreements(text, coloured[: len(text)] + [""] * (len(text) - len(coloured)))
        if some:
            wrong[path.name] = some[:5]

    assert wrong == {}
