"""The formats we read, the ones we only recognise, and how content is told apart.

Content decides. The extension is asked only where the content fits two formats (a scrap of HTML is also
plain text), and is compared afterwards so that a wrong one can be reported.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

from pipeline.ingest.encoding import decode
from pipeline.ingest.package import member_names
from pipeline.ingest.reading import InputFile, Reader


@dataclass(frozen=True, slots=True)
class Format:
    """A file format: its name in messages, media type and extensions; ``module`` holds ``read``, if any.

    The module is imported on first use, so that reading text does not load a PDF library.
    """

    name: str
    media_type: str
    extensions: tuple[str, ...]
    module: str | None = None

    def reader(self) -> Reader:
        """The function that reads this format. LookupError if there is none."""
        if self.module is None:
            raise LookupError(f"no reader for {self.name}")
        return cast(Reader, importlib.import_module(self.module).read)


TEXT = Format("plain text", "text/plain", (".txt", ".text", ".md", ".csv"), "pipeline.ingest.plain")
HTML = Format("HTML", "text/html", (".html", ".htm", ".xhtml"), "pipeline.ingest.html")
PDF = Format("PDF", "application/pdf", (".pdf",), "pipeline.ingest.pdf")
DOCX = Format(
    "Word (DOCX)",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    (".docx", ".docm", ".dotx"),
    "pipeline.ingest.docx",
)
ODT = Format(
    "OpenDocument text (ODT)",
    "application/vnd.oasis.opendocument.text",
    (".odt", ".ott"),
    "pipeline.ingest.odt",
)

_OFFICE = "application/vnd.openxmlformats-officedocument."
_OPEN = "application/vnd.oasis.opendocument."

DOC = Format("Word 97-2003 (DOC)", "application/msword", (".doc", ".dot"))
XLS = Format("Excel 97-2003 (XLS)", "application/vnd.ms-excel", (".xls",))
PPT = Format("PowerPoint 97-2003 (PPT)", "application/vnd.ms-powerpoint", (".ppt", ".pps"))
OLE = Format("an OLE compound file", "application/x-ole-storage", ())
LOCKED = Format("an Office file with a password", "application/x-ole-storage", ())
XLSX = Format("Excel (XLSX)", f"{_OFFICE}spreadsheetml.sheet", (".xlsx", ".xlsm"))
PPTX = Format("PowerPoint (PPTX)", f"{_OFFICE}presentationml.presentation", (".pptx", ".ppsx"))
ODS = Format("OpenDocument spreadsheet (ODS)", f"{_OPEN}spreadsheet", (".ods",))
ODP = Format("OpenDocument presentation (ODP)", f"{_OPEN}presentation", (".odp",))
RTF = Format("RTF", "application/rtf", (".rtf",))
JPEG = Format("a JPEG image", "image/jpeg", (".jpg", ".jpeg"))
PNG = Format("a PNG image", "image/png", (".png",))
GIF = Format("a GIF image", "image/gif", (".gif",))
TIFF = Format("a TIFF image", "image/tiff", (".tif", ".tiff"))
BMP = Format("a BMP image", "image/bmp", (".bmp",))
WEBP = Format("a WebP image", "image/webp", (".webp",))
ZIP = Format("a ZIP archive", "application/zip", (".zip",))
GZIP = Format("a gzip archive", "application/gzip", (".gz", ".tgz"))
RAR = Format("a RAR archive", "application/vnd.rar", (".rar",))
SEVEN_ZIP = Format("a 7-Zip archive", "application/x-7z-compressed", (".7z",))
MHTML = Format("a web archive (MHTML)", "multipart/related", (".mht", ".mhtml"))
XML = Format("XML that is not a report", "application/xml", (".xml", ".fodt"))
BINARY = Format("binary data of an unknown kind", "application/octet-stream", ())

READABLE = (TEXT, PDF, DOCX, ODT, HTML)
KNOWN = (
    *READABLE,
    *(DOC, XLS, PPT, XLSX, PPTX, ODS, ODP, RTF, JPEG, PNG, GIF, TIFF, BMP, WEBP),
    *(ZIP, GZIP, RAR, SEVEN_ZIP, MHTML, XML),
)

_MAGIC: tuple[tuple[bytes, Format], ...] = (
    (b"\xff\xd8\xff", JPEG),
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"GIF87a", GIF),
    (b"GIF89a", GIF),
    (b"II*\0", TIFF),
    (b"MM\0*", TIFF),
    (b"{\\rtf", RTF),
    (b"\x1f\x8b", GZIP),
    (b"Rar!\x1a\x07", RAR),
    (b"7z\xbc\xaf\x27\x1c", SEVEN_ZIP),
)

_HTML_SURE = re.compile(
    r"(?:<!--(?:(?!-->).){0,2000}-->\s{0,99}){0,20}<(?:!doctype\s+html|html|head|body|meta|title)\b",
    re.I | re.S,
)
_HTML_SCRAP = re.compile(r"<(?:p|div|table|h[1-6]|br|center|font|span|ul|ol|script|style|!--|a|b)\b", re.I)
_XML = re.compile(r"<\?xml\b", re.I)
_XHTML = re.compile(r"<(?:!doctype\s+html|html)\b", re.I)
_MIME = re.compile(r"(?:[\w-]{1,80}:.*\r?\n){0,99}?(?:MIME-Version|Content-Type):", re.I)


def claimed(extension: str) -> Format | None:
    """The format that an extension (with its dot, any case) promises; None if we know of none."""
    return next((f for f in KNOWN if extension.lower() in f.extensions), None)


def recognise(file: InputFile) -> Format:
    """The format of ``file`` by its content. UnreadableError if it is a damaged package."""
    head = file.head
    # The PDF header may stand behind some rubbish; readers accept it within the first 1,024 bytes.
    if b"%PDF-" in head[:1024]:
        return PDF
    for magic, found in _MAGIC:
        if head.startswith(magic):
            return found
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return WEBP
    if head.startswith(b"BM") and len(head) > 14 and int.from_bytes(head[2:6], "little") == file.size:
        return BMP
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _recognise_ole(file)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _recognise_package(file)
    return _recognise_text(file)


def _recognise_ole(file: InputFile) -> Format:
    """Word, Excel or PowerPoint by the stream names of the compound file's directory (UTF-16)."""
    with file.path.open("rb") as stream:
        data = stream.read(8 * 1024 * 1024)
    streams: tuple[tuple[str, Format], ...] = (
        ("EncryptedPackage", LOCKED),
        ("WordDocument", DOC),
        ("Workbook", XLS),
        ("PowerPoint Document", PPT),
    )
    return next((found for name, found in streams if name.encode("utf-16-le") in data), OLE)


