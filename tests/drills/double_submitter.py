"""Submits every key several times at once; run as a process beside another that does the same.

``python -m tests.drills.double_submitter URL VARIANT PROFILE COUNT`` prints ``ready``, waits for a line, and
prints as JSON the row ids that each key was answered with.
"""

from __future__ import annotations

import json
import sys
from concurrent.futures import ThreadPoolExecutor

from core.channels.catalogue import load_catalogue
from core.ratings.service import RatingService
from db.database import Database

THREADS = 2


def submit_all(url: str, variant_id: str, profile_id: str, count: int) -> dict[str, list[str]]:
    """Each thread submits every key, all in the same order, so that the same keys meet."""
    database = Database(url)
    service = RatingService(database, load_catalogue())

    def submit(stars: int) -> list[tuple[str, str]]:
        return [
            (
                key,
                service.rate(
                    submit_key=key, variant_id=variant_id, profile_id=profile_id, stars=stars, position=1, seconds=1.0
                ).id,
            )
            for key in (f"submit-{number}" for number in range(count))
        ]

    answers: dict[str, list[str]] = {}
    with ThreadPoolExecutor(THREADS) as pool:
        for told in pool.map(submit, range(1, THREADS + 1)):
            for key, row_id in told:
                answers.setdefault(key, []).append(row_id)
    database.close()
    return answers


def main(url: str, variant_id: str, profile_id: str, count: str) -> None:
    print("ready", flush=True)
    sys.stdin.readline()
    print(json.dumps(submit_all(url, variant_id, profile_id, int(count))))


if __name__ == "__main__":
    main(*sys.argv[1:])
