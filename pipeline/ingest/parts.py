"""The XML parts of a package, parsed without anything that XML can do beyond holding text."""

from __future__ import annotations

import re
import zipfile

from lxml import etree

from pipeline.ingest import limits
from pipeline.ingest.package import unpack
from pipeline.ingest.reading import UnreadableError

_DOCTYPE = re.compile(
    rb"<\x00?!\x00?D\x00?O\x00?C\x00?T\x00?Y\x00?P\x00?E|<!ENTITY|<\x00!\x00E\x00N\x00T", re.I
)


def read_xml(archive: zipfile.ZipFile, name: str) -> etree._Element | None:
    """The root of the XML member ``name``; None if there is no such member.

    UnreadableError if the member is encrypted, breaks a limit, is not well-formed, or has a document type
    declaration, which no office format uses and entity bombs need.
    """
    try:
        info = archive.getinfo(name)
    except KeyError:
        return None
    data = unpack(archive, info)
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
