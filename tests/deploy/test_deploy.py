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
UNITS = ("jubao.service", "jubao-worker@.service", "jubao-courier.service")
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
    assert services["postgres"]["networks"] == services["migrate"]["networks"] == ["inside"]
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


def test_metrics_are_reached_on_an_inner_network_alone(compose, services):
    outer = {name for name, how in compose["networks"].items() if not (how or {}).get("internal")}
    for name in ("worker", "courier"):
        (outside,) = outer & set(services[name]["networks"])
        options = compose["networks"][outside]["driver_opts"]
        assert options == {"com.docker.network.bridge.enable_icc": "false"}
        assert outside not in services["proxy"]["networks"]
        assert "ports" not in services[name]


def test_every_container_has_no_rights_that_it_does_not_need(compose, services):
    needed = {
        "postgres": {"CHOWN", "DAC_OVERRIDE", "FOWNER", "SETGID", "SETUID"},
        "proxy": {"NET_BIND_SERVICE"},
    }
    for name, service in services.items():
        assert service["cap_drop"] == ["ALL"], name
        assert set(service.get("cap_add", ())) == needed.get(name, set()), name
        assert service["security_opt"] == ["no-new-privileges:true"], name
        assert service["read_only"] is True, name
        assert service["ulimits"]["core"] == 0, name
        assert not service.get("privileged"), name
        assert service["tmpfs"], name
        for volume in service.get("volumes", ()):
            where, *_ = volume.split(":")
            assert where in compose["volumes"] or volume.endswith(":ro"), volume
    for name in OURS:
        assert services[name]["mem_limit"] == services[name]["memswap_limit"]


def test_every_service_has_only_its_own_secrets(compose, services):
    ours = ["bot_token", "seal_keys", "database_url", "webhook_secret"]
    assert {name: service.get("secrets", []) for name, service in services.items()} == {
        "postgres": ["postgres_password"],
        "migrate": ["database_url"],
        "worker": ours,
        "courier": ours,
        "proxy": [],
    }
    for name, service in services.items():
        named = set(re.findall(r"/run/secrets/(\w+)", str(service["environment"])))
        assert named == set(service.get("secrets", [])), name


def test_images_have_a_digest_or_the_reason_why_not(services):
    text = (DEPLOY / "compose.postgres.yaml").read_text()
    images = {service["image"] for service in services.values()} - {"jubao"}
    images |= set(re.findall(r"^FROM (\S+)", (DEPLOY / "Dockerfile").read_text(), re.MULTILINE))
    for image in images:
        assert re.search(r":[\w.-]+$", image), image
        assert "@sha256:" in image or "# Images are named by tag, so that" in text
        assert not image.endswith(":latest")


def test_everything_that_the_image_is_made_of_is_there():
    for line in Path(".dockerignore").read_text().splitlines():
        if line.startswith("!"):
            assert Path(line[1:]).exists()
    wanted = packages()
    assert set(wanted) <= {line[1:] for line in Path(".dockerignore").read_text().splitlines()}
    image = (DEPLOY / "Dockerfile").read_text()
    for name in ("requirements.txt", "requirements-build.txt"):
        assert f"--require-hashes -r {name}" in image
        pinned = re.findall(
            r"^[a-z][\w.-]*==\S+(.*(?:\n    .*)*)", Path(name).read_text(), re.MULTILINE
        )
        assert pinned
        assert all("--hash=sha256:" in each for each in pinned)
    backend = tomllib.loads(Path("pyproject.toml").read_text())["build-system"]["requires"]
    assert [each.partition(">=")[0] for each in backend] == ["hatchling"]
    assert "\nhatchling==" in Path("requirements-build.txt").read_text()
    assert "pip install --no-cache-dir --no-deps ." not in image  # it would fetch a build backend
    assert image.count("--no-index") == 2
    assert image.index("USER jubao") < image.index('ENTRYPOINT ["jubao"]')


