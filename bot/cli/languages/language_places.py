"""Where the files of a language are, and what its code must be."""

import re
from pathlib import Path

from bot.config.settings import Settings, SettingsError, read_settings
from bot.core.errors import Failed
from locales.catalog import BASE, HERE, languages_in

CODE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
"""As `locales` of clocks.toml takes it."""
CHECKOUT = HERE.parent / "pyproject.toml"


def settings_with(to: Path | None) -> Settings:
    """The settings; JUBAO_LANGUAGES is not read if another folder is named."""
    return read_settings() if to is None else read_settings(languages="")


def checked(code: str) -> str:
    """The code as it was typed; SettingsError with the right way to write it."""
    if CODE.fullmatch(code):
        return code
    first, *rest = re.split(r"[-_]", code.strip())
    right = "-".join((first.lower(), *rest))
    hint = f"; did you mean {right}?" if right != code and CODE.fullmatch(right) else ""
    raise SettingsError(
        f"expected the code of a language, such as fr, pt-BR or zh-Hant, not {code!r}{hint}"
    )


def further(settings: Settings, to: Path | None) -> Path | None:
    """The folder with the deployment's own languages; None if there is none."""
    return to or (Path(settings.languages) if settings.languages else None)


def places_of(code: str, own: Path | None) -> list[Path]:
    """The folders with texts of a language: ours first. Failed if there is none."""
    folders = [HERE, *([own] if own else [])]
    there = [place for folder in folders for place in languages_in(folder)]
    found = [place for place in there if place.name.lower() == code.lower()]
    if not found:
        known = ", ".join(sorted({place.name for place in there}))
        raise Failed(f"there is no language {code}; there are {known} (`jubao locale new {code}`)")
    return found


def place_for_new(code: str, own: Path | None) -> Path:
    """The folder that a new language gets; Failed if the language is there already."""
    folder = own or HERE
    if own is None and not CHECKOUT.exists():
        raise SettingsError(
            f"--to: expected a folder for the new language, such as --to languages: {HERE} is"
            " replaced when jubao is upgraded. JUBAO_LANGUAGES then names that folder"
        )
    for known in (HERE, folder):
        if not known.is_dir():
            continue
        for place in known.iterdir():
            if place.name.lower() == code.lower():
                raise Failed(_there_already(place, ours=known == HERE))
    return folder / code


def _there_already(place: Path, *, ours: bool) -> str:
    where = "comes with jubao" if ours and not CHECKOUT.exists() else f"is there already: {place}"
    if place.name == BASE:
        return f"{BASE} {where}"
    return f"{place.name} {where}. `jubao locale check {place.name}` lists what it lacks"
