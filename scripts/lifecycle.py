"""Draw the life cycle from its table: writes docs/lifecycle.md (`python -m scripts.lifecycle`)."""

from pathlib import Path

from domain.network.people import NEEDED, Role, Verb
from domain.status import MOVES, Excluded, Move, Status

PAGE = Path(__file__).parent.parent / "docs" / "lifecycle.md"
FOUR_EYES = {
    None: "",
    Excluded.DECIDER: "not who decided, if it is a measure or a rejection",
    Excluded.TOOK_PART: "not who decided or confirmed, nor who judged an earlier appeal against it",
}
SHORT = {
    Role.REPORTER: "reporter",
    Role.MODERATOR: "moderator",
    Role.LEAD: "lead",
    Role.PARENT_LEAD: "lead above",
    Role.SYSTEM: "the clock",
}
BY_READERS = frozenset({Verb.READ, Verb.HAVE, Verb.UNIT_ANSWER, Verb.ACCOUNT_HISTORY})
"""What everybody may do who may read the case (`domain/network/people.py: may`)."""
COMES_BACK = frozenset({Verb.ANSWER, Verb.UNJOIN})
"""Moves by which a case returns to the state that it came from."""
DRAFTS = (  # moves of a draft, which is not a case yet
    "| 1 | begin | – → draft | reporter | |",
    "| 2 | submit | draft → submitted | reporter | |",
    "| 3 | discard | draft → – | reporter, the clock | |",
)


HEAD = """\
# The life cycle of a case

For staff, operators and developers: which states a case has, which moves lead from one to another,
and who may make them.

Made by `python -m scripts.lifecycle` from `domain/status.py: MOVES`, which also draws the buttons
and guards the moves.

*Decide* on an accepted case makes the move *check* first: fewer taps, the same entries and notices.
"""
LEFT_OUT = """
From every open state a case may be transferred, sent back once, withdrawn, or, once it is late,
taken over or ordered on; these moves are left out above.

Who reported a case makes no move of staff on it, whatever their role: they read it, and their own
moves (rows 6, 17, 19 and 23) are left to them. Neither do they open its files or a contact, take
it, write notes, or answer for its unit.

A change on an appeal (row 18) is a decision like any: it waits for row 15, by somebody who had no
part in the decision it changes, and a measure or a rejection never by who changed it. Sent back,
the appeal waits again and the former decision stands.

A join (row 4) can be undone within a day (row 27), unless the other case was decided or waits for
an answer: state, deadlines and reports are as before, each report keeps its code, and no news is
told twice. A case with a decision of its own, as after an appeal, is never joined.

Row 12 is the first removal request, row 24 each further one. The people of the addressed unit
answer them, too (row 25), and a lead of a unit above it orders them: the roles in the table are
those in the unit that has the case (`domain/removals/rules.py`). *Removed* is decided and confirmed
only with a request that was answered "Done" or seen gone. "Partly" says what is done and what is
not, "Refused" says why. "Done" may be corrected until a check has settled it, and that check
while the case is open.
"""
ASKED = """
## Who is asked to review a decision

A decision to confirm (row 15), and an appeal, also against a refusal (row 18), go to the people who
may make that move, by `domain/reviewers.py: reviewers_for`: the other leads of the unit, else the
leads of the nearest unit above that has any, else the admins. People who cannot be written to are
skipped, and so is who reported the case: notices, alarms and tasks about it go to others, too. If
others than the unit's leads are asked, the notice and a task in their `/queue` say why. If the
people who may change, because a lead was revoked or an admin is no longer one, those who may now
are told within a minute. If nobody may, the watchdog reports trouble `judges`.
"""
MATRIX = """
## Who may do what

`●` may; `○` may in the states of the table above; empty: never. “Parent lead” is a lead of any unit
above. Moderators of units above may read the cases of a unit, take its alarms and enter its
answers, but not move its cases. Where a decision waits for a second person, *take* and *assign* are
for those alone who may review it: to confirm it or send it back, or to judge the appeal
(`domain/status.py: why_not_have`). “Retire” is the retirement of a unit, which moves its open
cases.
"""


def page() -> str:
    """The whole page, in Markdown."""
    table = ["| row | move | from → to | who, at least | who not |", "|---|---|---|---|---|"]
    return "\n".join(
        [
            HEAD,
            "```mermaid",
            *diagram(),
            "```",
            LEFT_OUT,
            "## Moves",
            "",
            *table,
            *DRAFTS,
            *map(_row, MOVES),
            ASKED,
            MATRIX,
            *matrix(),
            "",
        ]
    )


def diagram() -> list[str]:
    """The states and the moves between them."""
    lines = ["stateDiagram-v2", "    [*] --> submitted: submit"]
    for move in MOVES:
        if move.to is not None and move.verb is not Verb.WITHDRAW:
            starts = (status for status in Status if status in move.start)
            lines += [f"    {start} --> {move.to}: {move.verb}" for start in starts]
    lines += [
        "    needs_info --> submitted: answer",
        "    needs_info --> accepted: answer",
        "    needs_info --> verifying: answer",
        "    joined --> submitted: unjoin",
        "    joined --> accepted: unjoin",
        "    joined --> verifying: unjoin",
        "    feedback_pending --> appealed: send_back (a change)",
        "    purged --> [*]",
    ]
    return lines


def _row(move: Move) -> str:
    starts = ", ".join(status for status in Status if status in move.start)
    if move.start == frozenset(Status):
        starts = "any"
    to = move.to or ("where it came from" if move.verb in COMES_BACK else "the same")
    who = SHORT[move.who] + (" alone" if move.only else "")
    rule = FOUR_EYES[move.excluded]
    return f"| {move.row} | {_name(move.verb)} | {starts} → {to} | {who} | {rule} |"


def matrix() -> list[str]:
    """Role by verb, from the table of moves and the minimum roles of other actions."""
    roles = [Role.REPORTER, Role.MODERATOR, Role.LEAD, Role.PARENT_LEAD, Role.ADMIN]
    roles += [Role.CUSTODIAN, Role.SYSTEM]
    lines = [
        "| | " + " | ".join(role.name.lower().replace("_", " ") for role in roles) + " |",
        "|---|" + "---|" * len(roles),
    ]
    for verb in Verb:
        cells = (_cell(verb, role) for role in roles)
        lines.append(f"| {_name(verb)} | " + " | ".join(cells) + " |")
    return lines


def _cell(verb: Verb, role: Role) -> str:
    moves = [move for move in MOVES if move.verb is verb]
    if moves:
        may = any(role == m.who if m.only else role >= m.who for m in moves)
        return "○" if may else ""
    if verb is Verb.ANSWER_IDENTITY:
        return "●" if role is Role.CUSTODIAN else ""
    least = Role.MODERATOR if verb in BY_READERS else NEEDED[verb]
    return "●" if role >= least else ""


def _name(verb: Verb) -> str:
    return verb.value.replace("_", " ")


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    print(f"written: {PAGE.name}")
