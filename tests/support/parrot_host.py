"""A host without a model: says its arguments, each a line, and then listens until the app goes.

An argument that starts with ``-`` is said without that dash and without a line end, and is the last thing said.
"""

from __future__ import annotations

import os
import sys


def main() -> None:
    for line in sys.argv[1:]:
        if line.startswith("-"):
            os.write(1, line[1:].encode())
            return
        os.write(1, line.encode() + b"\n")
    sys.stdin.buffer.read()


if __name__ == "__main__":
    main()
