"""bin/setup and bin/start: from nothing to an open board, and one clear sentence where that cannot be."""

import os
import re
import shutil
import signal
import socket
import stat
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.once

ROOT = Path(__file__).resolve().parent.parent
NO_NETWORK = {"PIP_INDEX_URL": "http://127.0.0.1:9/", "npm_config_registry": "http://127.0.0.1:9/"}
OF_THE_SUITE = ("DATABASE_URL", "REDIS_URL", "REDIS_PREFIX", "PORT", "HOST", "HOSTS", "DATA_DIR", "DEBUG")


def plain(**more: str) -> dict[str, str]:
    """The environment of a person who set nothing, plus `more`."""
    return {name: value for name, value in os.environ.items() if name not in OF_THE_SUITE} | more


def run(command: str | Path, *arguments: str, **options: object) -> subprocess.CompletedProcess[str]:
    options = {"env": plain(), "capture_output": True, "text": True, "timeout": 120} | options
    return subprocess.run([str(command), *arguments], check=False, stdin=subprocess.DEVNULL, **options)


class Board:
    """bin/start in a data folder of its own, on a free port."""

    def __init__(self, data: Path, **more: str) -> None:
        self.said = ""
        self.process = subprocess.Popen(
            [ROOT / "bin/start"],
            env=plain(PORT="0", DATA_DIR=str(data)) | more,
            cwd=data.parent,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            text=True,
        )
        for line in self.process.stdout:
            self.said += line
            if "stop" in line:
                break
        self.links = re.findall(r"http://\S+/", self.said)

    def end(self, how: signal.Signals) -> int:
        self.process.send_signal(how)
        self.process.stdout.close()
        return self.process.wait(timeout=20)


# --- bin/start ---------------------------------------------------------------------------


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_start_opens_the_board_for_this_machine_and_for_phones_until_it_is_ended(
    tmp_path: Path, how: signal.Signals
) -> None:
    board = Board(tmp_path / "data")
    try:
        assert "localhost" in board.links[0]
        for link in board.links:  # a phone's link too: its address is one the server answers to
            with urllib.request.urlopen(link, timeout=10) as answer:
                assert answer.status == 200
                assert "server" not in answer.headers
        assert str(tmp_path / "data/tandem.sqlite3") in board.said
    finally:
        assert board.end(how) == 0


def test_what_start_makes_is_for_its_own_user_only_and_stays(tmp_path: Path) -> None:
    data = tmp_path / "data"
    assert Board(data).end(signal.SIGTERM) == 0
    secret = (data / "secret").read_text()
    for file in data.iterdir():
        assert stat.S_IMODE(file.stat().st_mode) & 0o077 == 0, file
    again = Board(data)
    assert again.end(signal.SIGTERM) == 0
    assert (data / "secret").read_text() == secret
    assert not list(data.glob("*-before-*")), "nothing was to be migrated, so nothing to copy"


def test_a_taken_port_is_said_in_one_sentence(tmp_path: Path) -> None:
    with socket.create_server(("0.0.0.0", 0)) as other:
        port = other.getsockname()[1]
        done = run(ROOT / "bin/start", env=plain(PORT=str(port), DATA_DIR=str(tmp_path)))
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        f"Tandem cannot start: port {port} is taken by another program; choose another with: PORT={port + 1} bin/start"
    ]


@pytest.mark.parametrize("port", ["eight", "99999"])
def test_what_is_no_port_is_said_in_one_sentence(tmp_path: Path, port: str) -> None:
    done = run(ROOT / "bin/start", env=plain(PORT=port, DATA_DIR=str(tmp_path)))
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        f"Tandem cannot start: {port} is no port; choose one from 1024 to 65535 with: PORT=8000 bin/start"
    ]


def test_a_data_folder_that_cannot_be_written_is_said_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    done = run(ROOT / "bin/start", env=plain(DATA_DIR="file/data"), cwd=tmp_path)
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        f"Tandem cannot write in {tmp_path}/file/data; choose another folder with: DATA_DIR=~/tandem-data bin/start"
    ]


def test_an_older_database_is_copied_before_it_is_migrated(tmp_path: Path) -> None:
    manage, env = (ROOT / ".venv/bin/python", ROOT / "manage.py"), plain(DATA_DIR=str(tmp_path))
    run(*manage, "migrate", "household", env=env)
    upgrade = "from household.upgrade import upgrade; print(upgrade())"
    copy = run(*manage, "shell", "--no-imports", "-c", upgrade, env=env).stdout.strip()
    assert Path(copy).parent == tmp_path
    assert b"household_member" in Path(copy).read_bytes()
    assert b"tasks_task" not in Path(copy).read_bytes()
    assert run(*manage, "shell", "--no-imports", "-c", upgrade, env=env).stdout.strip() == "None"


# --- bin/setup ---------------------------------------------------------------------------


