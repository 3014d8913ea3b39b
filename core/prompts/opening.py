"""How a short text has to begin.

Asked to say a name somewhere, a small model forgets it in short texts (email subjects: 0 of 64 drafts). A person's
name that must be said, and is not said by the call to action, is therefore how the text begins: "Maya, "; and so is
the brand or the call to action, where that is the angle.
"""

from __future__ import annotations

from core.angles import begins_with
from core.channels.catalogue import Channel
from core.domain import Brief
from core.placeholders import default_of


def opening(brief: Brief, channel: Channel) -> str:
    """``brief`` as its reader will see it; empty where the text may begin as it likes."""
    if channel.lines == "many":
        return ""
    names = {one.sample for one in brief.placeholders if not default_of(one.token)}
    said_at_the_end = brief.cta if channel.sentences else ""
    asked = (word for word in brief.required if word in names and word not in said_at_the_end)
    return next((f"{word}," for word in asked), "") or begins_with(brief)
