"""What nobody asks for but must happen: the profile installed, files fetched, drafts ended."""

from domain.draft import Draft
from domain.profile import Profile
from domain.status import Status
from storage import (
    cases,
    drafts,
    evidence,
    evidence_reading,
    inbox,
    messages,
    outbox,
    said,
    stored,
    units,
)
from storage.db import Tx
from storage.evidence import Wanted
from storage.outbox import Notice, Rank
from usecases import (
    alarms,
    archiving,
    broadcast_sending,
    changing,
    clockwatch,
    duties,
    enclosing,
    gate,
    group_cards,
    hotlines,
    identity_upkeep,
    judges,
    leaving,
    likening,
    mailing,
    quarantine,
    retiring,
    suggesting,
    telling,
)
from usecases.gate import Job
from usecases.scene import Scene

DAY = 24 * 3600
INBOX_KEPT = 2 * DAY  # Telegram may repeat an update for a day
SAID_KEPT = 49 * 3600  # for two days people may edit what they wrote
BATCH = 100  # a sweep stays one short transaction; what is left waits for the next


def install_profile(tx: Tx, profile: Profile, now: int) -> None:
    """Write the profile down, at the first start or when told to.

    What reporters were told under the old one is fixed before.
    """
    old = units.load(tx)
    if old is not None:
        archiving.fix_promises(tx, old)
    units.install(tx, profile, now)


def profile(tx: Tx) -> Profile | None:
    """The profile as it now stands; None before the first start."""
    return units.load(tx)


def changed_profile(tx: Tx, known: Profile) -> Profile | None:
    """The profile where it is another one than the one known: another process changed it."""
    found = units.load(tx)
    return None if found is None or found == known else found


def files_due(tx: Tx, now: int, *, limit: int, lease: int) -> tuple[Wanted, ...]:
    """Files to fetch from Telegram now."""
    return evidence.due(tx, now, limit=limit, lease=lease)


def file_kept(
    tx: Tx,
    scene: Scene,
    wanted: Wanted,
    *,
    sha256: str,
    size: int,
    mime: str,
    stored_as: str,
    looks: int | None = None,
) -> bool:
    """A file is safe. The last one of a filed report sends its fingerprints after the receipt.

    `looks` is the difference hash of a picture, where it was looked at.
    """
    picture = likening.picture_marks(tx, looks)
    if not evidence.kept(
        tx,
        wanted.id,
        sha256=sha256,
        size=size,
        mime=mime,
        stored_as=stored_as,
        picture=picture,
    ):
        return False
    place = evidence_reading.place(tx, wanted.id)
    if place is not None:
        likening.write_file(tx, place.report_id, sha256, picture)
    _fingerprints_follow(tx, scene, wanted)
    enclosing.arrived(tx, scene, wanted.id)
    return True


def file_refused(tx: Tx, scene: Scene, wanted: Wanted, reason: str) -> None:
    """A file cannot be had, for good."""
    evidence.refuse(tx, wanted.id, reason)
    _fingerprints_follow(tx, scene, wanted)
    enclosing.arrived(tx, scene, wanted.id)


def file_put_off(tx: Tx, wanted: Wanted, due_at: int, *, counts: bool = True) -> None:
    """A file could not be had, or could not be kept, now: later. `counts` as one of its tries."""
    evidence.put_off(tx, wanted.id, due_at, counts=counts)


def files_dropped(tx: Tx, *, limit: int = BATCH) -> dict[int, tuple[str, bool]]:
    """Files to forget: row id -> stored name, and whether another file has the same bytes."""
    found = stored.dropped(tx, limit=limit)
    return {row: (name, stored.is_used(tx, name)) for row, name in found.items()}


def file_erased(tx: Tx, evidence_id: int) -> None:
    """A forgotten file's bytes are gone."""
    stored.erased(tx, evidence_id)


def sweep(tx: Tx, scene: Scene) -> None:
    """Everything that time alone brings about, a batch of each."""
    for job in JOBS:
        if may_run(job, scene):
            job(tx, scene)


