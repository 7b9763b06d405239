"""What people read about their own data, and before and after they are forgotten."""

from markupsafe import Markup

from domain.network.people import Role
from domain.report import Report
from handlers.dialogs.home import cases_key
from handlers.misuse.callbacks import AppealPause
from handlers.ui import labels
from handlers.ui.callbacks import Go
from handlers.ui.localizer import Voice
from handlers.ui.markup import Key, Screen, bold, code, lines, paragraphs
from usecases.reporting.erasure import Forgotten, KeptData


def kept(voice: Voice, found: KeptData) -> Screen:
    """Everything that is kept about this person, and what is not."""
    return Screen(
        text=paragraphs(
            bold(voice.say("mydata-title")),
            voice.say("mydata-account"),
            _reports(voice, found),
            voice.say("mydata-begun", count=found.begun) if found.begun else None,
            voice.say("mydata-suggestions", count=found.suggestions) if found.suggestions else None,
            _follows(voice, found),
            voice.say("mydata-language", language=voice.say("language-name")),
            _roles(voice, found),
            voice.say("mydata-warned", when=voice.day(found.warned_at))
            if found.warned_at
            else None,
            _pause(voice, found.paused_until),
            voice.say("mydata-contents"),
        ),
        rows=(*_appeal(voice, found), (_forget_key(voice), cases_key(voice))),
    )


def _follows(voice: Voice, found: KeptData) -> str:
    names = sorted(labels.choice(voice, scope, what) for scope, what in found.follows)
    return voice.say("mydata-follows", names=", ".join(names)) if names else ""


def _reports(voice: Voice, found: KeptData) -> Markup:
    if not found.count:
        return lines(voice.say("mydata-no-reports"))
    return lines(
        voice.say("mydata-reports", count=found.count),
        *(_report(voice, found, report) for report in found.reports),
        _more(voice, found),
    )


def _report(voice: Voice, found: KeptData, report: Report) -> str:
    contact = voice.say("mydata-with-contact") if report.id in found.contacts else ""
    parts = (f"··{report.tail}", voice.say(f"status-{report.status}"), contact)
    return " · ".join(part for part in parts if part)


def _more(voice: Voice, found: KeptData) -> str:
    count = found.count - len(found.reports)
    return voice.say("mydata-more", count=count) if count > 0 else ""


def _roles(voice: Voice, found: KeptData) -> Markup | None:
    person = found.person
    held = [
        voice.say("mydata-role", role=_role(voice, role), unit=voice.unit(unit))
        for unit, role in person.grants.items()
    ]
    held += [_role(voice, Role.ADMIN)] if person.admin else []
    held += [_role(voice, Role.CUSTODIAN)] if person.custodian else []
    return lines(voice.say("mydata-roles"), *held) if held else None


def _role(voice: Voice, role: Role) -> str:
    return voice.say(f"role-{role.name.lower()}")


def _pause(voice: Voice, until: int | None) -> str:
    return voice.say("mydata-paused", until=voice.when(until)) if until else ""


def _appeal(voice: Voice, found: KeptData) -> tuple[tuple[Key, ...], ...]:
    """The way to an appeal stays open for whoever has lost the message that told of the pause."""
    if found.appealable is None:
        return ()
    button = AppealPause(sanction_id=found.appealable)
    return ((Key(label=voice.say("button-appeal"), button=button),),)


def at_stake(voice: Voice, found: KeptData) -> Screen:
    """What being forgotten means, with the codes to be kept; nothing has happened yet."""
    codes = [code(found.codes[report.id]) for report in found.reports]
    return Screen(
        text=paragraphs(
            bold(voice.say("forget-title")),
            voice.say("forget-what"),
            lines(voice.say("forget-codes", count=found.count), *codes, _more(voice, found))
            if found.count
            else None,
            _suggestions(voice, found),
            voice.say("forget-staff") if found.person.is_staff else None,
            voice.say("forget-pause") if found.paused_until else None,
            voice.say("forget-chat"),
        ),
        rows=(
            (Key(label=voice.say("button-forget"), button=Go(where="forget-surely")),),
            (Key(label=voice.say("button-keep"), button=Go(where="mydata")),),
        ),
    )


def _suggestions(voice: Voice, found: KeptData) -> Markup | None:
    if not found.suggestion_codes:
        return None
    return lines(voice.say("forget-suggestions"), *map(code, found.suggestion_codes))


def forgotten(voice: Voice, done: Forgotten) -> Screen:
    """It is done; how to go on without an account."""
    return Screen(
        text=paragraphs(
            bold(voice.say("forgotten-title")),
            voice.say("forgotten-reports", count=done.count) if done.count else None,
            voice.say("forget-staff") if done.is_staff else None,
            _pause(voice, done.paused_until),
            voice.say("forgotten-again"),
        ),
        drop_keyboard=True,
    )


def _forget_key(voice: Voice) -> Key:
    return Key(label=voice.say("button-forget-me"), button=Go(where="forgetme"))
