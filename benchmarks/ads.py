"""How long a whole search ad takes: 15 headlines and 4 descriptions for the sample campaign, from one click.

    python -m benchmarks.ads [--json] [--rounds 3]

It holds when every place is filled, every text passes every check and no two are nearly the same; the seconds are for
the reader.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks.machine import machine
from core.ads.choosing import are_alike
from core.ads.view import AdView
from core.bootstrap import Application, build
from core.models.known import STARTER
from core.settings import Settings
from tests.support.bundled import give_models


def written(app: Application, seed: int) -> tuple[AdView, float]:
    """An ad, and the seconds from the click until nothing is written for it any more."""
    campaign = next(one for one in app.campaigns.list() if one.name == "Autumn boots")
    started = time.perf_counter()
    ad_id = app.ads.build(
        campaign_id=campaign.id, persona_id=campaign.persona_ids[0], kind="google_rsa", model=STARTER, seed=seed
    )
    while (view := app.ads.watch(ad_id)).is_busy:
        time.sleep(0.2)
    return view, time.perf_counter() - started


def measured(app: Application, view: AdView, seconds: float) -> dict[str, Any]:
    runs = [app.generation.watch(run_id) for run_id in view.ad.run_ids]
    drafts = sum(len(cell.variants) + len(cell.rejected) + len(cell.passed_over) for run in runs for cell in run.cells)
    texts = [[slot.text for slot in part.slots if slot.text] for part in view.parts if part.channel.drafted]
    alike = sum(are_alike(one, other) for own in texts for place, one in enumerate(own) for other in own[:place])
    problems = sum(bool(slot.problem) for part in view.parts for slot in part.slots)
    said = sum(bool(places) for _, places in view.coverage)
    return {
        "seconds": round(seconds, 1),
        "runs": len(runs),
        "drafts": drafts,
        "gaps": view.gaps,
        "alike": alike,
        "problems": problems,
        "said": f"{said} of {len(view.coverage)}",
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        app = build(Settings(var_dir=give_models(Path(folder) / "var"), hub_offline=True))
        app.launch()
        app.samples.load()
        app.models.get(STARTER, lambda line: print(line, file=sys.stderr))
        ads = [measured(app, *written(app, seed)) for seed in range(1, arguments.rounds + 1)]
        app.close()
    holds = all(not (ad["gaps"] or ad["alike"] or ad["problems"]) for ad in ads)
    median = statistics.median(ad["seconds"] for ad in ads)
    if arguments.json:
        print(json.dumps({"machine": machine(), "ads": ads, "median_seconds": median, "holds": holds}))
    else:
        print(machine())
        for ad in ads:
            print("  ".join(f"{name} {value}" for name, value in ad.items()))
        print(f"median {median:.1f} s, {'holds' if holds else 'does not hold'}")
    return 0 if holds else 1


if __name__ == "__main__":
    sys.exit(main())
