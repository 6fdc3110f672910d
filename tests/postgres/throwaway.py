"""Run the engine's tests over PostgreSQL, on a server that is made for them in a throw-away place and taken away again.

    python3 dev.py test --postgres [what to run instead of the whole]

PostgreSQL's programs have to be on the path (or in its usual Debian folder); a server does not run as the system's
administrator, so as root an ordinary user of the system stands in. Nothing is reached but a socket in that place.
"""

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
WHOLE = (
    "tests/services",
    "tests/metrics",
    "tests/reports",
    "tests/charts",
    "tests/exchange",
    "tests/store/test_history.py",
    "tests/store/test_reverting.py",
    "tests/test_desk.py",
)
USUAL = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
STAND_INS = ("postgres", "nobody")
# No durability: the server is thrown away. A schema of some forty tables for each test asks for many locks.
SETTINGS = (
    "fsync=off",
    "full_page_writes=off",
    "synchronous_commit=off",
    "listen_addresses=",
    "max_locks_per_transaction=512",
)


class Missing(Exception):
    """What stands in the way, in words."""


def program(name: str) -> Path:
    """Find one of PostgreSQL's programs; Missing in words where there is none."""
    found = shutil.which(name, path=os.pathsep.join([os.environ.get("PATH", ""), *map(str, USUAL)]))
    if not found:
        reason = f"PostgreSQL's {name} is not on the path; nothing was tested. On Debian: apt-get install postgresql"
        raise Missing(reason)
    return Path(found).resolve()


def stand_in() -> pwd.struct_passwd | None:
    """Return the ordinary user that runs the server where root runs the tests."""
    if os.geteuid() != 0:
        return None
    known = {user.pw_name: user for user in pwd.getpwall()}
    found = next((known[name] for name in STAND_INS if name in known), None)
    if found is None:
        reason = "A PostgreSQL server does not run as root, and there is no ordinary user here; run this as one."
        raise Missing(reason)
    return found


def call(user: pwd.struct_passwd | None, *words: str | Path) -> None:
    """Run one of PostgreSQL's programs as the user; Missing with its own words where it fails."""
    who = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []} if user else {}
    done = subprocess.run([*map(str, words)], cwd="/", capture_output=True, text=True, check=False, **who)  # type: ignore[call-overload]
    if done.returncode:
        reason = f"{Path(words[0]).name} failed: {done.stderr.strip() or done.stdout.strip()}"
        raise Missing(reason)


@contextmanager
def server() -> Iterator[str]:
    """Start a server in a throw-away place; give the address of its database as SQLAlchemy takes it."""
    initdb, pg_ctl, user = program("initdb"), program("pg_ctl"), stand_in()
    with tempfile.TemporaryDirectory(prefix="codedesk-pg-") as scratch:
        place = Path(scratch)
        if user:
            os.chown(place, user.pw_uid, user.pw_gid)
        data, log = place / "data", place / "log"
        options = " ".join((f"-k {place}", *(f"-c {setting}" for setting in SETTINGS)))
        call(user, initdb, "-D", data, "-U", "codedesk", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
        call(user, pg_ctl, "-D", data, "-l", log, "-o", options, "-w", "-t", "120", "start")
        try:
            yield f"postgresql+psycopg://codedesk@/postgres?host={place}"
        finally:
            call(user, pg_ctl, "-D", data, "-m", "immediate", "-w", "-t", "120", "stop")


def main(words: list[str]) -> int:
    """Start the server, run the tests over it, take it away; 1 and a sentence where it cannot be had."""
    try:
        with server() as address:
            env = os.environ | {"CODEDESK_POSTGRES": address, "QT_QPA_PLATFORM": "offscreen"}
            command = [
                sys.executable,
                "-m",
                "pytest",
                "-p",
                "tests.postgres.plugin",
                "-n",
                "auto",
                "--dist",
                "worksteal",
            ]
            return subprocess.run([*command, *(words or WHOLE)], cwd=ROOT, env=env, check=False).returncode
    except Missing as missing:
        print(missing, file=sys.stderr)  # noqa: T201 - this is what the person who called it reads
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
