"""Open the forms of removal requests: an answer in words, and an order."""

from conversation.contexts import RemovalContext
from domain.draft import Draft
from domain.network.people import Verb
from domain.removals import rules
from domain.removals.removal import Answer
from usecases.core.outcomes import Asked, DialogOutcome
from usecases.core.request import Request
from usecases.dialogs import draft_lifecycle
from usecases.removals import answering, removal_access

_FORMS = frozenset({Verb.REMOVAL_ANSWER, Verb.REMOVAL_ORDER})


def begin(
    req: Request, removal_id: int, verb: Verb, *, seen: int, answer: Answer = Answer.REFUSED
) -> Asked:
    """Open the form, if this person may do that now; checked again when it is finished.

    `answer` is what is answered, one of `rules.IN_WORDS`; an order does not read it.
    """
    assert verb in _FORMS
    assert answer in rules.IN_WORDS
    _, removal = removal_access.check(req, removal_id, verb, seen=seen)
    context = RemovalContext(removal=removal.id, version=removal.version, answer=answer)
    return draft_lifecycle.begin(req, verb, context=context)


def still(req: Request, draft: Draft) -> None:
    """Raise a refusal if the request was changed so that the form cannot be finished."""
    about = RemovalContext.of(draft)
    removal_access.check(req, about.removal, Verb(draft.form), seen=about.version)


def cancelled(req: Request, draft: Draft) -> DialogOutcome:
    """After a form was cancelled: the request."""
    return answering.see(req, RemovalContext.of(draft).removal)
