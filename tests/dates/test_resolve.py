import itertools
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.dates import explain, find_dates, resolve_dates
from pipeline.dates.years import infer_reference
from pipeline.document import Document, Reference, check_mentions
from pipeline.numerals import write_chinese, write_positional

REPORT = Reference("2017-11-24", "given")


def resolve(text, reference=REPORT):
    return resolve_dates(find_dates(text), text, reference=reference)


def codes(text, reference=REPORT):
    return [issue.code for issue in resolve(text, reference).issues]


class TestIssues:
    @pytest.mark.parametrize(
        "text", ["106年2月30日", "2017年13月5日", "106年11月31日", "2017/02/30", "11月45日"]
    )
    def test_impossible_date_has_no_value(self, text):
        result = resolve(text)
        assert [d.value for d in result.dates] == [None]
        assert [i.code for i in result.issues] == ["impossible-date"]
        assert (result.issues[0].start, result.issues[0].end) == (0, len(text))

    def test_misprint_with_one_reading_is_read_and_marked(self):
        result = resolve("106年11年22日簽署")
        assert result.dates[0].value == "2017-11-22"
        assert [i.code for i in result.issues] == ["misprint-unit"]

    def test_wrong_weekday_is_told_and_the_value_stays(self):
        result = resolve("106年11月22日（星期四）")
        assert result.dates[0].value == "2017-11-22"
        assert [i.code for i in result.issues] == ["weekday-mismatch"]
        assert "星期三" in result.issues[0].message

    def test_right_weekday_is_silent(self):
        assert codes("106年11月22日（三）") == []

    def test_end_before_start(self):
        result = resolve("106年11月24日至106年11月20日")
        assert result.dates[0].value is None
        assert [i.code for i in result.issues] == ["range-reversed"]

    def test_far_future(self):
        assert codes("2107年11月22日") == ["far-future"]
        assert codes("2030年") == []

    def test_day_and_month_that_can_change_places(self):
        result = resolve("on 05/06/2017 in Geneva")
        assert result.dates[0].value is None
        assert [i.code for i in result.issues] == ["ambiguous-day-month"]

    def test_years_in_two_calendars_that_disagree(self):
        assert codes("106(2016)年") == ["years-disagree"]
        assert codes("106(2017)年") == []

    def test_nothing_is_guessed_without_an_anchor(self):
        result = resolve("同日返國", reference=None)
        assert result.dates[0].value is None
        assert [i.code for i in result.issues] == ["no-anchor"]

    def test_before_the_common_era(self):
        assert codes("西元前221年") == ["before-common-era"]


class TestCalendar:
    def test_a_reading_far_after_the_report_gives_way(self):
        assert resolve("98年3月2日", Reference("2009-05", "given")).dates[0].value == "2009-03-02"
        assert resolve("98年", Reference("1999-05", "given")).dates[0].value == "2009"
        later = resolve("98年3月2日", Reference("1999-05", "given"))
        assert later.dates[0].value == "1998-03-02"
        assert later.dates[0].calendar == "gregorian"
        assert [i.code for i in later.issues] == ["calendar-inferred"]

    def test_calendar_column(self):
        found = resolve("106年、2017年、本年、平成29年").dates
        assert [d.calendar for d in found] == ["roc", "gregorian", "inherited", "gregorian"]


class TestReference:
    def test_given_reference_decides_deixis(self):
        assert resolve("去年", Reference("2010", "cover")).dates[0].value == "2009"

    def test_text_that_names_its_own_year(self):
        assert infer_reference(find_dates("本(98)年7月召開會議，95年曾參加")) == Reference("2009", "explicit")

    def test_comparison_tells_the_year(self):
        assert infer_reference(find_dates("較97年同期減少，較97年同期增加")).value == "2009"

    def test_no_year_no_reference(self):
        assert infer_reference(find_dates("同日返國")) is None


class TestBasisAndAnchor:
    def test_basis(self):
        found = resolve("106年3月2日簽署，4月生效，同日公告，本年實施").dates
        assert [d.basis for d in found] == ["explicit", "elliptical", "relative", "deictic"]

    def test_anchor_is_the_mention_the_year_came_from(self):
        found = resolve("104年簽署，5月2日生效，翌日公告").dates
        assert [d.anchor for d in found] == [None, 0, 1]

    def test_precision(self):
        text = "104年、104年上半年、104年第2季、104年5月、104年5月上旬、104年5月2日、104年5月2日上午9時"
        precisions = [d.precision for d in resolve(text).dates]
        assert precisions == ["year", "half", "quarter", "month", "ten_days", "day", "minute"]

    def test_bounds_of_the_value(self):
        found = resolve("104年2月起，104年2月至3月").dates
        assert (found[0].date_start, found[0].date_end) == (date(2015, 2, 1), None)
        assert (found[1].date_start, found[1].date_end) == (date(2015, 2, 1), date(2015, 3, 31))

    def test_explain_is_one_line_with_rule_anchor_and_reason(self):
        found = resolve("104年簽署，5月2日生效").dates
        line = explain(found[1])
        assert "\n" not in line
        assert line.startswith("date.month.day: 5月2日 → 2015-05-02 (elliptical, anchor: mention 0)")
        assert "104年" in line


