"""The loop: readings in, adapter out. Stop it at any moment; it goes on where its newest checkpoint is."""

from __future__ import annotations

import json
import math
import random
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import torch
from peft import LoraConfig, get_peft_model, get_peft_model_state_dict, set_peft_model_state_dict
from torch.nn.functional import cross_entropy, softplus

from core.errors import InvalidInput
from core.models.adapter import read_adapter, read_card
from core.training.packing import Packed, pack
from core.training.rows import Lessons, Reading
from core.training.settings import TrainingSettings
from core.training.team import ALONE, Team

Tell = Callable[[str], None]

STATE, CURVE = "state.pt", "curve.jsonl"
DEV_READINGS = 40


@dataclass(frozen=True, slots=True)
class Point:
    """A point of the curve.

    Losses are mean nats a learnt token, and the mean preference loss of a pair more where there are pairs; ``dev`` is
    the one held out, without that of pairs, and ``order`` the share of held-out pairs whose better text is likelier.
    Both are None where they were not measured, ``order`` where there are no pairs, too.
    """

    step: int
    train: float
    dev: float | None
    seconds: float
    order: float | None = None


class Training:
    """One training of one adapter in one folder."""

    def __init__(
        self,
        model: Any,
        tokenizer: Any,
        settings: TrainingSettings,
        folder: Path,
        tell: Tell,
        team: Team = ALONE,
        begin_with: Path | None = None,
    ) -> None:
        """``folder`` keeps the checkpoint and the curve; the first of the ``team`` writes them. ``begin_with`` is the
        folder of an adapter that is to be taught further."""
        torch.manual_seed(settings.seed)
        config = LoraConfig(
            r=settings.rank, lora_alpha=settings.alpha, target_modules="all-linear", task_type="CAUSAL_LM"
        )
        self.model: Any = get_peft_model(model, config)
        self._began_with = ""
        if begin_with is not None:
            self._began_with = check_beginning(begin_with, settings)
            set_peft_model_state_dict(self.model, read_adapter(begin_with, model.dtype))
        self._tokenizer = tokenizer
        self._settings = settings
        self._folder = folder
        self._tell = tell
        self._team = team

    def run(self, train: Lessons, dev: Lessons) -> tuple[Point, ...]:
        """Train from the newest checkpoint, or from the beginning, to the end; returns the whole curve."""
        settings = self._settings
        a_epoch = math.ceil(len(train(random.Random(0))) / settings.readings_a_step)
        steps = max(1, round(settings.epochs * a_epoch))
        weights = [weight for weight in self.model.parameters() if weight.requires_grad]
        optimizer = torch.optim.AdamW(weights, lr=settings.learning_rate, betas=(0.9, 0.98), weight_decay=0.0)
        schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: self._pace(step, steps))
        begin = self._resume(optimizer, schedule)
        self.model.train()
        batches = self._batches(train, begin, steps)
        losses: list[float] = []
        started = time.monotonic()
        for step, batch in batches:
            losses.append(self._learn(batch))
            self._team.add_up(weights)
            torch.nn.utils.clip_grad_norm_(weights, 1.0)
            optimizer.step()
            schedule.step()
            optimizer.zero_grad(set_to_none=True)
            if (step + 1) % settings.keep_every == 0 or step + 1 == steps:
                is_measured = step + 1 == steps or (step + 1) % (4 * settings.keep_every) == 0
                held_out, order = self.measured(dev) if is_measured else (None, None)
                point = Point(step + 1, sum(losses) / len(losses), held_out, time.monotonic() - started, order)
                losses.clear()
                if self._team.is_first:
                    self._keep(optimizer, schedule, point)
                    self._tell(_line(point, steps))
        return self._curve() if self._team.is_first else ()

    @torch.no_grad()
    def measured(self, dev: Lessons) -> tuple[float, float | None]:
        """Mean nats a token on held-out lessons, a fixed part of them, and the share of pairs in the right order."""
        self.model.eval()
        held_out = [self._packed(reading) for reading in dev(random.Random(1))[:DEV_READINGS]]
        loss = right = 0.0
        for packed in self._team.part(held_out):
            losses = self._losses(packed)
            loss += float(losses[packed.taught].sum())
            right += float((_margins(losses, packed) > 0).sum())
        self.model.train()
        learnt, pairs = (sum(of) for of in zip(*((each.learnt, len(each.pairs)) for each in held_out), strict=True))
        order = self._team.total(right) / pairs if pairs else None
        return self._team.total(loss) / max(1, learnt), order

    def _batches(self, lessons: Lessons, begin: int, steps: int) -> Iterator[tuple[int, list[Packed]]]:
        """Steps with their sequences. An epoch's order comes from its number, so resuming finds the same one."""
        size, step, epoch = self._settings.readings_a_step, 0, 0
        while step < steps:
            order = lessons(random.Random(f"{self._settings.seed}/{epoch}"))
            for start in range(0, len(order), size):
                if begin <= step < steps:
                    yield step, [self._packed(reading) for reading in order[start : start + size]]
                step += 1
            epoch += 1

    def _packed(self, reading: Reading) -> Packed:
        return pack(reading, self._tokenizer, self._tokenizer.eos_token_id)

    def _learn(self, batch: list[Packed]) -> float:
        """Add up the gradients of one step; returns its mean loss a token, and a pair."""
        learnt, pairs = sum(packed.learnt for packed in batch), sum(len(packed.pairs) for packed in batch)
        total = 0.0
        for packed in self._team.part(batch):
            losses = self._losses(packed)
            preference = softplus(-self._settings.firmness * _margins(losses, packed)).sum()
            loss = losses[packed.taught].sum() / max(1, learnt) + preference / max(1, pairs)
            loss.backward()  # type: ignore[no-untyped-call]
            total += float(loss.detach())
        return self._team.total(total)

    def _losses(self, packed: Packed) -> torch.Tensor:
        """Loss of each predicted token (T,); logits are computed at those alone, as the vocabulary is wide."""
        base = self.model.get_base_model()
        hidden = base.base_model(
            input_ids=packed.ids, position_ids=packed.positions, attention_mask=packed.mask, use_cache=False
        ).last_hidden_state[0]
        logits = base.get_output_embeddings()(hidden[packed.places]).float()
        return cross_entropy(logits, packed.targets, reduction="none")

    def _pace(self, step: int, steps: int) -> float:
        rise = max(1, round(self._settings.warm_up * steps))
        if step < rise:
            return (step + 1) / rise
        return 0.5 * (1 + math.cos(math.pi * (step - rise) / max(1, steps - rise)))

    def _keep(self, optimizer: Any, schedule: Any, point: Point) -> None:
        """Write the checkpoint beside the old one and take its place at once."""
        self._folder.mkdir(parents=True, exist_ok=True)
        with (self._folder / CURVE).open("a", encoding="utf-8") as curve:
            curve.write(json.dumps(asdict(point)) + "\n")
        state = {
            "step": point.step,
            "settings": self._settings.plain(),
            "began_with": self._began_with,
            "adapter": get_peft_model_state_dict(self.model),
            "optimizer": optimizer.state_dict(),
            "schedule": schedule.state_dict(),
            "dice": torch.get_rng_state(),  # GPT-2 drops out
        }
        half = self._folder / f"{STATE}.half"
        torch.save(state, half)
        half.replace(self._folder / STATE)

    def _resume(self, optimizer: Any, schedule: Any) -> int:
        """The step to go on with: 0 where there is no checkpoint of these very settings and this very beginning."""
        file = self._folder / STATE
        state = torch.load(file, weights_only=True) if file.is_file() else None
        wanted = (self._settings.plain(), self._began_with)
        if state is None or (state["settings"], state.get("began_with", "")) != wanted:
            shutil.rmtree(self._folder, ignore_errors=True)
            return 0
        set_peft_model_state_dict(self.model, state["adapter"])
        optimizer.load_state_dict(state["optimizer"])
        schedule.load_state_dict(state["schedule"])
        torch.set_rng_state(state["dice"])
        if self._team.is_first:
            self._tell(f"Going on after step {state['step']}.")
        return int(state["step"])

    def _curve(self) -> tuple[Point, ...]:
        lines = (self._folder / CURVE).read_text(encoding="utf-8").splitlines()
        return tuple(Point(**json.loads(line)) for line in lines)


