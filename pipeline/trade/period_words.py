"""The words beside a date or a figure that tell which date is its period."""

from __future__ import annotations

import re

SET_AGAINST = re.compile(r"[^，。；]{0,16}?(?:相較|相比|比較)")
PAUSE = re.compile(r"[，。；]")
BASE_REACH = 40
WHOLE_YEAR = re.compile(r"全年(?!度)")
FROM = re.compile(r"(?:由|從|自)(?:上|去|今)?$")
TURNED = re.compile(r"(?:[0-9０-９％%元]|第[^第，。]{1,3}[名位]).{0,60}(?:至|到|為|居)")
YEAR_BEFORE = re.compile(r"(?:前一|上一|去|上|前)年度?")
RECURRING = re.compile(
    r"年平均|平均每年|每年|每月|每季|每一年|年均|逐年|歷年|每人每年|一年約|全年度約|"
    r"(?:過去|近|最近|這)[ \t]?[0-9十百一二三四五六七八九兩數幾]{1,3}[ \t]?(?:多|餘)?年|"
    r"[0-9十一二三四五六七八九兩數幾多]年[來間內]"
)
# The day of a talk, a visit or a speech is not the day of the figures that were told there.
TOLD = re.compile(
    r"拜會|訪視|接見|會談|座談|會晤|簡報|說明|表示|指出|報告|致詞|提到|坦承|分享|介紹|考察|參訪|強調|答復|答稱|補充|"
    r"成為|判決|轉往|轉赴(?![^，。；]{0,6}投資)|前往(?![^，。；]{0,6}投資)|續赴|採訪|拜訪|參觀|觀摩|接待|晉見|設宴|宴請|導覽|作陪|續談|洽談|搭機|搭車|抵達|陪同"
)
# 「3月5日至9日赴瑞典拜會業者，促成投資8億元」: what a mission brings about is of its days.
BROUGHT = re.compile(r"促成|爭取到|接單|成交|簽署|簽約|獲致")
FOUNDED_BEFORE = re.compile(
    r"(?:成立|設立|創立|創設|建立|啟用|加入)[於在][ \t\u3000]?(?:民國|西元)?[ \t\u3000]?$"
)
FOUNDED = re.compile(
    r"[^，。；、0-9]{0,6}?(?:成立|設立|創立|創設|啟用|落成|進入|加入|開辦|創辦|開業|通車|完工|竣工|動工|開工|破土|商轉|開幕|開館|改制|更名|合資成立)"
)
# 「2011年設廠，總投資額…」, 「98年度…支出，投資總額…」: when the money was put in.
BUILT = re.compile(r"度(?![^，。；]{0,30}編列)|[^，。；0-9]{0,6}(?:設廠|建廠|設立|投資)")
HAPPENS = re.compile(
    r"[^，。；、0-9]{0,8}?(?:啟動|簽署|簽訂|生效|加入|召開|舉行|訪問|通過|宣布|公布|施行|實施|發生|當選|就任|上任|執政)"
)
# What one unit costs holds until it is changed; the date of an earlier clause does not limit it.
UNIT_PRICE = re.compile(
    r"單價|租金|門檻|每[ \t\u3000]?(?:[0-9]{1,4}[ \t\u3000]?)?"
    r"(?:部|公頃|平方公尺|公尺|坪|名|人(?![ \t]?(?:平均)?[ \t]?(?:GDP|GNP|GNI|國內|國民|所得|實質|名目))"
    r"|架次|場次|場|案|件|臺|輛|戶|家|張|份|次|股|小時|組|檔|棵|株|盒|箱|學期|堂|節|梯次)"
)
# 「目前平均關稅8%」 holds when it is told; no date of another clause is its.
NOW = re.compile(
    r"(?:目前|現今|現行|現階段|(?<![\u4e00-\u9fff]|[表發出呈實展兌體浮])現(?=對|有|為|行|約|占|仍)|(?<=[方國])現(?=對))"
    r"(?![^，。；]{0,30}(?:順差|逆差|出超|入超))"
)
# 「5月9日舉行大選，…宣布將撥款1,200萬元」
TO_COME = re.compile(
    r"(?:宣布|承諾|表示|同意)[^，。；]{0,4}將|將(?:撥|提供|投入|投資|編列|捐)|擬(?:撥|提供|投入|投資|編列)"
)
AHEAD = re.compile(r"未來|今後")
ORIGIN = re.compile(r"(?:由|從|自)(?:原先|原來|原本|目前|現行)?(?:之|的)?(?:約|近|逾)?[ \t\u3000]?$")
UNDATED_ORIGIN = re.compile(r"(?:由|從|自)(?:[^，。；0-9]{1,5}前)?(?:之|的)?(?:約|近|逾)?[ \t\u3000]?$")
BECOMES = re.compile(r"[^，。；0-9]{0,10}?(?:至|為|到)")
CHANGED_TO = re.compile(
    r"(?:由|從|自)[^，。；、年]{0,6}[0-9][^，。；、年月]{0,20}?(?:至|為|到)(?:約|近|逾)?[ \t]?$"
)
OF = re.compile(r"[之的][ \t]?$")
BASE_GAP = re.compile(r"(?:高峰|最高點|最高)?(?:之|的)?[^，。；、0-9增減成多少衰高低跌漲升降]{0,6}")
# 「展覽期間現場接單約1,850萬美元」
ON_THE_SPOT = re.compile(
    r"現場(?:接單|成交|下單|訂單|簽約|採購|銷售)|展(?:覽|出|售)?期間[^，。；]{0,8}?(?:接單|成交|訂單|商機)"
)
FAIR = re.compile(r"[覽參商會書旅具品業際工大]展|展[覽出期售會]|博覽會|商展")
FAIR_REACH = 3000
FAIR_NEAR = 30
LONGEST_FAIR = 15
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
THIS_IS = re.compile(r"(?:這是|這些是|此為|此係|以上為|以上是|均為|皆為|係)$")
DATA = re.compile(r"[^，。；]{0,8}?(?:資料|數據|統計|數字)")
EDITION = re.compile(r"度?[^「」，。；\n]{0,12}(?:報告|評比|評等|排名|指數|調查)[」》]")
BUDGET_REACH = 8
# 「共編列7億元，並於99年度編列2億元」 tells of another amount.
BORNE_BY = re.compile(r"[，,]?(?:擬|將|均|全數|業|已){0,2}(?:於|由|自|在|從)")
BUDGET = re.compile(r"度?[^，。；、0-9]{0,10}?(?:預算(?:編列)?|編列|支應)(?![^，。；]{0,8}[0-9])")
ANOTHER = re.compile(r"(?:\([^()]{0,40}\))?[ \t]?[、及與和]")
COLON = re.compile(r"[)）][ \t]?[:：]")
QUARTERS = re.compile(r"[前首][ \t]?[2-4二三四兩][個]?季|季?[至到~～－-][^，。；]{0,3}季")
LIST = re.compile(r"[、及與和]")
MONTHS = re.compile(r"(?P<year>[0-9]{4})-[0-9]{2}/(?P=year)-[0-9]{2}")
YEARS = re.compile(r"(?P<first>[0-9]{4})(?:-01)?/(?!(?P=first))[0-9]{4}(?:-12)?")
TOTAL_COST = re.compile(r"總經費|總預算|總投資|經費需求|計畫經費")
TERM_BEFORE = re.compile(r"(?:預計|預定|期程|將|計畫|執行期間)(?:為|自|從|由|於){0,2}[ \t\u3000]?$|自$")
NEXT_SENTENCE = 6
JOINED_DATES = re.compile(r"[ \t]*(?:[、及與和]|以及)[ \t]*")
CARRY_REACH = 2000
LONGEST_TERM = 15
CLOSED = re.compile(r"年?度?[)）]")
SUM_UP_TO = re.compile(r"(?:截至|迄至|累計至|截止|迄)(?:民國|西元)?[ \t\u3000]?$")
# 「89年之後，產值約3億元」: a clause that is only the date.
ALONE = re.compile(r"(?:之後|以後|起|開始)?")
UNTIL_TODAY = re.compile(r"以來|迄今|至今")
