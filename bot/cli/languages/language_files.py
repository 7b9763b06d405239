"""`jubao locale new|update`: write the files of a language."""

from pathlib import Path
from tempfile import TemporaryDirectory

from bot.cli import whole_files
from bot.cli.languages import language_places
from bot.config.csv_tables import name_columns
from bot.config.settings import Settings
from bot.core.errors import Failed
from locales import completeness
from locales.catalog import BASE, HERE, languages_in, text_of
from locales.completeness import SAME, TO_TRANSLATE


def new(code: str, to: Path | None) -> str:
    """Copy the English texts, each marked; the folder is there whole or not at all."""
    language_places.checked(code)
    settings = language_places.settings_with(to)
    own = language_places.further(settings, to)
    place = language_places.place_for_new(code, own)
    pages = [
        (page.name, completeness.marked(page.read_text(encoding="utf-8")).encode())
        for page in sorted((HERE / BASE).glob("*.ftl"))
    ]
    _write(place, pages)
    count = len(completeness.english().by_key)
    head = (
        f"{place}: {len(pages)} files with {count} texts,"
        f' each under the comment "# {TO_TRANSLATE}".'
    )
    return "\n".join((head, *_next(code, settings, own)))


def _write(place: Path, pages: list[tuple[str, bytes]]) -> None:
    """Write the files into a folder beside its place, and move that to its name."""
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(prefix=".jubao-", dir=place.parent) as beside:
            made = Path(beside) / place.name
            whole_files.write(made, pages)
            made.rename(place)
    except OSError as why:
        raise Failed(f"{place}: {why.strerror or why}; nothing was written") from why
    except Failed as why:  # it names the folder that is gone again
        raise Failed(f"{place}: {str(why).rpartition(': ')[2]}; nothing was written") from why


def _next(code: str, settings: Settings, own: Path | None) -> list[str]:
    """What is to be done then, in this order."""
    shipped = [place.name for place in languages_in(HERE)]
    column = name_columns([*shipped, code])[code]
    steps = [
        (
            "Translate the texts; take the comment away from each that is done. What stands in"
            f' {{ }} stays. A text that is right in English gets the comment "# {SAME}".'
        ),
        f"`jubao locale check {code}` lists what is missing, in the texts and in the profile.",
        (
            f'In your profile ({settings.profile}): "{code}" in `locales` of clocks.toml; a column'
            f" {column} in units.csv and providers.csv; its name or words for each entry of"
            " taxonomy.toml, pledge.toml and platforms.toml."
        ),
        (
            "`jubao profile import FOLDER`; then restart the bot, which reads the texts and"
            " publishes its menu in the new language."
        ),
        (
            "In the chat: /units and /categories for what was added there, /templates for your own"
            " ready texts."
        ),
    ]
    if own and not (settings.languages and Path(settings.languages).samefile(own)):
        steps.insert(0, f"Set JUBAO_LANGUAGES={own.absolute()}")
    return ["Next:", *(f"{number}. {step}" for number, step in enumerate(steps, start=1))]


def update(code: str, to: Path | None) -> str:
    """Add the texts that a language lacks, each marked, to the files that English has them in."""
    language_places.checked(code)
    own = language_places.further(language_places.settings_with(to), to)
    places = language_places.places_of(code, own)
    there, base = completeness.LanguageTexts(*places), completeness.english()
    lacking = [
        lack for lack in completeness.lacks(base, there) if lack.text == completeness.MISSING
    ]
    if not lacking:
        return f"{places[-1]} lacks no text."
    pages = []
    for name in sorted({lack.file for lack in lacking}):
        keys = {lack.key for lack in lacking if lack.file == name}
        added = completeness.only((HERE / BASE / name).read_text(encoding="utf-8"), keys)
        page = places[-1] / name
        before = text_of(page).rstrip() + "\n\n" if page.exists() else ""
        pages.append((name, (before + added).encode()))
    whole_files.write(places[-1], pages)
    return f'{places[-1]}: {len(lacking)} texts added under the comment "# {TO_TRANSLATE}".'
