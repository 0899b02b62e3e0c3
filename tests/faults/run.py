"""Runs scripts/build.py or scripts/serve.py on another project than this: ``run.py PROJECT [TROUBLE] SCRIPT …``.

TROUBLE is what goes wrong on the way: ``full`` (no room on the disk for a file of more than 20 kB),
``dies-building``, ``dies-swapping`` (killed while the old site is out and the new not yet in).
"""

from __future__ import annotations

import importlib
import os
import signal
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TROUBLES = ("full", "dies-building", "dies-swapping")


def die(*_: object) -> None:
    """End as when the power goes."""
    os.kill(os.getpid(), signal.SIGKILL)


def prepare(trouble: str) -> None:
    if trouble == "full":
        import resource

        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
    elif trouble == "dies-building":
        import guide.site.search

        guide.site.search.build_index = die
    elif trouble == "dies-swapping":
        import environment

        rename = Path.rename

        def once(path: Path, target: Path) -> Path:
            return die() if Path(target) == environment.ROOT / "site" else rename(path, target)

        Path.rename = once


def main() -> int:
    project, *rest = sys.argv[1:]
    trouble = rest.pop(0) if rest[0] in TROUBLES else ""
    sys.path[:0] = [str(ROOT / "scripts"), str(ROOT / "hooks")]
    import environment

    environment.ROOT = Path(project)
    import guide.site.check

    guide.site.check.check_site = lambda site: []  # a tiny site is not a whole one
    script = importlib.import_module(rest[0])
    prepare(trouble)
    sys.argv = rest
    return script.main()


if __name__ == "__main__":
    raise SystemExit(main())
