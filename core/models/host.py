"""The engine's side of ``ProcessEngine``.

    python -m core.models.host MODEL VAR_DIR online|offline ENGINE THREADS SPARE_CORES

Reads requests from standard input and answers on what was standard output; whatever a library prints
goes to standard error instead. Ends when its input ends, so it never outlives the app.
"""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

import psutil
from pydantic import TypeAdapter

from core.engines.base import Engine, Prompt, PromptStyle
from core.engines.process.messages import (
    REQUESTS,
    Count,
    Counted,
    Draw,
    Drawn,
    Failed,
    GoOn,
    Growing,
    Message,
    Ready,
    Render,
    Rendered,
    Telling,
)
from core.errors import HousestyleError
from core.models.loading import load
from core.sampling import SamplingSettings
from core.settings import EngineChoice

ENGINES: TypeAdapter[EngineChoice] = TypeAdapter(EngineChoice)
NICENESS = 5
"""A model may take all cores, and pages go first all the same."""
WARM_ROWS = 8
STEPS_BETWEEN = 4
"""Tokens a row between two tellings: some five a second, as often as a page draws."""


class AppGone(Exception):
    """The app has closed its end."""


class Host:
    """Serves one engine over two streams."""

    def __init__(self, requests: BinaryIO, replies: BinaryIO) -> None:
        self._requests = requests
        self._replies = replies

    def say(self, message: Message) -> None:
        self._replies.write(message.model_dump_json().encode() + b"\n")
        self._replies.flush()

    def hear(self) -> Render | Count | Draw | GoOn:
        line = self._requests.readline()
        if not line:
            raise AppGone
        return REQUESTS.validate_json(line)

    def serve(self, engine: Engine) -> None:
        """Answer until the app has gone. What the model takes is what this process takes: nothing else is in it."""
        self.say(Ready(info=replace(engine.info, memory_bytes=psutil.Process().memory_info().rss)))
        while True:
            request = self.hear()
            try:
                self.say(self._answer(engine, request))
            except HousestyleError as error:
                self.say(failed(error))

    def _answer(self, engine: Engine, request: Message) -> Message:
        if isinstance(request, Render):
            return Rendered(text=engine.render(request.prompt))
        if isinstance(request, Count):
            return Counted(tokens=engine.tokens(request.text))
        if isinstance(request, Draw):
            return self._draw(engine, request)
        raise AppGone  # a GoOn that nobody waits for: the two sides have lost each other

    def _draw(self, engine: Engine, request: Draw) -> Drawn:
        """Tell the app how far the rows are and hear which of them end.

        It is told after the same number of steps every time: a text does not depend on how quickly it answers.
        """
        texts: dict[tuple[int, int], str] = {}
        ended: set[tuple[int, int]] = set()
        every = STEPS_BETWEEN * sum(len(ask.seeds) for ask in request.asks)
        calls = 0

        def on_text(ask: int, row: int, text: str) -> bool:
            nonlocal calls
            texts[ask, row] = text
            calls += 1
            if calls % every == 1:
                ended.update(self._tell(texts))
            return (ask, row) not in ended

        return Drawn(drafts=tuple(tuple(drafts) for drafts in engine.draft_together(request.asks, on_text)))

    def _tell(self, texts: dict[tuple[int, int], str]) -> tuple[tuple[int, int], ...]:
        """Send what has grown and return the rows that the app wants no more of."""
        self.say(Growing(texts=tuple((ask, row, text) for (ask, row), text in texts.items())))
        texts.clear()
        reply = self.hear()
        if not isinstance(reply, GoOn):
            raise AppGone
        return reply.ended


def failed(error: HousestyleError) -> Failed:
    return Failed(error=type(error).__name__, what=error.what, mend=error.mend)


def warm_up(engine: Engine) -> None:
    """Write a few tokens for nobody: memory is taken and code made ready at the first steps."""
    prompt = Prompt(style=PromptStyle.COMPLETION, text="A")
    engine.draft(prompt, SamplingSettings(), range(WARM_ROWS), max_tokens=2)


def main() -> None:
    if hasattr(os, "nice"):
        os.nice(NICENESS)
    model_id, var_dir, offline, engine_choice, threads, spare_cores = sys.argv[1:]
    replies = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    host = Host(sys.stdin.buffer, replies)
    try:
        engine = load(
            model_id,
            var_dir=Path(var_dir),
            offline=offline == "offline",
            threads=int(threads),
            spare_cores=int(spare_cores),
            engine=ENGINES.validate_python(engine_choice),
            tell=lambda line: host.say(Telling(line=line)),
        )
        warm_up(engine)
        host.serve(engine)
    except HousestyleError as error:
        host.say(failed(error))
    except (AppGone, BrokenPipeError):
        sys.exit(0)


if __name__ == "__main__":
    main()
