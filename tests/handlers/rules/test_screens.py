"""The screens of the procedure: in both languages, within a message, true to the deadlines."""

import pytest
from msgspec.structs import replace

from domain.network.people import Role
from domain.rules.procedure import STEPS
from domain.status import MOVES
from handlers.rules import screens
from handlers.ui.localizer import Localizer
from locales.catalog import Catalog
from tests.support.shipped import PROFILE

WORDS = Catalog()
LOCALES = ["en", "zh-Hans"]
TOLD = (  # the deadlines that matter to who reports; a phone shows no reminder of staff
    "accept_days",
    "word_days",
    "close_days",
    "hard_days",
    "referral_days",
    "danger_hours",
    "appeal_days",
    "appeal_window_days",
    "needs_info_days",
    "needs_info_reminder_days",
    "draft_days",
)


def all_of(locale, profile=PROFILE):
    localizer = Localizer(WORDS, profile, locale)
    return "\n".join(str(screens.step(localizer, place).text) for place in range(len(STEPS)))


@pytest.mark.parametrize("locale", LOCALES)
def test_a_step_stays_one_message_however_many_categories_admins_have_added(locale):
    taxonomy = PROFILE.taxonomy
    for number in range(120):
        names = dict.fromkeys(PROFILE.locales, f"{number} {'很长的名称' * 11}")
        taxonomy = taxonomy.with_category(
            replace(
                taxonomy.categories[0], code=f"x{number}", names=names, clocks={"close_days": 4}
            )
        )
    localizer = Localizer(WORDS, replace(PROFILE, taxonomy=taxonomy), locale)
    for place in range(len(STEPS)):
        assert len(screens.step(localizer, place).text) < 4000


@pytest.mark.parametrize("locale", LOCALES)
def test_each_step_fits_one_short_message(locale):
    for place in range(len(STEPS)):
        screen = screens.step(Localizer(WORDS, PROFILE, locale), place)
        assert len(screen.text) < 1200
        assert all(len(row) <= 2 for row in screen.rows)


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("verb", sorted({move.verb for move in MOVES}))
def test_every_move_has_its_sentence(locale, verb):
    [move, *_] = [each for each in MOVES if each.verb == verb]
    said = screens.move_words(Localizer(WORDS, PROFILE, locale), move)
    assert said
    assert said in all_of(locale).replace("&#39;", "'")


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("name", TOLD)
def test_a_changed_deadline_changes_the_words(locale, name):
    changed = replace(PROFILE, clocks=replace(PROFILE.clocks, **{name: 97}))
    assert "97" not in all_of(locale)
    assert "97" in all_of(locale, changed)


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("name", TOLD)
def test_one_day_reads_well_too(locale, name):
    said = all_of(locale, replace(PROFILE, clocks=replace(PROFILE.clocks, **{name: 1})))
    assert "1 days" not in said
    assert "1 working days" not in said


@pytest.mark.parametrize("locale", LOCALES)
def test_who_confirms_is_who_the_table_says(locale):
    localizer = Localizer(WORDS, PROFILE, locale)
    [confirm] = [move for move in MOVES if move.verb == "confirm"]
    for role in (Role.LEAD, Role.PARENT_LEAD):
        who = localizer.say(f"rules-who-{role.name.lower()}")
        assert who in screens.move_words(localizer, replace(confirm, who=role))
    alone = screens.move_words(localizer, replace(confirm, excluded=None))
    assert alone != screens.move_words(localizer, confirm)


@pytest.mark.parametrize("locale", LOCALES)
def test_a_category_of_its_own_time_and_all_lines_are_named(locale):
    localizer = Localizer(WORDS, PROFILE, locale)
    said = all_of(locale).replace("&#39;", "'")
    for line in PROFILE.taxonomy.bottom_lines:
        assert localizer.bottom_line(line.code) in said
    for code in PROFILE.taxonomy.top:
        assert localizer.category(code) in said
    own = localizer.say("rules-close-own", category=localizer.category("rumour"), close_days=3)
    assert own in said
