"""Zip packages (DOCX, ODT), unpacked within the limits and never onto the disk."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from pipeline.ingest import limits
from pipeline.ingest.reading import InputFile, UnreadableError

_END_OF_DIRECTORY = struct.Struct("<4s4H2LH")


@contextmanager
def open_package(file: InputFile) -> Iterator[zipfile.ZipFile]:
    """The zip archive of ``file``. UnreadableError if it is damaged or its directory breaks a limit."""
    _check_directory(file)
    try:
        with zipfile.ZipFile(file.path) as archive:
            yield archive
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        ValueError,
        OverflowError,
        NotImplementedError,
    ) as error:
        raise UnreadableError("broken-file", f"a damaged zip package ({error})") from error


def member_names(file: InputFile) -> set[str]:
    """The names of the package's members. UnreadableError as in :func:`open_package`."""
    with open_package(file) as archive:
        return set(archive.namelist())


def unpack(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    """The bytes of one member. UnreadableError if it breaks a limit; the size it states is not trusted."""
    if info.flag_bits & 1:
        raise UnreadableError("encrypted-file", f"{info.filename} is encrypted")
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise UnreadableError(
            "broken-file", f"{info.filename} is packed by a method office formats do not use"
        )
    with archive.open(info) as stream:
        data = stream.read(limits.MAX_XML_BYTES + 1)
    if len(data) > limits.MAX_XML_BYTES:
        raise UnreadableError(
            "zip-bomb", f"{info.filename} unpacks to more than {limits.MAX_XML_BYTES // limits.MIB} MiB"
        )
    if len(data) > limits.MIB and len(data) > limits.MAX_COMPRESSION_RATIO * max(info.compress_size, 1):
        raise UnreadableError(
            "zip-bomb", f"{info.filename} is packed more than {limits.MAX_COMPRESSION_RATIO} times"
        )
    return data


def _check_directory(file: InputFile) -> None:
    """Refuse a directory that is too large before ``zipfile`` builds an object for each entry."""
    with file.path.open("rb") as stream:
        stream.seek(max(0, file.size - 65_557))
        tail = stream.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or at + _END_OF_DIRECTORY.size > len(tail):
        raise UnreadableError("broken-file", "a damaged zip package (its directory is missing)")
    _, _, _, _, members, size, _, _ = _END_OF_DIRECTORY.unpack_from(tail, at)
    if members > limits.MAX_PACKAGE_MEMBERS or size > limits.MAX_DIRECTORY_BYTES:
        raise UnreadableError("zip-bomb", f"a package of {members:,} or more members")
