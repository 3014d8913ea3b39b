"""Mail: subject, preheader and body beside each other, as tools that send mail import a table of texts."""

from __future__ import annotations

from core.exports.plain_sheet import plain_sheet

mail = plain_sheet({"email_subject": "Subject", "email_preheader": "Preheader", "email_body": "Body"})
