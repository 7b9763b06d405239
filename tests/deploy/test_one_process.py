"""Examples of one polling process: settings that agree, secrets that it can read, no webhook."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml
from dotenv import dotenv_values

from bot.cli.everything import app
from bot.config import own_files
from bot.config.choices import Mode
from bot.config.own_files import erasure_list_of, heads_file
from bot.config.settings import PREFIX, SECRET, Settings, read_settings
from bot.config.settings_files import FILE
from storage.core.database_url import sqlite_file
from storage.files.places import folder_of

DEPLOY = Path("deploy")
COMPOSE = ("compose.sqlite.yaml", "compose.postgres.yaml")
# Keys that the Compose specification knows, of those that these files use. One that is misspelt is
# an error of `docker compose`, which no test can start.
TOP = {"name", "services", "networks", "volumes", "secrets"}
# fmt: off
SERVICE = {
    "build", "cap_add", "cap_drop", "command", "depends_on", "deploy", "env_file", "environment",
    "healthcheck", "image", "init", "mem_limit", "memswap_limit", "networks", "pids_limit",
    "ports", "read_only", "restart", "secrets", "security_opt", "shm_size", "stop_grace_period",
    "tmpfs", "ulimits", "volumes",
}
# fmt: on
HEALTH = {"test", "interval", "timeout", "retries", "start_period", "disable"}
KNOWN = {PREFIX + name.upper() for name in Settings.model_fields}
IN_FILES = {PREFIX + name.upper() + FILE.upper() for name in SECRET}
PAGES = (*COMPOSE, "jubao.service", "jubao.env")


def compose(name):
    return yaml.safe_load((DEPLOY / name).read_text())


def ours(name):
    """The services that run this project's image."""
    return {k: v for k, v in compose(name)["services"].items() if v["image"] == "jubao"}


def head(name):
    """The comment at the top, without its marks."""
    lines = (DEPLOY / name).read_text().split("\n\n", 1)[0].splitlines()
    return "\n".join(line.removeprefix("#").removeprefix(" ") for line in lines)


@pytest.fixture
def bot():
    (found,) = ours("compose.sqlite.yaml").values()
    return found


def settings_from(variables):
    """What a process with these variables uses; the values of secrets do not matter here."""
    found = {name: value for name, value in variables.items() if name in KNOWN}
    return read_settings(**{name.removeprefix(PREFIX).lower(): found[name] for name in found})


@pytest.mark.parametrize("name", PAGES)
def test_every_setting_that_an_example_names_is_one(name):
    said = set(re.findall(r"JUBAO_\w+", (DEPLOY / name).read_text())) - {"JUBAO_DOMAIN"}
    assert said
    assert said <= KNOWN | IN_FILES


@pytest.mark.parametrize("name", COMPOSE)
def test_a_compose_file_has_only_keys_of_the_specification_and_names_what_it_declares(name):
    said = compose(name)
    assert {key for key in said if not key.startswith("x-")} <= TOP
    for service in said["services"].values():
        assert set(service) <= SERVICE
        assert set(service.get("healthcheck", ())) <= HEALTH
        assert set(service.get("networks", ())) <= set(said.get("networks", ()))
        assert set(service.get("secrets", ())) <= set(said["secrets"])
        assert set(service.get("depends_on", ())) <= set(said["services"])
        named = {each.split(":")[0] for each in service.get("volumes", ()) if each[0] not in "./"}
        assert named <= set(said["volumes"])


def test_one_container_polls_and_nobody_reaches_it(bot):
    assert bot["command"] == ["run"]
    assert not re.search("WEBHOOK|JUBAO_MODE", (DEPLOY / "compose.sqlite.yaml").read_text())
    assert "ports" not in bot
    assert "replicas" not in str(bot)
    settings = settings_from(bot["environment"])
    assert settings.mode is Mode.POLLING
    assert settings.metrics_listen.startswith("127.0.0.1:")
    assert f"http://{settings.metrics_listen}/healthz" in bot["healthcheck"]["test"][-1]


def test_it_is_confined_as_the_containers_of_several_are(bot):
    worker = ours("compose.postgres.yaml")["worker"]
    alike = (
        *("cap_drop", "security_opt", "read_only", "ulimits", "pids_limit", "mem_limit"),
        *("memswap_limit", "tmpfs", "init", "restart", "stop_grace_period", "healthcheck"),
        *("build", "env_file"),
    )
    assert {key: bot[key] for key in alike} == {key: worker[key] for key in alike}
    assert set(bot) <= {*alike, "image", "command", "environment", "secrets", "volumes", "networks"}


