"""Generated pages are current, and nothing in the repository tells whose machine it was written on."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize(
    "script", ["write_data_dictionary.py", "write_date_docs.py", "write_gallery.py", "write_notebook.py"]
)
def test_generated_page_is_current(script: str) -> None:
    done = subprocess.run([sys.executable, str(ROOT / "scripts" / script), "--check"], check=False)
    assert done.returncode == 0, f"run `make docs`: the page of {script} is not current"


def test_every_page_that_a_page_links_to_is_there() -> None:
    for page in [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("corpus/*.md")]:
        links = re.findall(r"\]\(([^)#\s]+)\)", page.read_text(encoding="utf-8"))
        missing = [x for x in links if "://" not in x and not (page.parent / x).exists()]
        assert missing == [], f"{page.name} links to what is not there"
