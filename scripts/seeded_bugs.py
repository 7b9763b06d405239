"""Mutation test: put one known bug at a time into a copy, and check that a test fails.

    python -m scripts.seeded_bugs [NAME …]

`make soak` runs it. `tests/docs/test_seeded_bugs.py` checks that every bug can still be applied.
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
    """In `file`, `right` is replaced by `wrong`; one of `tests` must fail."""

    name: str
    file: str
    right: str
    wrong: str
    tests: tuple[str, ...]


BUGS = (
    Bug(
        "leave the open cards of a case as they were",
        "usecases/notify/notify.py",
        "    staff_cards.follow(req, case.id)\n",
        "",
        ("tests/dialogs/moderation/test_cards_follow.py",),
    ),
    Bug(
        "edit a card that shows another case by now",
        "usecases/delivery/card_facts.py",
        "    return shown is not None\n",
        "    return True\n",
        ("tests/dialogs/moderation/test_cards_follow.py",),
    ),
    Bug(
        "keep the data key of a contact that was erased",
        "storage/identity/erasing.py",
        "        tx.keys.erase(Holder.LINK, report_id)\n",
        "        pass\n",
        ("tests/storage/engine/test_data_keys.py",),
    ),
    Bug(
        "leave what was joined to a case under the other's data key",
        "storage/cases/joins.py",
        "        rotation.seal_for_case(tx, table, to)\n",
        "        pass\n",
        ("tests/storage/engine/test_data_keys.py",),
    ),
    Bug(
        "do not list a role that was revoked",
        "usecases/network/staff.py",
        "    revocations.note(req, Kind.GRANT, found.person.who, unit)\n",
        "",
        ("tests/bot/backup/test_restored_erasures.py",),
    ),
    Bug(
        "restore links that were erased since",
        "usecases/operations/erasure_replay.py",
        "    _links(req, wanted, done)\n",
        "",
        ("tests/bot/backup/test_restored_erasures.py",),
    ),
    Bug(
        "revoke again what was given again before the backup",
        "usecases/operations/erasure_replay.py",
        "        if at is not None and granted_at <= at:\n",
        "        if at is not None:\n",
        ("tests/bot/backup/test_restored_erasures.py",),
    ),
    Bug(
        "forget again what somebody did after they were forgotten",
        "storage/identity/erasing.py",
        "    suggestions.unlink(tx, who, until)\n    recipients.forget_person(tx, who, until)\n",
        "    suggestions.unlink(tx, who, 10**12)\n    recipients.forget_person(tx, who, 10**12)\n",
        ("tests/bot/backup/test_restored_erasures.py",),
    ),
    Bug(
        "read lines of the list of erasures whole, however long they are",
        "storage/backup/erasure_list.py",
        "_LONGEST = 128 ",
        "_LONGEST = 10**9 ",
        ("tests/bot/backup/test_restored_erasures.py",),
    ),
    Bug(
        "keep a form that a wrong clock has dated after its sender was forgotten",
        "storage/identity/erasing.py",
        "EVER = 2**62 ",
        "EVER = 1_795_580_000 ",
        ("tests/usecases/core/test_erasure_gate.py",),
    ),
    Bug(
        "give a file up after ten minutes without Telegram",
        "bot/delivery/fetcher.py",
        "MOST_TRIES = 60 ",
        "MOST_TRIES = 8 ",
        ("tests/dialogs/reporting/test_files_after_an_outage.py",),
    ),
    Bug(
        "refuse a file that another process has stored",
        "storage/evidence/evidence.py",
        " & (evidence.c.state == EvidenceState.WANTED)\n    refused",
        "\n    refused",
        ("tests/dialogs/reporting/test_files_after_an_outage.py",),
    ),
    Bug(
        "count files for the day that the hour has refused",
        "usecases/dialogs/file_quota.py",
        "DAY, req.now, amount=-size)",
        "DAY, req.now, amount=0)",
        ("tests/dialogs/reporting/test_no_room.py",),
    ),
    Bug(
        "keep failed updates for ever",
        "usecases/operations/scheduled.py",
        "    dead_updates.purge(req.tx, failed_before(req))\n",
        "",
        ("tests/dialogs/account/test_erased_bytes.py",),
    ),
    Bug(
        "keep the failed updates of somebody who was forgotten",
        "storage/identity/erasing.py",
        "    dead_updates.forget(tx, who, until)\n",
        "",
        ("tests/dialogs/account/test_erased_bytes.py",),
    ),
    Bug(
        "create databases that others may read",
        "storage/engine/file_modes.py",
        "OWNER_ONLY = 0o600",
        "OWNER_ONLY = 0o644",
        ("tests/bot/backup/test_upgrade_copies.py",),
    ),
    Bug(
        "keep copies from before an upgrade for ever",
        "bot/runtime/jobs.py",
        "        upgrade_copies.run(jubao.settings, jubao.services),\n",
        "",
        ("tests/bot/backup/test_upgrade_copies.py",),
    ),
    Bug(
        "leave what was erased in the WAL",
        "storage/engine/wal.py",
        "wal_checkpoint(TRUNCATE)",
        "wal_checkpoint(PASSIVE)",
        ("tests/dialogs/account/test_erased_bytes.py",),
    ),
    Bug(
        "make new fingerprints with the oldest root secret",
        "storage/crypto/roots.py",
        "        version = Cipher(key_ring, payload[:KEY_BYTES], older=older)\n",
        "        root = older[-1].root if older else payload[:KEY_BYTES]\n"
        "        version = Cipher(key_ring, root, older=older)\n",
        ("tests/usecases/operations/test_new_roots.py",),
    ),
    Bug(
        "leave staff's rows to the end when people get new fingerprints",
        "storage/backup/refingerprint.py",
        "            for column in OTHERS:\n                _rename(tx, column, wide)\n",
        "",
        ("tests/usecases/operations/test_new_roots.py",),
    ),
    Bug(
        "leave the queue of a person's notices under their former fingerprint",
        "storage/backup/refingerprint.py",
        "    if column is outbox.c.recipient:",
        "    if column is None:",
        ("tests/usecases/operations/test_new_roots_joints.py",),
    ),
    Bug(
        "stop for ever at a row that a person has under both fingerprints",
        "storage/backup/refingerprint.py",
        "    _drop_doubles(tx, column, moved)\n",
        "",
        ("tests/usecases/operations/test_new_roots_joints.py",),
    ),
    Bug(
        "ask for another key when a change of the root secret was stopped near its end",
        "usecases/operations/new_roots.py",
        "    if await db.read(root_stages.is_unfinished):\n",
        "    if False:\n",
        ("tests/usecases/operations/test_new_roots_resumed.py",),
    ),
    Bug(
        "let the old root secret prove what was written since the change",
        "storage/backup/root_stages.py",
        "    if _locked(tx) is not Stage.MOVING:\n        return\n",
        "",
        ("tests/usecases/operations/test_new_roots_twice.py",),
    ),
    Bug(
        "accept journal entries made with a root secret that was given up",
        "storage/crypto/encryption.py",
        "            if each.last_entry is None or row <= each.last_entry\n",
        "",
        ("tests/usecases/operations/test_new_roots.py",),
    ),
    Bug(
        "replace the kept head of the journal by one that does not follow it",
        "bot/monitoring/journal_heads.py",
        "        if head.count and not found and (kept is None or kept.head.count < head.count):\n",
        "        if head.count and (kept is None or kept.head != head):\n",
        ("tests/bot/monitoring/test_journal_heads.py",),
    ),
    Bug(
        "believe every role that stands in the database",
        "storage/audit/roles.py",
        "    return (*_of_people(tx, given), *_of_units(tx, given, deputies))\n",
        "    return ()\n",
        ("tests/storage/audit/test_roles.py",),
    ),
    Bug(
        "let the alias be the end of the query code",
        "storage/reporting/filing_rows.py",
        "tx.cipher.code_for(filing.uid), alias_from(randbelow(ALIASES))",
        "tx.cipher.code_for(filing.uid), tail(tx.cipher.code_for(filing.uid))",
        ("tests/dialogs/moderation/test_aliases.py",),
    ),
    Bug(
        "store the digest of a file in clear",
        "storage/evidence/evidence.py",
        '            mime=mime,\n            stored_as=stored_as,\n            picture=" ".join',
        "            mime=mime,\n            sha256=sha256,\n            stored_as=stored_as,\n"
        '            picture=" ".join',
        ("tests/storage/test_columns.py",),
    ),
    Bug(
        "look hosts up without end",
        "conversation/parsing/lookups.py",
        "        if cost > self._left:\n            return False\n        self._left -= cost\n",
        "",
        ("tests/conversation/parsing/test_lookups.py",),
    ),
    Bug(
        "order any number of marks one by one",
        "domain/core/normal.py",
        "unicodedata.normalize(form, _with_short_runs(text))",
        "unicodedata.normalize(form, text)",
        ("tests/domain/core/test_normal.py",),
    ),
    Bug(
        "search all hidden addresses of a message for links",
        "conversation/parsing/lookups.py",
        "        part = address[: self._hidden]\n",
        "        part = address\n",
        ("tests/conversation/parsing/test_cost.py",),
    ),
    Bug(
        "download files before anything is filed",
        "usecases/dialogs/attachments.py",
        "            state=EvidenceState.OFFERED,\n",
        "            state=EvidenceState.WANTED,\n",
        ("tests/dialogs/reporting/test_no_room.py",),
    ),
    Bug(
        "count the files of a person, not their bytes",
        "storage/engine/quotas.py",
        '"room": limit - amount}',
        '"room": limit - 1}',
        ("tests/dialogs/reporting/test_no_room.py",),
    ),
    Bug(
        "split a cell's hosts at spaces alone, and believe what comes of it",
        "conversation/parsing/unit_fields/hosts.py",
        "    parts = tuple(dict.fromkeys(filter(None, BETWEEN_HOSTS.split(typed))))\n",
        "    parts = tuple(dict.fromkeys(typed.split()))\n",
        (
            "tests/dialogs/reporting/test_where_links_lead.py",
            "tests/bot/cli/test_directory_commands.py",
        ),
    ),
    Bug(
        "let a picture be part of a host",
        "conversation/parsing/links.py",
        '〔〕—" + PICTURES',
        '〔〕—"',
        ("tests/conversation/parsing/test_links.py", "tests/conversation/parsing/test_lookups.py"),
    ),
    Bug(
        "send the receipt a second time after the reply has shown it",
        "usecases/delivery/replies.py",
        "    outbox.answered(req.tx, dedupe, req.now)\n",
        "",
        ("tests/dialogs/reporting/test_receipt.py",),
    ),
    Bug(
        "send a second message about files although the receipt can show that they are stored",
        "usecases/delivery/outbox_delivery.py",
        "    if filed and not files.refused and to.owed.recipient:\n",
        "    if False:\n",
        ("tests/dialogs/reporting/test_receipt.py",),
    ),
    Bug(
        "owe no receipt, so that one lost with the reply never comes",
        "usecases/reporting/filing.py",
        "    filing_notices.receipt(req, req.actor.who, report.id, case)\n",
        "",
        ("tests/dialogs/reporting/test_receipt.py",),
    ),
    Bug(
        "go on saying that a life is in danger on the card of a case that has ended",
        "handlers/moderation/card_text.py",
        "    return case.priority is Priority.DANGER and case.status not in ENDED\n",
        "    return case.priority is Priority.DANGER\n",
        ("tests/handlers/moderation/test_case_card.py",),
    ),
    Bug(
        "speak to staff who enter a report as if they were its reporter",
        "handlers/reporting/review_screen.py",
        '    title = "entered-review-title" if by_staff else "review-title"\n',
        '    title = "review-title"\n',
        ("tests/dialogs/moderation/test_manual_entry.py",),
    ),
    Bug(
        "acknowledge before storing",
        "bot/intake/intake.py",
        """                await intake.store(updates)
                offset = int(updates[-1]["update_id"]) + 1
