"""Cards, lists and group lines: every state for every role, and whatever people may have typed."""

import re
from html import unescape
from unicodedata import east_asian_width

import pytest
from msgspec.structs import replace

from domain.case import Outcome, Priority
from domain.network.people import Role, Verb
from domain.report import EvidenceState, IdentityMode
from domain.reported_accounts.platforms import ReportedAccount
from domain.reported_accounts.records import AccountRecord
from domain.status import ENDED, MOVES, Status, moves_for
from handlers.moderation import case_card
from handlers.moderation.callbacks import MoveCase, ShowEvidence
from handlers.ui.localizer import Localizer
from tests.support.cases import (
    HOUR,
    ME,
    a_card,
    a_case,
    a_decision,
    a_file,
    a_message,
    a_report,
    a_target,
)
from tests.support.chat import catalog
from tests.support.life import NOON
from tests.support.looks import look

LOCALES = ("en", "zh-Hans")
STAFF = (Role.MODERATOR, Role.LEAD, Role.PARENT_LEAD, Role.ADMIN)
HOSTILE = [
    "<b>bold</b> & <script>alert(1)</script>",
    "</blockquote></code>",
    "https://evil.example/x @rumours /forgetme lin@mail.example.org 10.0.0.1",
    "\u202egnp.exe\u202c \u200b",
    "{ $number } %s {} {0.__class__}",
    "🆘" * 4000,
    "<&>" * 1333,
    "x\n" * 2000,
]


@pytest.fixture(scope="module")
def words():
    return catalog()


@pytest.fixture(params=LOCALES)
def localizer(request, words, profile):
    return Localizer(words, profile, request.param)


@pytest.fixture
def english(words, profile):
    return Localizer(words, profile, "en")


def all_labels(localizer, card):
    """The buttons at the front, and those behind "More"."""
    front = look(case_card.card(localizer, card)).labels
    behind = look(case_card.unfolded(localizer, card)).labels
    if localizer.say("card-more") not in front:
        assert behind == [localizer.say("card-less")]
        return front, []
    front.remove(localizer.say("card-more"))
    behind.remove(localizer.say("card-less"))
    return front, behind


@pytest.mark.parametrize("role", STAFF)
@pytest.mark.parametrize("status", Status)
def test_a_card_has_a_button_for_exactly_the_moves_of_its_person(localizer, status, role):
    card = a_card(a_case(status=status), role=role, can_take=False)

    front, behind = all_labels(localizer, card)

    verbs = {move.verb for move in moves_for(status, role)}
    moves = {localizer.say(f"verb-{verb}") for verb in verbs - {Verb.ACCEPT}}
    if Verb.ACCEPT in verbs:
        fraud = localizer.category("fraud")
        moves |= {localizer.say("accept-as", category=fraud), localizer.say("accept-as-another")}
    others = ("verb-note", "staff-next-case", "staff-to-queue")
    assert sorted((*front, *behind)) == sorted({*moves, *map(localizer.say, others)})
    assert len(front) + bool(behind) <= 5
    assert localizer.say(f"staff-status-{status}") in look(case_card.card(localizer, card)).text


@pytest.mark.parametrize(
    ("status", "label"),
    [
        (Status.SUBMITTED, "Accept as Fraud"),
        (Status.VERIFYING, "Decide"),
        (Status.FEEDBACK_PENDING, "Confirm and send"),
    ],
)
def test_the_next_step_is_the_first_button_and_alone(english, status, label):
    screen = case_card.card(english, a_card(a_case(status=status), role=Role.LEAD, can_take=False))

    assert [key.label for key in screen.rows[0]] == [label]


@pytest.mark.parametrize("status", sorted(ENDED))
def test_the_card_of_a_case_that_has_ended_leads_on(english, status):
    front, behind = all_labels(english, a_card(a_case(status=status)))

    assert front == ["Next case ›", "☰ Queue"]
    assert "Note" in behind


def test_there_are_words_for_every_verb_that_staff_have(localizer):
    for move in MOVES:
        if move.who > Role.REPORTER:
            assert len(localizer.say(f"verb-{move.verb}")) <= 24


def test_the_buttons_carry_the_version_they_saw(english):
    card = a_card(a_case(version=9))
    rows = (*case_card.card(english, card).rows, *case_card.unfolded(english, card).rows)

    moves = [k.button for row in rows for k in row if isinstance(k.button, MoveCase)]
    assert {move.seen for move in moves} == {9}
    verbs = [move.verb for move in moves]
    assert {"ask", "accept", "refuse", "take", "note"} <= set(verbs)
    assert len(verbs) == len(set(verbs))


