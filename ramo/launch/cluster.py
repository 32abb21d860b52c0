"""The embedded PostgreSQL: made once, run as a direct child over a socket, never over the network."""

from __future__ import annotations

import shutil
import signal
import subprocess
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

import psycopg

from ramo.launch import processes
from ramo.launch.binaries import Binaries, readable_by
from ramo.launch.errors import ClusterRefused, ServerFailed
from ramo.launch.processes import Account

OWNER = "ramo"
DATABASE = "ramo"
SUPERUSER = "postgres"
START_SECONDS = 60
STOP_SECONDS = 20
LONGEST_LOG_BYTES = 5_000_000
_SERVER_ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"}


@dataclass(frozen=True)
class Site:
    """Where a cluster lies, where it is reached, and which account runs it."""

    folder: Path
    socket_folder: Path
    account: Account
    log_file: Path

    def url(self, user: str = OWNER, database: str = DATABASE) -> str:
        return f"postgresql://{user}@/{database}?host={quote(str(self.socket_folder), safe='')}"


@dataclass
class Cluster:
    """One PostgreSQL server and its data; `settings` are server settings beyond the usual."""

    site: Site
    binaries: Binaries
    settings: Mapping[str, str] = field(default_factory=dict)
    initdb_options: tuple[str, ...] = ()
    _server: subprocess.Popen[bytes] | None = None

    @property
    def exists(self) -> bool:
        return (self.site.folder / "PG_VERSION").exists()

    @property
    def pid(self) -> int | None:
        return self._server.pid if self._server else None

    def is_alive(self) -> bool:
        return self._server is not None and self._server.poll() is None

    def create(self) -> None:
        """Made under a temporary name and renamed when whole, so that a half-made one is never met."""
        half_made = self.site.folder.with_name(f"{self.site.folder.name}.half-made")
        shutil.rmtree(half_made, ignore_errors=True)
        half_made.mkdir(parents=True, mode=0o700)
        self.site.account.own(half_made)
        programs = readable_by(self.site.account, self.binaries)
        command = [programs.program("initdb"), "-D", half_made, "-U", SUPERUSER, "--auth=peer"]
        command += [
            "--encoding=UTF8",
            "--no-instructions",
            *_locale_options(programs.major),
            *self.initdb_options,
        ]
        done = subprocess.run(
            [str(part) for part in command],
            capture_output=True,
            text=True,
            check=False,
            cwd="/",
            env=_SERVER_ENVIRONMENT,
            **self.site.account.spawn_options,
        )
        if done.returncode != 0:
            shutil.rmtree(half_made, ignore_errors=True)
            raise ServerFailed(f"The database could not be made: {_last_line(done.stderr or done.stdout)}")
        half_made.rename(self.site.folder)

    def start(self) -> None:
        """Starts the server and waits until it answers; makes the cluster, the role and the database if missing."""
        if not self.exists:
            self.create()
        self._refuse_other_version()
        self._wait_for_a_former_server()
        self._make_socket_folder()
        self._write_access_rules()
        self._set_a_long_log_aside()
        with self.site.log_file.open("ab") as log:
            log_starts_at = log.tell()
            self._server = processes.start_tied(
                self._command(),
                death_signal=signal.SIGINT,
                stdout=log,
                stderr=log,
                cwd="/",
                env=_SERVER_ENVIRONMENT,
                **self.site.account.spawn_options,
            )
        self._wait_until_it_answers(log_starts_at)

    def ask_to_stop(self) -> None:
        if self._server is not None and self.is_alive():
            self._server.send_signal(signal.SIGINT)

    def stop(self) -> None:
        """Fast shutdown (open transactions are rolled back, all is flushed); an immediate one if that takes long."""
        if self._server is None:
            return
        for stop_signal, seconds in ((signal.SIGINT, STOP_SECONDS), (signal.SIGQUIT, 5), (signal.SIGKILL, 5)):
            if self._server.poll() is not None:
                break
            self._server.send_signal(stop_signal)
            try:
                self._server.wait(seconds)
            except subprocess.TimeoutExpired:
                continue
        self._server = None

    def _command(self) -> list[str | Path]:
        settings = {
            "listen_addresses": "",
            "unix_socket_directories": self.site.socket_folder,
            "unix_socket_permissions": "0700",
            "max_connections": "60",
            "shared_buffers": "128MB",
            "log_min_messages": "warning",
            # A failing statement and its details hold what people typed: neither is logged.
            "log_min_error_statement": "panic",
            "log_error_verbosity": "terse",
            **self.settings,
        }
        programs = readable_by(self.site.account, self.binaries)
        command: list[str | Path] = [programs.program("postgres"), "-D", self.site.folder]
        for name, value in settings.items():
            command += ["-c", f"{name}={value}"]
        return command

    def _refuse_other_version(self) -> None:
        made_by = int((self.site.folder / "PG_VERSION").read_text())
        if made_by != self.binaries.major:
            raise ClusterRefused(
                f"The data in {self.site.folder} was written by PostgreSQL {made_by}, but the programs found are"
                f" version {self.binaries.major}. Carry it over: set RAMO_PG_BIN to the `bin` folder of PostgreSQL"
                f" {made_by}, run `bin/ramo backup carry-over.ramo`, move that folder aside, unset RAMO_PG_BIN,"
                " and run `bin/ramo restore carry-over.ramo`."
            )

    def _wait_for_a_former_server(self) -> None:
        """One whose parent was killed is shutting down; a number in a stale file may belong to a stranger by now."""
        pid_file = self.site.folder / "postmaster.pid"
        deadline = time.monotonic() + STOP_SECONDS
        while (pid := _first_number(pid_file)) is not None and processes.is_alive(pid):
            if processes.working_folder(pid) != self.site.folder.resolve():
                pid_file.unlink(missing_ok=True)
                return
            if time.monotonic() > deadline:
                raise ClusterRefused(
                    f"A PostgreSQL server (process {pid}) already uses {self.site.folder}: stop it first."
                )
            time.sleep(0.1)

    def _make_socket_folder(self) -> None:
        folder = self.site.socket_folder
        folder.parent.mkdir(parents=True, exist_ok=True)
        try:
            folder.mkdir(mode=0o700)
        except FileExistsError:
            found = folder.lstat()
            if not folder.is_dir() or folder.is_symlink() or found.st_uid not in (0, self.site.account.uid):
                raise ClusterRefused(
                    f"{folder} belongs to somebody else; remove it, or set RAMO_DATA to a shorter folder name."
                ) from None
            folder.chmod(0o700)
        self.site.account.own(folder)

    def _write_access_rules(self) -> None:
        """Only the account that runs the server, the one that starts it, and root may come in, as themselves."""
        names = sorted({self.site.account.name, Account.current().name, Account.of(0).name})
        mapping = [f'house "{name}" {role}' for name in names for role in (OWNER, SUPERUSER)]
        self._write("pg_hba.conf", ["local all all peer map=house"])
        self._write("pg_ident.conf", mapping)

    def _write(self, name: str, lines: list[str]) -> None:
        path = self.site.folder / name
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        path.chmod(0o600)
        self.site.account.own(path)

    def _set_a_long_log_aside(self) -> None:
        log = self.site.log_file
        if log.exists() and log.stat().st_size > LONGEST_LOG_BYTES:
            log.replace(log.with_suffix(".old.log"))

    def _wait_until_it_answers(self, log_starts_at: int) -> None:
        deadline = time.monotonic() + START_SECONDS
        while True:
            if not self.is_alive():
                raise ServerFailed(
                    f"The database did not start: {_last_line(_read_from(self.site.log_file, log_starts_at))}"
                    f" (more in {self.site.log_file})"
                )
            try:
                with psycopg.connect(self.site.url(SUPERUSER, "postgres"), autocommit=True) as connection:
                    _make_owner_and_database(connection)
                    return
            except psycopg.OperationalError as problem:
                if time.monotonic() > deadline:
                    self.stop()
                    raise ServerFailed(f"The database did not answer in {START_SECONDS} s: {problem}") from None
                time.sleep(0.05)