""",
        """                offset = int(updates[-1]["update_id"]) + 1
                await intake.store(updates)
""",
        ("tests/bot/intake/test_intake.py",),
    ),
    Bug(
        "let an update act twice",
        "storage/queues/inbox.py",
        "    if not done.rowcount:\n        raise AlreadyActed(update_id)\n",
        "",
        ("tests/storage/queues/test_inbox.py",),
    ),
    Bug(
        "store a repeated update anew",
        "storage/queues/inbox.py",
        '.on_conflict_do_nothing(index_elements=["bot", "update_id"])',
        """.on_conflict_do_update(
            index_elements=["bot", "update_id"], set_={"state": int(UpdateState.WAITING)}
        )""",
        ("tests/storage/queues/test_inbox.py",),
    ),
    Bug(
        "let a worker overtake within a lane",
        "storage/queues/inbox.py",
        "            _BEFORE.c.update_id < inbox.c.update_id,\n",
        "            _BEFORE.c.update_id < 0,\n",
        ("tests/storage/queues/test_inbox.py",),
    ),
    Bug(
        "let a lane go before it is answered",
        "storage/queues/inbox.py",
        "            _IN_HAND.c.state < _ANSWERED,\n",
        "            _IN_HAND.c.state == _WAITING,\n",
        ("tests/storage/queues/test_inbox.py",),
    ),
    Bug(
        "take all for dead after the database was away",
        "bot/leases/lease_keeper.py",
        "if moved or now - self._looked.get(name, now) > BLIND_SECONDS:",
        "if moved:",
        ("tests/bot/leases/test_lease_keeper.py",),
    ),
    Bug(
        "tell again what was settled",
        "storage/queues/outbox.py",
        "    if not again:\n        statement",
        "    if False:\n        statement",
        ("tests/storage/queues/test_outbox.py",),
    ),
    Bug(
        "forget the order of a case's news",
        "storage/queues/outbox_claims.py",
        "or_(_older.c.id < outbox.c.id, _is_sent),\n",
        "or_(_older.c.id < 0, _is_sent),\n",
        ("tests/storage/queues/test_outbox.py",),
    ),
    Bug(
        "let an overtaken courier settle",
        "storage/queues/outbox_claims.py",
        """    outbox.c.dedupe == bindparam("b_dedupe"), outbox.c.fence == bindparam("b_fence")
)
""",
        """    outbox.c.dedupe == bindparam("b_dedupe")
)
""",
        ("tests/storage/queues/test_outbox.py",),
    ),
    Bug(
        "keep what was said after it was sent",
        "storage/queues/outbox_claims.py",
        '    if not keep:\n        values["sealed"] = None\n    held_as',
        "    held_as",
        ("tests/storage/queues/test_outbox.py", "tests/storage/test_nothing_in_clear.py"),
    ),
    Bug(
        "authorise everybody",
        "domain/network/people.py",
        "    if not may(person, verb, unit, units):\n",
        "    if False:\n",
        ("tests/domain/network/test_people.py",),
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
        "        and not move.excludes & barred\n",
        "",
        ("tests/domain/test_status.py",),
    ),
    Bug(
        "let a stale button win",
        "storage/cases/cases.py",
        ".where(cases.c.id == case_id, cases.c.version == seen)",
        ".where(cases.c.id == case_id)",
        ("tests/usecases/moderation/test_casework.py", "tests/dialogs/moderation/test_casework.py"),
    ),
    Bug(
        "forget the check digit",
        "domain/codes.py",
        "    return _check(values[:-1]) == values[-1]\n",
        "    return True\n",
        ("tests/domain/test_codes.py",),
    ),
    Bug(
        "seal for any place",
        "storage/crypto/encryption.py",
        'return cipher.decrypt(nonce, body, f"{name}|{at}".encode())',
        'return cipher.decrypt(nonce, body, f"{name}|".encode())',
        ("tests/storage/crypto/test_encryption.py",),
    ),
    Bug(
        "chain the journal to nothing",
        "storage/crypto/encryption.py",
        'return self._hmac("journal", previous.encode() + b"\\x00" + entry).hex()',
        'return self._hmac("journal", entry).hex()',
        ("tests/storage/audit/test_journal.py",),
    ),
    Bug(
        "believe any reason in the journal",
        "storage/audit/journal.py",
        "or row.reason_hash in _hashes(tx, previous, entry.reason):",
        "or True:",
        ("tests/storage/audit/test_journal.py", "tests/storage/audit/test_journal_order.py"),
    ),
    Bug(
        "send again what may have arrived",
        "handlers/core/api_errors.py",
        "Failure.UNKNOWN if was_sent(error) else Failure.NOT_SENT",
        "Failure.NOT_SENT",
        ("tests/handlers/core/test_api_errors.py",),
    ),
    Bug(
        "write on to who has blocked the bot",
        "handlers/core/api_errors.py",
        "    if isinstance(error, Forbidden):\n        return ApiAnswer(failure=Failure.GONE)\n",
        "    if isinstance(error, Forbidden):\n"
        "        return ApiAnswer(failure=Failure.NOT_SENT)\n",
        ("tests/handlers/core/test_api_errors.py",),
    ),
    Bug(
        "call inside of a pause",
        "bot/delivery/pacer.py",
        "            self._paused = max(self._paused, until)\n",
        "            self._paused = self.clock()\n",
        ("tests/bot/delivery/test_pacer.py",),
    ),
    Bug(
        "show a reported link live",
        "handlers/ui/sanitize.py",
        "        text = pattern.sub(broken, text)\n",
        "        pass\n",
        ("tests/handlers/ui/test_sanitize.py",),
    ),
    Bug(
        "show words as markup",
        "handlers/ui/markup.py",
        'return Markup("<b>") + text + Markup("</b>")',
        'return Markup(f"<b>{text}</b>")',
        ("tests/handlers", "tests/dialogs/test_monkey.py"),
    ),
    Bug(
        "let everybody report without end",
        "storage/engine/quotas.py",
        'where=or_(ended, quotas.c.used <= bindparam("room", type_=Integer())),',
        "where=or_(ended, quotas.c.used >= 0),",
        ("tests/dialogs/reporting/test_report.py", "tests/storage/test_small_rows.py"),
    ),
    Bug(
        "take files of child abuse",
        "conversation/forms/report.py",
        """    return sheet.profile.taxonomy.files_allowed(
        sheet.answer("category") or "", sheet.answer("subcategory") or ""
    )
