"""The words of the house as frozen dataclasses. No behaviour beyond what a word means.

Identifiers are 32 hexadecimal digits (uuid4); times are timezone-aware UTC.
"""

from core.domain.ads import Ad, AdSlot
from core.domain.briefs import Brief, BriefPersona, Recipe, RunRequest
from core.domain.channels import OwnChannel
from core.domain.connections import Capabilities, Connection, KeySource
from core.domain.exchange import ExportRecord, ExportTemplate, ImportBatch, ImportKind, OwnText
from core.domain.library import Brand, Campaign, CampaignStatus, Persona, Placeholder, Profile
from core.domain.reviews import Comparison, Decision, Edit, Rating, Verdict
from core.domain.runs import Cell, CheckResult, Draft, Provenance, Run, RunStatus
from core.domain.spending import Ceiling, CeilingScope, Price, Spent, Usage
from core.domain.variants import Variant, VariantFilter

__all__ = [
    "Ad",
    "AdSlot",
    "Brand",
    "Brief",
    "BriefPersona",
    "Campaign",
    "CampaignStatus",
    "Capabilities",
    "Ceiling",
    "CeilingScope",
    "Cell",
    "CheckResult",
    "Comparison",
    "Connection",
    "Decision",
    "Draft",
    "Edit",
    "ExportRecord",
    "ExportTemplate",
    "ImportBatch",
    "ImportKind",
    "KeySource",
    "OwnChannel",
    "OwnText",
    "Persona",
    "Placeholder",
    "Price",
    "Profile",
    "Provenance",
    "Rating",
    "Recipe",
    "Run",
    "RunRequest",
    "RunStatus",
    "Spent",
    "Usage",
    "Variant",
    "VariantFilter",
    "Verdict",
]
