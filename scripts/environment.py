"""Make .venv from the hashed lock files, only when they changed (`environment.py base|dev`).

Runs on whatever Python 3 the machine has, and says in one line what is missing; standard library only.
"""

import hashlib
import os
import shutil
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
VENV = os.path.join(ROOT, ".venv")
PYTHON = os.path.join(VENV, "bin", "python")
STAMP = os.path.join(VENV, "installed-locks")
OLDEST = (3, 11)
NEWER = ["python3.11", "python3.12", "python3.13", "python3.14"]


def stop(sentence: str) -> None:
    """End with one clear line."""
    sys.exit("make: " + sentence)


def version_of(python: str) -> tuple:
    """Return (major, minor) of an interpreter, or (0, 0) where it does not answer."""
    command = [python, "-c", "import sys; print(sys.version_info[0], sys.version_info[1])"]
    try:
        words = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True).stdout.split()
    except (OSError, subprocess.CalledProcessError):
        return (0, 0)
    return (int(words[0]), int(words[1]))


def use_new_enough_python() -> None:
    """Go on under a Python that is new enough, or say which one is needed."""
    if sys.version_info[:2] >= OLDEST:
        return
    for name in NEWER:
        found = shutil.which(name)
        if found and version_of(found) >= OLDEST:
            os.execv(found, [found, *sys.argv])
    have = "{}.{}".format(*sys.version_info[:2])
    stop(
        "Python 3.11 or newer is needed and this is " + have + "; on Debian 12, Ubuntu 24.04 or newer: "
        "apt-get install -y python3 python3-venv; elsewhere: make PYTHON=/path/to/python3.11 ..."
    )


def lock_digest(kind: str) -> str:
    """Return what identifies a lock file's contents."""
    with open(os.path.join(ROOT, "requirements", kind + ".txt"), "rb") as lock:
        return kind + " " + hashlib.sha256(lock.read()).hexdigest()


def is_ready(kind: str) -> bool:
    """Say whether .venv works and was made from today's lock file."""
    try:
        with open(STAMP) as stamp:
            installed = stamp.read().splitlines()
    except OSError:
        return False
    return lock_digest(kind) in installed and version_of(PYTHON) >= OLDEST


def make_venv() -> None:
    """Create .venv where there is none that works."""
    if version_of(PYTHON) >= OLDEST:
        return
    try:
        import ensurepip  # noqa: F401, PLC0415 (Debian ships venv without it)
        import venv  # noqa: PLC0415
    except ImportError:
        stop("Python's venv module is missing: apt-get install -y python3-venv")
    shutil.rmtree(VENV, ignore_errors=True)
    print("Making .venv", flush=True)
    venv.create(VENV, with_pip=True)


def install(kind: str) -> None:
    """Install the lock file into .venv, every file checked against its hash."""
    print("Installing requirements/" + kind + ".txt (a minute or two, once)", flush=True)
    command = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes"]
    command += ["--only-binary", ":all:", "-r", os.path.join("requirements", kind + ".txt")]
    if subprocess.run(command, cwd=ROOT).returncode:
        stop("the libraries could not be installed (see above); is the network there? Then run it again")
    kinds = ["base", "dev"] if kind == "dev" else ["base"]
    with open(STAMP, "w") as stamp:
        stamp.write("".join(lock_digest(name) + "\n" for name in kinds))


if __name__ == "__main__":
    use_new_enough_python()
    wanted = sys.argv[1] if len(sys.argv) > 1 else "base"
    if not is_ready(wanted):
        make_venv()
        install(wanted)
