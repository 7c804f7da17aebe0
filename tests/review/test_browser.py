"""The page in a real browser: what a reader clicks, types and saves."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline.review import apply_review, write_reviews
from pipeline.review.tables import read_run

MakeRun = Callable[..., Path]
OpenPage = Callable[[Path], Any]

PAGES = 300
CHARACTERS_OF_A_PAGE = 700
FIRST_PAINT = 2.0
FILTER = 0.1
STEP = 0.5
"""Seconds that the reader of a long report may have to wait."""


@pytest.fixture
def run(chromium: Any, make_run: MakeRun, sources: Path) -> Path:
    folder = make_run()
    write_reviews(folder, input=sources)
    return folder


@pytest.fixture
def page(run: Path, open_page: OpenPage) -> Any:
    return open_page(next((run / "review").iterdir()))


def test_no_word_in_the_console_and_nothing_from_the_network(page: Any) -> None:
    page.press("j", "j", "a", "?")
    assert page.complaints() == []


def test_a_click_on_a_person_lights_all_mentions_and_opens_the_card(page: Any) -> None:
    page.click(f'mark[data-m="{page.mark("高橋次郎長官", "person")}"]')
    assert set(page.texts("mark.lit")) == {"高橋次郎長官", "高橋長官"}
    assert page.texts("#card .value") == ["高橋次郎"]
    card = page.texts("#card")[0]
    assert "person." in card
    assert "Confidence" in card
    assert "Mentions1 of 2" in card


def test_hover_shows_the_card_and_leaving_hides_it(page: Any, chromium: Any) -> None:
    from selenium.webdriver import ActionChains

    mark = chromium.find_element("css selector", f'mark[data-m="{page.mark("次日", "date")}"]')
    page.run("arguments[0].scrollIntoView({block: 'center'})", mark)
    ActionChains(chromium).move_to_element(mark).perform()
    page.wait("!document.getElementById('card').hidden")
    assert page.texts("#card .value") == ["2024-05-08"]
    assert "Taken from" in page.texts("#card")[0]
    ActionChains(chromium).move_to_element(chromium.find_element("css selector", ".name")).perform()
    page.wait("document.getElementById('card').hidden")


def test_a_deep_link_opens_at_its_mention(page: Any) -> None:
    mention = page.mark("高橋長官", "person")
    page.open(f"#mention-{mention}")
    page.wait("document.querySelector('mark.here')")
    assert page.texts("mark.here") == ["高橋長官"]
    top = page.wait("Math.round(document.querySelector('mark.here').getBoundingClientRect().top)")
    assert 60 < top < 800


def test_the_link_of_a_person_opens_at_the_first_mention(page: Any, run: Path) -> None:
    document_id = read_run(run).document_ids[0]
    person = next(p for p in read_run(run).rows("people", document_id) if p["name"] == "高橋次郎")
    page.open(f"#mention-{person['person_id']}")
    page.wait("document.querySelector('mark.here')")
    assert page.texts("mark.here") == ["高橋次郎長官"]


def test_the_link_of_an_anchor_leads_to_the_date_it_was_taken_from(page: Any) -> None:
    page.click(f'mark[data-m="{page.mark("次日", "date")}"]')
    page.click("#card dd a")
    page.wait("document.querySelector('mark.here')?.textContent !== '次日'")
    assert page.texts("mark.here") == ["5月7日上午"] or page.texts("mark.here") == ["5月7日"]


def test_lists_filter_and_sort(page: Any) -> None:
    people = page.texts("#list .item strong")
    assert {"林秋霞", "高橋次郎", "王建國"} <= set(people)
    page.type("#filter", "高橋")
    assert page.texts("#list .item strong") == ["高橋次郎"]
    assert page.texts("#list-count") == [f"1 of {len(people)}"]
    page.run("document.getElementById('filter').value = ''")
    page.click("#tab-date")
    years = page.texts("#list .year")
    assert years == sorted(years)
    page.run(
        "const s = document.getElementById('sort'); s.value = 'order'; s.dispatchEvent(new Event('change'))"
    )
    assert page.count("#list .year") == 0


def test_tabs_are_walked_with_the_arrow_keys(page: Any) -> None:
    page.run("document.getElementById('tab-person').focus()")
    page.press("\ue014")
    assert page.run("return document.activeElement.id") == "tab-organization"
    assert page.texts('[role="tab"][aria-selected="true"]')[0].endswith("Organizations")


def test_an_item_leads_to_its_mentions_one_after_the_other(page: Any) -> None:
    page.type("#filter", "高橋")
    page.click("#list .item")
    assert page.texts("mark.here") == ["高橋次郎長官"]
    page.click("#list .item")
    assert page.texts("mark.here") == ["高橋長官"]


def test_keys_walk_through_the_mentions(page: Any) -> None:
    page.press("j")
    first = page.texts("mark.here")
    page.press("j")
    assert page.texts("mark.here") != first
    page.press("k")
    assert page.texts("mark.here") == first
    page.press("\ue00c")
    assert not page.is_shown("#card")


def test_search_folds_variants_and_counts(page: Any) -> None:
    page.press("/")
    assert page.run("return document.activeElement.id") == "search"
    page.type("#search", "台灣交流 協會")
    page.wait("document.getElementById('search-count').textContent !== ''")
    assert page.texts("#search-count") == ["1"]
    page.press("\ue007")
    assert page.texts("#search-count") == ["1 / 1"]


def test_a_kind_can_be_hidden(page: Any) -> None:
    page.click('.legend [data-kind="date"]')
    assert page.run("return document.querySelector('.legend .date').getAttribute('aria-pressed')") == "false"
    colour = "return getComputedStyle(document.querySelector('mark.date')).borderBottomColor"
    assert page.run(colour) in ("rgba(0, 0, 0, 0)", "transparent")


def test_decisions_go_from_the_browser_into_the_tables(page: Any, run: Path) -> None:
    page.look_at("高橋次郎長官", "person")
    page.press("a")
    page.look_at("王建國主任", "person")
    page.press("x")
    page.look_at("次日", "date")
    page.press("e")
    page.type("#card [name=value]", "2024-05-09")
    page.click("#card form button.primary")
    page.look_at("日本水產廳", "organization")
    page.press("b")
    page.click("#card [aria-label='Start one character later']")
    page.click("#card [aria-label='Start one character later']")
    page.click("#card .form-actions .primary")
    page.select_text("我國立場")
    page.wait("!document.getElementById('picker').hidden")
    page.click("#picker .organization")
    page.type("#card [name=name]", "我國政府")
    page.click("#card form button.primary")
    assert page.texts("#decided") == ["5"]

    path = page.downloads / "x.json"
    path.write_text(json.dumps(page.saved()), encoding="utf-8")
    applied = apply_review(run, [path])
    assert applied.outdated == ()
    assert applied.counts == {"accepted": 1, "added": 1, "changed": 2, "rejected": 1}
    import pyarrow.parquet as pq

    def status(table: str, text: str) -> dict[str, Any]:
        rows = pq.read_table(applied.folder / f"{table}.parquet").to_pylist()
        return next(r for r in rows if r["text"] == text)

    assert status("person_mentions", "高橋次郎長官")["review_status"] == "accepted"
    assert status("person_mentions", "王建國主任")["review_status"] == "rejected"
    assert status("dates", "次日")["value"] == "2024-05-09"
    assert status("organization_mentions", "水產廳")["review_status"] == "changed"
    assert status("organization_mentions", "我國立場")["review_status"] == "added"
    assert page.complaints() == []


def test_decisions_stay_in_the_browser_until_taken_back(page: Any) -> None:
    page.click(f'mark[data-m="{page.mark("高橋次郎長官", "person")}"]')
    page.press("x")
    page.open()
    assert page.texts("mark.rejected") == ["高橋次郎長官"]
    page.click("mark.rejected")
    page.press("u")
    assert page.count("mark.rejected") == 0
    assert not page.is_shown("#decided")


def test_what_is_kept_with_the_run_is_shown_and_can_be_taken_back(
    run: Path, open_page: OpenPage, decide: Callable[..., Path]
) -> None:
    document_id = read_run(run).document_ids[0]
    date = next(d for d in read_run(run).rows("dates", document_id) if d["text"] == "次日")
    span = {"start": date["char_start"], "end": date["char_end"], "text": "次日"}
    accepted = {"action": "accepted", "table": "dates", "row_id": date["date_id"], "span": span}
    apply_review(run, [decide(document_id, accepted)])
    write_reviews(run)
    page = open_page(run / "review" / f"{document_id}.html")
    assert page.texts("mark.accepted") == ["次日"]
    page.look_at("次日", "date")
    page.press("u")
    assert page.count("mark.accepted") == 0
    path = page.downloads / "x.json"
    path.write_text(json.dumps(page.saved()), encoding="utf-8")
    assert apply_review(run, [path]).counts == {}


def test_a_saved_file_can_be_opened_again(page: Any, chromium: Any) -> None:
    page.click(f'mark[data-m="{page.mark("高橋次郎長官", "person")}"]')
    page.press("a")
    page.saved()
    page.press("u")
    assert page.count("mark.accepted") == 0
    page.press("?")
    chromium.find_element("id", "open").send_keys(str(next(page.downloads.glob("*.json"))))
    page.wait("document.querySelector('mark.accepted')")
    assert page.texts("mark.accepted") == ["高橋次郎長官"]


def test_a_hostile_report_is_harmless(
    make_run: MakeRun, open_page: OpenPage, sources: Path, chromium: Any
) -> None:
    folder = make_run("a")
    write_reviews(folder, input=sources)
    page = open_page(next((folder / "review").iterdir()))
    page.press("j", "j", "a")
    for tab in ("organization", "date", "figure", "issue"):
        page.click(f"#tab-{tab}")
    assert page.run("return window.hacked") is None
    assert page.complaints() == []
    text = page.texts("#report")[0]
    assert "<script>window.hacked=3</script>" in text
    assert page.run(
        "return JSON.parse(document.getElementById('data').textContent).document.source_path"
    ).startswith('a"><img')


def test_a_long_report_stays_quick(make_run: MakeRun, open_page: OpenPage) -> None:
    base = make_run(name="base")
    size = len(read_run(base).text(read_run(base).document_ids[0]))
    folder = make_run(times=PAGES * CHARACTERS_OF_A_PAGE // size + 1)
    write_reviews(folder)
    page = open_page(next((folder / "review").iterdir()))
    paint = page.run("return performance.getEntriesByName('first-contentful-paint')[0].startTime")
    assert page.count("mark") > 3000
    filters = page.run(
        """
        const filter = document.getElementById("filter"), times = [];
        for (const tab of ["person", "organization", "date", "figure", "issue"]) {
          document.getElementById(`tab-${tab}`).click();
          for (const text of ["高", "2024", "xyz", ""]) {
            filter.value = text;
            const start = performance.now();
            filter.dispatchEvent(new Event("input"));
            document.getElementById("list").offsetHeight;
            times.push(performance.now() - start);
          }
        }
        return times;"""
    )
    step = page.run(
        """
        const start = performance.now();
        document.dispatchEvent(new KeyboardEvent("keydown", { key: "j" }));
        document.getElementById("report").offsetHeight;
        return performance.now() - start;"""
    )
    lighting = page.run(
        """
        const item = () => document.querySelector("#list .item");
        document.getElementById("tab-person").click();
        const sort = document.getElementById("sort");
        sort.value = "count";
        sort.dispatchEvent(new Event("change"));
        const start = performance.now();
        item().click();
        document.getElementById("report").offsetHeight;
        return performance.now() - start;"""
    )
    assert page.texts("mark.lit")
    assert lighting / 1000 < STEP
    assert paint / 1000 < FIRST_PAINT
    assert max(filters) / 1000 < FILTER
    assert step / 1000 < STEP


def test_colours_have_enough_contrast(page: Any, chromium: Any) -> None:
    ratios = """
        const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
        const rgb = (name) => {
          const probe = document.body.appendChild(document.createElement("i"));
          probe.style.color = `var(--${name})`;
          canvas.fillStyle = getComputedStyle(probe).color;
          probe.remove();
          canvas.fillRect(0, 0, 1, 1);
          return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
        };
        const light = (name) => rgb(name).map((v) => v / 255)
          .map((v) => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
          .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
        const ratio = (a, b) => {
          const [x, y] = [light(a), light(b)].sort((p, q) => q - p);
          return (x + 0.05) / (y + 0.05);
        };
        const kinds = ["person", "organization", "date", "figure"];
        const pairs = [["ink", "paper"], ["ink", "sheet"], ["muted", "paper"], ["muted", "sheet"]];
        pairs.push(["accent", "sheet"], ["on-accent", "accent"], ["ink", "hit"]);
        for (const k of kinds) {
          pairs.push([k, "sheet"], [k, `${k}-wash`], ["sheet", k]);
          pairs.push(["ink", `${k}-wash`], ["muted", `${k}-wash`]);
        }
        return Object.fromEntries(pairs.map(([a, b]) => [`${a} on ${b}`, ratio(a, b)]));"""
    for theme in ("light", "dark"):
        page.run("document.documentElement.dataset.theme = arguments[0]", theme)
        assert {k: round(v, 2) for k, v in page.run(ratios).items() if v < 4.5} == {}, theme


def test_a_phone_has_no_sideways_scroll_and_the_lists_in_a_drawer(page: Any, chromium: Any) -> None:
    metrics = {"width": 360, "height": 740, "deviceScaleFactor": 2, "mobile": True}
    chromium.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    try:
        page.open()
        assert page.run("return document.documentElement.scrollWidth") <= 360
        assert page.run("return getComputedStyle(document.getElementById('panel')).visibility") == "hidden"
        page.click("#toggle-panel")
        page.wait("getComputedStyle(document.getElementById('panel')).visibility === 'visible'")
    finally:
        chromium.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def test_every_control_has_a_name_and_every_role_its_parts(page: Any) -> None:
    nameless = """
        const controls = "button, input, select, [role=region], [role=toolbar], [role=tablist], dialog";
        const isNamed = (e) => e.getAttribute("aria-label") || e.getAttribute("aria-labelledby") ||
          e.textContent.trim() || e.labels?.length;
        return [...document.querySelectorAll(controls)].filter((e) => !isNamed(e)).map((e) => e.outerHTML);"""
    assert page.run(nameless) == []
    dangling = """
        const names = ["aria-controls", "aria-labelledby", "aria-describedby"];
        return [...document.querySelectorAll(names.map((n) => `[${n}]`).join())]
          .flatMap((e) => names.map((n) => e.getAttribute(n)))
          .filter((id) => id && !document.getElementById(id));"""
    assert page.run(dangling) == []
    assert page.run("return document.querySelectorAll('main').length") == 1
    assert page.run("return document.querySelectorAll('h1').length") == 1


def test_the_page_speaks_chinese_and_keeps_to_it(page: Any) -> None:
    page.press("l")
    assert page.run("return document.documentElement.lang") == "zh-Hant"
    assert page.texts("#tab-person span") == ["人物"]
    page.look_at("高橋次郎長官", "person")
    assert page.texts("#card dt")[:3] == ["原文", "形式", "規則"]
    assert page.texts("#card .actions button")[:2] == ["正確", "剔除"]
    page.look_at("次日", "date")
    assert any(words.endswith("當日 +1 日") for words in page.texts("#card dd")), page.texts("#card dd")
    page.open()
    left = """
        const own = ".bar, .about, #panel, #keys, #card";
        const parts = [...document.querySelectorAll(own)].flatMap((part) => {
          const copy = part.cloneNode(true);
          for (const e of copy.querySelectorAll("[lang], .name span, code, kbd, script")) e.remove();
          const labels = [...copy.querySelectorAll("[aria-label], [title], [placeholder]")]
            .flatMap((e) => ["aria-label", "title", "placeholder"].map((n) => e.getAttribute(n) ?? ""));
          return [copy.textContent, ...labels];
        });
        return parts.join(" ").match(/[A-Za-z]{2,}/g) ?? [];"""
    assert page.run(left) == []
    page.press("l")
    assert page.texts("#save")[0].startswith("Save")
    assert page.complaints() == []


@pytest.fixture
def doubtful(make_run: MakeRun) -> Path:
    """A run over a report with issues of several severities."""
    run = make_run("doubtful", name="doubtful")
    write_reviews(run)
    return run


def test_the_most_serious_issues_come_first(doubtful: Path, open_page: OpenPage) -> None:
    page = open_page(next((doubtful / "review").iterdir()))
    page.click("#tab-issue")
    grave = page.texts("#list .item .number")
    assert {"warning", "info"} <= set(grave)
    assert grave == sorted(grave, key=["error", "warning", "info"].index)


def test_the_link_of_an_issue_opens_at_its_place(doubtful: Path, open_page: OpenPage) -> None:
    document_id = read_run(doubtful).document_ids[0]
    issue = next(i for i in read_run(doubtful).rows("issues", document_id) if i["char_start"] is not None)
    page = open_page(doubtful / "review" / f"{document_id}.html")
    page_path, _, fragment = issue["review_url"].partition("#")
    assert page_path == f"review/{document_id}.html"
    page.open(f"#{fragment}")
    assert page.texts('[role="tab"][aria-selected="true"]')[0].endswith("Issues")
    place = "document.querySelector('mark.here') || CSS.highlights.get('search-here')"
    page.wait(f"Boolean({place})")


def test_a_filter_takes_names_and_codes_of_countries(page: Any) -> None:
    page.type("#filter", "日本")
    by_name = page.texts("#list .item strong")
    page.type("#filter", "jpn")
    assert "高橋次郎" in page.texts("#list .item strong")
    assert set(page.texts("#list .item strong")) <= set(by_name)


def test_marks_at_the_same_place_are_told_apart(page: Any) -> None:
    page.click(f'mark[data-m="{page.mark("高橋次郎長官", "person")}"]')
    around = page.texts("#card .around button")
    assert len(set(around)) == len(around)


def test_print_shows_the_report_alone(page: Any, chromium: Any) -> None:
    chromium.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    try:
        assert not page.is_shown("#panel")
        assert not page.is_shown(".bar")
        assert page.is_shown("#report")
        page.run("document.documentElement.dataset.theme = 'dark'")
        assert page.run("return getComputedStyle(document.documentElement).colorScheme") == "light"
    finally:
        chromium.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})


def test_text_selected_with_a_finger_can_be_added(page: Any) -> None:
    page.run("document.dispatchEvent(new PointerEvent('pointerdown', { pointerType: 'touch' }))")
    page.run(
        """
        const blocks = [...document.querySelectorAll("#report p")];
        const block = blocks.find((p) => p.textContent.includes("我國立場"));
        getSelection().selectAllChildren(block);"""
    )
    page.wait("!document.getElementById('picker').hidden")
    assert page.count("#picker button") == 4
