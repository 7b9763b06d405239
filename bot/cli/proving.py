"""Commands for what the office signs: case files, receipts, and its public keys."""

from cyclopts.types import ExistingPath, File

from bot.cli.command_groups import app, keys
from bot.cli.lazy import do


@app.command
def verify(path: ExistingPath, *, key: str | None = None) -> None:
    """Verify a case file or a signed receipt; needs no database, no settings and no network.

    Says what was signed, when and by whom, and whether a byte was changed since.

    Parameters
    ----------
    path
        The file that was handed out, or the folder of an unpacked case file.
    key
        The office's public key as `jubao keys public` prints it, or a file with all that it prints.
        Without it the key in the file is used, which says nothing about who signed.
    """
    do("bot.cli.signature_commands", "verify", path, key)


@keys.command
def public(*, pem: bool = False) -> None:
    """Print the public keys by which case files and receipts are verified, the newest first.

    Publish them where people look for the office.

    Parameters
    ----------
    pem
        As PEM, for other tools.
    """
    do("bot.cli.signature_commands", "public", pem=pem)


@app.command
def case_file(number: str, *, out: File, recipient: str = "") -> None:
    """Write the case file of a referred case: for one that is too large for the chat.

    The journal of the case records it. Who reported is in it only where the chat's would have it.

    Parameters
    ----------
    number
        The case's number, such as 2611-0002.
    out
        The file to write; it must not exist yet.
    recipient
        The authority's public key of age (age1…): the file is encrypted for it.
    """
    do("bot.cli.case_file_commands", "case_file", number, out, recipient)
