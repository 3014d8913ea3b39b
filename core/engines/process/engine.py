"""The app's side: an ``Engine`` whose work is done by a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from core import errors
from core.engines.base import Ask, DraftText, Engine, EngineInfo, OnAsked, Prompt
from core.engines.process.messages import (
    REPLIES,
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
from core.errors import GenerationError, HousestyleError, ModelError

PROGRAM = Path(__file__).parents[3]
SECONDS_TO_END = 5

T = TypeVar("T", Rendered, Counted)


class ProcessEngine(Engine):
    """Starts a module that speaks ``messages`` and passes everything on to it."""

    def __init__(self, module: str, arguments: Sequence[str], tell: Callable[[str], None]) -> None:
        """Returns once the model is loaded; ``tell`` hears what is going on until then. Raises ModelError."""
        self._lock = threading.Lock()
        self._closed = False
        self._process = subprocess.Popen(
            [sys.executable, "-m", module, *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": os.pathsep.join([str(PROGRAM), os.environ.get("PYTHONPATH", "")])},
        )
        try:
            self._info = self._await_ready(tell)
        except HousestyleError:
            self.close()
            raise

    @property
    def info(self) -> EngineInfo:
        return self._info

    def render(self, prompt: Prompt) -> str:
        with self._lock:
            return self._ask(Render(prompt=prompt), Rendered).text

    def tokens(self, text: str) -> int:
        with self._lock:
            return self._ask(Count(text=text), Counted).tokens

    def draft_together(self, asks: Sequence[Ask], on_text: OnAsked) -> list[list[DraftText]]:
        """See ``Engine.draft_together``; the listener is asked every few tokens. Raises GenerationError."""
        with self._lock:
            try:
                return self._draw(Draw(asks=tuple(asks)), on_text)
            except HousestyleError:
                raise
            except BaseException:
                self._process.kill()  # it waits for an answer that will not come
                raise

    def close(self) -> None:
        """End the process; a draft under way ends with GenerationError."""
        self._closed = True
        self._process.kill()
        self._process.wait(SECONDS_TO_END)

    @property
    def is_gone(self) -> bool:
        return self._process.poll() is not None

    def _draw(self, request: Draw, on_text: OnAsked) -> list[list[DraftText]]:
        self._say(request)
        while True:
            reply = self._hear()
            if isinstance(reply, Drawn):
                return [list(drafts) for drafts in reply.drafts]
            if isinstance(reply, Growing):
                self._say(
                    GoOn(ended=tuple((ask, row) for ask, row, text in reply.texts if not on_text(ask, row, text)))
                )

    def _await_ready(self, tell: Callable[[str], None]) -> EngineInfo:
        while True:
            reply = self._hear()
            if isinstance(reply, Ready):
                return reply.info
            if isinstance(reply, Telling):
                tell(reply.line)

    def _ask(self, request: Message, kind: type[T]) -> T:
        self._say(request)
        while True:
            reply = self._hear()
            if isinstance(reply, kind):
                return reply

    def _say(self, message: Message) -> None:
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(message.model_dump_json().encode() + b"\n")
            self._process.stdin.flush()
        except (BrokenPipeError, ValueError) as error:
            raise self._gone() from error

    def _hear(self) -> Message:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line.endswith(b"\n"):  # nothing, or half a line of a process that was killed
            raise self._gone()
        reply = REPLIES.validate_json(line)
        if isinstance(reply, Failed):
            raise _error(reply)
        return reply

    def _gone(self) -> HousestyleError:
        if self._closed:
            return GenerationError("The model has been unloaded.", "Start the run again to load it.")
        return GenerationError(
            "The model's process has ended, most likely for want of memory.",
            "Close other programs or choose a smaller model, then start the run again.",
        )


def _error(failed: Failed) -> HousestyleError:
    """The error again, as the other side raised it."""
    kind = getattr(errors, failed.error, ModelError)
    if isinstance(kind, type) and issubclass(kind, (ModelError, GenerationError)):
        return kind(failed.what, failed.mend)
    return ModelError(failed.what, failed.mend)
