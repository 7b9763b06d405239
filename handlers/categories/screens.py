"""The categories as admins see them: list, card, history, and changes that wait."""

from markupsafe import Markup

from conversation.forms.categories.category_draft import FIELDS
from domain.categories.subjects import RULE, Subject, key_of, names_of
from domain.core.names import localized
from domain.notices.staff_notices import CategoryChangedNotice, CategoryProposedNotice
from domain.taxonomy import Category, Rule
from handlers.categories import rule_form
from handlers.categories.callbacks import (
    AddCategory,
    AnswerCategoryProposal,
    CategoryHistoryOf,
    ChangeCategory,
    ListCategories,
    ListRules,
    RestoreCategory,
    RetireCategory,
    RetireCategorySurely,
    SeeCategory,
    SeeCategoryProposal,
    SeeRule,
)
from handlers.categories.category_form import differing, line, value
from handlers.ui import changes
from handlers.ui.labels import LONGEST, colleague
from handlers.ui.localizer import Localizer
from handlers.ui.markup import Key, Screen, bold, cut, grid, lines, paragraphs
from usecases.categories.category_editing import (
    CategoryHistory,
    CategoryList,
    CategoryRetiring,
)
from usecases.core.views import CategoryProposalView, CategoryView
from usecases.delivery.notice_facts import NoticeFacts

YES, NO = "yes", "no"
SHOWN = ("names", "lines", "rules", "clock", "hotline", "level", "retention", "files", "closed")
LONGEST_CHANGE = 200  # characters of a value in the history


def listed(localizer: Localizer, found: CategoryList) -> Screen:
    """The top categories, each with a button; those that wait for a second admin first."""
    waiting = tuple((_waiting(localizer, each),) for each in found.waiting)
    keys = grid(_key(localizer, each) for each in found.categories)
    back = Key(label=localizer.say("units-before"), button=ListCategories(page=found.page - 1))
    on = Key(label=localizer.say("staff-next"), button=ListCategories(page=found.page + 1))
    turns = (*((back,) if found.page else ()), *((on,) if found.page + 1 < found.pages else ()))
    new = Key(label=localizer.say("category-add"), button=AddCategory(parent=""))
    rules = Key(label=localizer.say("rule-list"), button=ListRules(page=0))
    rows = (*waiting, *keys, turns, (new, rules))
    return Screen(
        text=paragraphs(bold(localizer.say("category-title")), localizer.say("category-how")),
        rows=tuple(row for row in rows if row),
        protect=True,
    )


def _key(localizer: Localizer, category: Category) -> Key:
    mark = "🚫 " if category.retired else ""
    label = cut(f"{mark}{category.name(localizer.locale)}", LONGEST)
    return Key(label=label, button=SeeCategory(category=category.code))


def _waiting(localizer: Localizer, subject: Subject) -> Key:
    label = cut(f"⏳ {_name(localizer, subject)}", LONGEST)
    return Key(label=label, button=SeeCategoryProposal(category=key_of(subject)))


def _name(localizer: Localizer, subject: Subject) -> str:
    return localized(names_of(localizer.profile, subject), localizer.locale)


def _see(subject: Subject) -> SeeCategory | SeeRule:
    """The button's payload that shows a category or a rule."""
    if isinstance(subject, Rule):
        return SeeRule(rule=subject.code)
    return SeeCategory(category=subject.code)


def card(localizer: Localizer, found: CategoryView) -> Screen:
    """All values of a category, as a citizen's screen and a decision use them."""
    category, note = found.category, localizer.say(found.note) if found.note else ""
    above = f"{localizer.category(category.parent)} › " if category.parent else ""
    return Screen(
        text=paragraphs(
            lines(
                bold(f"{above}{category.name(localizer.locale)}"),
                category.code,
                localizer.say("category-is-retired") if category.retired else None,
                localizer.say("category-waits") if found.waits else None,
                localizer.say("category-is-protected") if found.protected else None,
            ),
            lines(*(line(localizer, field, value(localizer, category, field)) for field in SHOWN)),
        ),
        rows=_rows(localizer, found),
        protect=True,
        toast=note,
    ).led_by(note)


def _rows(localizer: Localizer, found: CategoryView) -> tuple[tuple[Key, ...], ...]:
    code, parent = found.category.code, found.category.parent
    fields = grid(
        (
            Key(
                label=localizer.say(f"category-field-{field}"),
                button=ChangeCategory(category=code, field=field),
            )
            for field in FIELDS
        ),
        columns=3,
    )
    history = Key(
        label=localizer.say("hotline-history"), button=CategoryHistoryOf(category=code, before=0)
    )
    waits = Key(label=localizer.say("proposal-look"), button=SeeCategoryProposal(category=code))
    back = (
        Key(label=localizer.say("button-back"), button=SeeCategory(category=parent))
        if parent
        else Key(label=localizer.say("category-list"), button=ListCategories(page=0))
    )
    add = Key(label=localizer.say("category-add-below"), button=AddCategory(parent=code))
    rows = (
        (waits,) if found.waits else (),
        *(() if found.category.retired else fields),
        *grid(_key(localizer, each) for each in found.below),
        () if parent or found.category.retired else (add,),
        (history, *_retire(localizer, found)),
        (back,),
    )
    return tuple(row for row in rows if row)


