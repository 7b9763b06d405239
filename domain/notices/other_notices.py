"""Notices to a unit's group, and to anybody who uses the bot."""

from typing import ClassVar

from msgspec import field
from msgspec.structs import replace

from domain.notices.notice import Notice


class GroupNotice(Notice, frozen=True, kw_only=True):
    """Something for a unit's group chat."""

    guarded: ClassVar[bool] = False


class GroupCardNotice(GroupNotice, frozen=True, kw_only=True, tag="group_card"):
    """A case's card in a group, edited in place."""


class GroupDigestNotice(GroupNotice, frozen=True, kw_only=True, tag="group_digest"):
    """Many cases at once: so many changes, and the cases by number, each with its version."""

    count: int = 0
    cases: dict[str, int] = field(default_factory=dict)


class PersonNotice(Notice, frozen=True, kw_only=True):
    """Something for one person about what they themselves have begun."""

    guarded: ClassVar[bool] = False


class OpenQuestionNotice(PersonNotice, frozen=True, kw_only=True, tag="screen"):
    """The question that is open is asked again, below the words `note` names.

    `left_out`: a forward named its sender, and that was left out. `replaces` is the message with
    the question as it was asked before: messages that come together get one answer. `not_kept` are
    the reasons why files of theirs were not kept, `unkept` what else of them never is, `remarks`
    the keys of what else is to be said of them. `draft` is the draft that is asked about, empty for
    whichever is open: where another is open by then, nothing is said.
    """

    note: str = ""
    left_out: bool = False
    replaces: int | None = None
    not_kept: tuple[str, ...] = ()
    unkept: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    draft: str = ""

    def after(self, earlier: "OpenQuestionNotice") -> "OpenQuestionNotice":
        """The same, saying of the earlier messages, too, what there is to say of them."""
        return replace(
            self,
            left_out=self.left_out or earlier.left_out,
            replaces=earlier.replaces if self.replaces is None else self.replaces,
            not_kept=tuple(dict.fromkeys((*earlier.not_kept, *self.not_kept))),
            unkept=tuple(dict.fromkeys((*earlier.unkept, *self.unkept))),
            remarks=tuple(dict.fromkeys((*earlier.remarks, *self.remarks))),
        )


class ReplyLostNotice(PersonNotice, frozen=True, kw_only=True, tag="reply_lost"):
    """A reply may not have arrived, and no question is open that could be asked again."""


class DraftReminderNotice(PersonNotice, frozen=True, kw_only=True, tag="draft_reminder"):
    """A report was begun and not sent."""


class DraftDiscardedNotice(PersonNotice, frozen=True, kw_only=True, tag="draft_discarded"):
    """A report that was begun is deleted."""


class SuggestionAnsweredNotice(PersonNotice, frozen=True, kw_only=True, tag="suggestion_answered"):
    """The answer to a suggestion, to whoever wrote it."""

    suggestion: int


class SuggestionNewTimeNotice(PersonNotice, frozen=True, kw_only=True, tag="suggestion_new_time"):
    """A suggestion is answered later, since the calendar has changed; to whoever wrote it."""

    suggestion: int
