"""What an operator reads of a store that refuses or is not there: one sentence with the remedy."""

import threading
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from domain.core.errors import FilesAway
from storage.files import aws_variables, object_store, store_errors, surroundings
from storage.files.blobs import Files
from storage.files.places import S3

KEY_ID, SECRET = "AKIAKANARIENVOGEL", "kanarienvogel"
BODY = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>{code}</Code><Message>no {code}</Message>'
    f"<AWSAccessKeyId>{KEY_ID}</AWSAccessKeyId></Error>"
)


@pytest.fixture
def hasty(monkeypatch):
    """One more try, and no patience."""
    monkeypatch.setattr(object_store, "TRIES", 1)
    monkeypatch.setattr(object_store, "PATIENCE", timedelta(seconds=0.5))


class Answering(BaseHTTPRequestHandler):
    """Gives everybody the answer that its server was told."""

    def do_GET(self):
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        status, body = self.server.answer
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, *said):
        """Say nothing."""


for _method in ("PUT", "HEAD", "POST", "DELETE"):
    setattr(Answering, f"do_{_method}", Answering.do_GET)


@pytest.fixture
def server():
    """A server on loopback; `answer` is what it says to everything."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Answering) as found:
        threading.Thread(target=found.serve_forever, args=(0.01,), daemon=True).start()
        found.s3 = S3(
            endpoint=f"http://127.0.0.1:{found.server_port}",
            region="us-east-1",
            key_id=KEY_ID,
            secret=SECRET,
        )
        yield found
        found.shutdown()


ANSWERS = [
    (403, "InvalidAccessKeyId", "refuses the access key: check JUBAO_S3_KEY_ID and"),
    (403, "SignatureDoesNotMatch", "refuses the access key: check JUBAO_S3_KEY_ID and"),
    (403, "AccessDenied", "allow this access key to list the bucket"),
    (403, "", "allow this access key to list the bucket"),
    (401, "", "refuses the access key"),
    (403, "RequestTimeTooSkewed", "set the clock of this machine"),
    (404, "NoSuchBucket", "no such bucket: make it, or correct its name in JUBAO_EVIDENCE_URL"),
    (301, "PermanentRedirect", "set JUBAO_S3_REGION"),
    (400, "AuthorizationHeaderMalformed", "set JUBAO_S3_REGION"),
    (507, "", "make room there"),
    (503, "SlowDown", "answers with an error (503, SlowDown): try again later"),
    (500, "", "answers with an error (500): try again later"),
    (405, "", "answers with an error (405): check JUBAO_S3_ENDPOINT"),
]


def is_one_sentence(why):
    assert "\n" not in why
    assert len(why) < 240
    for dump in ("Generic", "Error performing", "{", "<", "Debug", KEY_ID, SECRET, "retries"):
        assert dump not in why
    return True


@pytest.mark.parametrize(("status", "code", "words"), ANSWERS)
async def test_each_answer_of_a_store_is_one_sentence_for_every_request(
    server, hasty, status, code, words
):
    server.answer = (status, BODY.format(code=code).encode() if code else b"")
    files = Files("s3://office/some/prefix", server.s3)
    for ask in (files.look(), files.put("ab12", b"x"), files.get("ab12"), files.is_empty()):
        with pytest.raises(FilesAway) as said:
            await ask
        assert words in said.value.why
        assert is_one_sentence(said.value.why)


async def test_a_head_request_whose_answer_has_no_body_is_one_sentence_too(server, hasty):
    files = Files("s3://office/x", server.s3)
    for status in (400, 403, 503):
        server.answer = (status, b"")
        with pytest.raises(FilesAway) as said:
            await files.has("ab12")
        assert is_one_sentence(said.value.why)


async def test_a_page_that_is_no_store_is_named(server, hasty):
    server.answer = (200, b"<html>Welcome")
    with pytest.raises(FilesAway) as said:
        await Files("s3://office/x", server.s3).look()
    assert said.value.why == store_errors.NO_STORE


@pytest.mark.parametrize(
    ("endpoint", "words"),
    [
        ("http://127.0.0.1:9", "no connection to 127.0.0.1:9: check JUBAO_S3_ENDPOINT"),
        ("http://store.invalid:9", "the host store.invalid:9 is not known"),
    ],
)
async def test_a_store_that_cannot_be_reached_is_named_with_its_address(hasty, endpoint, words):
    s3 = S3(endpoint=endpoint, region="us-east-1", key_id=KEY_ID, secret=SECRET)
    files = Files("s3://office/x", s3)
    for ask in (files.look(), files.put("ab12", b"x"), files.get("ab12"), files.has("ab12")):
        with pytest.raises(FilesAway) as said:
            await ask
        assert words in said.value.why
        assert is_one_sentence(said.value.why)


async def test_a_server_without_tls_is_named(server, hasty):
    server.answer = (200, b"")
    endpoint = server.s3.endpoint.replace("http:", "https:")
    files = Files("s3://office/x", S3(endpoint=endpoint, key_id=KEY_ID, secret=SECRET))
    with pytest.raises(FilesAway) as said:
        await files.look()
    assert "does not speak TLS" in said.value.why
    assert is_one_sentence(said.value.why)


async def test_the_look_around_a_bucket_says_the_same(server, hasty):
    server.answer = (404, BODY.format(code="NoSuchBucket").encode())
    with pytest.raises(FilesAway) as said:
        async for _ in surroundings.found_at("s3://office/x", server.s3, inside=True):
            pass
    assert "no such bucket" in said.value.why
    assert is_one_sentence(said.value.why)


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("AWS_ENDPOINT_URL", "store.canary:9000", "begins with https:// or http://"),
        ("AWS_ENDPOINT_URL_S3", "ftp://canary", "begins with https:// or http://"),
        ("AWS_ENDPOINT", "https://canary\n", "begins with https:// or http://"),
        ("AWS_ACCESS_KEY_ID", "canary\nbird", "one line"),
        ("AWS_SECRET_ACCESS_KEY", "canary\r\nbird", "one line"),
        ("AWS_REGION", "canary\u2003", "one line"),
    ],
)
def test_a_variable_that_the_library_would_stumble_over_is_named(monkeypatch, name, value, words):
    monkeypatch.setenv(name, value)
    with pytest.raises(aws_variables.WrongVariable) as said:
        Files("s3://office/x")
    assert str(said.value).startswith(f"{name}: ")
    assert words in str(said.value)
    assert "canary" not in str(said.value)


@pytest.mark.parametrize("field", ["key_id", "secret", "region"])
def test_a_setting_of_two_lines_is_named(field):
    with pytest.raises(aws_variables.WrongVariable) as said:
        Files("s3://office/x", S3(**{field: "canary\nbird"}))
    assert str(said.value) == f"JUBAO_S3_{field.upper()}: expected one line of ASCII characters"


def test_where_a_machine_has_no_role_and_no_key_the_key_is_asked_for():
    """The library asks the cloud's own server for one; it is nothing that loopback can answer."""
    asked = "Error performing PUT http://169.254.169.254/latest/api/token in 1ms - HTTP error"
    assert store_errors.sentence(OSError(asked)) == store_errors.NO_KEY


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (PermissionError(13, "Permission denied", "/srv/ev"), "/srv/ev: Permission denied"),
        (OSError(28, "No space left on device"), "No space left on device"),
        (
            OSError(
                "Generic LocalFileSystem error: Unable to open file /e/a: No (os error 5)\n\nD"
            ),
            "Unable to open file /e/a: No",
        ),
        (RuntimeError("something else"), "RuntimeError: something else"),
        (RuntimeError(), "RuntimeError"),
        (RuntimeError("x\n\nDebug source:\nGeneric {"), "RuntimeError: x"),
    ],
)
def test_errors_of_a_folder_and_unknown_ones_are_one_line(error, sentence):
    assert store_errors.sentence(error) == sentence
