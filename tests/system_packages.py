"""The two things that tests need and pip cannot give: Chromium and a PostgreSQL server.

``python -m tests.system_packages`` finds them, installs Debian's packages where it may, or says which
command to run.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
CHROMIUM_ON_MACOS = (
    Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
    Path("/Applications/Chromium.app/Contents/MacOS/Chromium"),
)
POSTGRESQL = Path("/usr/lib/postgresql")
CLUSTERS = Path("/etc/postgresql-common/createcluster.conf")


def chromium() -> Path | None:
    """The browser's executable, or None."""
    found = next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)
    if found:
        return Path(found)
    return next((path for path in CHROMIUM_ON_MACOS if path.exists()), None)


def postgresql_bin() -> Path | None:
    """The folder that holds ``initdb`` and ``postgres``, or None."""
    found = shutil.which("initdb")
    if found:
        return Path(found).resolve().parent
    versions = sorted(POSTGRESQL.glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    return versions[-1].parent if versions else None


def missing() -> list[str]:
    """Names of Debian packages that are not there yet."""
    packages = {"chromium": chromium(), "postgresql": postgresql_bin()}
    return [name for name, found in packages.items() if found is None]


def command(packages: list[str]) -> str:
    """What a person would type to install them."""
    if sys.platform == "darwin":
        brew = {"chromium": "--cask google-chrome", "postgresql": "postgresql@17"}
        return " && ".join(f"brew install {brew[name]}" for name in packages)
    return f"sudo apt-get update && sudo apt-get install -y --no-install-recommends {' '.join(packages)}"


def install(packages: list[str]) -> bool:
    """Install with apt-get where this user may; True when it went well."""
    if shutil.which("apt-get") is None:
        return False
    sudo = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if sudo and (shutil.which("sudo") is None or _fails([*sudo, "true"])):
        return False
    return not any(_fails([*sudo, *step]) for step in _steps(packages))


def _steps(packages: list[str]) -> list[list[str]]:
    # Set by env and not by us, because sudo hands no environment on.
    apt = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]
    steps = [[*apt, "update"], [*apt, "install", "-y", "--no-install-recommends", *packages]]
    if "postgresql" in packages:
        # The tests start a server of their own; Debian would start another for good.
        keep_stopped = f"mkdir -p {CLUSTERS.parent} && echo create_main_cluster = false > {CLUSTERS}"
        steps.insert(0, ["sh", "-c", keep_stopped])
    return steps


def _fails(step: list[str]) -> bool:
    return subprocess.run(step, check=False, stdin=subprocess.DEVNULL).returncode != 0


def main() -> int:
    packages = missing()
    if not packages or (install(packages) and not missing()):
        return 0
    print(f"The tests need {' and '.join(packages)}. Run this once:\n  {command(packages)}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