class TestProperties:
    @given(
        st.dates(date(1912, 1, 1), date(2079, 12, 31)), st.sampled_from(["arabic", "chinese", "positional"])
    )
    def test_every_day_of_the_republic_round_trips(self, day, style):
        year, month, number = day.year - 1911, day.month, day.day
        if style == "arabic":
            text = f"中華民國{year}年{month}月{number}日"
        elif style == "chinese":
            text = f"民國{write_chinese(year)}年{write_chinese(month)}月{write_chinese(number)}日"
        else:
            text = f"民國{write_positional(year)}年{write_chinese(month)}月{write_chinese(number)}日"
        assert [d.value for d in resolve(text).dates] == [day.isoformat()]

    @given(st.dates(date(1950, 1, 1), date(2049, 12, 31)))
    def test_every_western_day_round_trips(self, day):
        for text in (
            f"{day.year}年{day.month}月{day.day}日",
            f"{day:%Y/%m/%d}",
            f"{day:%d %B %Y}",
            f"{day:%B %d, %Y}",
        ):
            assert [d.value for d in resolve(f"於 {text} 開會").dates] == [day.isoformat()]

    @given(
        st.text(
            alphabet="0123456789年月日至到、起本去同次前後當上週三半季第.,/-~（）()一二十廿百〇 \n\t時分:May",
            max_size=60,
        )
    )
    def test_any_text_has_exact_disjoint_mentions_and_never_fails(self, text):
        mentions = find_dates(text)
        check_mentions(text, mentions)
        assert all(one.end <= two.start for one, two in itertools.pairwise(mentions))
        result = resolve_dates(mentions, text, reference=REPORT)
        assert len(result.dates) == len(mentions)
        for resolved in result.dates:
            assert (resolved.value is None) == (resolved.precision is None)
            if resolved.date_start and resolved.date_end:
                assert resolved.date_start <= resolved.date_end

    def test_clean_document_and_plain_string_agree(self):
        text = "簽署於106年11月22日，去年底完成談判。\n3月2日及9日開會。"
        assert find_dates(text) == find_dates(Document.from_text(text))

    def test_paragraph_end_is_no_space_in_a_clean_document(self):
        text = "出口統計至98年\n3月2日開會"
        assert [m.text for m in find_dates(Document.from_text(text))] == ["98年", "3月2日"]


class TestComparisons:
    """What a report compares with does not become the time it speaks of."""

    @pytest.mark.parametrize(
        ("text", "values"),
        [
            ("105年8月出口較104年同期減少。9月回升", ["2016-08", "2015-08", "2016-09"]),
            ("與104年相較，本年8月增加，9月持平", ["2015", "2017-08", "2017-09"]),
            (
                "本年1至6月出口增加（去年同期減少），7月略減",
                ["2017-01/2017-06", "2016-01/2016-06", "2017-07"],
            ),
            ("105年成長5%（104年為3%），第2季為4%", ["2016", "2015", "2016-04/2016-06"]),
            ("去年第4季衰退。第2季回升", ["2016-10/2016-12", "2017-04/2017-06"]),
            ("自去年9月起衰退。8月轉為成長", ["2016-09/..", "2017-08"]),
            ("104年8月簽署。9月生效", ["2015-08", "2015-09"]),
            ("104年第1季衰退，市場觀望，第2季回升", ["2015-01/2015-03", "2015-04/2015-06"]),
            ("104年第1季衰退。民間投資於第2季回升", ["2015-01/2015-03", "2015-04/2015-06"]),
            ("104年7月成長。景氣轉佳，6月訂單較上月增加", ["2015-07", "2015-06", "2015-05"]),
            (
                "本年上半年減少。將上年度預算用於投資，下半年可望增加",
                ["2017-01/2017-06", "2016", "2017-07/2017-12"],
            ),
            ("本年上半年減少。去年減少5%，其中下半年較多", ["2017-01/2017-06", "2016", "2016-07/2016-12"]),
            ("91至95年辦理訓練，8月結訓", ["2002/2006", "2017-08"]),
        ],
    )
    def test_base_of_a_comparison_is_no_anchor(self, text, values):
        assert [d.value for d in resolve(text).dates] == values

    @pytest.mark.parametrize(
        ("text", "values"),
        [
            ("8月出口較上月減少，9月回升", ["2017-08", "2017-07", "2017-09"]),
            ("第3季較第2季增加，亦較上季為佳", ["2017-07/2017-09", "2017-04/2017-06", "2017-04/2017-06"]),
            ("上月來函，本月22日答復", ["2017-10", "2017-11-22"]),
        ],
    )
    def test_last_month_is_told_from_the_month_spoken_of(self, text, values):
        assert [d.value for d in resolve(text).dates] == values

    def test_bare_year_in_another_clause_gives_way_to_the_days_before_the_report(self):
        result = resolve("我國自2009年加入以來已有多項商機，本部已於11月20日函復")
        assert [d.value for d in result.dates] == ["2009", "2017-11-20"]

    def test_month_long_past_belongs_to_last_year(self):
        result = resolve("106年1月指數為72.8，12月為100.3", Reference("2017-02", "given"))
        assert [d.value for d in result.dates] == ["2017-01", "2016-12"]