""",
        "    return True\n",
        ("tests/conversation", "tests/dialogs/reporting/test_report.py"),
    ),
    Bug(
        "say at the review that others reported it",
        "usecases/dialogs/dialogs.py",
        "        draft = flow.prepare(req, draft, step)\n",
        """        draft = flow.prepare(req, draft, step)
        from usecases.cases import similarity
        if step.name == "review" and any(
            similarity._alike(req.tx, similarity._of_draft(req.tx, draft), but=0)
        ):
            note = note or "notice-joined"
""",
        ("tests/dialogs/reporting/test_nothing_of_others.py",),
    ),
    Bug(
        "keep the sender's own origin",
        "conversation/parsing/own_origin.py",
        "    if by_number or by_name:\n        return None\n",
        "",
        ("tests/dialogs/reporting/test_own_forwards.py",),
    ),
    Bug(
        "drop the words beside a link",
        "conversation/forms/report_material.py",
        "if text != place and says_more(text, known))",
        'if text != place and not any(link["raw"] in text for link in known))',
        (
            "tests/conversation/forms/test_report_material.py",
            "tests/dialogs/reporting/test_words_beside.py",
        ),
    ),
    Bug(
        "mail a reporter's own contact in their words",
        "usecases/delivery/mailed_words.py",
        "pieces=own_contact.pieces(text, own)",
        "pieces=(text,)",
        ("tests/dialogs/notices/test_mail.py", "tests/usecases/delivery/test_mail_delivery.py"),
    ),
    Bug(
        "mail words of which the contact was erased",
        "usecases/delivery/mailed_words.py",
        "return not anonymous and not reporter_links.has_contact(tx, report.id)",
        "return False",
        ("tests/usecases/delivery/test_mail_delivery.py",),
    ),
    Bug(
        "hand out formulas",
        "usecases/figures/spreadsheets.py",
        "if any(each.startswith(_FORMULA) for each in looked_at) else text",
        "if False else text",
        ("tests/usecases/figures/test_spreadsheets.py",),
    ),
    Bug(
        "publish small counts",
        "domain/figures/suppression.py",
        "return 0 < count < SMALLEST",
        "return 0 < count < 2",
        ("tests/domain/figures/test_transparency.py",),
    ),
    Bug(
        "publish what two columns have between them, however small",
        "domain/figures/transparency.py",
        "        unpublished.append(cell)\n        sums.append(Sum(row[whole], (*shown, cell)))\n",
        "        unpublished.append(cell)\n",
        ("tests/domain/figures/test_transparency.py",),
    ),
    Bug(
        "hide no further count where a chain of sums gives a small one away",
        "domain/figures/suppression.py",
        "    known = set(solved(sums, out))\n",
        "    known: set[Cell] = set()\n",
        ("tests/domain/figures/test_suppression.py",),
    ),
    Bug(
        "work on holidays",
        "domain/clocks/deadlines.py",
        "return day.weekday() not in self.weekend and day not in self.holidays",
        "return day.weekday() not in self.weekend",
        ("tests/domain/clocks/test_deadlines.py",),
    ),
    Bug(
        "let a clock run on while the reporter is asked",
        "domain/clocks/deadlines.py",
        "    return due_at + paused_for(paused_at, now)\n",
        "    return due_at\n",
        ("tests/domain/clocks/test_deadlines.py",),
    ),
    Bug(
        "purge what is on hold",
        "storage/cases/clocks.py",
        "return _due(tx, table.c.retain_until, now, limit, _ARCHIVED, table.c.held_at.is_(None))",
        "return _due(tx, table.c.retain_until, now, limit, _ARCHIVED)",
        ("tests/storage/cases/test_clocks.py", "tests/usecases/network/test_retirement.py"),
    ),
    Bug(
        "purge by a doubtful clock",
        "usecases/core/erasure_gate.py",
        "return job(req) if time_counts(req) else 0",
        "return job(req)",
        ("tests/usecases/core/test_erasure_gate.py",),
    ),
    Bug(
        "trust a clock that is years ahead",
        "domain/clocks/clock_trust.py",
        "return Doubt.AHEAD if now > last else Doubt.BEHIND",
        "return None",
        ("tests/dialogs/test_wrong_clock.py",),
    ),
    Bug(
        "let a doubted clock bear itself out",
        "domain/clocks/clock_trust.py",
        " and (seen.ticked is not None or not seen.doubted)",
        "",
        ("tests/domain/clocks/test_clock_trust.py",),
    ),
    Bug(
        "let two processes make one backup",
        "bot/backup/work_folders.py",
        "fcntl.LOCK_EX | fcntl.LOCK_NB",
        "fcntl.LOCK_SH | fcntl.LOCK_NB",
        ("tests/bot/backup/test_work_folders.py",),
    ),
    Bug(
        "forget until when contents were promised to be kept",
        "usecases/cases/changes.py",
        '"closed_at": req.now, "retain_until": until}',
        '"closed_at": req.now}',
        ("tests/usecases/cases/test_promises.py",),
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
        "storage/engine/leases.py",
        '    .where(*_SAME, leases.c.until == bindparam("b_beat"))\n    .values(holder',
        "    .where(*_SAME)\n    .values(holder",
        ("tests/storage/test_small_rows.py", "tests/bot/leases/test_lease_keeper.py"),
    ),
    Bug(
        "open the webhook to everybody",
        "bot/intake/webhook.py",
        'if not hmac.compare_digest(sent_secret.encode(errors="surrogateescape"), self.secret):',
        "if False:",
        ("tests/bot/intake/test_webhook.py",),
    ),
    Bug(
        "erase foreign files in the store",
        "usecases/operations/retention.py",
        "ours = [each for each in batch if orphan_files.is_stored_name(each[0])]",
        "ours = batch",
        ("tests/usecases/evidence/test_file_marks.py",),
    ),
    Bug(
        "look for unknown files in the whole place",
        "storage/files/blobs.py",
        'within = "" if earlier else store_marks.OWN',
        'within = ""',
        ("tests/usecases/evidence/test_file_marks.py", "tests/storage/files/test_blobs.py"),
    ),
    Bug(
        "let an older copy erase newer files",
        "usecases/evidence/file_marks.py",
        "disputed=found.disputed or found.token not in known.tokens",
        "disputed=found.disputed",
        ("tests/usecases/evidence/test_file_marks.py",),
    ),
    Bug(
        "erase dropped files while a copy of the database uses them",
        "bot/delivery/fetcher.py",
        "if not dropped or await self._is_disputed():",
        "if not dropped:",
        ("tests/dialogs/reporting/test_files_away.py",),
    ),
    Bug(
        "copy an admin of the settings into the row",
        "storage/network/people.py",
        "    if not first.locale_chosen and first.locale != caller.locale:\n",
        "    if caller.admin or who in tx.named:\n"
        '        changes["admin"] = True\n'
        "    if not first.locale_chosen and first.locale != caller.locale:\n",
        ("tests/storage/network/test_authority.py", "tests/dialogs/network/test_authority.py"),
    ),
    Bug(
        "honour an invitation without asking its maker again",
        "usecases/network/staff.py",
        "if found is None or not inviters.may_give(req, found):",
        "if found is None:",
        ("tests/dialogs/network/test_authority.py",),
    ),
    Bug(
        "put a decision to the lead who decided it",
        "domain/reviewers.py",
        "    able = [person for person in known if may_review(person, unit, units, but)]\n",
        "    able = [person for person in known if may_review(person, unit, units)]\n",
        (
            "tests/domain/test_reviewers.py",
            "tests/usecases/cases/test_reviewers.py",
            "tests/dialogs/moderation/test_reviewers.py",
        ),
    ),
    Bug(
        "log what people say",
        "bot/core/logs.py",
        "return WITHHELD if key.lower() in PERSONAL else self._value(value)",
        "return value",
        ("tests/bot/core/test_logs.py",),
    ),
    Bug(
        "let a link lead below a category's minimum level",
        "domain/profile.py",
        "            return self.allowed_unit(asked, category, subcategory)\n",
        "            return asked\n",
        ("tests/dialogs/moderation/test_minimum_level.py",),
    ),
    Bug(
        "leave cases with a unit that may no longer have them",
        "usecases/network/retirement.py",
        "    return moved + lift(req, batch)\n",
        "    return moved\n",
        ("tests/dialogs/moderation/test_minimum_level.py",),
    ),
    Bug(
        "transfer below a category's minimum level",
        "domain/routing.py",
        "    return not unit.retired and unit.level >= minimum\n",
        "    return not unit.retired\n",
        ("tests/domain/test_routing.py", "tests/dialogs/moderation/test_minimum_level.py"),
    ),
    Bug(
        "start behind a pooler by transaction",
        "storage/engine/pooler_check.py",
        '    if found != "SELECT 1":\n',
        "    if not found:\n",
        ("tests/storage/engine/test_pooler_check.py",),
    ),
    Bug(
        "restore what no backup holds",
        "storage/backup/plain_tar.py",
        "    if found.type != tarfile.REGTYPE or found.linkname or found.size < 0:\n",
        "    if found.size < 0:\n",
        ("tests/bot/backup/test_backups.py",),
    ),
    Bug(
        "store an update nested without end",
        "bot/intake/received.py",
        " and _is_shallow(found)\n",
        "\n",
        ("tests/bot/intake/test_webhook.py",),
    ),
    Bug(
        "let any button be pressed in a group",
        "bot/intake/dispatch.py",
        "            if not self._router.works_in(data, chat):\n",
        "            if False:\n",
        ("tests/dialogs/groups/test_presses.py",),
    ),
    Bug(
        "let any web page act in the sandbox",
        "sandbox/web/same_origin.py",
        "    if not _is_for_us(request) or not _is_from_us(request):\n",
        "    if not _is_for_us(request):\n",
        ("tests/sandbox/test_same_origin.py",),
    ),
    Bug(
        "tell a stranger that a case exists",
        "usecases/moderation/casework.py",
        """    if not overlooks(req.actor, case.unit, req.profile.by_code):
        raise NotFound("case-unknown", Attempt(verb, case.unit, case.id))
