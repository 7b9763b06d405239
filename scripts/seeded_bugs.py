"""Are the tests awake? Puts one bug at a time into a copy, and sees whether they notice.

    python -m scripts.seeded_bugs [NAME …]

`make soak` runs it. `tests/docs/test_seeded_bugs.py` sees that every bug still has its place.
"""

import shutil
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from queue import Queue

ROOT = Path(__file__).parents[1]
AT_ONCE = 2
PATIENCE = 600  # seconds
LEFT_OUT = (".git", ".venv", "*.pyc", "__pycache__", ".*_cache", "pictures", "data")


@dataclass(frozen=True, slots=True)
class Bug:
    """In `file`, `right` becomes `wrong`; one of `tests` has to fail."""

    name: str
    file: str
    right: str
    wrong: str
    tests: tuple[str, ...]


BUGS = (
    Bug(
        "look hosts up without end",
        "conversation/lookups.py",
        "        if cost > self.left:\n            return False\n        self.left -= cost\n",
        "",
        ("tests/conversation/test_lookups.py",),
    ),
    Bug(
        "split a cell's hosts at spaces alone, and believe what comes of it",
        "conversation/published.py",
        "    parts = tuple(dict.fromkeys(filter(None, _BETWEEN_HOSTS.split(typed))))\n",
        "    parts = tuple(dict.fromkeys(typed.split()))\n",
        ("tests/dialogs/test_where_links_lead.py", "tests/bot/test_directory_command.py"),
    ),
    Bug(
        "let a picture be part of a host",
        "conversation/links.py",
        '〔〕—" + PICTURES',
        '〔〕—"',
        ("tests/conversation/test_links.py", "tests/conversation/test_lookups.py"),
    ),
    Bug(
        "acknowledge before storing",
        "bot/intake.py",
        """                await intake.store(updates)
                offset = int(updates[-1]["update_id"]) + 1
""",
        """                offset = int(updates[-1]["update_id"]) + 1
                await intake.store(updates)
""",
        ("tests/bot/test_intake.py",),
    ),
    Bug(
        "let an update act twice",
        "storage/inbox.py",
        "    if not done.rowcount:\n        raise AlreadyActed(update_id)\n",
        "",
        ("tests/storage/test_inbox.py",),
    ),
    Bug(
        "store a repeated update anew",
        "storage/inbox.py",
        '.on_conflict_do_nothing(index_elements=["bot", "update_id"])',
        """.on_conflict_do_update(
            index_elements=["bot", "update_id"], set_={"state": int(State.WAITING)}
        )""",
        ("tests/storage/test_inbox.py",),
    ),
    Bug(
        "let a worker overtake within a lane",
        "storage/inbox.py",
        "            _BEFORE.c.update_id < inbox.c.update_id,\n",
        "            _BEFORE.c.update_id < 0,\n",
        ("tests/storage/test_inbox.py",),
    ),
    Bug(
        "let a lane go before it is answered",
        "storage/inbox.py",
        "            _IN_HAND.c.state < _ANSWERED,\n",
        "            _IN_HAND.c.state == _WAITING,\n",
        ("tests/storage/test_inbox.py",),
    ),
    Bug(
        "take all for dead after the database was away",
        "bot/tenure.py",
        "if moved or now - self._looked.get(name, now) > BLIND_SECONDS:",
        "if moved:",
        ("tests/bot/test_tenure.py",),
    ),
    Bug(
        "tell again what was settled",
        "storage/outbox.py",
        "    if not again:\n        statement",
        "    if False:\n        statement",
        ("tests/storage/test_outbox.py",),
    ),
    Bug(
        "forget the order of a case's news",
        "storage/outbox.py",
        "            _older.c.id < outbox.c.id,\n",
        "            _older.c.id < 0,\n",
        ("tests/storage/test_outbox.py",),
    ),
    Bug(
        "let an overtaken courier settle",
        "storage/outbox.py",
        """    outbox.c.id == bindparam("b_id"), outbox.c.fence == bindparam("b_fence")
)
""",
        """    outbox.c.id == bindparam("b_id")
)
""",
        ("tests/storage/test_outbox.py",),
    ),
    Bug(
        "keep what was said after it was sent",
        "storage/outbox.py",
        'emptied = {} if keep else {"sealed": None}',
        "emptied: dict[str, None] = {}",
        ("tests/storage/test_outbox.py", "tests/storage/test_nothing_in_clear.py"),
    ),
    Bug(
        "authorise everybody",
        "domain/people.py",
        "    if not may(person, verb, unit, units):\n",
        "    if False:\n",
        ("tests/domain/test_people.py",),
    ),
    Bug(
        "give every move to every role",
        "domain/status.py",
        "(role == move.who if move.only else role >= move.who)",
        "(role == move.who if move.only else True)",
        ("tests/domain/test_status.py",),
    ),
    Bug(
        "let the decider confirm",
        "domain/status.py",
        "        and move.another not in barred\n",
        "",
        ("tests/domain/test_status.py",),
    ),
    Bug(
        "let a stale button win",
        "storage/cases.py",
        ".where(cases.c.id == case_id, cases.c.version == seen)",
        ".where(cases.c.id == case_id)",
        ("tests/usecases/test_casework.py", "tests/dialogs/test_casework.py"),
    ),
    Bug(
        "forget the check digit",
        "domain/codes.py",
        "    if _check(values[:-1]) != values[-1]:\n",
        "    if False:\n",
        ("tests/domain/test_codes.py",),
    ),
    Bug(
        "seal for any place",
        "storage/seal.py",
        'return cipher.decrypt(nonce, body, f"{name}|{at}".encode())',
        'return cipher.decrypt(nonce, body, f"{name}|".encode())',
        ("tests/storage/test_seal.py",),
    ),
    Bug(
        "chain the journal to nothing",
        "storage/seal.py",
        'return self._hmac("journal", previous.encode() + b"\\x00" + entry).hex()',
        'return self._hmac("journal", entry).hex()',
        ("tests/storage/test_journal.py",),
    ),
    Bug(
        "believe any reason in the journal",
        "storage/journal.py",
        "or row.reason_hash == _hash(tx, previous, entry.reason):",
        "or True:",
        ("tests/storage/test_journal.py", "tests/storage/test_journal_order.py"),
    ),
    Bug(
        "send again what may have arrived",
        "handlers/answers.py",
        "Failure.UNKNOWN if was_sent(error) else Failure.NOT_SENT",
        "Failure.NOT_SENT",
        ("tests/handlers/test_answers.py",),
    ),
    Bug(
        "write on to who has blocked the bot",
        "handlers/answers.py",
        "    if isinstance(error, Forbidden):\n        return Answer(failure=Failure.GONE)\n",
        "    if isinstance(error, Forbidden):\n        return Answer(failure=Failure.NOT_SENT)\n",
        ("tests/handlers/test_answers.py",),
    ),
    Bug(
        "call inside of a pause",
        "bot/pacing.py",
        "            self._paused = max(self._paused, until)\n",
        "            self._paused = self.clock()\n",
        ("tests/bot/test_pacing.py",),
    ),
    Bug(
        "show a reported link live",
        "handlers/harmless.py",
        "        text = pattern.sub(broken, text)\n",
        "        pass\n",
        ("tests/handlers/test_harmless.py",),
    ),
    Bug(
        "show words as markup",
        "handlers/markup.py",
        'return Markup("<b>") + text + Markup("</b>")',
        'return Markup(f"<b>{text}</b>")',
        ("tests/handlers", "tests/dialogs/test_monkey.py"),
    ),
    Bug(
        "let everybody report without end",
        "storage/quotas.py",
        "    if row.used >= limit:\n",
        "    if row.used > limit * 1000:\n",
        ("tests/dialogs/test_report.py", "tests/storage/test_small_rows.py"),
    ),
    Bug(
        "take files of child abuse",
        "conversation/report.py",
        """    return sheet.profile.taxonomy.files_allowed(
        sheet.answer("category") or "", sheet.answer("subcategory") or ""
    )
""",
        "    return True\n",
        ("tests/conversation", "tests/dialogs/test_report.py"),
    ),
    Bug(
        "say at the review that others reported it",
        "usecases/dialogue.py",
        "        draft = likening.marked(tx, draft)\n",
        """        draft = likening.marked(tx, draft)
        if any(likening._alike(tx, likening._of_draft(tx, draft), but=0)):
            note = note or "notice-joined"
""",
        ("tests/dialogs/test_nothing_of_others.py",),
    ),
    Bug(
        "keep the sender's own origin",
        "conversation/own.py",
        "    if by_number or by_name:\n        return None\n",
        "",
        ("tests/dialogs/test_own_forwards.py",),
    ),
    Bug(
        "drop the words beside a link",
        "conversation/material.py",
        'target = "" if place else _target(answers).get("text", "")',
        'target = ""',
        ("tests/conversation/test_material.py", "tests/dialogs/test_words_beside.py"),
    ),
    Bug(
        "mail a reporter's own contact in their words",
        "usecases/mailed_words.py",
        "pieces=own_contact.pieces(text, own)",
        "pieces=(text,)",
        ("tests/dialogs/test_mail.py", "tests/usecases/test_mailing.py"),
    ),
    Bug(
        "mail words of which the contact was erased",
        "usecases/mailed_words.py",
        "return not anonymous and not reporter_links.has_contact(tx, report.id)",
        "return False",
        ("tests/usecases/test_mailing.py",),
    ),
    Bug(
        "hand out formulas",
        "usecases/sheets.py",
        "if any(each.startswith(_FORMULA) for each in looked_at) else text",
        "if False else text",
        ("tests/usecases/test_sheets.py",),
    ),
    Bug(
        "publish small counts",
        "domain/transparency.py",
        "if 0 < count < SMALLEST}",
        "if 0 < count < 2}",
        ("tests/domain/test_transparency.py",),
    ),
    Bug(
        "work on holidays",
        "domain/deadlines.py",
        "return day.weekday() not in self.weekend and day not in self.holidays",
        "return day.weekday() not in self.weekend",
        ("tests/domain/test_deadlines.py",),
    ),
    Bug(
        "let a clock run on while the reporter is asked",
        "domain/deadlines.py",
        "    return due_at + paused_for(paused_at, now)\n",
        "    return due_at\n",
        ("tests/domain/test_deadlines.py",),
    ),
    Bug(
        "purge what is on hold",
        "storage/clocks.py",
        "return _due(tx, table.c.retain_until, now, limit, _ARCHIVED, table.c.held_at.is_(None))",
        "return _due(tx, table.c.retain_until, now, limit, _ARCHIVED)",
        ("tests/storage/test_clocks.py", "tests/usecases/test_retiring.py"),
    ),
    Bug(
        "purge by a doubtful clock",
        "usecases/gate.py",
        "return job(tx, scene) if passes(scene) else 0",
        "return job(tx, scene)",
        ("tests/usecases/test_gate.py",),
    ),
    Bug(
        "trust a clock that is years ahead",
        "domain/clock_trust.py",
        "return Doubt.AHEAD if now > last else Doubt.BEHIND",
        "return None",
        ("tests/dialogs/test_wrong_clock.py",),
    ),
    Bug(
        "forget until when contents were promised to be kept",
        "usecases/changing.py",
        '"closed_at": scene.now, "retain_until": until}',
        '"closed_at": scene.now}',
        ("tests/usecases/test_promises.py",),
    ),
    Bug(
        "let a broadcast's writer approve it",
        "domain/broadcast.py",
        "_step(Act.APPROVE, {S.WAITING}, S.APPROVED, another=True)",
        "_step(Act.APPROVE, {S.WAITING}, S.APPROVED)",
        ("tests/domain/test_broadcast.py",),
    ),
    Bug(
        "let two processes send",
        "storage/leases.py",
        '    .where(*_SAME, leases.c.until == bindparam("b_beat"))\n    .values(holder',
        "    .where(*_SAME)\n    .values(holder",
        ("tests/storage/test_small_rows.py", "tests/bot/test_tenure.py"),
    ),
    Bug(
        "open the webhook to everybody",
        "bot/webhook.py",
        'if not hmac.compare_digest(given.encode(errors="surrogateescape"), self.secret):',
        "if False:",
        ("tests/bot/test_webhook.py",),
    ),
    Bug(
        "erase foreign files in the store",
        "usecases/retention.py",
        "ours = [each for each in batch if orphans.is_stored_name(each[0])]",
        "ours = batch",
        ("tests/usecases/test_file_marks.py",),
    ),
    Bug(
        "look for unknown files in the whole place",
        "storage/files.py",
        'within = "" if earlier else marks.OWN',
        'within = ""',
        ("tests/usecases/test_file_marks.py", "tests/storage/test_files.py"),
    ),
    Bug(
        "let an older copy erase newer files",
        "usecases/file_marks.py",
        "disputed=found.disputed or found.token not in known.tokens",
        "disputed=found.disputed",
        ("tests/usecases/test_file_marks.py",),
    ),
    Bug(
        "copy an admin of the settings into the row",
        "storage/people.py",
        "    if not first.locale_chosen and first.locale != caller.locale:\n",
        "    if caller.admin or who in tx.named:\n"
        '        changes["admin"] = True\n'
        "    if not first.locale_chosen and first.locale != caller.locale:\n",
        ("tests/storage/test_authority.py", "tests/dialogs/test_authority.py"),
    ),
    Bug(
        "honour an invitation without asking its maker again",
        "usecases/access.py",
        "if found is None or not inviters.may_give(tx, scene, found):",
        "if found is None:",
        ("tests/dialogs/test_authority.py",),
    ),
    Bug(
        "put a decision to the lead who decided it",
        "domain/judges.py",
        "    able = [person for person in known if may_judge(person, unit, units, but)]\n",
        "    able = [person for person in known if may_judge(person, unit, units)]\n",
        (
            "tests/domain/test_judges.py",
            "tests/usecases/test_judges.py",
            "tests/dialogs/test_judges.py",
        ),
    ),
    Bug(
        "log what people say",
        "bot/logs.py",
        "return WITHHELD if key.lower() in PERSONAL else self._value(value)",
        "return value",
        ("tests/bot/test_logs.py",),
    ),
    Bug(
        "let a link lead below a category's minimum level",
        "domain/profile.py",
        "            return self.allowed_unit(asked, category, subcategory)\n",
        "            return asked\n",
        ("tests/dialogs/test_minimum_level.py",),
    ),
    Bug(
        "transfer below a category's minimum level",
        "domain/routing.py",
        "    return not unit.retired and unit.level >= minimum\n",
        "    return not unit.retired\n",
        ("tests/domain/test_routing.py", "tests/dialogs/test_minimum_level.py"),
    ),
    Bug(
        "start behind a pooler by transaction",
        "storage/pooling.py",
        '    if found != "SELECT 1":\n',
        "    if not found:\n",
        ("tests/storage/test_pooling.py",),
    ),
)


