"""The summary of a case file for people: sections of named lines, in one language."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from msgspec import Struct

from handlers.ui.localizer import Localizer

_MOMENT = 16  # characters of an ISO time that people read: day, hour and minute


class Section(Struct, frozen=True):
    """A heading and its lines; a line is a label, which may be empty, and its value."""

    title: str
    rows: tuple[tuple[str, str], ...]


def sections(
    localizer: Localizer,
    document: Mapping[str, Any],
    evidence: Sequence[Mapping[str, Any]],
    key: str,
) -> tuple[Section, ...]:
    """All sections; `key` is the public key by which the file is verified."""
    say = localizer.say
    found = (
        Section(say("case_file-section-case"), tuple(_case(localizer, document))),
        Section(say("case_file-section-referral"), tuple(_referral(localizer, document))),
        Section(say("case_file-section-addresses"), tuple(_addresses(localizer, document))),
        Section(say("case_file-section-finding"), tuple(_finding(localizer, document))),
        Section(say("case_file-section-evidence"), tuple(_evidence(localizer, evidence))),
        Section(say("case_file-section-reporters"), tuple(_reporters(localizer, document))),
        Section(say("case_file-section-held"), tuple(_held(localizer, document))),
        Section(say("case_file-section-verify"), _verify(localizer, key)),
    )
    return tuple(each for each in found if each.rows)


def as_text(title: str, found: Iterable[Section]) -> str:
    """The sections as plain text."""
    parts = [title]
    for section in found:
        rows = (f"{label}: {value}" if label else value for label, value in section.rows)
        parts.append("\n".join([f"== {section.title} ==", *rows]))
    return "\n\n".join(parts) + "\n"


def _label(localizer: Localizer, name: str, value: str | None) -> Iterable[tuple[str, str]]:
    return [(localizer.say(f"case_file-label-{name}"), value)] if value else []


def _when(moment: str | None) -> str:
    return (moment or "")[:_MOMENT].replace("T", " ")


def _named(localizer: Localizer, found: Mapping[str, Any] | None) -> str:
    names = (found or {}).get("names") or {}
    return str(names.get(localizer.locale) or next(iter(names.values()), ""))


def _cited(localizer: Localizer, rule: Mapping[str, Any] | None) -> str:
    return str((rule or {}).get("cited", {}).get(localizer.locale, ""))


def _case(localizer: Localizer, document: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
    case = document["case"]
    kinds = filter(None, (_named(localizer, case[each]) for each in ("category", "subcategory")))
    yield from _label(localizer, "number", case["number"])
    yield from _label(localizer, "category", " · ".join(kinds))
    yield from _label(localizer, "office", _named(localizer, document["office"]))
    yield from _label(localizer, "phone", document["office"]["phone"])
    yield from _label(localizer, "opened", _when(case["opened_at"]))
    yield from _label(localizer, "accepted", _when(case["accepted_at"]))
    yield from _label(localizer, "made", _when(document["made_at"]))
    if case["closed_category"]:
        yield "", localizer.say("case_file-closed")


def _referral(localizer: Localizer, document: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
    found = document["referral"]
    if found is None:
        return
    by = found["referred_by"]
    role = localizer.say(f"role-{by['role']}") if by.get("role") else ""
    yield from _label(localizer, "authority", localizer.say(f"authority-{found['authority']}"))
    yield from _label(localizer, "addressed", found["addressed_to"])
    yield from _label(localizer, "rule", _cited(localizer, found["rule"]))
    yield from _label(localizer, "sent", found["sent_along"])
    yield from _label(localizer, "referred", _when(found["referred_at"]))
    yield from _label(localizer, "by", ", ".join(filter(None, (by.get("name"), role))))


def _addresses(localizer: Localizer, document: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
    for place, each in enumerate(document["addresses"], 1):
        yield str(place), each
    if document["places_in_words"]:
        count = document["places_in_words"]
        yield "", localizer.say("case_file-places_in_words", count=count)


def _finding(localizer: Localizer, document: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
    found = document["finding"]
    if found is None:
        return
    yield from _label(localizer, "rule", _cited(localizer, found["rule"]))
    yield from _label(localizer, "facts", found["facts"])
    yield from _label(localizer, "decided", _when(found["decided_at"]))


def _evidence(
    localizer: Localizer, evidence: Sequence[Mapping[str, Any]]
) -> Iterable[tuple[str, str]]:
    for each in evidence:
        form = localizer.say(f"case_file-form-{each['form']}")
        facts = (each["path"], each["mime"], _when(each["received_at"]), form)
        yield str(each["number"]), " · ".join(filter(None, facts))
        yield "SHA-256", each["sha256"] or each["received_sha256"]
        if each["sha256"] and each["sha256"] != each["received_sha256"]:
            yield from _label(localizer, "original", each["received_sha256"])


def _reporters(localizer: Localizer, document: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
    found = document["reporters"]
    if not found["included"]:
        yield "", localizer.say("case_file-no_reporters")
        return
    yield "", localizer.say("case_file-with_reporters")
    for contact in found["contacts"]:
        for name, value in contact.items():
            yield localizer.say(f"custody-field-{name}"), value


def _held(localizer: Localizer, document: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
    for each in document["held_by"]:
        until = _when(each["until"]) or localizer.say("case_file-until_now")
        role = localizer.say(f"role-{each['role']}") if each["role"] else ""
        by = " ".join(filter(None, (role, each["by"])))
        who = " · ".join(filter(None, (_named(localizer, each["unit"]), by)))
        yield f"{_when(each['since'])} – {until}", who


def _verify(localizer: Localizer, key: str) -> tuple[tuple[str, str], ...]:
    return (
        ("", localizer.say("case_file-verify")),
        (localizer.say("case_file-label-key"), key),
    )