def test_a_card_is_protected(english):
    assert case_card.card(english, a_card()).protect


def test_an_ordinary_card_says_what_there_is_to_know(english):
    card = a_card(
        evidence=(a_file(), a_file(id=2, kind="document", mime="application/pdf", size=2_500_000)),
        messages=(a_message(), a_message("answer", "this one", report_id=5, author="x")),
    )

    text = look(case_card.card(english, card)).text

    for fact in (
        "2611-0042",
        "Fraud",
        "Fake bank, carrier or shop sites",
        "Changsha Internet Information Office",
        "Region: Hengyang",
        "Due",
        "Not taken yet",
        "Reporter Rimodutu · anonymous · no contact",
        "hxxps://shop[.]example[.]org/buy",
        "they took my money",
        "Evidence: 2 files",
        "1. Photo · 293 KB · image/jpeg · abababababab",
        "2. Document · 2.4 MB · application/pdf",
        "Question to the reporter · Wu",
        "which account?",
        "Answer · Reporter Rimodutu",
        "this one",
    ):
        assert fact in text


def on_a_phone(screen):
    """The lines that a card takes on a phone of 390 px, before anything is unfolded."""
    shown = re.sub(
        r"<blockquote expandable>(.*?)</blockquote>",
        lambda folded: "\n".join(in_lines(folded[1])[:3]),
        str(screen.text),
        flags=re.DOTALL,
    )
    return in_lines(shown)


def in_lines(text):
    """Lines of 40 Latin letters or 22 Chinese characters; a long one is broken."""
    lines = []
    for paragraph in unescape(re.sub(r"<[^>]*>", "", text)).split("\n"):
        line, filled = "", 0.0
        for sign in paragraph:
            width = 40 / 22 if east_asian_width(sign) in "WF" else 1
            if filled + width > 40:
                lines.append(line)
                line, filled = "", 0.0
            line, filled = line + sign, filled + width
        lines.append(line)
    return lines


LONG = {
    "en": "They took my money and never sent anything. ",
    "zh-Hans": "收了钱一直不发货，客服也不回。",
}


@pytest.mark.parametrize("size", [1, 12])
@pytest.mark.parametrize("status", [Status.SUBMITTED, Status.VERIFYING, Status.ACTING])
def test_after_two_questions_and_answers_a_card_fits_a_phone(localizer, status, size):
    """A phone shows about 28 lines above the five buttons of a card."""
    words = LONG[localizer.locale] * size
    talk = tuple(
        a_message(kind, words, id=number, report_id=5)
        for number, kind in enumerate(("question", "answer") * 2)
    )
    card = a_card(
        a_case(status=status, region="changsha", assignee=ME.who),
        reports=(a_report(words, locale=localizer.locale),),
        evidence=(a_file(), a_file(id=2, kind="document", mime="application/pdf")),
        messages=talk,
    )

    screen = case_card.card(localizer, card)

    assert len(on_a_phone(screen)) <= 28, "\n".join(on_a_phone(screen))
    assert len(screen.rows) <= 3
    assert sum(len(row) for row in screen.rows) <= 5
    text = look(screen).text
    assert text.count(LONG[localizer.locale].strip()) == 5 * size, (
        "nothing is left out: it is folded"
    )


def test_what_it_is_about_stands_first(english):
    card = a_card(
        reports=(a_report(), a_report("the same here", id=6, alias="Bobadoba", locale="ug")),
        evidence=(a_file(), a_file(id=2)),
        accounts=(AccountRecord(row=1, account=ReportedAccount("taobao", "badseller")),),
    )

    text = look(case_card.card(english, card)).text

    in_order = (
        "2611-0042 · New",
        "hxxps://shop[.]example[.]org/buy",
        "they took my money",
        "Account badseller",
        "📎 2 files · reads English · 2 reports",
        "Fraud · Fake bank",
        "⏳ Due",
        "Changsha Internet Information Office",
        "Reporter Rimodutu",
        "Reporter Bobadoba",
        "the same here",
        "Evidence: 2 files",
        "1. Photo",
    )
    places = [text.index(words) for words in in_order]
    assert places == sorted(places)
    assert text.count("they took my money") == 1


