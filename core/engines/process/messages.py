"""What the app and an engine's process say to each other: one JSON object a line."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from core.engines.base import Ask, DraftText, EngineInfo, Prompt


class Message(BaseModel):
    model_config = ConfigDict(frozen=True)


class Render(Message):
    """Answered with ``Rendered``."""

    kind: Literal["render"] = "render"
    prompt: Prompt


class Count(Message):
    """Answered with ``Counted``."""

    kind: Literal["count"] = "count"
    text: str


class Draw(Message):
    """Answered with ``Growing`` every few steps, each of which wants a ``GoOn``, and with ``Drawn`` at the end."""

    kind: Literal["draw"] = "draw"
    asks: tuple[Ask, ...]


class GoOn(Message):
    """``ended`` are the (ask, row) that the listener wants no more of."""

    kind: Literal["go_on"] = "go_on"
    ended: tuple[tuple[int, int], ...]


class Ready(Message):
    kind: Literal["ready"] = "ready"
    info: EngineInfo


class Telling(Message):
    """A line on how far loading is."""

    kind: Literal["telling"] = "telling"
    line: str


class Rendered(Message):
    kind: Literal["rendered"] = "rendered"
    text: str


class Counted(Message):
    kind: Literal["counted"] = "counted"
    tokens: int


class Growing(Message):
    """(ask, row, text) of every row that has grown since the last time."""

    kind: Literal["growing"] = "growing"
    texts: tuple[tuple[int, int, str], ...]


class Drawn(Message):
    kind: Literal["drawn"] = "drawn"
    drafts: tuple[tuple[DraftText, ...], ...]  # by ask


class Failed(Message):
    """An error of ours, by the name of its class."""

    kind: Literal["failed"] = "failed"
    error: str
    what: str
    mend: str


Request = Annotated[Render | Count | Draw | GoOn, Field(discriminator="kind")]
Reply = Annotated[
    Ready | Telling | Rendered | Counted | Growing | Drawn | Failed,
    Field(discriminator="kind"),
]
REQUESTS: TypeAdapter[Render | Count | Draw | GoOn] = TypeAdapter(Request)
REPLIES: TypeAdapter[Ready | Telling | Rendered | Counted | Growing | Drawn | Failed] = TypeAdapter(Reply)
