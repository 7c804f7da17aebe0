"""Tests read English messages, whatever the language of the terminal."""

import os

os.environ["PIPELINE_LANG"] = "en"
