"""Dates in English: 22 November 2017, Nov. 20–24, 2017, Q3 2017, FY2017."""

from __future__ import annotations

from pipeline.dates.rules.rule import Example, Rule

_ENGLISH = "Chicago Manual of Style 9.31; ISO 8601"
_NAME = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?|"
    r"Sep(?:tember|t\.?|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_MONTH = rf"(?<![A-Za-z])(?P<mn>{_NAME}|{_NAME.upper()})(?![A-Za-z])"
_MONTH_2 = r"(?P<mn2>" + _NAME + r")(?![A-Za-z])"
_DAY = r"(?P<d>[0-3]?[0-9])(?:st|nd|rd|th)?(?![0-9A-Za-z%])"
_DAY_2 = r"(?P<d2>[0-3]?[0-9])(?:st|nd|rd|th)?(?![0-9A-Za-z%:])"
_YEAR = r"(?P<y>(?:1[89]|2[01])[0-9]{2})(?![0-9])"
_TO = r"[ ]?(?:[-–—~～]|to|until|through|and|&|至)[ ]?"
_WEEKDAY = r"(?:(?P<we>Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6}\.?,?[ ])?"
_WEEKDAY_BEHIND = r"(?:[ ]?[(（](?P<we>Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6}\.?[)）])?"
_CLOCK = r"(?:,?[ ](?:at[ ])?(?P<ec>[0-9]{1,2}:[0-9]{2}(?:[ ]?[ap]\.?m\.?)?|[0-9]{1,2}[ ]?[ap]\.?m\.?))?"
_LEFT = r"(?<![0-9A-Za-z./:\-])"