def check_beginning(folder: Path, settings: TrainingSettings) -> str:
    """The SHA-256 of an adapter that is to be taught further. Raises ModelNotFound, UnsafeWeights, InvalidInput."""
    card = read_card(folder)
    if (card["lora"]["r"], card["lora"]["lora_alpha"]) != (settings.rank, settings.alpha):
        raise InvalidInput(
            "--from",
            f"The adapter in {folder} is of another rank or alpha than this training.",
            f"Begin with one of rank {settings.rank} and alpha {settings.alpha}.",
        )
    read_adapter(folder, torch.float32)
    return str(card["sha256"])


def _margins(losses: torch.Tensor, packed: Packed) -> torch.Tensor:
    """By how many nats each pair's better text is likelier than its worse one: (pairs,)."""
    margins = losses.new_zeros(len(packed.pairs))
    for place, pair in enumerate(packed.pairs):
        margins[place] = losses[pair.worse.start : pair.worse.stop].sum()
        margins[place] -= losses[pair.better.start : pair.better.stop].sum()
    return margins


def _line(point: Point, steps: int) -> str:
    held_out = "" if point.dev is None else f", held out {point.dev:.3f}"
    order = "" if point.order is None else f", {point.order:.0%} of pairs in order"
    return f"Step {point.step} of {steps}: loss {point.train:.3f}{held_out}{order}, {point.seconds:.0f} s"
