"""A campaign with texts for every channel, as if a model had written them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from core.channels.catalogue import load_catalogue
from core.domain import BriefPersona, Campaign, CheckResult
from db.database import Database
from tests.support.building import a_brand, a_brief, a_campaign, a_cell, a_draft, a_run

LINK = "https://www.brightmug.example/warm/self-heating-mugs?utm_source=spring"
PERSONA = BriefPersona(name="The teacher", description="40, teaches all morning")

TEXTS: Mapping[str, tuple[str, ...]] = {
    "google_headline": (
        "Coffee That Stays At 60 C",
        "A Mug For Long Mornings",
        "Warm Until The Last Bell",
        "Charges Overnight",
        "15% Off This Week",
    ),
    "google_description": (
        "Brightmug keeps a drink at 60 C for a whole morning and charges overnight.",
        "Made of clay, for people who forget their coffee. 15% off this week.",
        "Second period, and it is still hot.",
    ),
    "google_path": ("mugs", "self-heating"),
    "pmax_headline": ("Warm To The Last Sip", "Mugs That Keep 60 C", "15% Off This Week"),
    "pmax_long_headline": ("The mug that keeps coffee at 60 C while you teach, and charges overnight",),
    "pmax_description": ("Clay outside, warm inside. 15% off this week.", "Keeps drinks at 60 C."),
    "pmax_business_name": ("Brightmug Pottery",),
    "demand_gen_headline": ("Still warm at second period",),
    "demand_gen_description": ("Brightmug keeps drinks at 60 C and charges overnight.",),
    "meta_primary": (
        "You pour it at seven, and by second period it is cold. Brightmug keeps your coffee at 60 C all morning, "
        "charges overnight and is 15% off this week.",
        "Brightmug keeps drinks at 60 C. Warm yours up.",
    ),
    "meta_headline": ("Coffee that waits for you", "A mug that stays warm all morning long"),
    "meta_description": ("15% off this week", "Charges overnight, stays warm"),
    "meta_reels": ("Seven in the morning: hot. Second period: still hot. That is Brightmug, now 15% off this week.",),
    "linkedin_intro": (
        "Meetings run over and coffee runs cold. Brightmug keeps drinks at 60 C from the first call to the last, and "
        "charges overnight. Teams that order this week save 15% on every mug.",
    ),
    "linkedin_headline": ("A self-heating mug for everybody whose meetings take longer than their coffee",),
    "linkedin_description": ("Keeps drinks at 60 C, charges overnight.",),
    "x_post": (
        "Cold coffee is a choice now. Brightmug keeps yours at 60 C: https://www.brightmug.com/warm/a-long-path",
    ),
    "instagram_caption": (
        "First bell: poured.\nSecond period: still 60 C.\n\nBrightmug is a clay mug that keeps your coffee warm all "
        "morning and charges overnight, so that the staff room microwave can rest. 15% off this week. "
        "#coffee #teachers",
    ),
    "tiktok_text": ("POV: it is 11 and your coffee is still hot. Brightmug, 15% off this week.",),
    "youtube_title": ("We left a cup of coffee alone for a whole school day, and this is what happened",),
    "youtube_description": (
        "A teacher, a mug and six lessons. We measure how warm a drink stays in a Brightmug, which keeps it at 60 C "
        "and charges overnight.\n\nThe mug is 15% off this week.",
    ),
    "pinterest_title": ("A clay mug that keeps coffee warm all morning",),
    "pinterest_description": ("Brightmug keeps drinks at 60 C and charges overnight. Made of clay.",),
    "email_subject": ("Your coffee, still warm at the end of second period", "Warm mornings"),
    "email_preheader": ("Brightmug keeps drinks at 60 C all morning and charges overnight. 15% off this week.",),
    "email_body": (
        "Good morning,\n\nyou pour your coffee at seven and drink it at ten. Brightmug keeps it at 60 C meanwhile and "
        "charges overnight.\n\nThis week it is 15% off.\n\nWarm yours up.",
    ),
    "sms": ("Brightmug: your coffee at 60 C all morning. 15% off this week. Warm yours up 🙂",),
    "push": ("Your coffee is getting cold. Brightmug would keep it at 60 C, and is 15% off this week.",),
    "product_description": (
        "Brightmug is a mug for people who are called away. It is made of clay, keeps what is in it at 60 C for a "
        "morning, and charges overnight on its saucer. Teachers drink from it between lessons, nurses between rounds "
        "and parents whenever they can. Nothing to set and nothing to press: pour, put it down, come back. The lid "
        "closes with a quarter turn, the glaze is made in the same workshop as the mug, and everything but the saucer "
        "goes into the dishwasher.",
    ),
    "amazon_title": (
        "Brightmug Self-Heating Clay Coffee Mug, Keeps Drinks at 60 C, Charges Overnight, with Lid and Saucer",
    ),
    "amazon_bullet": ("Keeps drinks at 60 C for a morning", "Charges overnight", "Made of clay, with a lid"),
    "landing_hero": ("Coffee that waits until you have time for it.",),
    "xiaohongshu_title": ("咖啡一直是热的",),
    "xiaohongshu_body": ("早上七点倒的咖啡，第二节课还是 60 度。\nBrightmug 陶杯，晚上充电，白天保温。",),
    "wechat_moments": (
        "早上倒的咖啡，到第二节课还是热的。Brightmug 陶杯整个上午都保持 60 度，晚上充电，本周八五折，快来看看吧。",
    ),
}
"""Something for every surface; several of them longer than what is seen."""


def store_texts(
    database: Database, texts: Mapping[str, Sequence[str]] = TEXTS, *, persona: BriefPersona = PERSONA, **fields: str
) -> Campaign:
    """A campaign and one finished run of it that wrote these texts, the best first."""
    brand = a_brand()
    campaign = a_campaign(brand, **fields)
    briefs = [a_brief(channel=channel, persona=persona, link=LINK) for channel in texts]
    run = a_run(campaign_id=campaign.id, cells=tuple(a_cell(index=at, brief=brief) for at, brief in enumerate(briefs)))
    with database.work() as work:
        work.brands.add(brand)
        work.campaigns.add(campaign)
        work.runs.add(run)
        for cell, (channel_id, own) in enumerate(texts.items()):
            channel = load_catalogue().get(channel_id)
            work.drafts.add_all(
                [
                    a_draft(
                        run,
                        number,
                        cell=cell,
                        text=text,
                        length=channel.length(text),
                        limit=channel.limit,
                        checks=(CheckResult(name="fits", ok=True, reason="it fits"),),
                        rank=number + 1,
                    )
                    for number, text in enumerate(own)
                ]
            )
        work.commit()
    return campaign
