"""The forms in which a person is written, as data, each with sentences that show it or must not match it.

The examples are the tests and the documentation of a form. What decides inside a form is the model of
names (``names``) and the lexicons of titles (``titles``); the forms compete by score (``pipeline.choose``).
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence, a mention in it as written, the full name (None for a surname only) and the titles."""

    sentence: str
    mention: str
    name: str | None
    titles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """A form. ``source`` is where its convention comes from; no sentence of ``counterexamples`` matches."""

    id: str
    summary: str
    source: str
    examples: tuple[Example, ...]
    counterexamples: tuple[str, ...]


USAGE = "forms of address in government reports, counted in the Legislative Yuan gazette"

RULES: tuple[Rule, ...] = (
    Rule(
        "person.surname-title-given",
        "Surname, title, given name; compound, married, Japanese, Korean and Vietnamese surnames alike.",
        USAGE,
        (
            Example("由關務署林副署長文昌率團前往。", "林副署長文昌", "林文昌", ("副署長",)),
            Example("歐陽處長淑芬、張簡組長志明及范姜科長玉蘭出席。", "張簡組長志明", "張簡志明", ("組長",)),
            Example("日方由佐藤會長健一主持。", "佐藤會長健一", "佐藤健一", ("會長",)),
            Example("越南代表團由阮氏部長秋香率領。", "阮氏部長秋香", "阮氏秋香", ("部長",)),
            Example("拜會周代表文，就合作案交換意見。", "周代表文", "周文", ("代表",)),
            Example("吳　局長　建國致詞。", "吳　局長　建國", "吳建國", ("局長",)),
            Example("由吳領袖代表榮光出席。", "吳領袖代表榮光", "吳榮光", ("領袖代表",)),
            Example("統計處林副處長明來訪問挪威。", "林副處長明來", "林明來", ("副處長",)),
            Example("黃代表長榮表示歡迎。", "黃代表長榮", "黃長榮", ("代表",)),
        ),
        (
            "李處長首先說明計畫內容。",
            "召開主任委員會議。",
            "舉行部長級會議。",
            "向委員報告。",
            "召集委員會議。",
        ),
    ),
    Rule(
        "person.surname-title",
        "Surname and title; resolution looks for the full name.",
        USAGE,
        (
            Example("會後陳組長表示同意。", "陳組長", None, ("組長",)),
            Example("晉訪林總統。", "林總統", None, ("總統",)),
            Example("由Naidu處長接見。", "Naidu處長", None, ("處長",)),
            Example("該團奉林總統之命出訪。", "林總統", None, ("總統",)),
            Example("專函恭賀林總統連任。", "林總統", None, ("總統",)),
            Example("會議由林總統伉儷主持。", "林總統", None, ("總統",)),
            Example("王市長甫於日前就職。", "王市長", None, ("市長",)),
        ),
        ("最高代表與會。", "擔任主任一職。", "第16任總統就職。", "高雄市長致詞。", "代表曾會晤部長。"),
    ),
    Rule(
        "person.title-name",
        "Title before a full name of any kind; a minister's title takes its ministry along.",
        USAGE,
        (
            Example("與理事長田中健一會談。", "理事長田中健一", "田中健一", ("理事長",)),
            Example("帛琉衛生部長尤迪及議長安薩雷來訪。", "衛生部長尤迪", "尤迪", ("衛生部長",)),
            Example("前首相山田太郎伉儷應邀訪華。", "前首相山田太郎", "山田太郎", ("前首相",)),
            Example("協會主席Anna K. Svensson主持。", "主席Anna K. Svensson", "Anna K. Svensson", ("主席",)),
            Example("秘書長Dr. Paul O’Neill致詞。", "秘書長Dr. Paul O’Neill", "Paul O’Neill", ("秘書長",)),
            Example("處長馬泰文 (Ted Maven)來訪。", "處長馬泰文", "馬泰文", ("處長",)),
            Example("總會長拿督陳俊文接機。", "總會長拿督陳俊文", "陳俊文", ("總會長", "拿督")),
            Example("統計官Dayu Lin(林大宇)來訪。", "統計官Dayu Lin(林大宇)", "林大宇", ("統計官",)),
            Example("總理特別顧問布雷森來訪。", "總理特別顧問布雷森", "布雷森", ("總理特別顧問",)),
            Example("統括監視官岡田修引導參觀。", "統括監視官岡田修", "岡田修", ("統括監視官",)),
            Example("晉見教宗保祿16世。", "教宗保祿16世", "保祿16世", ("教宗",)),
            Example("國王瓦吉拉三世訪華。", "國王瓦吉拉三世", "瓦吉拉三世", ("國王",)),
            Example("科　　長　張國明\n", "科　　長　張國明", "張國明", ("科長",)),
            Example("論壇會長金泰中等來訪。", "會長金泰中", "金泰中", ("會長",)),
            Example("社長田中幸雄復曾任廠長。", "社長田中幸雄", "田中幸雄", ("社長",)),
            Example("邀請總統王英九先生演說。", "總統王英九", "王英九", ("總統",)),
            Example("代表連合先生出席。", "代表連合", "連合", ("代表",)),
            Example("總裁兼執行長許志遠主持。", "總裁兼執行長許志遠", "許志遠", ("總裁", "執行長")),
            Example(
                "現任主席（時任議長）卡瑞比出席。",
                "現任主席（時任議長）卡瑞比",
                "卡瑞比",
                ("現任主席", "時任議長"),
            ),
        ),
        (
            "部長表示將持續推動。",
            "代表團於翌日返國。",
            "主席宣布散會。",
            "指派代表參加。",
            "簽訂採購長期合約。",
        ),
    ),
    Rule(
        "person.title-name-title",
        "A name between two titles.",
        USAGE,
        (
            Example("前議長大衛森眾議員來訪。", "前議長大衛森眾議員", "大衛森", ("前議長", "眾議員")),
            Example(
                "常任代表Juan Pablo Rossi大使來訪。",
                "常任代表Juan Pablo Rossi大使",
                "Juan Pablo Rossi",
                ("常任代表", "大使"),
            ),
        ),
        ("主席團成員來訪。",),
    ),
    Rule(
        "person.name-title",
        "A full name before its title.",
        USAGE,
        (
            Example("鈴木一郎會長致詞。", "鈴木一郎會長", "鈴木一郎", ("會長",)),
            Example("北海道高木誠知事一行來訪。", "高木誠知事", "高木誠", ("知事",)),
            Example("多倫多大學Jane Wong教授來訪。", "Jane Wong教授", "Jane Wong", ("教授",)),
            Example("夏曼．藍加安委員出席。", "夏曼．藍加安委員", "夏曼．藍加安", ("委員",)),
            Example("愛爾蘭凱文．柯提眾議員來訪。", "凱文．柯提眾議員", "凱文．柯提", ("眾議員",)),
            Example("倘拉羅斯總統連任，將再訪華。", "拉羅斯總統", "拉羅斯", ("總統",)),
            Example("智利拉羅斯前總統應邀演說。", "拉羅斯前總統", "拉羅斯", ("前總統",)),
            Example("田村忍眾議員、北原圭太眾議員來訪。", "北原圭太眾議員", "北原圭太", ("眾議員",)),
        ),
        ("王道銀行代表出席。", "高層代表互訪。", "金門縣縣長接待。", "臺灣省主席接待。"),
    ),
    Rule(
        "person.list-head",
        "The names that follow in a list take the title of its head.",
        "shared annotation rules: a title at the head of a list holds for the whole list",
        (
            Example(
                "國會議員Tom Baker、Amy Stone及Lee Ford等來訪。", "Amy Stone", "Amy Stone", ("國會議員",)
            ),
            Example("出席委員：林志明　　陳美惠　　吳建宏\n", "陳美惠", "陳美惠", ("委員",)),
            Example("出席委員：林志明　　林　凱　　吳建宏\n", "林　凱", "林凱", ("委員",)),
            Example("韓國國會議員金民秀、朴正浩、李在賢等人來訪。", "朴正浩", "朴正浩", ("國會議員",)),
        ),
        ("總統林大明、日本及韓國代表出席。",),
    ),
    Rule(
        "person.list-tail",
        "The names before 等 take the title that closes the list.",
        USAGE,
        (
            Example("訪團成員：山本健三、田村忍、中津博等眾議員。", "田村忍", "田村忍", ("眾議員",)),
            Example("由委員林志明、陳美惠、吳建宏等3人提案。", "陳美惠", "陳美惠", ("委員",)),
            Example("晤談者有Ana Bell Cruz及Hite Gosha等官員。", "Ana Bell Cruz", "Ana Bell Cruz", ("官員",)),
            Example(
                "該團由克雷曼（John Clayman）等三位教授組成。",
                "克雷曼",
                "克雷曼",
                ("教授",),
            ),
            Example("邀請林志明、陳美惠與吳建宏三位學者發表論文。", "陳美惠", "陳美惠", ("學者",)),
        ),
        ("農業、工業、服務業等代表出席。", "橫濱市長中村宏等、前眾議員林文夫來訪。"),
    ),
    Rule(
        "person.list-open",
        "Two or more names after a word of listing and a colon.",
        USAGE,
        (Example("團員名單：林志明、陳美惠、吳建宏。", "陳美惠", "陳美惠"),),
        ("議題包括：農業、漁業、環保。",),
    ),
    Rule(
        "person.title-in-brackets",
        "A title in brackets after the name.",
        USAGE,
        (
            Example("與會者張文山（財政部賦稅署署長）發言。", "張文山", "張文山", ("署長",)),
            Example("由Grace Perez（副主任）主持。", "Grace Perez", "Grace Perez", ("副主任",)),
        ),
        ("各部會（含局長）均派員。",),
    ),
    Rule(
        "person.latin-honorific",
        "A Latin name behind an honorific.",
        USAGE,
        (Example("拜會Ms. Ira Dibrova，交換意見。", "Ms. Ira Dibrova", "Ira Dibrova"),),
        ("參訪Microsoft公司。",),
    ),
    Rule(
        "person.latin-first-name",
        "A Latin name with a frequent first name.",
        "first names listed by hand",
        (
            Example("與Angela Berger會談。", "Angela Berger", "Angela Berger"),
            Example(
                "由Thomas Keller, Deputy Director主講。",
                "Thomas Keller",
                "Thomas Keller",
                ("Deputy Director",),
            ),
        ),
        (
            "入住Grand Hotel。",
            "會場設於Victoria Harbour。",
            "與Martin Company簽約。",
            "抵達Charles de Gaulle機場。",
        ),
    ),
    Rule(
        "person.name-latin",
        "A Chinese form before its Latin form in brackets.",
        USAGE,
        (Example("裴洛恩 (Nancy Pellow)率團訪臺。", "裴洛恩", "裴洛恩"),),
        ("經濟合作暨發展組織 (OECD)召開會議。",),
    ),
    Rule(
        "person.labelled",
        "One person after a label of a form or an agenda.",
        "the trip report form: 姓名, 職稱; labels counted in agendas",
        (
            Example("姓名：林大明　職稱：科長", "林大明", "林大明", ("科長",)),
            Example("報告人：陳美玲", "陳美玲", "陳美玲"),
            Example("撰稿人：陳美玲", "陳美玲", "陳美玲"),
            Example("Moderator: Jorun Weiss, Director", "Jorun Weiss", "Jorun Weiss", ("Director",)),
        ),
        ("主持人：待定", "姓名：（略）"),
    ),
    Rule(
        "person.name-courtesy",
        "A full name before 先生, 女士 or 小姐 where no title stands before it.",
        USAGE,
        (
            Example("臺東縣陳美玲女士應邀出席。", "陳美玲", "陳美玲"),
            Example("另愛爾蘭貝拉．柯蒂女士來訪。", "貝拉．柯蒂", "貝拉．柯蒂"),
        ),
        ("各位先生女士，歡迎蒞臨。", "萬一先生不克出席。"),
    ),
    Rule(
        "person.surname-courtesy-given",
        "A courtesy between surname and given name.",
        USAGE,
        (
            Example("臺商代表陳女士美玲及林先生國華與會。", "陳女士美玲", "陳美玲"),
            Example("由林小姐雅惠接待。", "林小姐雅惠", "林雅惠"),
        ),
        ("林先生表示歡迎。", "請各位女士先生入座。"),
    ),
    Rule(
        "person.table-row",
        "A row of a table whose header says 姓名.",
        "the trip report form: 姓名, 職稱, 服務機關",
        (Example("姓名\t職稱\t服務單位\n林 大明\t科長\t財政部關務署\n", "林 大明", "林大明", ("科長",)),),
        ("項目\t金額\n旅費\t1000\n",),
    ),
    Rule(
        "person.roster",
        "Lines of a name, its organization and its title in columns, without a header.",
        "lists of delegates in trip reports",
        (
            Example("1　林大明　財政部　科長\n2　陳美玲　外交部　專員\n", "陳美玲", "陳美玲", ("專員",)),
            Example(
                "團員　林大明　財政部科長\n　　　林　凱　外交部專員\n", "林　凱", "林凱", ("專員", "團員")
            ),
        ),
        ("會議　林務局　科長\n地點　林大明　內政部\n", "星期一　高雄市　參訪\n星期二　臺南市　拜會\n"),
    ),
    Rule(
        "person.repeated",
        "A known full name that stands again, alone or before its title; a known last name before a verb.",
        USAGE,
        (
            Example("由經理Marco Rossi接待。Rossi說明市場現況。", "Rossi", "Marco Rossi"),
            Example("由經理Marco Rossi接待。席間Rossi氏說明現況。", "Rossi氏", "Marco Rossi"),
            Example("陳處長美玲主持會議。會中陳美玲說明現況。", "陳美玲", "陳美玲"),
        ),
        ("會中說明現況。",),
    ),
    Rule(
        "person.initial",
        "The first letter or character of a known foreign surname, and the title.",
        "usage of trip reports",
        (
            Example("由局長Anna Berger簡報。B局長說明現況。", "B局長", None, ("局長",)),
            Example("由副局長亞當．維喬雷克主持。維副局長表示歡迎。", "維副局長", None, ("副局長",)),
            Example("拜會處長Marco Rossi。R 處長表示歡迎。", "R 處長", None, ("處長",)),
        ),
        (
            "A局長說明現況。",
            "由A 組長說明。",
            "由副局長亞當．維喬雷克主持。思維副局長表示歡迎。",
            "由局長亞當．維喬雷克主持。維副局長表示歡迎。",
        ),
    ),
)
