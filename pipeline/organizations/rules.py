"""The rules of the organization finder: what each claims, what it must find and what it must leave alone.

The examples are the tests and the documentation of the rules; the sources of the conventions are the lexicons
named in each rule (each row there has its own source).
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule by its id. ``finds``: a text and the mentions that it must yield by this rule; ``leaves``:
    texts in which no organization is named or referred to.
    """

    id: str
    claims: str
    source: str
    finds: tuple[tuple[str, tuple[str, ...]], ...]
    leaves: tuple[str, ...] = ()


RULES: tuple[Rule, ...] = (
    Rule(
        "organization.name",
        "A name that the lexicon holds, where it does not stand inside a longer word.",
        "organization_names.csv, missions.csv, agencies.csv",
        (
            ("外交部表示歡迎", ("外交部",)),
            ("由陸委會及海基會共同辦理", ("陸委會", "海基會")),
            ("我國加入WTO後", ("WTO",)),
        ),
        ("本次會議於臺北舉行", "通膨升高通膨壓力", "NEWTON理論"),
    ),
    Rule(
        "organization.place-name",
        "A known name with its country before it is one name.",
        "countries.csv",
        (
            ("拜會日本外務省官員", ("日本外務省",)),
            ("訪問巴拉圭，在巴國外交部簽署", ("巴國外交部",)),
        ),
        ("返國後陳報", "鄰國及參加國家"),
    ),
    Rule(
        "organization.head",
        "A head word (協會, 署, 公司) and what the log-odds of characters give it to the left.",
        "organization_heads.csv, organization_scores.csv, organization_generics.csv",
        (
            ("並參訪史汀生中心及哈德遜研究所", ("史汀生中心", "哈德遜研究所")),
            ("邀請臺灣護理協會派員", ("臺灣護理協會",)),
            ("物流業之晨安貨櫃公司等", ("晨安貨櫃公司",)),
        ),
        (
            "各相關機構及有關部會均派員",
            "順利簽署備忘錄",
            "召開部長會議及年會",
            "增加就業機會，促進社會安定",
            "受託銀行及公開發行公司應申報",
            "其餘部分由各國政府自行處理",
        ),
    ),
    Rule(
        "organization.nested",
        "An organization and the unit under it that follows without a break are one name.",
        "organization_units.csv, organization_heads.csv",
        (
            ("經濟部國際貿易局派員", ("經濟部國際貿易局",)),
            ("拜會外交貿易部亞洲司", ("外交貿易部亞洲司",)),
            ("WTO農業暨貨品處參事", ("WTO農業暨貨品處",)),
            ("由IMF 亞太部及NOAA GOES 辦公室簡報", ("IMF 亞太部", "NOAA GOES 辦公室")),
            ("赴NIST 材料實驗室研習", ("NIST 材料實驗室",)),
            ("依WTO 爭端解決機構裁決", ("WTO 爭端解決機構",)),
            ("轉請行政院陸委會核處", ("行政院陸委會",)),
            ("兆豐國際商業銀行東京分行開業", ("兆豐國際商業銀行東京分行",)),
        ),
    ),
    Rule(
        "organization.place-head",
        "The country, city or region before a name belongs to it.",
        "countries.csv, organization_generics.csv (region)",
        (("越南工貿部官員", ("越南工貿部",)), ("泰國參議院外交委員會", ("泰國參議院外交委員會",))),
        ("日本在臺灣的影響", "國際組織及區域組織"),
    ),
    Rule(
        "organization.joint-topics",
        "Topics before a conjunction belong to the name whose head follows.",
        "organization_generics.csv (topic)",
        (
            ("主席甲與外交、貿易暨國防小組委員", ("外交、貿易暨國防小組",)),
            ("總理甲、外交、國際合作暨觀光部長乙", ("外交、國際合作暨觀光部",)),
        ),
    ),
    Rule(
        "organization.coordinated",
        "經濟、財政兩部 names two ministries.",
        "organization_names.csv",
        (("由經濟、財政兩部會商", ("經濟", "財政")),),
    ),
    Rule(
        "organization.firm",
        "What follows 日商, 美商, 香港商 is a firm of that country, and so is what continues its list.",
        "countries.csv",
        (("促成日商青葉化學、Blue Hill等投資", ("青葉化學", "Blue Hill")),),
        ("吸引美商來臺投資", "協助日商在臺設廠", "推動臺美商務往來"),
    ),
    Rule(
        "organization.firm-form",
        "A company whose legal form stands abridged in brackets.",
        "usage of the gazette and of trip reports",
        (("由海天物流(股)公司承運", ("海天物流(股)公司",)),),
        ("各(股)公司",),
    ),
    Rule(
        "organization.kana-company",
        "A Japanese company with kana in its name.",
        "usage of trip reports to Japan",
        (
            (
                "由九州みなとサービス株式會社及「うみかぜエナジー株式會社」合組",
                ("九州みなとサービス株式會社", "うみかぜエナジー株式會社"),
            ),
        ),
        ("各株式會社均派員",),
    ),
    Rule(
        "organization.public",
        "A hospital, school or museum with a name of its own behind who runs it.",
        "usage of trip reports",
        (("該町公立美波濱醫院毀於海嘯", ("公立美波濱醫院",)),),
        ("各國立大學及公立醫院應配合",),
    ),
    Rule(
        "organization.legal-form",
        "A legal form (財團法人) before topics and a head makes a name of them.",
        "usage of the gazette; the head in organization_heads.csv",
        (("由財團法人糧食事業發展中心設置", ("財團法人糧食事業發展中心",)),),
        ("捐助財團法人設置獎學金", "各財團法人研究中心"),
    ),
    Rule(
        "organization.finance",
        "A firm's own word before the abridged word for a business of finance (金控, 人壽, 商銀, 產險).",
        "usage of the gazette",
        (("包括海天人壽、青葉商銀等", ("海天人壽", "青葉商銀")),),
        ("訂立人壽保險契約", "核准產險業送審之商品", "開放三商銀民營化"),
    ),
    Rule(
        "organization.mission",
        "駐, a country or city or its abbreviation, and the word for a mission.",
        "countries.csv; the names in missions.csv",
        (
            ("由駐美代表處轉請", ("駐美代表處",)),
            ("赴駐紐西蘭台北經濟文化代表處拜會", ("駐紐西蘭台北經濟文化代表處",)),
        ),
        ("派駐當地人員",),
    ),
    Rule(
        "organization.quoted",
        "What stands whole between quotation marks and ends in the head of a body.",
        "organization_heads.csv",
        (("加入「南島－北海議員友好協會」", ("南島－北海議員友好協會",)),),
        ("所謂「公司」", "討論「部內分工」"),
    ),
    Rule(
        "organization.unit",
        "A unit without its agency, bounded on both sides; and units that the organic laws name.",
        "organization_units.csv, organization_words.csv",
        (
            ("次日由經濟組王秘書陪同", ("經濟組",)),
            ("拜會監視課課長", ("監視課",)),
        ),
        ("分成三組進行", "擔任組長", "修習課程"),
    ),
    Rule(
        "organization.latin",
        "Capitalized Latin words of which one is a word for an organization, or the last one a firm's trade.",
        "the lists in pipeline/organizations/latin.py",
        (
            ("拜會Institute for Trade Policy及", ("Institute for Trade Policy",)),
            ("由Harbour Line Shipping Ltd.承運", ("Harbour Line Shipping Ltd.",)),
            ("與Al Bahri Foodstuff Trading簽約", ("Al Bahri Foodstuff Trading",)),
        ),
        ("依Free Trade Agreement規定", "發展文化產業(Cultural Industries)及Carbon Trading"),
    ),
    Rule(
        "organization.latin-company",
        "Latin words with the abridged legal form of a company behind them.",
        "legal forms of companies in latin_words.csv (company)",
        (
            (
                "與Nordlys Energi A/S及Sanders Bloemen B.V.簽約",
                ("Nordlys Energi A/S", "Sanders Bloemen B.V."),
            ),
            ("拜會Grand Harbour Lines Co., Ltd.後", ("Grand Harbour Lines Co., Ltd.",)),
        ),
        ("採用AG規格", "與Anna Berger會談"),
    ),
    Rule(
        "organization.latin-list",
        "Latin names in a list of which the words behind it say that they are bodies.",
        "usage of trip reports",
        (("委由BKD、Nordtest及KCB等3個驗證機構執行", ("BKD", "Nordtest", "KCB")),),
        ("從事IC、LED等產業之公司", "與John、Mary等公司代表"),
    ),
    Rule(
        "organization.latin-introduced",
        "A Latin name behind a noun that says what kind of body it is.",
        "usage of trip reports; latin_words.csv (term), latin_titles.csv, latin_given_names.csv",
        (("拜訪德國智庫NRI及顧問公司Northgate", ("NRI", "Northgate")),),
        ("智庫CEO表示", "面板大廠LED產能", "智庫Anna Berger博士"),
    ),
    Rule(
        "organization.latin-head",
        "A Latin name, a blank or none, and a Chinese head.",
        "usage of trip reports",
        (
            ("拜會Norvik Marine 公司及HRB集團", ("Norvik Marine 公司", "HRB集團")),
            ("與Lakeside大學簽約", ("Lakeside大學",)),
            ("訪視Bahri超市及Nordo食品集團", ("Bahri超市", "Nordo食品集團")),
        ),
        ("輔導IC公司及A公司上市", "IT 公司林立"),
    ),
    Rule(
        "organization.unknown-place",
        "A place that no list has, between a plain left boundary and a name, belongs to the name.",
        "counts of characters in names and running text",
        (("參訪岜芹自由貿易區管理局，", ("岜芹自由貿易區管理局",)),),
        ("本市自由貿易區",),
    ),
    Rule(
        "organization.press",
        "A newspaper or magazine behind a country or city, between quotation marks or with its own name.",
        "usage of reports on interviews",
        (
            ("接受智利星報及「大洋雜誌」專訪", ("智利星報", "大洋雜誌")),
            ("當地媒體大洋新報(Ocean News)刊登", ("大洋新報",)),
        ),
        ("閱讀「年報」及海報", "撰寫年報(Annual Report)", "製作各國簡報"),
    ),
    Rule(
        "organization.listed",
        "A firm's own word and its trade in a list of companies, or in a row of names like it.",
        "usage of trade delegations",
        (
            ("由海燕橡膠、岳峰鋼鐵及青藍電機等業者組成", ("海燕橡膠", "岳峰鋼鐵", "青藍電機")),
            ("協助凌岳科技與凌峰電腦、錸岳資訊拓銷", ("凌岳科技", "凌峰電腦", "錸岳資訊")),
        ),
        (
            "發展農業機械、健康食品及生物科技等產業",
            "包括石化、電子及汽車等業者",
            "採購平板電腦、筆記型電腦",
            "包括太陽光電、風力發電",
        ),
    ),
    Rule(
        "organization.trade-association",
        "臺灣區 or 中華民國, a trade, and 同業公會.",
        "the register of trade associations",
        (("由臺灣區遠海釣具船舶及繩網輸出業同業公會派員", ("臺灣區遠海釣具船舶及繩網輸出業同業公會",)),),
        ("各同業公會均派員",),
    ),
    Rule(
        "organization.institute",
        "國際, 國家 or 世界, topics, and the head of an institute.",
        "usage of trip reports",
        (("拜會國際馬鈴薯研究所並座談", ("國際馬鈴薯研究所",)),),
        ("各國家研究院", "成為國際級研究中心"),
    ),
    Rule(
        "organization.national",
        "A country or region makes a name of common words before the head of a body.",
        "countries.csv, organization_generics.csv (topic, region)",
        (
            ("拜會國際鐵路聯盟及日本漁業研究會", ("國際鐵路聯盟", "日本漁業研究會")),
            ("由澳洲邊境巡防署派員", ("澳洲邊境巡防署",)),
        ),
        ("組成國際策略聯盟", "日本相關公會均派員", "美國西部及各局"),
    ),
    Rule(
        "organization.unknown-name",
        "Characters that form no word, plainly bounded on the left, before the head of a firm or institute.",
        "organization_words.csv, organization_scores.csv",
        (
            ("拜會茨坦姆科學研究院，", ("茨坦姆科學研究院",)),
            ("參觀特送通關局，", ("特送通關局",)),
        ),
        ("共有九大銀行", "上開公司應申報"),
    ),
    Rule(
        "organization.school",
        "A school by a short name of its own between plain bounds.",
        "usage of trip reports to schools",
        (("一新國中、循善中學及光明國小", ("一新國中", "循善中學", "光明國小")),),
        ("偏鄉國小、各國中及明星高中", "就讀高中、大學"),
    ),
    Rule(
        "organization.sibling",
        "An item of a list that ends as an agency does, behind an organization.",
        "usage of lists of agencies visited",
        (("拜會聯邦警政署，律政部，", ("聯邦警政署", "律政部")),),
        ("視察北部，南部，東部，",),
    ),
    Rule(
        "organization.port",
        "A port by its English name, and the Chinese name that it explains.",
        "usage of trip reports",
        (("諾維克港（Port of Norvik）為最大港。", ("諾維克港", "Port of Norvik")),),
        ("抵達基隆港。", "過境Port Louis。"),
    ),
    Rule(
        "organization.friendship-group",
        "A friendship group of a parliament's members, quoted or not, with its parliament and country.",
        "usage of the gazette's lists of visitors",
        (
            ("拜會愛沙尼亞國會「友華小組」召集人", ("愛沙尼亞國會「友華小組」",)),
            ("、國會友臺小組主席", ("國會友臺小組",)),
        ),
        ("該案經國會「審查小組會議」通過",),
    ),
    Rule(
        "organization.caucus",
        "What is quoted after a parliament and ends in the word for a caucus of its members.",
        "usage of the gazette's lists of visitors",
        (("訪問眾院「友洋連線」成員", ("眾院", "友洋連線")),),
        ("該案經國會「審查小組會議」通過",),
    ),
    Rule(
        "organization.party",
        "What 執政 or 在野 introduces and ends in 黨.",
        "usage of reports on elections abroad",
        (("訪問執政橘色未來黨及在野前進黨", ("橘色未來黨", "前進黨")),),
        ("朝野協商由執政黨及在野黨召集", "執政兩大黨"),
    ),
    Rule(
        "organization.titled",
        "A quoted conference or forum with an officer of its own is an organization.",
        "usage of the gazette's lists of visitors",
        (("「南島智庫論壇」執行長與「環洋外交政策會議」主席", ("南島智庫論壇", "環洋外交政策會議")),),
        ("出席「環洋外交政策會議」會場",),
    ),
    Rule(
        "organization.deictic",
        "本部, 貴院, 該會, 兩會, 我方: a reference; what it means is decided when the mentions are resolved.",
        "usage of official letters",
        (("本部代表與該會人員", ("本部", "該會")), ("請貴院審議", ("貴院",))),
        ("本部分工作", "該會議結束後"),
    ),
)
