"""A real Neovim with the real server: what a person sees and does."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import attrs
import pytest
from tests.lsp.editor import PATIENCE

PROJECT = Path(__file__).resolve().parents[2]
PLUGIN = PROJECT / "editors" / "vim"
FLOW = """\
on call {
  ask: gather "Sales or support?" {
    timeout -> ask
  }
  say "You said {{widgets.ask.SpeechResult}}."
  -> nowhere
}
"""


@attrs.frozen
class Neovim:
    """A Neovim that listens at a socket."""

    command: str
    socket: Path
    folder: Path

    def evaluate(self, expression: str) -> str:
        """The value of an expression of Vim."""
        found = subprocess.run(
            [self.command, "--server", str(self.socket), "--remote-expr", expression],
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )
        return found.stdout.strip() or found.stderr.strip()

    def lua(self, expression: str) -> str:
        """The value of an expression of Lua."""
        quoted = expression.replace("'", "''")
        return self.evaluate(f"luaeval('{quoted}')")

    def send(self, keys: str) -> None:
        """Types keys."""
        subprocess.run(
            [self.command, "--server", str(self.socket), "--remote-send", keys], timeout=PATIENCE, check=True
        )

    def wait(self, expression: str, wanted: str) -> str:
        """Waits until an expression of Lua has a value."""
        end = time.monotonic() + PATIENCE
        found = ""
        while time.monotonic() < end:
            found = self.lua(expression)
            if found == wanted:
                return found
            time.sleep(0.1)
        raise AssertionError(f"{expression}: {found!r} and not {wanted!r}\n{self.screen()}")

    def text(self) -> str:
        """The text of the buffer."""
        lines: list[str] = json.loads(self.lua("vim.fn.json_encode(vim.api.nvim_buf_get_lines(0, 0, -1, false))"))
        return "\n".join(lines) + "\n"

    def screen(self) -> str:
        """What is seen."""
        self.evaluate("execute('redraw')")
        rows = "range(1, &lines)"
        columns = "join(map(range(1, &columns), {_, c -> screenstring(r, c)}), '')"
        found: list[str] = json.loads(self.evaluate(f"json_encode(map({rows}, {{_, r -> {columns}}}))"))
        return "\n".join(line.rstrip() for line in found)


@pytest.fixture
def neovim(tmp_path: Path) -> Iterator[Neovim]:
    """A Neovim with the plugin, in a project of its own."""
    command = shutil.which("nvim")
    if command is None:
        pytest.skip("nvim is absent: apt-get install neovim")
    (tmp_path / "flowc.toml").touch()
    init = tmp_path / "init.lua"
    server = json.dumps([sys.executable, "-m", "flowc", "lsp"]).replace("[", "{").replace("]", "}")
    init.write_text(
        f'vim.opt.runtimepath:prepend("{PLUGIN}")\nvim.opt.swapfile = false\n'
        f'vim.opt.completeopt = "menuone,noinsert"\nrequire("flowc").setup({{ cmd = {server} }})\n',
        encoding="utf-8",
    )
    socket = tmp_path / "socket"
    process = subprocess.Popen(
        [command, "--clean", "--headless", "--listen", str(socket), "-u", str(init)], cwd=tmp_path
    )
    end = time.monotonic() + PATIENCE
    while not socket.exists() and time.monotonic() < end:
        time.sleep(0.05)
    found = Neovim(command, socket, tmp_path)
    yield found
    found.send("<C-\\><C-n>:qa!<CR>")
    process.wait(PATIENCE)


COUNT = "#vim.diagnostic.get(0)"


def opened(neovim: Neovim, text: str) -> Path:
    """A file that is open, with the server attached to it."""
    path = neovim.folder / "a.flow"
    path.write_text(text, encoding="utf-8")
    neovim.send(f":edit {path}<CR>")
    neovim.wait("#vim.lsp.buf_get_clients(0)", "1")
    return path


def test_findings_are_shown_beside_the_text_and_go_when_they_are_mended(neovim: Neovim) -> None:
    opened(neovim, FLOW)
    neovim.wait(COUNT, "1")

    shown = neovim.screen()
    assert "-> nowhere" in shown
    assert "nothing is labelled `nowhere`" in shown
    assert neovim.lua("vim.diagnostic.get(0)[1].code") == "FLW102"

    neovim.send(":6s/nowhere/end/<CR>")
    neovim.wait(COUNT, "0")


def test_a_suggestion_is_shown_and_taken(neovim: Neovim) -> None:
    opened(neovim, FLOW)
    neovim.wait(COUNT, "1")

    neovim.send(":6<CR>cc  -> as<C-x><C-o>")
    neovim.wait("vim.fn.pumvisible()", "1")
    suggested = neovim.lua("vim.fn.complete_info({'items'}).items[1].word")
    neovim.send("<C-y><Esc>")

    assert suggested == "ask"
    neovim.wait("vim.trim(vim.api.nvim_get_current_line())", "-> ask")


def test_a_label_is_renamed_everywhere(neovim: Neovim) -> None:
    opened(neovim, FLOW)
    neovim.wait(COUNT, "1")

    neovim.send(":2<CR>^:lua vim.lsp.buf.rename('question')<CR>")
    neovim.wait("vim.trim(vim.fn.getline(2))", 'question: gather "Sales or support?" {')

    assert neovim.text() == FLOW.replace("ask", "question")


def test_a_file_is_formatted_as_it_is_saved(neovim: Neovim) -> None:
    path = opened(neovim, 'on call {\nsay   "One."\n     say "Two."\n}\n')
    neovim.wait(COUNT, "0")

    neovim.send(":write<CR>")
    neovim.wait("vim.trim(vim.fn.getline(2))", 'say "One."')
    neovim.wait("tostring(vim.bo.modified)", "false")

    assert path.read_text(encoding="utf-8") == 'on call {\n  say "One."\n  say "Two."\n}\n'


def test_the_definition_of_a_verb_is_in_the_library(neovim: Neovim) -> None:
    opened(neovim, FLOW)
    neovim.wait(COUNT, "1")

    neovim.send(":2<CR>/gather<CR>:lua vim.lsp.buf.definition()<CR>")
    neovim.wait("vim.fn.expand('%:t')", "gather-input-on-call.flow")

    assert neovim.lua("vim.api.nvim_get_current_line()").startswith("widget gather")
    assert neovim.evaluate("&filetype") == "flow"


def test_a_flow_is_played_in_a_terminal_from_above_it(neovim: Neovim) -> None:
    opened(neovim, 'on call { say "Hello, this is a test." }\n')
    neovim.wait(COUNT, "0")
    neovim.send(":lua vim.lsp.codelens.refresh()<CR>")
    neovim.wait("#vim.lsp.codelens.get(0)", "2")

    neovim.send(":lua vim.lsp.commands['flowc.play'](vim.lsp.codelens.get(0)[2].command)<CR>")
    neovim.wait("vim.bo.buftype", "terminal")
    neovim.wait("tostring(vim.fn.search('Hello, this is a test.', 'nw') > 0)", "true")


def test_a_flow_is_coloured_and_indented_as_a_flow(neovim: Neovim) -> None:
    opened(neovim, FLOW)

    assert neovim.evaluate("&filetype") == "flow"
    assert neovim.evaluate("&shiftwidth .. &commentstring") == "2# %s"
    assert neovim.evaluate("synIDattr(synID(2, 8, 1), 'name')") == "flowVerb"
