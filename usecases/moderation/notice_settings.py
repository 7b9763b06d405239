"""/settings of staff: what they are told at once, when their digests come, and quiet hours."""

from msgspec.structs import replace

from conversation.forms.notice_times import DIGEST_AT, QUIET_FROM
from domain.core.errors import NotAllowed, Refusal
from domain.draft import Draft
from domain.notices.preferences import (
    DIGEST_TIMES,
    QUIET_HOURS,
    NoticeMode,
    Preferences,
    next_digest,
    quiet_until,
)
from domain.notices.staff_notices import CaseDigestNotice
from storage.queues import pending_news, preferences
from usecases.core.outcomes import Asked
from usecases.core.request import Request
from usecases.core.views import NoticeSettings
from usecases.dialogs import draft_lifecycle
from usecases.notify import digests, pushes

FORMS = {"times": DIGEST_AT.name, "quiet": QUIET_FROM.name}
"""The form in which something is typed, by what is chosen."""


def look(req: Request) -> NoticeSettings:
    """What the person chose. Only for those who are told of cases."""
    if not digests.is_told(req.actor):
        raise NotAllowed("refusal-not-allowed")
    return NoticeSettings(preferences=_chosen(req), on_call=bool(req.actor.on_call))


def choose(req: Request, what: str, name: str) -> NoticeSettings:
    """Choose by button: `what` is mode, times or quiet, `name` one of the offered values."""
    look(req)
    chosen = _chosen(req)
    if what == "mode" and name in {"usual", *NoticeMode}:
        return _save(req, replace(chosen, mode=None if name == "usual" else NoticeMode(name)))
    if what == "times" and name in DIGEST_TIMES:
        return _save(req, replace(chosen, times=DIGEST_TIMES[name]))
    if what == "quiet" and name in QUIET_HOURS:
        return _save(req, replace(chosen, quiet=QUIET_HOURS[name]))
    raise Refusal("answer-stale")


def begin_typing(req: Request, what: str) -> Asked:
    """Ask for times of digests, or for quiet hours, that no button has."""
    look(req)
    if what not in FORMS:
        raise Refusal("answer-stale")
    return draft_lifecycle.begin(req, FORMS[what])


def typed(req: Request, draft: Draft) -> NoticeSettings:
    """Store what was typed."""
    look(req)
    given = tuple(draft.answers["at"])
    chosen = _chosen(req)
    if draft.form == QUIET_FROM.name:
        return _save(req, replace(chosen, quiet=(given[0], given[1])))
    return _save(req, replace(chosen, times=given))


def cancelled(req: Request, _: Draft) -> NoticeSettings:
    """After a form was cancelled: the settings as they are."""
    return look(req)


def _chosen(req: Request) -> Preferences:
    return preferences.of(req.tx, [req.actor.who])[req.actor.who]


def _save(req: Request, chosen: Preferences) -> NoticeSettings:
    """Store it; what waits comes when the new choice says, at once where it says so."""
    who, zone = req.actor.who, pushes.zone(req)
    preferences.put(req.tx, who, chosen, req.now)
    due_at = None
    if pending_news.any_of(req.tx, who) and chosen.mode is not NoticeMode.DIGEST:
        due_at = quiet_until(chosen, req.now, zone)
        if due_at is None:
            pushes.owe_digest(req, who, CaseDigestNotice())
    elif chosen.mode is NoticeMode.DIGEST:
        due_at = next_digest(chosen, req.now, zone)
    preferences.set_due(req.tx, who, due_at)
    return look(req)
