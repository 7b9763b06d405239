"""What went wrong with a store of files, as one sentence that says what to do."""

import re

MOST = 200  # characters of a message that is not known here
_ADDRESS = re.compile(r"Error performing [A-Z]+ (?:https?://)([^/\s?]+)")
_STATUS = re.compile(r"non-2xx status code: (\d{3})")
_CODE = re.compile(r"<Code>(\w{1,60})</Code>")
_DUMP = "Debug source"  # begins obstore's dump of its structures
_OF_LIBRARY = re.compile(r"Generic \w+ error: (.*?)(?: \(os error \d+\))?")
_METADATA = ("169.254.169.254", "169.254.170.2", "fd00:ec2::254")  # where machines at AWS get keys

KEYS = "JUBAO_S3_KEY_ID and JUBAO_S3_SECRET"
WRONG_KEY = f"the store refuses the access key: check {KEYS}"
NO_KEY = f"there is no access key for the bucket: set {KEYS}, or AWS's own variables"
NO_RIGHTS = (
    "the store refuses access: allow this access key to list the bucket, and to read, write and "
    f"delete in it, or check {KEYS}"
)
NO_BUCKET = "there is no such bucket: make it, or correct its name in JUBAO_EVIDENCE_URL"
WRONG_REGION = "the bucket is in another region: set JUBAO_S3_REGION to the region of the bucket"
WRONG_CLOCK = "the store refuses this machine's time: set the clock of this machine, by NTP"
NO_SPACE = "the store has no room left: make room there"
NO_STORE = "what answers is no S3 store: check JUBAO_S3_ENDPOINT"
_BY_CODE = {
    "InvalidAccessKeyId": WRONG_KEY,
    "SignatureDoesNotMatch": WRONG_KEY,
    "InvalidToken": WRONG_KEY,
    "ExpiredToken": WRONG_KEY,
    "AccessDenied": NO_RIGHTS,
    "NoSuchBucket": NO_BUCKET,
    "PermanentRedirect": WRONG_REGION,
    "AuthorizationHeaderMalformed": WRONG_REGION,
    "IllegalLocationConstraintException": WRONG_REGION,
    "RequestTimeTooSkewed": WRONG_CLOCK,
    "QuotaExceeded": NO_SPACE,
    "XMinioStorageFull": NO_SPACE,
}
_BY_STATUS = {"401": WRONG_KEY, "403": NO_RIGHTS, "507": NO_SPACE}
_BY_WORDS = (
    ("incorrectly configured region", WRONG_REGION),
    ("Got invalid", NO_STORE),
    ("Unable to extract metadata", NO_STORE),
    ("ill-formed document", NO_STORE),
)
_NO_CONNECTION = (
    ("dns error", "the host {at} is not known: check JUBAO_S3_ENDPOINT and the name server"),
    ("Certificate", "the certificate of {at} is not trusted: install its authority's certificate"),
    ("InvalidMessage", "{at} does not speak TLS: write http:// in JUBAO_S3_ENDPOINT, or mend it"),
    ("", "no connection to {at}: check JUBAO_S3_ENDPOINT, and that the store runs"),
)


def says_no_bucket(error: BaseException | None) -> bool:
    """Whether a store says that the whole bucket is missing, not one object."""
    found = _CODE.search(str(error))
    return bool(found and found[1] == "NoSuchBucket")


def sentence(error: BaseException) -> str:
    """One line: what is wrong and what to do.

    No secret, key id or object's content is in it: of the store's answer it has the code alone.
    """
    said = str(error)
    if any(f"//{each}" in said or f"//[{each}]" in said for each in _METADATA):
        return NO_KEY
    for found in (_in_answer(said), _in_connection(said)):
        if found:
            return found
    if isinstance(error, OSError) and error.strerror:
        named = f"{error.filename}: " if error.filename else ""
        return f"{named}{error.strerror}"
    return first_line(error)


def _in_answer(said: str) -> str:
    """What a server's answer means; empty if there is none, or it is not known."""
    code, status = _CODE.search(said), _STATUS.search(said)
    if code and code[1] in _BY_CODE:
        return f"{_BY_CODE[code[1]]} ({code[1]})"
    if status and status[1] in _BY_STATUS:
        return f"{_BY_STATUS[status[1]]} ({status[1]})"
    if status:
        named = f"{status[1]}, {code[1]}" if code else status[1]
        remedy = (
            "try again later"
            if status[1] >= "500"
            else "check JUBAO_S3_ENDPOINT and JUBAO_S3_REGION"
        )
        return f"the store at {_address(said)} answers with an error ({named}): {remedy}"
    first = said.partition(_DUMP)[0]
    return next((words for sign, words in _BY_WORDS if sign in first), "")


def _in_connection(said: str) -> str:
    """Why no answer came; empty if that is not the error."""
    if "HTTP error" not in said.partition(_DUMP)[0]:
        return ""
    if "kind: Connect" not in said and "kind: Timeout" in said:
        return f"{_address(said)} does not answer in time: check that the store runs"
    if "kind: Connect" not in said:
        return f"the connection to {_address(said)} broke: check that the store runs"
    words = next(words for sign, words in _NO_CONNECTION if sign in said)
    return words.format(at=_address(said))


def _address(said: str) -> str:
    """Host and port that were asked."""
    found = _ADDRESS.search(said)
    return found[1].rpartition("@")[2] if found else "the address"


def first_line(error: BaseException) -> str:
    """The class of an error and the beginning of its message; of obstore's the message alone."""
    line = str(error).partition(_DUMP)[0].split("\n", 1)[0].strip()
    if found := _OF_LIBRARY.fullmatch(line):
        return found[1][:MOST]
    return f"{type(error).__name__}: {line[:MOST]}".removesuffix(": ")
