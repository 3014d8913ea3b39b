"""Address: a question is put to the reader, not cut out of what the brief says of the reader."""

from __future__ import annotations

import regex

from core.checks.case import Case, verdict
from core.domain import CheckResult
from core.engines.sentences import sentences

VERBS = (
    "has|had|is|was|does|wants|needs|works|hates|lives|gets|keeps|reads|owns|knows|takes|worries|eats|goes|buys|thinks|"
    "loses|drives|finds|leaves|misses|makes|feels|writes|wears|likes|sleeps|sells|fears|carries|dreads|cooks|teaches|"
    "loves|distrusts|bakes|finishes|sits|pays|spends|hears|forgets|sees|comes|throws|wakes|asks|feeds|refuses|expects|"
    "counts|remembers|serves|doubts|puts|drinks|chooses|gives|picks"
)
"""The commonest that briefs tell of a reader, without those that are nouns as well ("runs", "orders", "books")."""
SUBJECT = "an?|the|his|her|their|your"
"""What may begin who is asked of: "Has an eight-year-old sat on your glasses?" is a question of its own."""
CLAUSE = regex.compile(rf"\b(?P<verb>{VERBS})\s+(?!(?:{SUBJECT})\b)(?P<next>[\p{{L}}\p{{N}}’']+)", regex.IGNORECASE)


def address(case: Case) -> CheckResult:
    """ "Has no tent bigger than a coat?" asks nobody; "No tent bigger than a coat?" does."""
    told = {f"{found['verb']} {found['next']}".casefold() for found in CLAUSE.finditer(case.brief.persona.description)}
    questions = (sentence for sentence in sentences(case.text) if sentence.endswith("?"))
    cut = next((asked for asked in questions if " ".join(asked.rstrip("?").split()[:2]).casefold() in told), "")
    return verdict("address", f"“{cut}” speaks of the reader and not to them" if cut else "", "speaks to the reader")