def packages():

    project = tomllib.loads(Path("pyproject.toml").read_text())
    return project["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]


def test_units_of_systemd_start_what_there_is_with_settings_that_are_known():
    for name, service, said in units():
        assert (
            service["ExecStart"].split()[-1] == (re.match(r"jubao-(\w+)", name) or ["", "run"])[1]
        )
        assert service["ExecStart"].split()[-1] in app
        assert set(said) <= KNOWN | IN_FILES
        assert service["RestartPreventExitStatus"] == "2 3"
        assert int(service["TimeoutStopSec"]) > 10


HARDENED = {
    "LimitCORE": "0",
    "MemorySwapMax": "0",
    "ProtectSystem": "strict",
    "ProtectHome": "yes",
    "ProtectProc": "invisible",
    "ProtectClock": "yes",
    "ProtectHostname": "yes",
    "ProtectKernelLogs": "yes",
    "ProtectKernelModules": "yes",
    "ProtectKernelTunables": "yes",
    "ProtectControlGroups": "yes",
    "PrivateTmp": "yes",
    "PrivateDevices": "yes",
    "PrivateUsers": "yes",
    "NoNewPrivileges": "yes",
    "CapabilityBoundingSet": "",
    "AmbientCapabilities": "",
    "RestrictAddressFamilies": "AF_INET AF_INET6 AF_UNIX",
    "RestrictNamespaces": "yes",
    "RestrictRealtime": "yes",
    "RestrictSUIDSGID": "yes",
    "LockPersonality": "yes",
    "MemoryDenyWriteExecute": "yes",
    "SystemCallArchitectures": "native",
    "UMask": "0077",
    "StateDirectoryMode": "0700",
    "User": "jubao",
}


def test_units_of_systemd_are_restarted_and_confined_alike():
    """Systemd shares no part of a unit by name here, so each has the same text."""
    parts = {(DEPLOY / name).read_text().partition("# Restart on 1")[2] for name in UNITS}
    assert len(parts) == 1
    assert "Restart=always" in parts.pop()


@pytest.mark.parametrize("name", UNITS)
def test_a_unit_of_systemd_may_do_only_what_it_needs(name):
    lines = (DEPLOY / name).read_text().splitlines()
    said = [line.partition("=")[::2] for line in lines if "=" in line and line[0] not in "#["]
    for setting, value in HARDENED.items():
        assert [found for each, found in said if each == setting] == [value], setting
    assert re.fullmatch(r"\d+[MG]", dict(said)["MemoryMax"])
    filters = [value for setting, value in said if setting == "SystemCallFilter"]
    assert filters == ["@system-service", "~@privileged @resources"]


MOST_EXPOSED = 1.5  # of 10, as systemd itself counts


@pytest.mark.heavy
@pytest.mark.parametrize("name", UNITS)
def test_systemd_itself_counts_little_exposure(tmp_path, name):
    systemd = shutil.which("systemd-analyze")
    assert systemd, "systemd-analyze is needed: install the package systemd"
    unit = tmp_path / name.replace("@", "@8081")
    unit.write_text((DEPLOY / name).read_text().replace("/opt/jubao/.venv/bin/jubao", "/bin/true"))
    ran = subprocess.run(
        [systemd, "security", "--offline=true", str(unit)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert float(re.search(r"exposure level for \S+ (\d+\.\d)", ran.stdout)[1]) <= MOST_EXPOSED


@pytest.mark.heavy
def test_systemd_itself_finds_nothing_wrong_with_them(tmp_path):
    systemd = shutil.which("systemd-analyze")
    assert systemd, "systemd-analyze is needed: install the package systemd"
    for name in UNITS:
        text = (DEPLOY / name).read_text()
        sections = re.findall(r"^\[(\w+)\]$", text, re.MULTILINE)
        assert sections == ["Unit", "Service", "Install"]
        for line in text.splitlines():
            assert not line or line[0] in "#[" or re.fullmatch(r"[A-Z]\w+=.*", line), line
        text = text.replace("/opt/jubao/.venv/bin/jubao", sys.executable)
        (tmp_path / name.replace("@", "@8081")).write_text(text)
    found = subprocess.run(
        [systemd, "verify", *map(str, tmp_path.iterdir())],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (found.returncode, found.stderr) == (0, "")
