"""Serves the pages over a small library with a stand-in assistant: FOLDER, PAUSE in seconds."""

import functools
import socket
import sys
from pathlib import Path

from ui_stand_ins import add_quickly, answer_by_words, small_library

from ui.server import build


def main() -> None:
    import uvicorn

    folder, pause = Path(sys.argv[1]), float(sys.argv[2])
    library = small_library(folder)
    given = {"library": library, "pause": pause}
    pages = build(
        library,
        functools.partial(answer_by_words, **given),
        functools.partial(add_quickly, **given),
        folder,
        {"Version": "for tests"},
    )
    door = socket.socket()
    door.bind(("127.0.0.1", 0))
    door.listen(128)
    print(f"http://127.0.0.1:{door.getsockname()[1]}", flush=True)  # noqa: T201
    config = uvicorn.Config(pages, log_level="warning", timeout_graceful_shutdown=2)
    uvicorn.Server(config).run(sockets=[door])


if __name__ == "__main__":
    main()
