"""What `deploy/` says is what the project has: commands, settings, ports, paths; and no secret."""

import configparser
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import yaml

from bot.cli.everything import app
from bot.config.settings import PREFIX, SECRET, Settings
from bot.config.settings_files import FILE
from bot.intake.webhook import SECRET as SECRET_HEADER

DEPLOY = Path("deploy")
UNITS = ("jubao-worker@.service", "jubao-courier.service")
KNOWN = {PREFIX + name.upper() for name in Settings.model_fields}
IN_FILES = {PREFIX + name.upper() + FILE.upper() for name in SECRET}
OURS = {"migrate", "worker", "courier"}


@pytest.fixture(scope="module")
def compose():
    return yaml.safe_load((DEPLOY / "compose.postgres.yaml").read_text())


@pytest.fixture(scope="module")
def services(compose):
    return compose["services"]


@pytest.fixture(scope="module")
def caddyfile():
    return (DEPLOY / "Caddyfile").read_text()


def units():
    for name in UNITS:
        unit = configparser.ConfigParser(strict=False, interpolation=None)
        unit.optionxform = str
        unit.read_string((DEPLOY / name).read_text())
        yield name, unit["Service"], re.findall(r"JUBAO_\w+", (DEPLOY / name).read_text())


def test_there_are_a_database_workers_couriers_and_a_proxy(services):
    assert set(services) == {"postgres", "proxy"} | OURS
    for name in OURS:
        assert services[name]["command"] == [name]
        assert name in app
    assert services["worker"]["deploy"]["replicas"] == "${WORKERS:-4}"
    assert services["courier"]["deploy"]["replicas"] == 2


def test_whoever_stays_is_looked_after_and_comes_after_what_it_needs(services):
    for name, service in services.items():
        if name != "migrate":
            assert service["restart"] == "unless-stopped"
            assert service["healthcheck"]["test"][0] == "CMD"
    assert services["migrate"]["depends_on"] == {"postgres": {"condition": "service_healthy"}}
    for name in ("worker", "courier"):
        needs = {"migrate": {"condition": "service_completed_successfully"}}
        assert services[name]["depends_on"] == needs
        port = services[name]["environment"]["JUBAO_METRICS_LISTEN"].rpartition(":")[2]
        assert f"127.0.0.1:{port}/healthz" in services[name]["healthcheck"]["test"][-1]
        assert int(services[name]["stop_grace_period"].removesuffix("s")) > 10


def test_settings_are_known_and_secrets_are_files(compose, services):
    for name in OURS:
        settings = services[name]["environment"]
        assert set(settings) <= KNOWN | IN_FILES
        for secret in SECRET:
            assert PREFIX + secret.upper() not in settings
        for file in {settings[each] for each in IN_FILES & set(settings)}:
            assert file.removeprefix("/run/secrets/") in services[name]["secrets"]
    for name, secret in compose["secrets"].items():
        assert secret == {"file": f"secrets/{name}"}
    assert "deploy/secrets/" in Path(".gitignore").read_text().splitlines()
    assert (DEPLOY / "secrets").exists() is False or not list((DEPLOY / "secrets").iterdir())


def test_only_the_proxy_is_to_be_reached_and_the_database_reaches_nobody(compose, services):
    assert {name for name, service in services.items() if "ports" in service} == {"proxy"}
    assert services["postgres"]["networks"] == ["inside"]
    assert compose["networks"]["inside"] == {"internal": True}
    assert all("inside" in service["networks"] for service in services.values())


def test_the_proxy_hands_the_webhook_to_the_workers_and_nothing_else(services, caddyfile):
    worker = services["worker"]["environment"]
    address = re.sub(r"\$\{(\w+)[^}]*\}", r"\1", worker["JUBAO_WEBHOOK_URL"])
    path = urlsplit(address).path
    assert urlsplit(address).netloc == "JUBAO_DOMAIN"
    assert re.findall(r"handle (\S+) \{", caddyfile) == [path]
    assert (
        re.search(r"name worker\n\s+port (\d+)", caddyfile)[1]
        == (worker["JUBAO_WEBHOOK_LISTEN"].rpartition(":")[2])
    )
    assert "{$JUBAO_DOMAIN} {" in caddyfile
    assert f"request>headers>{SECRET_HEADER} delete" in caddyfile  # of what it logs
    assert caddyfile.rstrip().endswith("respond 404\n}")
    assert caddyfile.count("{") == caddyfile.count("}")


def test_everything_that_the_image_is_made_of_is_there():
    for line in Path(".dockerignore").read_text().splitlines():
        if line.startswith("!"):
            assert Path(line[1:]).exists()
    wanted = packages()
    assert set(wanted) <= {line[1:] for line in Path(".dockerignore").read_text().splitlines()}
    image = (DEPLOY / "Dockerfile").read_text()
    assert "--require-hashes -r requirements.txt" in image
    assert image.index("USER jubao") < image.index('ENTRYPOINT ["jubao"]')


def packages():

    project = tomllib.loads(Path("pyproject.toml").read_text())
    return project["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]


def test_units_of_systemd_start_what_there_is_with_settings_that_are_known():
    for name, service, said in units():
        assert service["ExecStart"].split()[-1] == re.match(r"jubao-(\w+)", name)[1]
        assert service["ExecStart"].split()[-1] in app
        assert set(said) <= KNOWN | IN_FILES
        assert service["RestartPreventExitStatus"] == "2 3"
        assert int(service["TimeoutStopSec"]) > 10


@pytest.mark.heavy
def test_systemd_itself_finds_nothing_wrong_with_them(tmp_path):
    systemd = shutil.which("systemd-analyze")
    for name in UNITS:
        text = (DEPLOY / name).read_text()
        sections = re.findall(r"^\[(\w+)\]$", text, re.MULTILINE)
        assert sections == ["Unit", "Service", "Install"]
        for line in text.splitlines():
            assert not line or line[0] in "#[" or re.fullmatch(r"[A-Z]\w+=.*", line), line
        text = text.replace("/opt/jubao/.venv/bin/jubao", sys.executable)
        (tmp_path / name.replace("@", "@8081")).write_text(text)
    if systemd is not None:
        found = subprocess.run(
            [systemd, "verify", *map(str, tmp_path.iterdir())],
            capture_output=True,
            text=True,
            check=False,
        )
        assert (found.returncode, found.stderr) == (0, "")
