"""How right the tables are: a run against gold, its figures, and what changed between two runs."""

from pipeline.evaluation.changes import Change, compare_runs
from pipeline.evaluation.score import score_run, score_tables
from pipeline.evaluation.show import lines
from pipeline.evaluation.summary import summarize, to_json
from pipeline.evaluation.tally import LABELS, Error, Judgement, Scores, Tally, Verdict

__all__ = [
    "LABELS",
    "Change",
    "Error",
    "Judgement",
    "Scores",
    "Tally",
    "Verdict",
    "compare_runs",
    "lines",
    "score_run",
    "score_tables",
    "summarize",
    "to_json",
]
