"""Organizations: the names that a report contains (find) and who they are (resolve)."""

from pipeline.organizations.find import find_organizations
from pipeline.organizations.mentions import Organization, OrganizationMention, OrganizationResolution
from pipeline.organizations.resolve import resolve_organizations

__all__ = [
    "Organization",
    "OrganizationMention",
    "OrganizationResolution",
    "find_organizations",
    "resolve_organizations",
]