def test_of_a_case_the_oldest_report_that_stands_says_what_it_is_about(english):
    gone = a_report("a mistake", id=4, withdrawn_at=NOON)
    text = look(case_card.card(english, a_card(reports=(gone, a_report())))).text
    assert text.index("they took my money") < text.index("a mistake")
    text = look(case_card.card(english, a_card(reports=(gone,)))).text
    assert text.index("a mistake") < text.index("Fraud")


def test_two_messages_are_shown_and_of_more_only_the_newest(english):
    def folded(number):
        messages = tuple(
            a_message(text=f"word {place}", id=place) for place in range(1, number + 1)
        )
        found = look(case_card.card(english, a_card(messages=messages)))
        return found.kinds("blockquote")[1:], found.kinds("expandable_blockquote"), found.text

    assert folded(2)[:2] == (["word 1", "word 2"], [])
    shown, behind, text = folded(4)
    assert shown == ["word 4"]
    assert [word in behind[0] for word in ("word 1", "word 2", "word 3")] == [True] * 3
    assert "💬 3 earlier messages" in text


def test_files_of_folded_messages_are_counted_and_behind_a_button(english):
    talk = tuple(a_message(id=place) for place in range(1, 4))
    card = a_card(messages=talk, enclosed={1: (a_file(), a_file(id=2))})
    assert "📎 Sent along: 2 files" in look(case_card.card(english, card)).text
    assert "Read in full" in all_labels(english, card)[1]


def test_who_confirms_a_decision_sees_all_of_it_unfolded(english):
    judged = a_decision(facts="f " * 300, feedback="g " * 300)
    waiting = a_card(a_case(status=Status.FEEDBACK_PENDING), role=Role.LEAD, decision=judged)
    assert look(case_card.card(english, waiting)).kinds("expandable_blockquote") == []
    closed = a_card(a_case(status=Status.CLOSED), role=Role.LEAD, decision=judged)
    assert len(look(case_card.card(english, closed)).kinds("expandable_blockquote")) == 2


def test_a_link_can_be_copied_and_never_opened(localizer):
    found = look(case_card.card(localizer, a_card()))

    assert "hxxps://shop[.]example[.]org/buy" in found.kinds("code")
    assert found.live == []


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize(
    "text",
    [*HOSTILE[:6], *(pytest.param(text, marks=pytest.mark.soak) for text in HOSTILE[6:])],
)
def test_whatever_was_typed_the_card_is_shown_whole_and_nothing_in_it_is_live(
    words, profile, text, locale
):
    localizer = Localizer(words, profile, locale)
    card = hostile(text)

    found = look(case_card.card(localizer, card))

    assert found.live == []
    assert found.labels[-1] == localizer.say("card-more")


@pytest.mark.parametrize(
    "text",
    [*HOSTILE[:6], *(pytest.param(text, marks=pytest.mark.soak) for text in HOSTILE[6:])],
)
def test_the_whole_text_is_shown_in_parts_and_nothing_in_it_is_live(english, text):
    parts = [look(screen) for screen in case_card.whole(english, hostile(text))]

    assert [part.live for part in parts] == [[]] * len(parts)
    assert [part.labels for part in parts[:-1]] == [[]] * (len(parts) - 1)
    assert parts[-1].labels == [english.say("staff-to-case")]


def hostile(text):
    origin = {
        "kind": text,
        "title": text,
        "username": text,
        "message_id": 3,
        "date": NOON,
        "signature": text,
    }
    targets = (
        a_target(raw=text, normalised=text, disguised=True),
        a_target(raw=text, normalised="", host="", origin=origin),
    ) * 10
    return a_card(
        a_case(
            status=Status.FEEDBACK_PENDING,
            priority=Priority.DANGER,
            assignee="wu" * 16,
            decided_by="wu" * 16,
            outcome=Outcome.REMOVED,
        ),
        role=Role.LEAD,
        reports=tuple(a_report(text, id=n, targets=targets, danger=True) for n in range(9)),
        evidence=tuple(a_file(id=n, name=text, mime=text) for n in range(20)),
        messages=tuple(a_message(text=text, report_id=1) for _ in range(6)),
        decision=a_decision(facts=text, feedback=text),
        assignee=replace(ME, name=text),
        names={"wu" * 16: text},
    )


