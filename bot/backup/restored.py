"""What is done to a restored database before it is used: erasures repeated, notices held."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from bot.config.own_files import erasure_list_of
from bot.config.settings import Settings
from bot.core.errors import Refused
from storage.backup import erasure_list
from storage.backup.archive import Manifest
from storage.backup.erasure_list import ErasureLines
from storage.crypto.encryption import KeyRing
from storage.crypto.erasure_tokens import ErasureKeys
from storage.engine.database import Database
from usecases.core.request import Conditions, Request
from usecases.operations import erasure_replay
from usecases.operations import restore as restoring
from usecases.operations.restore import HeldBack
from usecases.session import by_system

DAY = 24 * 3600
MOST_NAMED = 5  # keys in a message


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """What waits for a person, what was erased and revoked again, and stored files left out.

    `voided` is how many open invitations were voided because there is no list.
    """

    held: HeldBack
    repeated: Counter[str]
    erased_files: frozenset[str]
    lists: "Lists"
    voided: int = 0

    def lines(self) -> tuple[str, ...]:
        """What the operator reads of the erasures."""
        if not self.lists.paths:
            where = self.lists.own
            said = f"there is no list of erasures ({where}): what was erased or revoked after the"
            return (f"{said} backup is back; open invitations voided: {self.voided}",)
        each = ", ".join(f"{kind} {count}" for kind, count in sorted(self.repeated.items()))
        said = f"erased and revoked again, by the list of erasures: {each or 'nothing'}"
        bad = self.lists.found.unreadable + self.lists.elsewhere.unreadable
        if not bad:
            return (said,)
        return (said, f"{bad} lines of the list cannot be read: it was changed, or is of others")


@dataclass(frozen=True, slots=True)
class Lists:
    """The lists of erasures: the deployment's own, and one beside the backup."""

    own: Path
    paths: tuple[Path, ...]
    found: ErasureLines
    elsewhere: ErasureLines

    @classmethod
    def read(cls, settings: Settings, backup: Path, key_ring: KeyRing, made_at: int) -> "Lists":
        """Read them; Refused if a key is missing by which something was listed after `made_at`."""
        own, keys = erasure_list_of(settings), ErasureKeys(key_ring)
        beside = backup.absolute().parent / erasure_list.NAME
        lists = cls(
            own,
            tuple(each for each in (own, beside) if each.exists()),
            erasure_list.read((own,), keys),
            erasure_list.read((beside,), keys),
        )
        foreign = {**lists.elsewhere.foreign, **lists.found.foreign}
        newer = sorted(name for name, at in foreign.items() if at >= made_at - DAY)
        if newer:
            named = ", ".join(newer[:MOST_NAMED])
            more = f" and {len(newer) - MOST_NAMED} others" if len(newer) > MOST_NAMED else ""
            where = " and ".join(str(each) for each in lists.paths)
            raise Refused(
                f"the list of erasures ({where}) has lines by the key {named}{more}: put it into "
                "JUBAO_SEAL_KEYS, behind the key of the backup, or what was erased would come "
                "back; lines of a key that was never yours may be deleted from the file"
            )
        return lists

    async def apply(self, db: Database, conditions: Conditions, about: Manifest) -> Restored:
        """Repeat the erasures in a restored database, then hold its notices."""
        return await db.run(by_system, conditions, _apply, self, about)


def _apply(req: Request, lists: Lists, about: Manifest) -> Restored:
    made_at, flaws = about.at, len(about.missing) + len(about.damaged)
    repeated = erasure_replay.repeat(req, lists.found.erasures, lists.elsewhere.erasures, made_at)
    voided = 0 if lists.paths else erasure_replay.void_invitations(req)
    return Restored(
        held=restoring.hold(req, made_at, erased=repeated.total(), flaws=flaws),
        repeated=repeated,
        erased_files=erasure_replay.erased_files(req),
        lists=lists,
        voided=voided,
    )
