"""Tables about the report itself: ``documents``, ``travellers`` and ``issues``."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from pipeline.schemas.base import Evidence, Row
from pipeline.schemas.types import Alpha3, Code, Count, DocumentId, Edtf, Id, Name, Offset, Ordinal, Sha256
from pipeline.vocabulary import Category, IssueCode, ReferenceBasis, Severity, Status


class DocumentRow(Row):
    """One file of the corpus, read or not."""

    document_id: DocumentId = Field(description="First 16 hexadecimal digits of the file's SHA-256.")
    source_path: str = Field(description="Path of the file below the input folder.")
    sha256: Sha256 = Field(description="SHA-256 of the file's bytes.")
    media_type: str = Field(description="Media type as detected from the content.")
    encoding: str | None = Field(description="Detected character encoding of text formats.")
    pages: Count | None = Field(description="Number of pages where the format has them.")
    characters: Count = Field(description="Length of the clean text in code points.")
    status: Status = Field(description="ok, partial (something was not read) or failed (nothing was).")
    title: Name | None = Field(description="Title of the report.")
    agency: Name | None = Field(description="Reporting agency as written.")
    category: Category | None = Field(description="出國類別.")
    trip_start: date | None = Field(description="First day of the trip.")
    trip_end: date | None = Field(description="Last day of the trip.")
    report_date: date | None = Field(description="Day of the report.")
    destinations: list[Alpha3] = Field(description="Countries visited, ISO 3166-1 alpha-3, in order.")
    keywords: list[str] = Field(description="關鍵詞 as written.")
    abstract: str | None = Field(description="摘要 of the form or cover.")
    reference_date: Edtf | None = Field(description="What 本年 and 去年 resolve against.")
    reference_basis: ReferenceBasis | None = Field(description="Where the reference date comes from.")
    review_url: str | None = Field(
        default=None, description="The review page, from the output folder (`make report`)."
    )


class TravellerRow(Evidence):
    """One member of the delegation, from the cover or the 提要 page."""

    traveller_id: Id
    person_id: Id | None = Field(description="The same person in people, where the text names them.")
    name: Name = Field(description="Full name.")
    agency: Name | None = Field(description="服務機關 as written.")
    unit: Name | None = Field(description="服務單位 as written.")
    title: Name | None = Field(description="職稱 as written.")
    grade: Name | None = Field(description="官職等 as written.")


class IssueRow(Row):
    """Something that was left null, looks wrong or could not be read, and why."""

    issue_id: Id
    document_id: DocumentId | None = Field(description="The report; null for an issue of the whole run.")
    source_path: str | None = Field(description="The file, for readers who look for its name.")
    stage: Code = Field(description="The stage that noticed.")
    code: IssueCode = Field(description="The kind of issue.")
    severity: Severity = Field(description="info, warning or error.")
    message: str = Field(min_length=1, description="What and why, in one sentence.")
    char_start: Offset | None = Field(description="Where in the clean text, if it has a place.")
    char_end: Ordinal | None = Field(description="One past the last character.")
    review_url: str | None = Field(
        default=None, description="Where the review page shows it, if it has a place (`make report`)."
    )