def test_a_long_decision_stands_on_the_card_as_far_as_it_fits_and_whole_behind_a_button(english):
    card = a_card(
        a_case(status=Status.FEEDBACK_PENDING, decided_by="wu" * 16),
        role=Role.LEAD,
        decision=a_decision(facts="f" * 2000, feedback="g" * 2000),
        reports=(a_report("r" * 4000),),
    )

    found = look(case_card.card(english, card))
    whole = "".join(look(screen).text for screen in case_card.whole(english, card))

    assert found.text.index("Decision to be confirmed") < found.text.index("Reporter Rimodutu")
    assert "g" * 1000 in found.text
    assert "Read in full" in all_labels(english, card)[1]
    assert whole.count("f" * 1500) == 1
    assert whole.count("g") >= 2000
    assert whole.count("r") >= 4000


def test_what_fits_needs_no_button_to_read_in_full(english):
    assert "Read in full" not in all_labels(english, a_card())[1]


def test_more_than_a_card_shows_is_counted_and_behind_a_button(english):
    card = a_card(
        reports=tuple(a_report(id=n, alias=f"AAA{n}") for n in range(6)),
        evidence=tuple(a_file(id=n) for n in range(12)),
    )

    found = look(case_card.card(english, card))

    assert "… and 3 more" in found.text  # reports
    assert "… and 4 more" in found.text  # files
    assert "Read in full" in all_labels(english, card)[1]
    assert "AAA5" in "".join(look(s).text for s in case_card.whole(english, card))


def test_danger_and_lateness_are_said_first(english):
    late = a_case(priority=Priority.DANGER, due_at=NOON - 1)

    text = look(case_card.card(english, a_card(late))).text

    assert text.startswith("🆘 Danger to life · 2611-0042 · New\n")
    assert "⏰ Overdue since" in text


@pytest.mark.parametrize("status", sorted(ENDED))
def test_of_a_case_that_has_ended_nobody_is_asked_to_hurry(english, status):
    text = look(
        case_card.card(english, a_card(a_case(status=status, priority=Priority.DANGER)))
    ).text

    assert english.say("staff-danger-short") not in text
    assert english.say("staff-taken-by-nobody") not in text


def test_while_an_alarm_rings_it_is_said_once_that_nobody_has_the_case(english):
    ringing = a_case(priority=Priority.DANGER, alarm_at=NOON)

    seen = look(case_card.card(english, a_card(ringing, deeds=(Verb.HAVE, Verb.NOTE))))

    assert english.say("staff-alarm") in seen.text
    assert english.say("staff-taken-by-nobody") not in seen.text
    assert "I have it" in seen.labels
    assert "Take" not in seen.labels


def test_a_stopped_clock_is_never_late(english):
    paused = a_case(status=Status.NEEDS_INFO, due_at=NOON - 1, paused_at=NOON - HOUR)

    text = look(case_card.card(english, a_card(paused))).text

    assert "⏸ Waiting for the reporter since" in text
    assert "Overdue" not in text


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"assignee": ME.who}, "👤 Yours"),
        ({"assignee": None}, "👤 Not taken yet"),
        ({"assignee": "wu" * 16}, "👤 Wu"),
    ],
)
def test_whose_a_case_is(english, changes, said):
    card = a_card(a_case(**changes), assignee=replace(ME, name="Wu"))

    assert said in look(case_card.card(english, card)).text


def test_a_case_of_ones_own_cannot_be_taken_again(english):
    front, behind = all_labels(english, a_card(a_case(assignee=ME.who)))
    assert "Take" not in (*front, *behind)
    assert "Take" in all_labels(english, a_card())[0]
    assert "Take" in all_labels(english, a_card(a_case(assignee="wu" * 16)))[1]


@pytest.mark.parametrize("mode", IdentityMode)
def test_that_there_is_a_contact_is_said_and_never_which(localizer, mode):
    view = a_report(identity_mode=mode, has_contact=True)

    text = look(case_card.card(localizer, a_card(reports=(view,)))).text

    assert localizer.say(f"staff-identity-{mode}") in text
    assert localizer.say("staff-contact") in text


def test_what_became_of_a_reporter_is_said(english):
    view = a_report(danger=True, withdrawn_at=NOON, reachable=False)

    text = look(case_card.card(english, a_card(reports=(view,)))).text

    for key in ("staff-report-danger", "staff-report-withdrawn", "staff-report-unreachable"):
        assert english.say(key) in text