class TestPresent:
    def test_today_is_the_day_of_the_heading_or_of_the_report(self):
        assert resolve("本部業於10月3日函送清單。\n委員：今天審查本案").dates[-1].value == "2017-11-24"
        assert resolve("11月21日\n今日拜會經濟部").dates[-1].value == "2017-11-21"

    def test_day_of_an_event_is_not_a_day_after_the_event(self):
        text = "公約於99年8月27日生效，將於9月23日召開公約生效後首次會議，我國自公約生效日當日成為會員"
        assert [d.value for d in resolve(text).dates] == ["2010-08-27", "2010-09-23", "2010-08-27"]

    def test_year_in_brackets_tells_the_year_of_the_report(self):
        assert infer_reference(find_dates("去(105)年簽署")) == Reference("2017", "explicit")
        assert infer_reference(find_dates("明（107）年續辦")) == Reference("2017", "explicit")


class TestWeeks:
    def test_last_week_is_told_from_the_heading_above(self):
        text = "11月14日（星期二）\n館長上週五自京都返回，本週整理目錄。"
        assert [d.value for d in resolve(text).dates] == [
            "2017-11-14",
            "2017-11-10",
            "2017-11-13/2017-11-19",
        ]

    def test_without_a_heading_last_week_is_told_from_the_report(self):
        text = "協定於106年3月1日簽署。委員：上週五召開會議。"
        assert [d.value for d in resolve(text).dates] == ["2017-03-01", "2017-11-17"]


class TestWhatDoesNotMoveTheTimeSpokenOf:
    def test_same_year_is_not_the_base_of_a_comparison(self):
        text = "104 年出口 80 億美元，較 103 年減少；同年進口增加，同一年投資亦增"
        assert [d.value for d in resolve(text).dates] == ["2015", "2014", "2015", "2015"]

    def test_day_before_an_event_is_heard_in_its_paragraph_only(self):
        text = "11月20日開會\n越方於會前一日提供清單，次日續商。\n紀錄於同日下午5時簽署。"
        assert [d.value for d in resolve(text).dates] == [
            "2017-11-20",
            "2017-11-19",
            "2017-11-20",
            "2017-11-20T17:00",
        ]

    def test_what_runs_on_to_this_day_gives_no_year_to_what_is_to_come(self):
        text = "該類名額自103年迄今僅12名，建請該部於下半年檢討"
        assert [d.value for d in resolve(text).dates] == ["2014/..", "2017-07/2017-12"]


class TestOnTheWay:
    COVER = Reference("2017-12-20", "cover")

    def test_the_day_spoken_of_is_one_of_the_trip(self):
        text = (
            "106年11月20日至24日赴首爾。\n22日參觀物流中心。該中心自106年7月1日啟用。同日下午拜會代表處。\n"
            "協定將於106年12月28日生效。\n翌日返國。"
        )
        assert [d.value for d in resolve(text, self.COVER).dates][-1] == "2017-11-23"
        assert [d.value for d in resolve(text, self.COVER).dates][3] == "2017-11-22"

    def test_a_day_in_the_same_sentence_or_without_a_cover_stays(self):
        text = "106年11月20日至24日赴首爾。協定於106年7月1日簽署，並於同日生效。"
        assert resolve(text, self.COVER).dates[-1].value == "2017-07-01"
        text = "本團於106年11月20日至24日奉派赴首爾。雙方之協定於106年7月1日簽署。同日生效。"
        assert resolve(text).dates[-1].value == "2017-07-01"

    def test_what_is_to_come_is_of_the_year_of_the_report(self):
        text = "該校創立於民國43年，教室老舊，擬於年底前完成增建"
        assert [d.value for d in resolve(text).dates] == ["1954", "2017-12"]


class TestMisprintsAndLunarDates:
    @pytest.mark.parametrize("text", ["106月11月22日", "106年11月22月", "106年11年22日"])
    def test_only_one_reading_is_possible(self, text):
        result = resolve(text)
        assert [d.value for d in result.dates] == ["2017-11-22"]
        assert [i.code for i in result.issues] == ["misprint-unit"]

    @pytest.mark.parametrize("text", ["農曆八月十五日", "106年農曆8月15日", "舊曆正月初三"])
    def test_lunar_date_is_not_converted(self, text):
        result = resolve(text)
        assert [(d.mention.text, d.value) for d in result.dates] == [(text, None)]
        assert [i.code for i in result.issues] == ["lunar-date"]
