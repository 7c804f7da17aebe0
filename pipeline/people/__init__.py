"""People: the persons that a report names, their titles, and who is who.

``find_people`` says what the text says; ``resolve_people`` decides which mentions are one person.
"""

from pipeline.people.find import find_people
from pipeline.people.mentions import Person, PersonMention, PersonResolution, Role
from pipeline.people.resolve import resolve_people

__all__ = ["Person", "PersonMention", "PersonResolution", "Role", "find_people", "resolve_people"]
