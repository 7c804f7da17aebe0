"""Tables ``organizations`` and ``organization_mentions``."""

from __future__ import annotations

from pydantic import Field

from pipeline.schemas.base import Evidence
from pipeline.schemas.types import Alpha3, Id, Name, Ordinal
from pipeline.vocabulary import OrganizationForm, OrganizationType


class OrganizationRow(Evidence):
    """One organization of one report. The evidence is the first mention."""

    organization_id: Id
    name: Name = Field(description="The best full form.")
    aliases: list[Name] = Field(description="Other forms used in the report.")
    type: OrganizationType = Field(description="Kind of organization.")
    country: Alpha3 | None = Field(description="Its country; for a mission the country it represents.")
    parent_organization_id: Id | None = Field(description="The organization that it is a unit of.")
    register_code: Name | None = Field(description="機關代碼 where one register entry fits.")
    register_parent_code: Name | None = Field(description="機關代碼 of the agency above it in the register.")
    register_successor_code: Name | None = Field(
        description="機關代碼 of its successor, if it was abolished by the report's reference date."
    )
    mentions: Ordinal = Field(description="Number of mentions.")
    entity_id: Id = Field(description="The same organization across the corpus.")
    entity_evidence: str = Field(
        description="Why this row belongs to its entity; alone if it is the only one."
    )


class OrganizationMentionRow(Evidence):
    """One mention of an organization; a mention of two (兩會) is two rows."""

    mention_id: Id
    organization_id: Id | None = Field(description="Null where a reference (該會) stays ambiguous.")
    form: OrganizationForm = Field(description="Full name, short form, alias, or deictic (本部, 兩會).")