def _locale_options(major: int) -> list[str]:
    """Under the plain C locale Cyrillic has neither letter case nor trigrams."""
    if major >= 17:
        builtin = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        return [*builtin, "--lc-collate=C", "--lc-ctype=C.UTF-8"]
    return ["--locale-provider=libc", "--locale=C.UTF-8"]


def _make_owner_and_database(connection: psycopg.Connection) -> None:
    """The owner is a plain role: row-level security would not bind a superuser."""
    if connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [OWNER]).fetchone() is None:
        connection.execute(f"CREATE ROLE {OWNER} LOGIN CREATEDB")
    if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone() is None:
        connection.execute(f"CREATE DATABASE {DATABASE} OWNER {OWNER}")


def _first_number(path: Path) -> int | None:
    try:
        return int(path.read_text(encoding="utf-8").split()[0])
    except (FileNotFoundError, IndexError, ValueError):
        return None


def _read_from(path: Path, position: int) -> str:
    with path.open("rb") as log:
        log.seek(position)
        return log.read().decode(errors="replace")


def _last_line(text: str) -> str:
    lines = [line for line in text.strip().splitlines() if line.strip()]
    telling = [line for line in lines if "FATAL" in line or "error" in line.lower()]
    return (telling or lines or ["no reason was given"])[-1].strip()
