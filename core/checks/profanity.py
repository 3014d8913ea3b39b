"""No profanity, unless the brief itself has the word."""

from __future__ import annotations

import regex

from core.checks.case import Case, verdict
from core.domain import CheckResult

WORDS = (
    "arse|arsehole|ass|asshole|bastard|bitch|bloody hell|bollocks|bugger|bullshit|cock|crap|cunt|damn|damned|dick|"
    "dickhead|fag|faggot|fuck|fucked|fucker|fucking|goddamn|jizz|motherfucker|nigger|nigga|piss|pissed|prick|pussy|"
    "retard|retarded|shit|shitty|slut|tits|twat|wank|wanker|whore"
)
PROFANE = regex.compile(rf"\b(?:{WORDS})\b", regex.IGNORECASE)


def profanity(case: Case) -> CheckResult:
    """English; whole words, so that "cocktail" and "Scunthorpe" pass."""
    known = {match.casefold() for match in PROFANE.findall(case.source)}
    found = [match for match in PROFANE.findall(case.text) if match.casefold() not in known]
    return verdict("profanity", f"“{found[0]}”" if found else "", "none")
