"""Review: a page for each report on which every extraction can be checked, and what reviewers decided.

``write_reviews`` makes the pages. A page saves decisions as a JSON file (``decisions``); ``apply_review``
merges such files into the tables, and ``write_gold`` and ``write_docbin`` turn reviewed reports into
annotation.
"""

from pipeline.review.apply import AppliedReview, apply_review, reviewed_path
from pipeline.review.decisions import Decision, DocumentReview, ReviewError, ReviewFile, reviews_path
from pipeline.review.docbin import write_docbin
from pipeline.review.gold import write_gold
from pipeline.review.page import render_review, review_url, write_reviews

__all__ = [
    "AppliedReview",
    "Decision",
    "DocumentReview",
    "ReviewError",
    "ReviewFile",
    "apply_review",
    "render_review",
    "review_url",
    "reviewed_path",
    "reviews_path",
    "write_docbin",
    "write_gold",
    "write_reviews",
]
