"""The sample: one invented brand, three personas, two campaigns. In with one click, out with one."""

from __future__ import annotations

from datetime import date, timedelta

from core.domain import Brand, Campaign, CampaignStatus, Persona
from core.library.shelf import new_id
from db.database import Database

CHANNELS = (
    "meta_primary",
    "google_headline",
    "google_description",
    "meta_headline",
    "email_subject",
    "push",
    "product_description",
)


class SampleService:
    def __init__(self, database: Database) -> None:
        self._database = database

    def is_loaded(self) -> bool:
        with self._database.read() as work:
            return bool(work.brands.list_samples())

    def load(self) -> None:
        """Add the sample in one transaction; where it is there already, nothing changes."""
        with self._database.work() as work:
            work.alone()
            if not work.brands.list_samples():
                brand, personas = _brand(), _personas()
                work.brands.add(brand)
                for persona in personas:
                    work.personas.add(persona)
                for campaign in _campaigns(brand, personas):
                    work.campaigns.add(campaign)
                work.commit()

    def remove(self) -> None:
        """Take the sample out. A sample thing that the team's own campaigns use stays, as theirs."""
        with self._database.work() as work:
            work.alone()
            work.campaigns.delete_samples()
            own = (*work.campaigns.list(), *work.campaigns.list(archived=True))
            speaking = {campaign.brand_id for campaign in own} | {text.brand_id for text in work.own_texts.list()}
            work.brands.delete_samples(keep=speaking)
            work.personas.delete_samples(keep={persona for campaign in own for persona in campaign.persona_ids})
            work.commit()


def _brand() -> Brand:
    return Brand(
        id=new_id(),
        name="Ottermoss",
        voice="Plain, warm and a little dry, like a good mountain guide",
        words_to_use=("resole", "hill", "leather"),
        words_banned=("extreme", "conquer", "hack"),
        facts=("Made in a workshop of 14 people in Keswick",),
        is_sample=True,
    )


def _personas() -> tuple[Persona, ...]:
    return (
        Persona(
            id=new_id(),
            name="Maya, city walker",
            description="31, a nurse in Leeds who takes the Saturday train to the hills",
            wants="boots she can wear straight from the platform",
            stops="the blisters that her last new pair gave her",
            how_to_speak="Short and friendly. Talk of the train, the flask and tired feet, not of summits.",
            example="Off the ward at eight, on the 9.14 by nine.",
            is_sample=True,
        ),
        Persona(
            id=new_id(),
            name="Tom, dog owner",
            description="47, walks a wet spaniel round muddy fields before work, every day of the year",
            wants="dry socks at his desk",
            stops="having bought three pairs that leaked by February",
            how_to_speak="Matter of fact, with a smile. Mud, mornings, the dog.",
            example="The dog likes it when it rains. Somebody has to.",
            is_sample=True,
        ),
        Persona(
            id=new_id(),
            name="Ruth, hill leader",
            description="64, leads a walking club and has worn out more boots than she can count",
            wants="a pair that can be mended for years",
            stops="throwing good leather away because a sole has gone",
            how_to_speak="With respect for what she knows. Facts first, no adjectives for their own sake.",
            example="Fifteen years, three soles, one pair of boots.",
            is_sample=True,
        ),
    )


def _campaigns(brand: Brand, personas: tuple[Persona, ...]) -> tuple[Campaign, ...]:
    today = date.today()
    people = tuple(persona.id for persona in personas)
    return (
        Campaign(
            id=new_id(),
            brand_id=brand.id,
            name="Resole, do not replace",
            product="a resoling service for walking boots",
            facts=("New soles in 10 working days", "Return postage is included", "From £48 a pair"),
            cta="Book a resole",
            link="https://ottermoss.example/resole",
            tone="dry",
            persona_ids=people[1:],
            channels=("meta_primary", "linkedin_intro", "email_subject", "sms", "product_description"),
            starts_on=today,
            ends_on=today + timedelta(days=10),
            status=CampaignStatus.ACTIVE,
            is_sample=True,
        ),
        Campaign(
            id=new_id(),
            brand_id=brand.id,
            name="Autumn boots",
            product="waterproof leather walking boots",
            facts=("Waterproof for 3 years or we mend them", "No breaking in", "Each boot weighs 540 g"),
            offer="Free wool socks with every pair",
            cta="Find your size",
            link="https://ottermoss.example/boots",
            tone="warm",
            keywords=("walking boots", "leather boots", "waterproof boots"),
            persona_ids=people,
            channels=CHANNELS,
            starts_on=today,
            ends_on=today + timedelta(days=45),
            status=CampaignStatus.ACTIVE,
            is_sample=True,
        ),
    )
