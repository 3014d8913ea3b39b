"""X: a plain sheet, a post a row."""

from __future__ import annotations

from core.exports.plain_sheet import plain_sheet

x_posts = plain_sheet({"x_post": "Post"})
