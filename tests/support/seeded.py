"""One key for every connection of the tests, and the search for it in whatever the tests leave behind."""

from __future__ import annotations

import mmap
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

KEY = "sk-seeded-5d0c7f81/of+tests"
"""Any test may give it to a connection; none may find it anywhere but in the request to that connection."""
GIVEN = ("secrets.toml", ".env")
"""Files in which a test hands the key over, as a person would."""
FORMS = (KEY.encode(), KEY.encode("utf-16-le"), KEY.encode("utf-16-be"), quote(KEY, safe="").encode())

NOT_TO_BE_UNPACKED = (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError, OSError)
"""What broken and encrypted files raise, and such as say that their parts are where no file reaches."""


def is_in(text: str) -> bool:
    return any(form in text.encode() for form in FORMS)


def files_with_it(folder: Path) -> list[Path]:
    """Every file below a folder that holds it, in any of its forms, packed ones too."""
    return [file for file in _files(folder) if file.name not in GIVEN and _holds_it(file)]


def _files(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        if path.is_symlink():
            continue
        if path.is_dir():
            yield from _files(path)
        elif path.is_file():
            yield path


def _holds_it(file: Path) -> bool:
    if not file.stat().st_size:
        return False
    with file.open("rb") as opened, mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ) as content:
        if any(content.find(form) >= 0 for form in FORMS):
            return True
    return any(form in content for content in _unpacked(file) for form in FORMS)


def _unpacked(file: Path) -> Iterator[bytes]:
    """Each part of a packed file that can be unpacked. Tests of imports leave broken ones; as they lie on the disk they
    are searched all the same, and one part that is broken hides no other."""
    if not zipfile.is_zipfile(file):
        return
    with suppress(*NOT_TO_BE_UNPACKED), zipfile.ZipFile(file) as packed:
        for name in packed.namelist():
            with suppress(*NOT_TO_BE_UNPACKED):
                yield packed.read(name)
