"""The list of everything sent for a report that is not filed yet; a button removes each piece."""

from domain.material import Piece
from handlers.dialogs import question_screen
from handlers.reporting import review_screen
from handlers.reporting.callbacks import TakeOut
from handlers.ui.callbacks import Go
from handlers.ui.localizer import Localizer
from handlers.ui.markup import Key, Screen, bold, cut, lines, paragraphs
from handlers.ui.sanitize import line
from usecases.core.outcomes import Asked

LONGEST = 30  # characters of a text on its button
MOST = 40  # pieces with a button; more rows are hard to use


def sent(localizer: Localizer, asked: Asked) -> Screen:
    """The pieces, numbered in order of arrival; files last."""
    draft = asked.sheet.draft
    keys = [take_out_key(localizer, draft.id, piece) for piece in draft.carried.pieces]
    keys += [
        _take_out(draft.id, "file", str(file.id), localizer.say("sent-file", number=number))
        for number, file in enumerate(question_screen.kept_files(asked), 1)
    ]
    back = Key(label=localizer.say("button-back"), button=Go(where="question"))
    return Screen(
        text=paragraphs(bold(localizer.say("sent-title")), lines(localizer.say("sent-how"))),
        rows=(*((key,) for key in keys[:MOST]), (back,)),
    )


def take_out_key(localizer: Localizer, draft_id: str, piece: Piece) -> Key:
    """A button that takes a piece out of a draft; it shows the beginning of its text."""
    return _take_out(draft_id, "text", piece.key, _piece(localizer, piece))


def _take_out(draft_id: str, kind: str, key: str, name: str) -> Key:
    return Key(label=f"🗑 {name}", button=TakeOut(draft=draft_id, kind=kind, key=key))


def _piece(localizer: Localizer, piece: Piece) -> str:
    if piece.origin is not None:
        return line(review_screen.origin_name(localizer, piece.origin), LONGEST)
    text = piece.text if piece.text.strip() else " ".join(link["raw"] for link in piece.links)
    return cut(review_screen.as_written(text), LONGEST)  # links on a button cannot be opened
