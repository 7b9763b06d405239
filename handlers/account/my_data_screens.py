"""Screens about a person's own data, and before and after its erasure."""

from markupsafe import Markup

from domain.network.people import Role
from domain.report import Report
from handlers.account import notice_settings
from handlers.dialogs.home import cases_key
from handlers.misuse.callbacks import AppealPause
from handlers.ui import labels
from handlers.ui.callbacks import Go
from handlers.ui.localizer import Localizer
from handlers.ui.markup import Key, Screen, bold, code, lines, paragraphs
from usecases.reporting.erasure import Forgotten, KeptData


def kept(localizer: Localizer, found: KeptData) -> Screen:
    """All data stored about this person, and which are never stored."""
    return Screen(
        text=paragraphs(
            bold(localizer.say("mydata-title")),
            localizer.say("mydata-account"),
            _reports(localizer, found),
            localizer.say("mydata-begun", count=found.begun) if found.begun else None,
            localizer.say("mydata-suggestions", count=found.suggestions)
            if found.suggestions
            else None,
            _follows(localizer, found),
            localizer.say("mydata-language", language=localizer.say("language-name")),
            _roles(localizer, found),
            _notices(localizer, found),
            localizer.say("mydata-warned", when=localizer.day(found.warned_at))
            if found.warned_at
            else None,
            _pause(localizer, found.paused_until),
            localizer.say("mydata-contents"),
        ),
        rows=(*_appeal(localizer, found), (_forget_key(localizer), cases_key(localizer))),
    )


def _follows(localizer: Localizer, found: KeptData) -> str:
    names = sorted(labels.choice(localizer, scope, what) for scope, what in found.follows)
    return localizer.say("mydata-follows", names=", ".join(names)) if names else ""


def _reports(localizer: Localizer, found: KeptData) -> Markup:
    if not found.count:
        return lines(localizer.say("mydata-no-reports"))
    return lines(
        localizer.say("mydata-reports", count=found.count),
        *(_report(localizer, found, report) for report in found.reports),
        _more(localizer, found),
    )


def _report(localizer: Localizer, found: KeptData, report: Report) -> str:
    contact = localizer.say("mydata-with-contact") if report.id in found.contacts else ""
    parts = (f"··{report.tail}", localizer.say(f"status-{report.status}"), contact)
    return " · ".join(part for part in parts if part)


def _more(localizer: Localizer, found: KeptData) -> str:
    count = found.count - len(found.reports)
    return localizer.say("mydata-more", count=count) if count > 0 else ""


def _roles(localizer: Localizer, found: KeptData) -> Markup | None:
    person = found.person
    held = [
        localizer.say("mydata-role", role=_role(localizer, role), unit=localizer.unit(unit))
        for unit, role in person.grants.items()
    ]
    held += [_role(localizer, Role.ADMIN)] if person.admin else []
    held += [_role(localizer, Role.CUSTODIAN)] if person.custodian else []
    return lines(localizer.say("mydata-roles"), *held) if held else None


def _notices(localizer: Localizer, found: KeptData) -> Markup | None:
    if found.notices is None:
        return None
    return lines(localizer.say("mydata-notices"), *notice_settings.said(localizer, found.notices))


def _role(localizer: Localizer, role: Role) -> str:
    return localizer.say(f"role-{role.name.lower()}")


def _pause(localizer: Localizer, until: int | None) -> str:
    return localizer.say("mydata-paused", until=localizer.when(until)) if until else ""


def _appeal(localizer: Localizer, found: KeptData) -> tuple[tuple[Key, ...], ...]:
    """The button to appeal against a pause, in case the notice with it is lost."""
    if found.appealable is None:
        return ()
    button = AppealPause(sanction_id=found.appealable)
    return ((Key(label=localizer.say("button-appeal"), button=button),),)


def at_stake(localizer: Localizer, found: KeptData) -> Screen:
    """What erasure means, with the query codes to keep; asks for confirmation."""
    codes = [code(found.codes[report.id]) for report in found.reports]
    return Screen(
        text=paragraphs(
            bold(localizer.say("forget-title")),
            localizer.say("forget-what"),
            lines(localizer.say("forget-codes", count=found.count), *codes, _more(localizer, found))
            if found.count
            else None,
            _suggestions(localizer, found),
            localizer.say("forget-staff") if found.person.is_staff else None,
            localizer.say("forget-pause") if found.paused_until else None,
            localizer.say("forget-chat"),
        ),
        rows=(
            (Key(label=localizer.say("button-forget"), button=Go(where="forget-surely")),),
            (Key(label=localizer.say("button-keep"), button=Go(where="mydata")),),
        ),
    )


def _suggestions(localizer: Localizer, found: KeptData) -> Markup | None:
    if not found.suggestion_codes:
        return None
    return lines(localizer.say("forget-suggestions"), *map(code, found.suggestion_codes))


def forgotten(localizer: Localizer, done: Forgotten) -> Screen:
    """The data are erased; how to follow reports without an account."""
    return Screen(
        text=paragraphs(
            bold(localizer.say("forgotten-title")),
            localizer.say("forgotten-reports", count=done.count) if done.count else None,
            localizer.say("forget-staff") if done.is_staff else None,
            _pause(localizer, done.paused_until),
            localizer.say("forgotten-again"),
        ),
        drop_keyboard=True,
    )


def _forget_key(localizer: Localizer) -> Key:
    return Key(label=localizer.say("button-forget-me"), button=Go(where="forgetme"))
