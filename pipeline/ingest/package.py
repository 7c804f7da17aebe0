"""Zip packages (DOCX, ODT) and the XML in them, unpacked within the limits and never onto the disk."""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from lxml import etree

from pipeline.ingest import limits
from pipeline.ingest.reading import InputFile, UnreadableError

_END_OF_DIRECTORY = struct.Struct("<4s4H2LH")
_DOCTYPE = re.compile(
    rb"<\x00?!\x00?D\x00?O\x00?C\x00?T\x00?Y\x00?P\x00?E|<!ENTITY|<\x00!\x00E\x00N\x00T", re.I
)


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


def read_xml(archive: zipfile.ZipFile, name: str) -> etree._Element | None:
    """The root of the XML member ``name``; None if there is no such member.

    UnreadableError if the member is encrypted, breaks a limit, is not well-formed, or has a document type
    declaration, which no office format uses and entity bombs need.
    """
    try:
        info = archive.getinfo(name)
    except KeyError:
        return None
    data = _unpack(archive, info)
    if _DOCTYPE.search(data):
        raise UnreadableError("forbidden-xml", f"{name} has a document type declaration")
    if data.count(b"<") + data.count(b"=") > limits.MAX_MARKUP:
        raise UnreadableError(
            "too-much-markup", f"{name} has more than {limits.MAX_MARKUP:,} tags and attributes"
        )
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableError("broken-file", f"{name} is not well-formed XML ({error.msg})") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise UnreadableError("forbidden-xml", f"{name} has a document type declaration")
    return root


def local_name(element: etree._Element) -> str:
    """The element's name without its namespace; empty for comments and the like."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _unpack(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    """The bytes of one member, never trusting the size that the archive states."""
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
