"""The ad service: build a set in one go, fill its gaps, keep what is good, pin what must stand first."""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Callable
from dataclasses import replace

from core.ads import changes
from core.ads.faults import fault
from core.ads.filling import filled
from core.ads.kinds import kind_of
from core.ads.material import Material
from core.ads.requests import ROUNDS, request_for
from core.ads.view import AdView
from core.ads.viewing import view_of
from core.channels.catalogue import Catalogue
from core.domain import Ad, RunRequest, RunStatus, VariantFilter
from core.errors import InvalidInput
from core.generation.plan import draft_seed
from core.generation.service import GenerationService
from core.generation.view import RunView
from core.library.campaigns import CampaignService
from core.library.shelf import new_id
from core.text_input import clean
from db.database import Database

LONGEST_TYPED = 400
SEED_BITS = 31


class AdService:
    def __init__(
        self, database: Database, channels: Catalogue, campaigns: CampaignService, generation: GenerationService
    ) -> None:
        self._database = database
        self._channels = channels
        self._campaigns = campaigns
        self._generation = generation

    def list(self, campaign_id: str | None = None) -> tuple[Ad, ...]:
        """Newest first."""
        with self._database.read() as work:
            return work.ads.list(campaign_id)

    def build(
        self,
        *,
        campaign_id: str,
        persona_id: str,
        kind: str,
        model: str,
        profile_id: str | None = None,
        seed: int | None = None,
    ) -> str:
        """A new ad, whose first run is started at once; returns its id. The same seed writes the same ad.

        Raises InvalidInput, NotFound, StorageError.
        """
        ad = Ad(
            id=new_id(),
            campaign_id=campaign_id,
            persona_id=persona_id,
            kind=kind_of(kind).id,
            model=model,
            seed=secrets.randbits(SEED_BITS) if seed is None else seed,
            profile_id=profile_id,
        )
        material = self._material(ad)
        self._require_local_only(material)
        with self._database.work() as work:
            work.ads.add(ad)
            work.commit()
        self._write(material)
        return ad.id

    def foreseen(self, *, campaign_id: str, persona_id: str, kind: str, model: str) -> RunRequest | None:
        """What the first run of such an ad would be asked for; nothing is stored. Raises InvalidInput, NotFound."""
        ad = Ad(id=new_id(), campaign_id=campaign_id, persona_id=persona_id, kind=kind_of(kind).id, model=model)
        material = self._material(ad)
        return request_for(view_of(material, None), material.briefs, material.keywords, turn=0, seed=ad.seed)

    def watch(self, ad_id: str) -> AdView:
        """The ad as it stands; what a finished run brought is in its places. Where that left gaps the next run is
        started, up to three in all. Raises NotFound, StorageError."""
        material, view = self._looked_at(ad_id)
        if not self._goes_on(view):
            return view
        try:
            self._require_local_only(material)
        except InvalidInput:  # nothing of its brand leaves this machine by now: the next click says so
            return view
        self._write(material)
        return self._looked_at(ad_id)[1]

    def fill(self, ad_id: str) -> None:
        """Write for what is missing or bad; what is good or kept stays. Raises NotFound, StorageError."""
        texts = self._material(self._get(ad_id)).texts
        bad = {identifier for identifier, variant in texts.items() if fault(variant)}

        def without_bad(ad: Ad) -> Ad:
            return changes.without(ad, [slot for slot in ad.slots if slot.variant_id in bad and not slot.kept])

        self._write_after(ad_id, without_bad)

    def anew(self, ad_id: str) -> None:
        """Write all anew but what is kept, pinned or typed. Raises NotFound, StorageError."""
        self._write_after(ad_id, changes.without_unheld)

    def take_out(self, ad_id: str, channel: str, place: int) -> None:
        """Leave a place empty; its text is not chosen again. Raises NotFound."""
        self._change(ad_id, lambda ad: changes.without_place(ad, channel, place))

    def keep(self, ad_id: str, channel: str, place: int, is_kept: bool) -> None:
        """Hold a text against writing anew, or let it go. Raises NotFound."""
        self._change(ad_id, lambda ad: changes.kept(ad, channel, place, is_kept))

    def pin(self, ad_id: str, channel: str, place: int, position: int | None) -> None:
        """Fix a text to a position, from 1, or free it. Raises InvalidInput, NotFound."""
        self._change(ad_id, lambda ad: changes.pinned(ad, channel, place, position))

    def type(self, ad_id: str, channel: str, place: int, text: str) -> None:
        """Put words of a person's own into a place; empty ones clear it. Raises InvalidInput, NotFound."""
        text = clean("text", text, longest=LONGEST_TYPED, single_line=True)
        self._change(ad_id, lambda ad: changes.typed(ad, channel, place, text))

    def delete(self, ad_id: str) -> None:
        """Put the ad away; its texts stay among the variants."""
        with self._database.work() as work:
            work.ads.delete(ad_id)
            work.commit()

    def _get(self, ad_id: str) -> Ad:
        with self._database.read() as work:
            return work.ads.get(ad_id)

    def _change(self, ad_id: str, change: Callable[[Ad], Ad]) -> Ad:
        with self._database.work() as work:
            work.alone()
            changed = change(work.ads.get(ad_id))
            work.ads.update(changed)
            work.commit()
        return changed

    def _write_after(self, ad_id: str, change: Callable[[Ad], Ad]) -> None:
        """Change the ad, fill it from what there is already, and write for the gaps that are left."""
        self._require_local_only(self._material(self._get(ad_id)))
        material = self._material(self._change(ad_id, change))
        ad = self._change(ad_id, lambda stored: filled(replace(material, ad=stored)))
        self._write(replace(material, ad=ad))

    def _require_local_only(self, material: Material) -> None:
        """Before anything is changed, so that an ad that may not be written goes on as it is. Raises InvalidInput."""
        ad = material.ad
        self._generation.require_local_only(ad.model, material.briefs.values(), ad.campaign_id)

    def _write(self, material: Material) -> None:
        """Start the run that fills the ad's gaps, once however many ask for it."""
        ad = material.ad
        turn = len(ad.run_ids)
        seed = draft_seed(ad.seed, 0, turn) >> SEED_BITS
        request = request_for(view_of(material, None), material.briefs, material.keywords, turn=turn, seed=seed)
        if request is None:
            return
        run_id = uuid.uuid5(uuid.UUID(ad.id), str(turn)).hex
        self._generation.start(request, run_id)
        self._change(ad.id, lambda old: old if run_id in old.run_ids else replace(old, run_ids=(*old.run_ids, run_id)))

    def _looked_at(self, ad_id: str) -> tuple[Material, AdView]:
        """Its run is looked at once: one that ended a moment after counts as writing, and is settled at the next
        look."""
        ad = self._get(ad_id)
        run = self._run_view(ad)
        is_over = bool(ad.run_ids) and (run is None or run.run.status.is_over)
        material = self._material(ad)
        if is_over and ad.settled < len(ad.run_ids):
            material = replace(material, ad=self._settled(material))
        return material, view_of(material, run)

    def _settled(self, material: Material) -> Ad:
        """The ad with the best of its runs in its gaps, once for each run that is over: what people take out
        afterwards stays out."""
        runs = len(material.ad.run_ids)

        def settle(stored: Ad) -> Ad:
            return stored if stored.settled >= runs else replace(filled(replace(material, ad=stored)), settled=runs)

        return self._change(material.ad.id, settle)

    def _goes_on(self, view: AdView) -> bool:
        """The first runs follow each other by themselves while texts are missing, but nothing follows a run that was
        stopped or failed, nor what a person has taken out or turned down."""
        is_done = bool(view.ad.run_ids) and (view.run is None or view.run.run.status is RunStatus.DONE)
        return is_done and view.lacks_texts and len(view.ad.run_ids) < len(ROUNDS) and not view.ad.left_out

    def _run_view(self, ad: Ad) -> RunView | None:
        """Of the last run; None where nothing was asked for yet or it is well done: looking at all its drafts takes
        time."""
        if not ad.run_ids:
            return None
        with self._database.read() as work:
            status = work.runs.status(ad.run_ids[-1])
        return None if status is RunStatus.DONE else self._generation.watch(ad.run_ids[-1])

    def _material(self, ad: Ad) -> Material:
        """Raises NotFound, InvalidInput."""
        kind = kind_of(ad.kind)
        channels = [part.channel for part in kind.parts]
        briefs = self._campaigns.briefs(ad.campaign_id, [ad.persona_id], channels)
        with self._database.read() as work:
            brought = [work.variants.list(VariantFilter(run_id=run_id)) for run_id in ad.run_ids]
        return Material(
            ad=ad,
            kind=kind,
            texts={variant.id: variant for variants in brought for variant in variants},
            briefs=dict(zip(channels, briefs, strict=True)),
            keywords=self._campaigns.get(ad.campaign_id).keywords,
            catalogue=self._channels,
        )
