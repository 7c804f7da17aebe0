import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_page_about_dates_is_current():
    run = subprocess.run([sys.executable, ROOT / "scripts" / "write_date_docs.py", "--check"], check=False)
    assert run.returncode == 0, "run scripts/write_date_docs.py"
