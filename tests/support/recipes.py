"""Recipes of a page: blocks of commands with what they print, and a terminal to type them in.

A block is fenced as ```console. A line that begins with `$ ` is a command, those below it are what
it prints. `…` stands for what varies: within a line for anything, on a line of its own for any
number of lines. A command ends with exit code 0 unless the next one is `echo $?`.
"""

import asyncio
import re
import shlex
import sys
from dataclasses import dataclass

from tests.support.processes import ROOT
from tests.support.shell import PATIENCE

BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SHELLS = set("|;&<>$`*(\n\\")
"""Signs of a line that a shell has to read."""


@dataclass(frozen=True)
class Command:
    """A command of a section, and the lines it prints."""

    words: str
    printed: tuple[str, ...]


def sections(page):
    """The commands of each section of a page, in their order; sections without any are left out."""
    found = {}
    for section in re.split(r"^## ", page, flags=re.MULTILINE)[1:]:
        commands = [each for block in BLOCK.findall(section) for each in commands_of(block)]
        if commands:
            found[section.partition("\n")[0]] = commands
    return found


def commands_of(block):
    """The commands of a block."""
    words, *rest = re.split(r"^\$ ", block, flags=re.MULTILINE)
    if words or not rest:
        raise ValueError(f"a block begins with a command: {block}")
    found = []
    for each in rest:
        lines = each.rstrip("\n").split("\n")
        while lines[0].endswith("\\"):  # a command of several lines
            lines[:2] = [f"{lines[0]}\n{lines[1]}"]
        found.append(Command(lines[0], tuple(lines[1:])))
    return found


def is_printed(expected, printed):
    """Whether these lines of a page are what was printed."""
    patterns = (
        r"(?:.*\n)*?" if line == "…" else ".*".join(map(re.escape, line.split("…"))) + "\n"
        for line in expected
    )
    return re.fullmatch("".join(patterns), "".join(f"{line}\n" for line in printed)) is not None


class Terminal:
    """A folder in which the commands of one section are typed, one after the other.

    `jubao` alone is a fork of a process that has read its libraries; in a line for a shell it is
    `python -m bot`. `stands_for` are words of the page and what they are here.
    """

    def __init__(self, shell, stands_for):
        self.shell, self.stands_for = shell, stands_for
        self.code = 0

    async def types(self, words):
        """The lines that a command prints: its output, then its error.

        How far it is, which a slow one says on stderr, is left out.
        """
        for shown, real in self.stands_for.items():
            words = words.replace(shown, real)
        if words == "echo $?":
            code, self.code = self.code, 0
            return [str(code)]
        if words.startswith("jubao ") and not SHELLS & set(words):
            ran = await self.shell.types(*shlex.split(words)[1:])
            errors = [line for line in ran.err.splitlines() if line.startswith("jubao: ")]
            self.code, said = ran.code, ran.out + "".join(f"{line}\n" for line in errors)
        else:
            said = await self._by_shell(words)
        for shown, real in self.stands_for.items():
            said = said.replace(real, shown)
        return said.replace("\r\n", "\n").removesuffix("\n").split("\n") if said else []

    async def _by_shell(self, words):
        process = await asyncio.create_subprocess_exec(
            *("bash", "-c", f'jubao() {{ "{sys.executable}" -m bot "$@"; }}\n{words}'),
            cwd=self.shell.folder,
            env={"PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8"},
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        out, _ = await asyncio.wait_for(process.communicate(), PATIENCE)
        self.code = process.returncode
        return out.decode()