def places(bug: Bug, root: Path = ROOT) -> int:
    """How often the right lines stand where the bug would be put."""
    return (root / bug.file).read_text(encoding="utf-8").count(bug.right)


def caught(bug: Bug, copy: Path) -> bool:
    """Whether the tests fail with the bug in; the copy is whole again afterwards."""
    file = copy / bug.file
    whole = file.read_text(encoding="utf-8")
    file.write_text(whole.replace(bug.right, bug.wrong), encoding="utf-8")
    try:
        ran = subprocess.run(
            [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *bug.tests],
            cwd=copy,
            capture_output=True,
            timeout=PATIENCE,
            check=False,
        )
    finally:
        file.write_text(whole, encoding="utf-8")
    return ran.returncode == 1  # anything else is no failed test but no test at all


def main(wanted: list[str]) -> int:
    """Each bug in turn; 1 where one was not caught."""
    bugs = [bug for bug in BUGS if not wanted or any(word in bug.name for word in wanted)]
    copies: Queue[Path] = Queue()
    with tempfile.TemporaryDirectory() as folder:
        for number in range(AT_ONCE):
            copy = Path(folder) / str(number)
            shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(*LEFT_OUT))
            copies.put(copy)

        def run(bug: Bug) -> bool:
            copy, began = copies.get(), time.monotonic()
            try:
                found = caught(bug, copy)
            finally:
                copies.put(copy)
            took = time.monotonic() - began
            print(f"{'caught' if found else 'MISSED':<8}{bug.name:<50}{took:>6.0f} s", flush=True)
            return found

        with ThreadPoolExecutor(AT_ONCE) as pool:
            found = list(pool.map(run, bugs))
    print(f"{sum(found)} of {len(bugs)} seeded bugs caught")
    return 0 if all(found) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
