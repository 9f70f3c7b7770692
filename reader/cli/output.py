"""What the command line prints: nothing that a terminal could take for a command."""

from __future__ import annotations

import json
import re
import sys

from article.printable import printable, printable_line

# Characters that JSON leaves as they are and `printable` would change: they become escapes, so
# that the data stay the same and the terminal is safe.
_escaped = re.compile("[\x7f-\x9f\xad\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff]")


def say(text: str = "") -> None:
    """Print a text on standard output, made safe."""
    print(printable(text))


def say_json(value: object) -> None:
    """Print a value as JSON; in ASCII where standard output is not UTF-8."""
    plain = getattr(sys.stdout, "encoding", None) or "utf-8"
    text = json.dumps(value, indent=2, ensure_ascii=plain.lower().replace("-", "") != "utf8")
    print(_escaped.sub(lambda match: f"\\u{ord(match[0]):04x}", text))


def complain(message: str) -> None:
    """Print one line on standard error."""
    print(f"postil: {printable_line(message)}", file=sys.stderr)