def _recognise_package(file: InputFile) -> Format:
    names = member_names(file)
    kinds: tuple[tuple[Callable[[str], bool], Format], ...] = (
        (lambda n: n.startswith("word/"), DOCX),
        (lambda n: n.startswith("xl/"), XLSX),
        (lambda n: n.startswith("ppt/"), PPTX),
    )
    for matches, found in kinds:
        if "[Content_Types].xml" in names and any(matches(n) for n in names):
            return found
    # An OpenDocument package begins with an uncompressed member "mimetype" that holds the type.
    for found in (ODT, ODS, ODP):
        if found.media_type.encode() in file.head[:256]:
            return found
    return ODT if {"content.xml", "META-INF/manifest.xml"} <= names else ZIP


def _recognise_text(file: InputFile) -> Format:
    head = file.head
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = head[: len(head) & ~1].decode("utf-16", "replace")
    else:
        text = head.removeprefix(b"\xef\xbb\xbf").replace(b"\0", b"").decode("latin-1")
    text = text.lstrip()
    if _HTML_SURE.match(text):
        return HTML
    if _XML.match(text):
        return HTML if _XHTML.search(text) else XML
    extension = claimed(file.path.suffix)
    if extension is HTML and (_HTML_SCRAP.match(text) or "</" in text):
        return HTML
    if _MIME.match(text) and "multipart/related" in text.lower():
        return MHTML
    return BINARY if _is_binary(head) else TEXT


def _is_binary(head: bytes) -> bool:
    """Whether bytes are no text in any encoding: read as the likeliest one they stay rubbish."""
    decoded = decode(head)
    if decoded.certain:
        return False
    controls = sum(1 for c in decoded.text if c < " " and c not in "\0\t\n\r\x0b\x0c\x1a\x1b")
    return controls + decoded.undecodable > len(decoded.text) * 0.1
