"""LinkedIn: a plain sheet. LinkedIn publishes no template for importing texts, so none is claimed."""

from __future__ import annotations

from core.exports.plain_sheet import plain_sheet

linkedin = plain_sheet(
    {
        "linkedin_intro": "Introductory text",
        "linkedin_headline": "Headline",
        "linkedin_description": "Description",
    }
)
