"""Brief → prompt, one style for each kind of model."""

from core.prompts.build import build

__all__ = ["build"]