LATIN = (
    Rule(
        "date.english.day_first",
        rf"{_WEEKDAY}{_LEFT}{_DAY}(?:{_TO}{_DAY_2}[ ]?(?:of[ ])?{_MONTH}|"
        rf"[ ]?(?:of[ ])?{_MONTH}(?:{_TO}{_DAY_2}[ ]{_MONTH_2})?)\.?,?(?:[ ]?{_YEAR})?{_CLOCK}",
        96,
        (
            Example("signed on 22 November 2017 in Tokyo", "22 November 2017", "2017-11-22"),
            Example("held on 20-24 November 2017", "20-24 November 2017", "2017-11-20/2017-11-24"),
            Example("Wednesday, 22 Nov 2017", "Wednesday, 22 Nov 2017", "2017-11-22"),
            Example(
                "30 November to 2 December 2017", "30 November to 2 December 2017", "2017-11-30/2017-12-02"
            ),
        ),
        ("42 Maybe",),
        _ENGLISH,
        ("latin",),
    ),
    Rule(
        "date.english.month_first",
        rf"{_WEEKDAY}{_MONTH}[ ]?{_DAY}(?:{_TO}(?:{_MONTH_2}[ ])?{_DAY_2})?{_WEEKDAY_BEHIND}"
        rf"(?:,?[ ]{{0,2}}{_YEAR})?{_CLOCK}",
        96,
        (
            Example("on November 22, 2017", "November 22, 2017", "2017-11-22"),
            Example("Nov. 20–24, 2017", "Nov. 20–24, 2017", "2017-11-20/2017-11-24"),
            Example(
                "November 28 – December 2, 2017", "November 28 – December 2, 2017", "2017-11-28/2017-12-02"
            ),
            Example("Nov. 22", "Nov. 22", "2017-11-22"),
            Example("on November 22 (Wed), 2017", "November 22 (Wed), 2017", "2017-11-22"),
        ),
        ("May 100 people", "March on"),
        _ENGLISH,
        ("latin",),
    ),
    Rule(
        "date.english.months",
        rf"{_MONTH}[ ]?(?:[-–—~～/至]|to|until|through)[ ]?{_MONTH_2},?[ ]?"
        r"(?P<y_to>(?:1[89]|2[01])[0-9]{2})(?![0-9])",
        97,
        (
            Example("from April to June 2016", "April to June 2016", "2016-04/2016-06"),
            Example("Dec–Feb 2017", "Dec–Feb 2017", "2016-12/2017-02"),
        ),
        ("May to say 2016",),
        _ENGLISH,
        ("latin",),
    ),
    Rule(
        "date.english.fiscal_year",
        r"(?<![A-Za-z0-9])(?:FY|[Ff]iscal [Yy]ear)[ ]?(?P<y>(?:19|20)[0-9]{2})(?![0-9])"
        r"(?:[-–/](?P<y_to>(?:(?:19|20)(?=[0-9]{2}))?[0-9]{2})(?![0-9]))?",
        92,
        (
            Example("the FY2017 budget", "FY2017", "2017"),
            Example("in FY 2016-17", "FY 2016-17", "2016/2017"),
        ),
        ("FYI 2017",),
        _ENGLISH,
        ("latin",),
    ),
    Rule(
        "date.english.month",
        rf"{_MONTH},?[ ]?{_YEAR}",
        90,
        (Example("in November 2017", "November 2017", "2017-11"),),
        ("May 20170",),
        _ENGLISH,
        ("latin",),
    ),
    Rule(
        "date.english.quarter",
        rf"(?<![A-Za-z0-9])(?:(?:Q(?P<q>[1-4])|(?P<q>[1-4])Q)[ ,/]{{0,2}}{_YEAR}|"
        rf"(?:(?P<h>[12])H|H(?P<h>[12]))[ ,/]{{0,2}}{_YEAR})",
        91,
        (
            Example("growth in Q3 2017", "Q3 2017", "2017-07/2017-09"),
            Example("1H 2017", "1H 2017", "2017-01/2017-06"),
        ),
        ("Q5 2017",),
        _ENGLISH,
        ("latin",),
    ),
    Rule(
        "date.english.part",
        rf"(?<![A-Za-z])(?:(?P<half>[Ff]irst|[Ss]econd) half|"
        rf"(?P<quarter>[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth) quarter)(?: of)?,? {_YEAR}",
        91,
        (
            Example("in the first half of 2015", "first half of 2015", "2015-01/2015-06"),
            Example("in the third quarter of 2016", "third quarter of 2016", "2016-07/2016-09"),
        ),
        ("the first half of 20155",),
        _ENGLISH,
        ("latin",),
    ),
    Rule(
        "date.english.season",
        rf"(?<![A-Za-z])(?P<season>[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter)(?: of)?,? {_YEAR}",
        91,
        (
            Example("enrolled in Fall 2016", "Fall 2016", "2016-09/2016-11"),
            Example("the summer of 2015", "summer of 2015", "2015-06/2015-08"),
        ),
        ("Fallen 2016", "spring 20155"),
        _ENGLISH,
        ("latin",),
    ),
    Rule(
        "date.english.decade",
        r"(?<![0-9A-Za-z])(?P<y>(?:1[89]|20)[0-9]0)(?P<decade>)['’]?s(?![A-Za-z])",
        89,
        (Example("growth since the 1990s", "1990s", "1990/1999"),),
        ("the 1995s",),
        _ENGLISH,
        ("latin",),
    ),
    Rule(
        "date.english.year",
        rf"(?:(?:(?<=[^A-Za-z][Ii]n )|(?<=^[Ii]n )|(?<=[^A-Za-z][Bb]y )|(?<=[Ff]rom )|(?<=[Ss]ince )|"
        rf"(?<=[Uu]ntil )|(?<=[Bb]etween )|(?<=[Dd]uring )|(?<=[Yy]ear )|"
        rf"(?<=[Ee]arly )|(?<=[Ll]ate )|(?<=[Mm]id-)){_YEAR}|"
        rf"(?:(?<=[^A-Za-z][Oo]f )|(?<=[^A-Za-z][Ff]or )|(?<=[^A-Za-z][Tt]o )|(?<=[Tt]han ))"
        rf"(?=[0-9]{{4}}(?:[,.;:)，。；、\n]|$)){_YEAR})(?!年)(?![-/][0-9])"
        r"(?:[ ]?(?:-|–|to|and)[ ]?(?P<y_to>(?:19|20)[0-9]{2})(?![0-9]))?",
        50,
        (
            Example("Trade grew in 2016.", "2016", "2016"),
            Example("In 2017, imports fell.", "2017", "2017"),
            Example("since early 2017", "2017", "2017"),
        ),
        ("Trade grew in 20165.", "an area of 2000 km", "more than 2000 firms"),
        _ENGLISH,
        ("latin",),
    ),
)
