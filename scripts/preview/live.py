"""Serves the preview on this machine, and builds it again when something is saved."""

from __future__ import annotations

import logging
import os
from pathlib import Path

from mkdocs.livereload import LiveReloadServer

from preview.builds import Preview

CONTENT = ("docs", "data", "overrides", "mkdocs.yml")
# Seconds between two looks for what has been saved.
INTERVAL = 0.2
ENVIRONMENT = {
    "GUIDE_PREVIEW": "1",
    "GUIDE_OFFLINE": "false",  # a copy kept for when there is no network would show what has been changed
    "GUIDE_WRITE_SCHEMAS": "1",  # an editor completes ids from these while you write
}


def new_preview(guide: Path, port: int, lang: str | None = None) -> Preview:
    """Return a preview of the guide at ``guide``, for this process alone; nothing is built yet."""
    logging.getLogger("mkdocs").setLevel(logging.WARNING)
    logging.getLogger("mkdocs").addHandler(logging.NullHandler())
    os.environ.update(ENVIRONMENT)
    return Preview(guide, f"http://127.0.0.1:{port}/", lang)


def live_server(preview: Preview, port: int) -> LiveReloadServer:
    """Return a server that shows the preview; its ``serve`` runs until somebody stops it."""
    server = LiveReloadServer(
        builder=preview.rebuild, host="127.0.0.1", port=port, root=str(preview.root), polling_interval=INTERVAL
    )
    server.error_handler = preview.not_found
    preview.server = server
    for name in CONTENT:
        server.watch(str(preview.guide / name))
    return server