@pytest.mark.parametrize("name", COMPOSE)
def test_every_volume_of_ours_belongs_to_the_user_of_the_image(name):
    """A new volume takes owner and mode of the folder in the image below it."""
    image = (DEPLOY / "Dockerfile").read_text()
    made = re.search(r"install -d -o jubao -g jubao -m 0700 (.+)", image)[1].split()
    declared = compose(name)["volumes"]
    for service in ours(name).values():
        for each in service["volumes"]:
            volume, place = each.split(":")
            assert volume in declared
            assert place in made


def volume_of(bot, path):
    """The volume that a path of the container is on."""
    found = [each.split(":") for each in bot["volumes"]]
    return next(volume for volume, place in found if Path(path).is_relative_to(place))


def test_what_is_needed_when_the_database_is_lost_is_on_another_volume(bot):
    settings = settings_from(bot["environment"])
    database = volume_of(bot, sqlite_file(settings.database_url))
    assert volume_of(bot, erasure_list_of(settings)) != database
    assert volume_of(bot, heads_file(settings)) != database
    assert volume_of(bot, folder_of(settings.evidence_url)) != database
    assert erasure_list_of(settings).parent == heads_file(settings).parent
    assert f"jubao backup {erasure_list_of(settings).parent}/" in head("compose.sqlite.yaml")
    own_files.check(settings)


def test_the_service_writes_where_it_may_and_lists_erasures_beside_the_backups():
    settings = settings_from(dotenv_values(DEPLOY / "jubao.env"))
    unit = (DEPLOY / "jubao.service").read_text()
    (folders,) = re.findall(r"^StateDirectory=(.*)$", unit, re.MULTILINE)
    state = [Path("/var/lib") / each for each in folders.split()]
    database, evidence = sqlite_file(settings.database_url), folder_of(settings.evidence_url)
    used = [database, evidence, erasure_list_of(settings), heads_file(settings)]
    on = [next(each for each in state if path.is_relative_to(each)) for path in used]
    assert on[0] == on[1] != on[2] == on[3]
    assert settings.mode is Mode.POLLING
    assert not settings.metrics_listen
    own_files.check(settings)


def test_the_head_of_the_service_puts_its_settings_where_it_reads_them():
    unit, said = (DEPLOY / "jubao.service").read_text(), head("jubao.service")
    (folder,) = re.findall(r"^WorkingDirectory=(.*)$", unit, re.MULTILINE)
    (user,) = re.findall(r"^User=(.*)$", unit, re.MULTILINE)
    (program,) = re.findall(r"^ExecStart=(\S+) run$", unit, re.MULTILINE)
    assert f"-m 0600 /opt/jubao/deploy/jubao.env {folder}/.env" in said
    assert f"cd {folder}\n" in said
    assert f"runuser -u {user} -- {program} setup" in said
    assert f"install -d -o {user} -g {user} -m 0700 {folder} " in said
    assert Path(program).parts[:3] == Path(re.search(r"make -C (\S+) install", said)[1]).parts
    assert "ExecReload=/bin/kill -HUP $MAINPID\n" in unit


@pytest.mark.parametrize("name", COMPOSE)
def test_the_head_of_a_compose_file_gives_each_secret_to_the_user_of_the_image(name):
    said = head(name)
    user = re.search(r"useradd --uid (\d+)", (DEPLOY / "Dockerfile").read_text())[1]
    assert "install -d -m 0700 deploy/secrets" in said
    assert f"chown {user} deploy/secrets/* && sudo chmod 0400 deploy/secrets/*" in said
    for secret in compose(name)["secrets"]:
        assert re.search(rf"> deploy/secrets/{secret}\b", said), secret
    assert said.index("chmod 0400") < said.index(" up -d")


@pytest.mark.parametrize("name", ["compose.sqlite.yaml", "compose.postgres.yaml"])
def test_the_head_of_a_compose_file_names_services_files_and_commands_that_there_are(name):
    said = head(name).replace("\\\n", " ")
    assert set(re.findall(r"-f (deploy/compose\S+)", said)) == {f"deploy/{name}"}
    for service, command in re.findall(r"exec (\w+)\s+jubao (\w+)", said):
        assert service in ours(name)
        assert command in app
    assert "docker build -t jubao -f deploy/Dockerfile ." in said


@pytest.mark.parametrize("name", ["jubao.service", *COMPOSE])
def test_the_commands_of_a_head_are_commands_of_a_shell(name):
    said = [
        line.strip() for line in head(name).replace("\\\n", " ").splitlines() if line[:2] == "  "
    ]
    assert len(said) > 4
    for command in said:
        ran = subprocess.run(
            [shutil.which("sh"), "-n", "-c", command], capture_output=True, check=False
        )
        assert (ran.returncode, ran.stderr) == (0, b""), command
