"""Reading and writing files so that nothing is lost, whenever the machine stops.

What a function here has written is on the disk when it returns: file and folder are flushed. Every
call that touches the disk goes through this module's `os`, so that tests can stop at any of them.
"""

from __future__ import annotations

import errno
import os
import stat
import sys
from contextlib import suppress
from typing import NamedTuple

PRIVATE_FILE = 0o600
PRIVATE_FOLDER = 0o700

_FLAGS = getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)
_IS_WINDOWS = os.name == "nt"

_REASONS = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "your share of the disk is used up",
    errno.EACCES: "it may not be written",
    errno.EPERM: "it may not be written",
    errno.EROFS: "the disk is read-only",
    errno.EIO: "the disk failed",
    errno.ENOENT: "its folder is gone",
}


class Signature(NamedTuple):
    """What tells a file from a later state of it without reading it."""

    device: int
    inode: int
    size: int
    modified: int
    """In nanoseconds."""


def reason_of(error: OSError) -> str:
    """What went wrong, in words."""
    from filelock import Timeout  # noqa: PLC0415 - slow, and seldom anything goes wrong

    if isinstance(error, Timeout):
        return "another program keeps it locked"
    return _REASONS.get(error.errno or 0) or error.strerror or type(error).__name__


def signature(path: str) -> Signature | None:
    """Of the file; `None` if there is none.

    Raises:
        OSError: that cannot be told.
    """
    try:
        return _signature(os.stat(path))
    except (FileNotFoundError, NotADirectoryError):
        return None


def _signature(status: os.stat_result) -> Signature:
    return Signature(status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns)


def names_in(folder: str, ending: str) -> list[str]:
    """The names in a folder that end so, in their order, but no hidden ones.

    There are none in a folder that cannot be looked at.
    """
    names = list[str]()
    with suppress(OSError):
        names = os.listdir(folder)
    return sorted(name for name in names if name.endswith(ending) and not name.startswith("."))


def read(path: str, limit: int) -> tuple[bytes, Signature | None]:
    """At most `limit` bytes of a regular file, and the signature of what was read.

    No file reads as an empty one.

    Raises:
        OSError: it cannot be read, or is no regular file.
    """
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):  # opening a pipe would wait for its writer
            raise OSError(errno.EINVAL, "it is not a file")
        descriptor = os.open(path, os.O_RDONLY | _FLAGS)
    except (FileNotFoundError, NotADirectoryError):
        return b"", None
    try:
        found = _signature(os.fstat(descriptor))
        parts: list[bytes] = []
        while limit > 0 and (part := os.read(descriptor, min(limit, 1 << 24))):
            parts.append(part)
            limit -= len(part)
        return b"".join(parts), found
    finally:
        os.close(descriptor)


def append(path: str, content: bytes) -> Signature | None:
    """Write content behind the end of a file, which is made if it is not there.

    Gives the signature of the file written to, or `None` if another one has taken its name
    meanwhile: then nothing was kept.

    Raises:
        OSError: it could not be written, and the file ends as before; unless that failed too.
    """
    descriptor, is_new = _open_for_append(path)
    try:
        before = os.fstat(descriptor).st_size
        try:
            _write_all(descriptor, content)
            flush(descriptor)
        except OSError:
            with suppress(OSError):
                os.ftruncate(descriptor, before)
            raise
        written = _signature(os.fstat(descriptor))
    finally:
        os.close(descriptor)
    if is_new:
        flush_folder(os.path.dirname(path))
    named = signature(path)
    return written if named is not None and named[:2] == written[:2] else None


def _open_for_append(path: str) -> tuple[int, bool]:
    flags = os.O_WRONLY | os.O_APPEND | _FLAGS
    try:
        return os.open(path, flags), False
    except FileNotFoundError:
        return os.open(path, flags | os.O_CREAT, PRIVATE_FILE), True


def replace(path: str, content: bytes) -> Signature:
    """Put content in the place of what a file holds: whoever reads it sees the old or the new.

    The file keeps its permissions; a new one is private. Only one process may do this at a time.

    Raises:
        OSError: it could not be written, and the file is as it was.
    """
    beside = f"{path}.tmp"
    with suppress(FileNotFoundError):
        os.unlink(beside)  # of a process that was stopped
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NO_LINK | _FLAGS
    descriptor = os.open(beside, flags, PRIVATE_FILE)
    try:
        try:
            _keep_permissions(path, descriptor)
            _write_all(descriptor, content)
            flush(descriptor)
            written = _signature(os.fstat(descriptor))
        finally:
            os.close(descriptor)
        os.replace(beside, path)
    except OSError:
        with suppress(OSError):
            os.unlink(beside)
        raise
    flush_folder(os.path.dirname(path))
    return written


def _keep_permissions(path: str, descriptor: int) -> None:
    if _IS_WINDOWS:
        return
    with suppress(FileNotFoundError):
        mode = stat.S_IMODE(os.stat(path).st_mode)
        if mode != PRIVATE_FILE:
            os.fchmod(descriptor, mode)


def make_folder(path: str) -> None:
    """Make a folder for its owner's eyes alone, and those it lies in, if they are not there.

    Raises:
        OSError: it cannot be made.
    """
    if os.path.isdir(path):
        return
    above = os.path.dirname(path)
    if above != path:
        make_folder(above)
    with suppress(FileExistsError):  # another window was quicker
        os.mkdir(path, PRIVATE_FOLDER)
    flush_folder(above)


def flush(descriptor: int) -> None:
    """Wait until the disk has what was written to a file.

    Raises:
        OSError: it does not, and may never have it.
    """
    if sys.platform == "darwin":
        import fcntl  # noqa: PLC0415 - only there does fsync leave the drive's cache unflushed

        with suppress(OSError):  # not every file system knows it
            fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
            return
    os.fsync(descriptor)


def flush_folder(path: str) -> None:
    """Wait until the disk has the names in a folder, where the system can do that.

    Raises:
        OSError: the disk failed.
    """
    if _IS_WINDOWS:
        return
    try:
        descriptor = os.open(path or os.curdir, os.O_RDONLY | _FLAGS)
    except PermissionError:  # a folder that may be written but not listed
        return
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP, errno.EBADF):
            raise
    finally:
        os.close(descriptor)


def _write_all(descriptor: int, content: bytes) -> None:
    left = memoryview(content)
    while left:
        left = left[os.write(descriptor, left) :]
