"""Names for annotations: UUIDs of version 7, which sort by the time they were made."""

from __future__ import annotations

RANDOM_BYTES = 10
"""How many random bytes one id takes."""


def uuid7(milliseconds: int, random: bytes) -> str:
    """A UUID of version 7 (RFC 9562, section 5.7).

    `milliseconds` since 1970 fill the first 48 bits; 74 of the random bits fill what version and
    variant leave.
    """
    bits = int.from_bytes(random[:RANDOM_BYTES]) & ((1 << 74) - 1)
    value = (milliseconds & ((1 << 48) - 1)) << 80
    value |= 0x7 << 76 | (bits >> 62) << 64
    value |= 0b10 << 62 | bits & ((1 << 62) - 1)
    digits = f"{value:032x}"
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))
