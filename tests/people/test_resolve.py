"""Who is who: short forms, roles, organizations, sides."""

from pipeline.people import find_people, resolve_people


def resolved(text):
    return resolve_people(find_people(text), text)


def people(text):
    return [(p.name or p.surname, p.title, len(p.mentions)) for p in resolved(text).people]


def test_a_short_form_is_the_person_of_that_surname_and_title():
    text = "臺灣協會邱會長文仁致詞。會後邱會長表示感謝。"
    assert people(text) == [("邱文仁", "會長", 2)]
    assert resolved(text).links == (0, 0)


def test_a_japanese_short_form():
    assert people("日本協會大橋會長健夫致詞，大橋會長並宣布閉幕。") == [("大橋健夫", "會長", 2)]


def test_another_title_is_another_person():
    text = "林局長建國與會。林處長說明。"
    assert people(text) == [("林建國", "局長", 1), ("林", "處長", 1)]
    assert [i.code for i in resolved(text).issues] == ["surname-only", "role-without-organization"]


def test_a_deputy_is_not_the_head():
    assert people("陳副署長文昌出席，陳署長另有要公。") == [("陳文昌", "副署長", 1), ("陳", "署長", 1)]


def test_two_that_fit_leave_the_link_open():
    resolution = resolved("李司長文雄及李司長美玲出席。李司長表示同意。")
    assert resolution.links == (0, 1, None)
    assert [i.code for i in resolution.issues] == [
        "ambiguous-short-form",
        "role-without-organization",
        "role-without-organization",
    ]
    issue = resolution.issues[0]
    assert issue.start is not None


def test_the_organization_decides_between_two():
    text = "財政部李司長文雄及外交部李司長美玲出席。外交部李司長表示同意。"
    assert resolved(text).links == (0, 1, 1)


def test_one_person_under_two_titles_has_two_roles():
    resolution = resolved("駐日本代表處謝代表文廷出席。會後謝大使文廷設宴。")
    (person,) = resolution.people
    assert (person.name, person.title) == ("謝文廷", "代表")
    assert [r.title for r in resolution.roles] == ["代表", "大使"]
    assert [r.mention for r in resolution.roles] == [0, 1]


def test_a_capacity_is_a_further_role():
    resolution = resolved("國際財政司李司長文雄說明。本案可溯及102年其以國際財政司副司長身分與會。")
    assert [(r.title, r.organization_text) for r in resolution.roles] == [
        ("司長", "國際財政司"),
        ("副司長", "國際財政司"),
    ]


def test_the_organization_carries_over_a_coordination():
    resolution = resolved("國際財政司李司長文雄率郭科長美玲出席；外交部林司長建宏亦到場。")
    assert [p.organization_text for p in resolution.people] == ["國際財政司", "國際財政司", "外交部"]


def test_heads_of_state_take_no_organization_from_a_list():
    resolution = resolved("海基會江董事長文坤、李前總統大輝出席。")
    assert [p.organization_text for p in resolution.people] == ["海基會", None]


def test_a_list_shares_the_organization_of_its_head():
    resolution = resolved("紐西蘭國會議員Tom Baker、Amy Stone來訪。")
    assert [p.organization_text for p in resolution.people] == ["國會", "國會"]


def test_latin_and_chinese_form_are_one_person():
    resolution = resolved("所長馬泰文 (Ted Maven)主持。其後Ted Maven答詢。")
    assert [(p.name, p.latin_name, len(p.mentions)) for p in resolution.people] == [
        ("馬泰文", "Ted Maven", 2)
    ]


def test_a_latin_surname_is_the_one_person_who_has_it():
    assert people("副處長Jean-Marc Petit說明，Petit副處長並答詢。") == [("Jean-Marc Petit", "副處長", 2)]


def test_side_follows_the_country_or_the_list():
    resolution = resolved("日方：日本協會田中會長健一；我方：關務署林署長文昌。")
    assert [p.side for p in resolution.people] == ["host", "home"]


def test_no_mentions_no_people():
    resolution = resolve_people([], "")
    assert (resolution.people, resolution.links, resolution.roles, resolution.issues) == ((), (), (), ())


def test_an_office_without_organization_is_an_issue():
    issues = resolved("由司長林大明主持。").issues
    assert [(i.code, i.severity) for i in issues] == [("role-without-organization", "info")]
    assert "林大明" in issues[0].message


def test_legislators_heads_of_state_and_ranks_need_no_organization():
    text = "總統林大明、眾議員陳文昌及博士張美玲出席。經濟部長王建國致詞。"
    assert [i.code for i in resolved(text).issues] == []


def test_a_name_with_a_courtesy_only_holds_no_office():
    text = "陳美玲女士來訪。其後陳局長致詞。"
    assert people(text) == [("陳美玲", None, 1), ("陳", "局長", 1)]


def test_abbreviated_titles_are_the_same_titles():
    text = "漁業委員會林副主任委員文昌及陳主任秘書美玲出席。林副主委與陳主秘致詞。"
    assert people(text) == [("林文昌", "副主任委員", 2), ("陳美玲", "主任秘書", 2)]


def test_the_first_letter_of_a_latin_surname():
    text = "拜會處長Marco Rossi。R 處長表示歡迎。A處長說明。"
    assert people(text) == [("Marco Rossi", "處長", 2)]


def test_who_is_chosen_bears_the_title():
    text = "會議選出丹麥籍代表Anna Berger為副主席。"
    assert "副主席" in [r.title for r in resolved(text).roles]


def test_a_meal_is_no_given_name():
    assert people("林代表晚宴。") == [("林", "代表", 1)]


def test_a_korean_surname_that_no_list_parts():
    assert people("由經濟副市長朴在哲接見。朴副市長說明。") == [("朴在哲", "副市長", 2)]