def _retire(localizer: Localizer, found: CategoryView) -> tuple[Key, ...]:
    code = found.category.code
    if found.category.retired:
        again = Key(label=localizer.say("category-restore"), button=RestoreCategory(category=code))
        return (again,)
    if found.protected:
        return ()
    return (Key(label=localizer.say("category-retire"), button=RetireCategory(category=code)),)


def retire_surely(localizer: Localizer, found: CategoryRetiring) -> Screen:
    """What retiring means, with the button to do it."""
    code = found.category.code
    sure = Key(
        label=localizer.say("category-retire-surely"), button=RetireCategorySurely(category=code)
    )
    back = Key(label=localizer.say("button-back"), button=SeeCategory(category=code))
    name = found.category.name(localizer.locale)
    words = localizer.say("category-retire-ask", category=name, below=found.below)
    return Screen(text=lines(words), rows=((sure,), (back,)), protect=True)


def history(localizer: Localizer, found: CategoryHistory) -> Screen:
    """Each change: by whom, when, and the values before and after."""
    subject = found.subject
    back = Key(label=localizer.say("button-back"), button=_see(subject))
    rows: tuple[tuple[Key, ...], ...] = ((back,),)
    if found.before is not None:
        button = CategoryHistoryOf(category=key_of(subject), before=found.before)
        rows = ((Key(label=localizer.say("hotline-older"), button=button),), *rows)
    fields = "rule-field-" if isinstance(subject, Rule) else "category-field-"
    title = localizer.say("category-history-of", category=_name(localizer, subject))
    return Screen(
        text=paragraphs(
            bold(title),
            *(
                changes.change(
                    localizer,
                    each,
                    found.names.get(each.who),
                    localizer.say(f"journal-{each.verb}"),
                    fields=fields,
                    longest=LONGEST_CHANGE,
                )
                for each in found.changed
            ),
            None if found.changed else localizer.say("hotline-no-history"),
        ),
        rows=rows,
        protect=True,
    )


def proposal(localizer: Localizer, found: CategoryProposalView) -> Screen:
    """What would change, who proposed it, and the buttons to confirm or drop it."""
    subject, note = found.subject, localizer.say(found.note) if found.note else ""
    code = key_of(subject)
    yes, no = (
        AnswerCategoryProposal(category=code, word=word, mark=found.mark) for word in (YES, NO)
    )
    keys = (
        *((Key(label=localizer.say("category-yes-publish"), button=yes),) if found.able else ()),
        *((Key(label=localizer.say("proposal-no"), button=no),) if found.waits else ()),
    )
    back = Key(label=localizer.say("category-list"), button=ListCategories(page=0))
    by = colleague(localizer, found.by)
    return Screen(
        text=paragraphs(
            note,
            lines(
                bold(_name(localizer, subject)),
                subject.code,
                localizer.say("proposal-by", name=by, day=localizer.day(found.at)),
            ),
            _differing(localizer, found.old, subject),
        ),
        rows=tuple(row for row in (keys, (back,)) if row),
        protect=True,
        toast=note,
    )


def _differing(localizer: Localizer, old: Subject | None, new: Subject) -> Markup:
    if isinstance(new, Rule):
        return rule_form.differing(localizer, old if isinstance(old, Rule) else None, new)
    return differing(localizer, old if isinstance(old, Category) else None, new)


def proposed(localizer: Localizer, notice: CategoryProposedNotice, _: NoticeFacts) -> Screen:
    """To the other admins: a change waits, with the button to look at it."""
    button = SeeCategoryProposal(category=notice.category)
    key = Key(label=localizer.say("proposal-look"), button=button)
    return Screen(text=lines(_news(localizer, notice)), rows=((key,),), protect=True)


def changed(localizer: Localizer, notice: CategoryChangedNotice, _: NoticeFacts) -> Screen:
    """To the other admins and to leads: which values of which category or rule are new."""
    kind = "rule-field" if notice.category.startswith(RULE) else "category-field"
    fields = (f"• {localizer.say(f'{kind}-{field}')}" for field in notice.fields)
    return Screen(text=lines(_news(localizer, notice), *fields), protect=True)


def _news(localizer: Localizer, notice: CategoryProposedNotice | CategoryChangedNotice) -> str:
    return localizer.say(
        f"notice-{notice.kind}",
        category=localized(notice.names, localizer.locale),
        name=colleague(localizer, notice.by),
    )
