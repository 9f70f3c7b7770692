"""Where `postil` and `python -m reader` begin and end."""

from __future__ import annotations

import gc
import os
import sys

from reader.kept_modules import keep_modules, use_kept_modules

TYPE_CHECKING = False  # as type checkers take it; `typing` comes behind what finds modules
if TYPE_CHECKING:
    from typing import NoReturn


def main() -> NoReturn:
    """Carry out the command line and end at once.

    All that has to be kept is kept by then. Taking the interpreter apart would take longer than
    starting it, and a thread that still looks for points in a long text would be waited for.
    """
    gc.disable()  # a command ends before it pays; reading wakes it when the first page stands
    use_kept_modules()
    from reader.cli.command_line import main as run  # noqa: PLC0415 - behind what finds it

    code = run()
    keep_modules()
    if sys.stderr is not None:
        sys.stderr.flush()
    os._exit(code)


if __name__ == "__main__":
    main()
