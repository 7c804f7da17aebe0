"""The two shapes that all rows have: a checked row, and a row that points at its evidence."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field, model_validator

from pipeline.schemas.types import Confidence, DocumentId, Offset, Ordinal, RuleId
from pipeline.vocabulary import TextSource


class Row(BaseModel):
    """A row of an output table: strict types, no unknown columns, immutable."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class Evidence(Row):
    """A row that points at the characters, line and page that it came from."""

    document_id: DocumentId = Field(description="The report.")
    text: str = Field(min_length=1, description="The evidence as it stands in the clean text.")
    char_start: Offset = Field(description="First character in text/<document_id>.txt (code points).")
    char_end: Ordinal = Field(description="One past the last character.")
    page: Ordinal | None = Field(description="Page in the source, from 1; null where it has none.")
    line: Ordinal | None = Field(description="Line in the page or file, from 1; null where it has none.")
    source: TextSource = Field(description="What the line was read from: text, or a scan by ocr.")
    rule: RuleId = Field(description="Id of the rule or model that found it.")
    confidence: Confidence = Field(description="Probability that the row is right, 0 to 1.")
    review_url: str | None = Field(
        default=None, description="Where the review page shows it, from the output folder (`make report`)."
    )

    @model_validator(mode="after")
    def _span_holds_text(self) -> Evidence:
        if self.char_end - self.char_start != len(self.text):
            raise ValueError(f"span {self.char_start}:{self.char_end} is not as long as its text")
        return self
