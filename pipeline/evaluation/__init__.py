"""How right the tables are: a run against gold."""

from pipeline.evaluation.score import score_run
from pipeline.evaluation.tally import Error, Scores, Tally

__all__ = ["Error", "Scores", "Tally", "score_run"]