def may_run(job: Job, scene: Scene) -> bool:
    """Whether a job may go by the time that it is said to be."""
    return gate.passes(scene) or job in AT_ANY_TIME


def _fingerprints_follow(tx: Tx, scene: Scene, wanted: Wanted) -> None:
    """The draft may have been filed since the file was claimed: look anew."""
    place = evidence_reading.place(tx, wanted.id)
    if place is None or evidence_reading.pending(tx, place.report_id):
        return
    telling.proof(tx, scene, place.who, place.report_id, place.case_id, str(wanted.id))


def _remind_of_drafts(tx: Tx, scene: Scene) -> int:
    before = scene.now - scene.profile.clocks.draft_reminder_days * DAY
    found = drafts.unreminded(tx, "report", before, limit=BATCH)
    for draft in found:
        drafts.set_reminded(tx, draft.id, scene.now)
        _tell(tx, scene, draft, "draft_reminder")
    return len(found)


@gate.erasing
def discard_drafts(tx: Tx, scene: Scene) -> int:
    """Reports are told of; the small forms of staff and reporters end quietly."""
    before = scene.now - scene.profile.clocks.draft_days * DAY
    found = drafts.stale(tx, before, limit=BATCH)
    for draft in found:
        evidence.drop(tx, draft.id)
        drafts.drop(tx, draft.id)
        if draft.form == "report":
            _tell(tx, scene, draft, "draft_discarded")
    return len(found)


def _tell(tx: Tx, scene: Scene, draft: Draft, kind: str) -> None:
    outbox.put(
        tx,
        Notice(
            kind=kind,
            recipient=draft.who,
            params={},
            rank=Rank.NEWS,
            dedupe=f"{kind}:{draft.id}",
            order_key=f"person:{draft.who}",
        ),
        scene.now,
    )


def _remind_of_questions(tx: Tx, scene: Scene) -> int:
    """One reminder of a question that the reporter has not answered; said once, asked for often."""
    days = scene.profile.clocks.needs_info_reminder_days
    for case in cases.paused_before(tx, scene.now - days * DAY, limit=BATCH):
        if case.status is Status.NEEDS_INFO and case.paused_at is not None:
            until = changing.answer_until(scene, case, case.paused_at)
            asked = messages.last_question(tx, case.id)
            to = asked.report_id if asked else None
            telling.addressed(tx, scene, case, to, "question_reminder", until=until)
    return 0


def _end_deputies(tx: Tx, scene: Scene) -> int:
    duties.end_over(tx, scene, limit=BATCH)
    return 0


@gate.erasing
def forget_updates(tx: Tx, scene: Scene) -> int:
    """What Telegram will repeat no more, and what nobody can edit any more."""
    inbox.purge(tx, scene.now - INBOX_KEPT)
    said.purge(tx, scene.now - SAID_KEPT)
    return 0


JOBS: tuple[Job, ...] = (
    alarms.sound,  # a life first
    clockwatch.pass_up,
    clockwatch.remind,
    clockwatch.call_for_words,
    archiving.put_away,
    archiving.purge,
    _remind_of_drafts,
    discard_drafts,
    _remind_of_questions,
    _end_deputies,
    leaving.look,
    judges.look,
    quarantine.after_pauses,
    quarantine.after_floods,
    quarantine.tell,
    identity_upkeep.lapse,
    identity_upkeep.digest,
    mailing.give_back,
    group_cards.tell_time,
    hotlines.remind,
    retiring.go_on,
    suggesting.remind,
    suggesting.forget,
    broadcast_sending.forget,
    forget_updates,
)
"""What time alone brings about, each a transaction of its own; how much it found to do."""

AT_ANY_TIME: frozenset[Job] = frozenset({alarms.sound, mailing.give_back, retiring.go_on})
"""Those that run by a doubtful clock, too: a life does not wait, the others ask for no time."""