@pytest.mark.parametrize(
    ("raw", "normalised", "shown"),
    [
        (
            "https://a-one.com/p?utm_source=x&id=1#part2",
            "https://a-one.com/p?id=1",
            "hxxps://a-one[.]com/p?utm_source=x&id=1#part2",
        ),
        (
            "m.bilibili.com/video/1",
            "https://www.bilibili.com/video/1",
            "m[.]bilibili[.]com/video/1",
        ),
        ("@facai_demo", "https://t.me/facai_demo", "[@]facai_demo"),
        ("https://a-one.com", "https://a-one.com/", None),
        ("a-one.com/p", "https://a-one.com/p", None),
        ("https://a-one.com/p", "https://a-one.com/p", None),
    ],
)
def test_an_address_stands_on_the_card_as_it_was_sent_where_its_form_differs(
    localizer, raw, normalised, shown
):
    target = a_target(raw=raw, normalised=normalised, host="a-one.com")

    found = look(case_card.card(localizer, a_card(reports=(a_report(targets=(target,)),))))

    assert (localizer.say("staff-target-sent") in found.text) == (shown is not None)
    assert shown is None or shown in found.kinds("code")


@pytest.mark.parametrize("kind", ["user", "hidden_user", "chat", "channel", "something_new"])
def test_a_forwarded_post_says_where_it_is_from(localizer, kind):
    origin = {"kind": kind, "title": "Rumour mill", "username": "rumours", "message_id": 12}
    target = a_target(raw="a post", normalised="", host="", origin=origin | {"date": NOON})

    found = look(case_card.card(localizer, a_card(reports=(a_report(targets=(target,)),))))

    assert "Rumour mill" in found.text
    assert "hxxps://t[.]me/rumours/12" in found.kinds("code")
    assert "a post" in found.kinds("blockquote")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"state": EvidenceState.REFUSED, "refused_reason": "too_big"}, "not kept: too big"),
        ({"state": EvidenceState.REFUSED, "refused_reason": "gone"}, "not kept: already gone"),
        ({"state": EvidenceState.REFUSED, "refused_reason": "moon"}, "not kept"),
        ({"state": EvidenceState.WANTED, "sha256": ""}, "still being stored"),
        ({"state": EvidenceState.KEPT, "kind": "moon"}, "Document"),
    ],
)
def test_a_file_is_there_or_it_is_said_why_not(english, changes, said):
    card = a_card(evidence=(a_file(**changes),))

    assert (
        f"1. {'Photo' if 'kind' not in changes else 'Document'}"
        in look(case_card.card(english, card)).text
    )
    assert said in look(case_card.card(english, card)).text


def test_only_kept_files_can_be_opened(english):
    coming = a_card(evidence=(a_file(state=EvidenceState.WANTED),))
    there = a_card(evidence=(a_file(state=EvidenceState.WANTED), a_file(id=2)))

    assert "Evidence" not in look(case_card.card(english, coming)).labels
    screen = case_card.card(english, there)
    assert ShowEvidence(case_id=7) in [key.button for row in screen.rows for key in row]


@pytest.mark.parametrize(
    ("kind", "result"),
    [
        ("triage", "out_of_remit"),
        ("finding", "removed"),
        ("finding", "void"),
        ("appeal", "dismissed"),
        ("appeal", "restricted"),
    ],
)
@pytest.mark.parametrize(
    ("status", "title"),
    [
        (Status.FEEDBACK_PENDING, "staff-decision-waiting"),
        (Status.CLOSED, "staff-decision"),
        (Status.VERIFYING, "staff-decision-earlier"),
    ],
)
def test_a_decision_is_shown_for_what_it_is(localizer, kind, result, status, title):
    judged = a_decision(kind=kind, result=result, rule="" if kind == "triage" else "criminal-266")

    text = look(case_card.card(localizer, a_card(a_case(status=status), decision=judged))).text

    assert f"\n{localizer.say(title)}\n" in text
    assert localizer.say("staff-by", name="Wu") in text


# The lists


@pytest.mark.parametrize("status", Status)
def test_a_line_in_a_group_says_number_state_category_and_clock_alone(localizer, status):
    screen = case_card.in_group(localizer, a_case(status=status, due_at=NOON + 1), NOON)

    found = look(screen)
    assert found.text.splitlines() == [
        f"2611-0042 · {localizer.say(f'staff-status-{status}')}",
        localizer.category("fraud", "phishing"),
        localizer.say("staff-clock-due", until=localizer.when(NOON + 1)),
    ]
    assert found.labels == [localizer.say("staff-open-private")]
