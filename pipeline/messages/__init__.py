"""What the commands and pages say, in English and in Traditional Chinese."""

from pipeline.messages.sentences import in_chinese
from pipeline.messages.told import MESSAGES, Language, counted, language, said, tell

__all__ = ["MESSAGES", "Language", "counted", "in_chinese", "language", "said", "tell"]