def test_a_second_setup_is_quick_silent_and_needs_no_network(tmp_path: Path) -> None:
    run(ROOT / "bin/setup", "dev")
    began = time.monotonic()
    done = run(ROOT / "bin/setup", "dev", env=plain(**NO_NETWORK), cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert time.monotonic() - began < 5  # seconds; 0.4 on an idle machine


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A tree as after a clone; Python and Node are stand-ins that write down what they were asked for."""
    (tmp_path / "bin").mkdir()
    shutil.copy(ROOT / "bin/setup", tmp_path / "bin")
    for file in ("requirements.txt", "requirements-dev.txt", "package.json", "package-lock.json", ".npmrc"):
        (tmp_path / file).touch()
    for file in ("frontend/app.ts", "frontend/icons/icon.svg", "household/settings.py"):
        (tmp_path / file).parent.mkdir(exist_ok=True)
        (tmp_path / file).touch()
    (tmp_path / "manage.py").write_text(
        "import pathlib; pathlib.Path('static').mkdir(exist_ok=True)\n"
        "pathlib.Path('static/staticfiles.json').touch(); open('asked', 'a').write('static\\n')\n"
    )
    python = f'exec "{sys.executable}" "$@"'  # a real venv takes seconds: bin/test itself has made one
    stand_in(tmp_path / "venv-python", python)
    make = "mkdir -p .venv/bin && cp venv-python .venv/bin/python && echo venv >>asked"
    stand_in(tmp_path / "fake/python3", f'case "$*" in *"-m venv"*) {make}; exit;; esac\n{python}')
    stand_in(tmp_path / "fake/node", "exit 0")
    stand_in(
        tmp_path / "fake/npm",
        'echo "$@" >>asked; sleep 0.2; mkdir -p node_modules frontend/dist; cp frontend/app.ts frontend/dist/app.js',
    )
    yield tmp_path


def stand_in(file: Path, script: str) -> None:
    file.parent.mkdir(exist_ok=True)
    file.write_text(f"#!/bin/sh\n{script}\n")
    file.chmod(0o755)


def setup(folder: Path, **more: str) -> subprocess.CompletedProcess[str]:
    path = f"{folder}/fake:{os.environ['PATH']}"
    return run(folder / "bin/setup", env=plain(PATH=path, **NO_NETWORK) | more, cwd="/")


def asked(folder: Path) -> list[str]:
    """What was asked for since the last look: venv, ci, build, static."""
    file = folder / "asked"
    words = [re.sub(r".*\b(venv|ci|build|static)\b.*", r"\1", line) for line in file.read_text().splitlines()]
    file.write_text("")
    return words


def test_a_setup_does_again_only_what_changed(folder: Path) -> None:
    done = setup(folder)
    assert (done.returncode, done.stderr) == (0, "")
    assert len(done.stdout.splitlines()) == 5, "a line a step"
    assert asked(folder) == ["venv", "ci", "build", "static"]

    (folder / "frontend/app.ts").write_text("changed")
    assert setup(folder).returncode == 0
    assert asked(folder) == ["build", "static"]

    (folder / "package-lock.json").write_text("changed")
    assert setup(folder).returncode == 0
    assert asked(folder) == ["ci", "build"]

    shutil.rmtree(folder / "frontend/dist")
    assert setup(folder).returncode == 0
    assert asked(folder) == ["build"]


def test_two_setups_at_once_do_each_step_once(folder: Path) -> None:
    env = plain(PATH=f"{folder}/fake:{os.environ['PATH']}", **NO_NETWORK)
    both = [subprocess.Popen([folder / "bin/setup"], env=env, stdin=subprocess.DEVNULL) for _ in range(2)]
    assert [one.wait(timeout=120) for one in both] == [0, 0]
    assert asked(folder) == ["venv", "ci", "build", "static"]


def test_a_step_that_failed_is_said_and_done_again(folder: Path) -> None:
    works = (folder / "fake/npm").read_text()
    stand_in(folder / "fake/npm", "echo 'no space left' >&2; exit 1")
    done = setup(folder)
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "no space left",
        'Tandem cannot be set up: "Installing the browser\'s parts …" failed as shown above; '
        "type bin/setup to go on from there.",
    ]
    (folder / "fake/npm").write_text(works)
    assert setup(folder).returncode == 0


def test_a_python_that_is_too_old_is_said_in_one_sentence(folder: Path) -> None:
    for name in ("python", "python3", "python3.11", "python3.12", "python3.13", "python3.14"):
        stand_in(folder / "fake" / name, '[ "$1" = --version ] && echo "Python 3.9.2" || exit 1')
    done = setup(folder)
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert "needs Python 3.11 or newer, and here is Python 3.9.2" in done.stderr
    assert "apt-get install python3 python3-venv" in done.stderr


def test_a_python_without_venv_is_said_in_one_sentence(folder: Path) -> None:
    stand_in(folder / "fake/python3", 'case "$*" in *ensurepip*) exit 1;; esac')
    done = setup(folder)
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert "apt-get install python3-venv" in done.stderr


def test_a_read_only_folder_is_said_in_one_sentence() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(ROOT / "bin", folder / "bin")
        folder.chmod(0o555)
        other = {"user": 65534, "group": 65534, "extra_groups": []} if os.geteuid() == 0 else {}
        done = run(folder / "bin/setup", cwd="/", **other)
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        f"Tandem cannot be set up: the folder {folder} cannot be written; "
        f"copy it with: cp -r '{folder}' ~/tandem && ~/tandem/bin/start"
    ]
