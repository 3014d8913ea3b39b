"""SMS and push: a message a row."""

from __future__ import annotations

from core.exports.plain_sheet import plain_sheet

messages = plain_sheet({"sms": "SMS", "push": "Push notification"})
