"""A case that a lead has referred, and the file that came of it."""

import zipfile

from tests.support.media import JPEG

RULE = "Article 266"


async def referred(world, case, lead, *, name="Station at the river", along=None):
    """The lead refers a case; it is being checked already."""
    await lead.says(f"/case {case.number}")
    await lead.taps_on_card("Refer")
    await lead.taps("the police")
    await lead.says(name)
    await lead.taps(RULE)
    await lead.says("a letter by post")
    if along is not None:
        await lead.taps(along)


def handed_out(world, talker):
    """The newest document that somebody got: its name and its bytes."""
    documents = [m["document"] for m in talker.chat if "document" in m and m["from"]["is_bot"]]
    assert documents, talker.texts(3)
    found = documents[-1]
    return found["file_name"], world.telegram.files[found["file_id"]].file.data


def members(path):
    """The members of a case file by name, without the name of its folder."""
    with zipfile.ZipFile(path) as archive:
        return {name.partition("/")[2]: archive.read(name) for name in archive.namelist()}


def photo(mark=b""):
    """A picture of which a copy without metadata can be made."""
    return JPEG + mark
