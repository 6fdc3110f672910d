"""Libraries in C that stand before the C library of a process: compiled once for a run."""

import shutil
import subprocess
from pathlib import Path


def build(source: Path, folder: Path) -> Path:
    """Compile a library into a folder; an error with the compiler's words where that fails."""
    library = folder / f"{source.stem}.so"
    compiler = shutil.which("cc") or shutil.which("gcc") or "cc"
    command = [compiler, "-O1", "-Wall", "-Werror", "-shared", "-fPIC", "-o", library, source, "-ldl"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{source.name} could not be compiled: {done.stderr}")
    return library
