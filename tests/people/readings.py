"""A sentence in, whose people they are out."""

from pipeline.report import read_text


def organizations_of(text: str, name: str) -> set[str]:
    """The organizations, as written, of the person with that name or surname."""
    resolution = read_text(text).person_resolution
    k = next(i for i, p in enumerate(resolution.people) if name in (p.name, p.surname))
    return {r.organization_text for r in resolution.roles if r.person == k and r.organization_text}
