"""Where `postil` and `python -m reader` begin."""

from __future__ import annotations

import sys

from reader.cli.command_line import main

if __name__ == "__main__":
    sys.exit(main())
