"""Looking into results: why something was found, a report marked in the terminal, a run checked."""

from pipeline.inspection.explain import explain_at
from pipeline.inspection.show import marked
from pipeline.inspection.validate import validate_run

__all__ = ["explain_at", "marked", "validate_run"]