""",
        "",
        ("tests/dialogs/test_nobody_learns.py",),
    ),
    Bug(
        "send staff a file of which there is no clean copy",
        "handlers/files/upload.py",
        "        if copy is None and address.holds:\n",
        "        if copy is None and not address.guarded:\n",
        ("tests/dialogs/moderation/test_held_files.py",),
    ),
    Bug(
        "keep what stands between the samples of a film",
        "handlers/files/iso_media.py",
        "        copy.media.append((box.body, box.end))\n",
        "        copy.media.append((box.body, box.end))\n        copy.keep(box.body, box.end)\n",
        ("tests/handlers/files/test_strip_metadata.py",),
    ),
    Bug(
        "keep a greeting as material of a report",
        "usecases/reporting/hearing.py",
        "    word = None if why_not else _lone_word(req, given, read_press)\n",
        "    word: DialogOutcome | None = None\n",
        ("tests/dialogs/reporting/test_typed_words.py",),
    ),
    Bug(
        "take a word for a button while an office waits for an answer",
        "usecases/reporting/hearing.py",
        "    if any(own_reports.owes_answer(req.tx, each) for each in own):\n        return None\n",
        "",
        ("tests/dialogs/reporting/test_typed_words.py",),
    ),
    Bug(
        "drop what stands behind a command",
        "bot/intake/dispatch.py",
        "        return self._router.leaves[handler](context, behind)\n",
        "        return False\n",
        ("tests/dialogs/reporting/test_words_behind_commands.py",),
    ),
    Bug(
        "lose a suggestion typed where its unit is asked",
        "conversation/forms/suggestion.py",
        "            typed=text_at_once,\n",
        "",
        ("tests/dialogs/reporting/test_words_behind_commands.py",),
    ),
    Bug(
        "say nothing of a link that an edit took out",
        "usecases/reporting/edits.py",
        ", link_gone=_link_gone(draft, changed))",
        ")",
        ("tests/dialogs/reporting/test_edits.py",),
    ),
    Bug(
        "keep the admins of the start after a reload",
        "bot/runtime/reload.py",
        "    services.admins = frozenset(named)\n",
        "",
        ("tests/bot/runtime/test_reload.py",),
    ),
    Bug(
        "tell nobody above that somebody has got a role",
        "usecases/network/staff.py",
        "authority_news.role_given(req, person, found.role, found.unit, found.created_by)",
        "pass",
        ("tests/dialogs/network/test_grants_told.py",),
    ),
    Bug(
        "let one admin publish a number alone",
        "usecases/network/proposals.py",
        "    return is_reached_by(changes(old, new)) and not _is_alone(req)\n",
        "    return False\n",
        ("tests/dialogs/directory/test_second_admin.py",),
    ),
    Bug(
        "let who proposed a number confirm it",
        "usecases/network/proposals.py",
        "    if found.who == req.actor.who and not _is_alone(req):\n",
        "    if False:\n",
        ("tests/dialogs/directory/test_second_admin.py",),
    ),
    Bug(
        "let an admin confirm the custodian they named",
        "domain/identity.py",
        "    if person.who in {candidate, named_by}:\n",
        "    if person.who == candidate:\n",
        ("tests/domain/test_identity.py", "tests/dialogs/identity/test_custodians.py"),
    ),
    Bug(
        "let whoever reported a case decide it",
        "domain/status.py",
        "(set() if self.only else {Excluded.REPORTER})",
        "set()",
        ("tests/domain/test_status.py", "tests/usecases/test_matrix.py"),
    ),
    Bug(
        "ask whoever reported a case to act on it",
        "domain/reviewers.py",
        "    return tuple(person for person in people if person.who not in out)\n",
        "    return tuple(people)\n",
        ("tests/domain/test_reviewers.py", "tests/usecases/cases/test_own_reports.py"),
    ),
    Bug(
        "let whoever changed a decision on an appeal confirm the change",
        "domain/case.py",
        "        Excluded.DECIDER: earlier | (decided if case.outcome in GRAVE else "
        "frozenset()),\n",
        "        Excluded.DECIDER: earlier,\n",
        ("tests/domain/test_status.py", "tests/usecases/cases/test_own_reports.py"),
    ),
    Bug(
        "count one's own report without an account as another's",
        "storage/reporting/reporter_links.py",
        '"but": (own, f"w{reader}")',
        '"but": (f"w{reader}",)',
        ("tests/storage/reporting/test_reporter_links.py",),
    ),
    Bug(
        "show a custodian who asks about their own report",
        "usecases/identity/contact_requests.py",
        "    if consents.is_on_own_report(req, request):\n        raise",
        "    if False:\n        raise",
        ("tests/usecases/cases/test_own_reports.py",),
    ),
    Bug(
        "keep the sender's own number in a quote",
        "handlers/core/origins.py",
        "marked_text.without(in_lines([*parts, _place(answered)]), own)",
        "in_lines([*parts, _place(answered)])",
        ("tests/dialogs/reporting/test_own_forwards.py",),
    ),
    Bug(
        "let somebody answer their own suggestion",
        "usecases/suggestions/suggestion_box.py",
        "    return suggestions.author(req.tx, found.id) == req.actor.who\n",
        "    return False\n",
        ("tests/dialogs/suggestions/test_suggestions.py",),
    ),
    Bug(
        "let one admin give an office another office's name",
        "domain/network/entries.py",
        'frozenset({"names", "phone"',
        'frozenset({"phone"',
        ("tests/dialogs/directory/test_second_admin.py",),
    ),
    Bug(
        "let a consent outlive its custodian's office",
        "usecases/identity/consents.py",
        "    return by is not None and by.custodian\n",
        "    return by is not None\n",
        ("tests/dialogs/identity/test_contacts.py",),
    ),
    Bug(
        "release a flood by who reported a case of it",
        "usecases/misuse/quarantine.py",
        "if not lane.own_of_flood(req.tx, code, req.actor.who)]\n",
        "]\n",
        ("tests/usecases/misuse/test_floods.py",),
    ),
    Bug(
        "let staff act on their own report after they forgot their account",
        "storage/cases/reviewers.py",
        "    return linked | own_marks.owners(tx, marks, whos) if marks else linked\n",
        "    return linked\n",
        ("tests/usecases/cases/test_own_reports.py",),
    ),
    Bug(
        "decide as removed without any request",
        "domain/removals/rules.py",
        "    return proof is None or any(map(proof, removals))\n",
        "    return True\n",
        ("tests/usecases/removals/test_proof.py",),
    ),
    Bug(
        "decide as removed what was refused",
        "domain/removals/rules.py",
        "    return removal.answer is Answer.DONE\n",
        "    return removal.answer is not None\n",
        ("tests/usecases/removals/test_proof.py",),
    ),
    Bug(
        "let anybody answer a removal request",
        "usecases/removals/removal_access.py",
        "    if not may(req.actor, removal, units):\n",
        "    if not removal:\n",
        ("tests/dialogs/removals/test_measures.py",),
    ),
    Bug(
        "let the site order itself",
        "domain/removals/rules.py",
        "    return role_in(person, removal.to, units) >= Role.PARENT_LEAD\n",
        "    return role_in(person, removal.to, units) >= Role.LEAD\n",
        ("tests/dialogs/removals/test_measures.py",),
    ),
    Bug(
        "name a reporter in the card of the site",
        "usecases/removals/removal_access.py",
        "        removal=removal if reads_case else _for_others(req, case, removal),\n",
        "        removal=removal,\n",
        ("tests/dialogs/removals/test_measures.py",),
    ),
)


def places(bug: Bug, root: Path = ROOT) -> int:
    """How often the lines to replace occur in the bug's file."""
    return (root / bug.file).read_text(encoding="utf-8").count(bug.right)


def caught(bug: Bug, copy: Path) -> bool:
    """Whether the tests fail with the bug; the copy is restored afterwards."""
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
    return ran.returncode == 1  # other codes mean that no test ran


def main(wanted: list[str]) -> int:
    """Try all bugs; returns 1 if one was not caught."""
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
