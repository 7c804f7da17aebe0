"""Tables ``people``, ``roles`` and ``person_mentions``."""

from __future__ import annotations

from pydantic import Field, model_validator

from pipeline.schemas.base import Evidence
from pipeline.schemas.types import Alpha3, Edtf, Id, Name, Ordinal
from pipeline.vocabulary import PersonForm, Side


class PersonRow(Evidence):
    """One person of one report. The evidence is the first mention."""

    person_id: Id
    name: Name | None = Field(description="Full name without title; null if only surname and title appear.")
    surname: Name | None = Field(description="Surname.")
    given_name: Name | None = Field(description="Given name.")
    latin_name: Name | None = Field(description="Name in Latin letters where the text gives it.")
    title: Name | None = Field(description="The first or most specific title.")
    organization: Name | None = Field(description="Organization of that title, as resolved.")
    organization_id: Id | None = Field(description="Its row in organizations.")
    country: Alpha3 | None = Field(description="Country of the organization.")
    side: Side | None = Field(description="home, host, or null where neither is said.")
    mentions: Ordinal = Field(description="Number of mentions.")
    entity_id: Id = Field(description="The same person across the corpus.")
    entity_evidence: str = Field(
        description="Why this row belongs to its entity; alone if it is the only one."
    )

    @model_validator(mode="after")
    def _named(self) -> PersonRow:
        if not (self.name or self.surname):
            raise ValueError("neither name nor surname")
        return self


class RoleRow(Evidence):
    """One person with one title at one organization."""

    person_id: Id
    title: Name = Field(description="Title as written.")
    organization: Name | None = Field(description="Organization, as resolved.")
    organization_id: Id | None = Field(description="Its row in organizations.")
    mention_id: Id = Field(description="First evidence in person_mentions.")
    entity_id: Id = Field(description="The person across the corpus: order by date to read a career.")
    date: Edtf | None = Field(description="Reference date of the report: when the person had the title.")


class PersonMentionRow(Evidence):
    """One mention of a person: name and title as they stand together."""

    mention_id: Id
    person_id: Id | None = Field(description="Null where a short form stays ambiguous.")
    form: PersonForm = Field(description="How name and title are arranged.")
    surname: Name | None = Field(description="Surname as written in the mention.")
    given_name: Name | None = Field(description="Given name as written in the mention.")
    title: Name | None = Field(description="Title as written in the mention.")
    organization_text: Name | None = Field(description="Organization as written beside the mention.")
