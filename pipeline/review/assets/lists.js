// The lists at the side. Only what is in sight of them is built; the rest follows as the reader scrolls.
const PORTION = 60;
const TABS = {
  person: { label: "People", sorts: ["order", "name", "count", "doubt"] },
  organization: { label: "Organizations", sorts: ["order", "name", "count", "doubt"] },
  date: { label: "Dates", sorts: ["time", "order", "count", "doubt"] },
  figure: { label: "Figures", sorts: ["order", "size", "time", "doubt"] },
  issue: { label: "Issues", sorts: ["severity", "order", "name"] },
};
const SORT_LABEL = { order: "as in the text", name: "by name", count: "most mentioned", doubt: "least sure", time: "by time", size: "by size", severity: "most serious" };
const SEVERITIES = ["error", "warning", "info"];
const compareText = new Intl.Collator("zh-Hant").compare;
const SORT = {
  order: (a, b) => a.first - b.first,
  name: (a, b) => compareText(a.title, b.title) || a.first - b.first,
  count: (a, b) => b.count - a.count || a.first - b.first,
  doubt: (a, b) => a.sure - b.sure || a.first - b.first,
  time: (a, b) => (a.when ? (b.when ? (a.when < b.when ? -1 : a.when > b.when ? 1 : a.first - b.first) : -1) : b.when ? 1 : a.first - b.first),
  size: (a, b) => b.size - a.size || a.first - b.first,
  severity: (a, b) => SEVERITIES.indexOf(a.issue.severity) - SEVERITIES.indexOf(b.issue.severity) || a.first - b.first,
};
const listBox = byId("list");
const built = new Map();
const sorted = new Map();
let tab = "person";
let shown = [];
let drawn = 0;

/** One item for each group of mentions, and one for each mention that belongs to no group. */
function mentionItems(kind) {
  const items = [];
  const seen = new Set();
  for (const m of mentions) {
    const key = m.g ?? m.id;
    if (m.k !== kind || seen.has(key)) continue;
    seen.add(key);
    const all = groups.get(m.g) ?? [m];
    const title = valueOf(m) ?? m.t;
    const isOpen = valueOf(m) === null;
    const sub = kind === "date" || kind === "figure" ? [...new Set(all.map((o) => o.t))].slice(0, 5).join("、") : "";
    const detail = kind === "date" ? [] : [subtitle(m)];
    items.push({
      key, kind, title, id: m.id, first: m.s, count: all.length, when: m.d ?? m.x.period,
      sure: Math.min(...all.map((o) => o.c)), size: Math.abs(Number(m.x.value ?? 0)),
      sub: [sub, ...detail].filter(Boolean).join(" · ") || (isOpen && t("not resolved")), codes: codesOf(m), isOpen, status: statusOf(all),
      number: kind === "figure" ? (m.p ? t("p. {n}", { n: m.p }) : "") : `${all.length} ×`,
    });
  }
  return items;
}

function statusOf(all) {
  const found = new Set(all.map((m) => decisionOn(m)?.action).filter(Boolean));
  return all.length === 1 ? [...found][0] : found.size ? t("{i} of {n} decided", { i: all.filter(decisionOn).length, n: all.length }) : "";
}

/** Codes of the tables, for those who filter by them. */
const codesOf = (m) => [(data.people[m.g] ?? data.organizations[m.g])?.country, m.x.reporter, m.x.partner, m.x.metric].filter(Boolean).join(" ");

const issueItems = () => data.issues.map((issue) => ({
  key: issue.id, kind: "issue", title: words(issue.code.replaceAll("-", " ")), sub: said(issue.message), first: issue.s ?? Infinity,
  count: 1, number: t(issue.severity), codes: `${issue.code} ${issue.severity}`, issue,
}));

function itemsOf(kind) {
  if (!built.has(kind)) {
    const items = kind === "issue" ? issueItems() : mentionItems(kind);
    for (const item of items) item.words = `${item.title} ${item.sub} ${item.status ?? ""} ${item.codes ?? ""}`.toLowerCase();
    built.set(kind, items);
  }
  const sort = TABS[kind].sort ?? TABS[kind].sorts[0];
  const key = `${kind} ${sort}`;
  if (!sorted.has(key)) sorted.set(key, [...built.get(kind)].sort(SORT[sort]));
  return sorted.get(key);
}

function renderList({ rebuild = true } = {}) {
  if (rebuild) { built.clear(); sorted.clear(); }
  const wanted = byId("filter").value.trim().toLowerCase().split(/\s+/).filter(Boolean);
  const all = itemsOf(tab);
  shown = wanted.length ? all.filter((item) => wanted.every((word) => item.words.includes(word))) : all;
  drawn = 0;
  const scroll = rebuild ? listBox.scrollTop : 0;
  listBox.replaceChildren();
  listBox.className = tab;
  drawMore();
  listBox.scrollTop = scroll;
  byId("list-count").textContent = shown.length === all.length ? t("{n} in this report", { n: all.length }) : t("{shown} of {all}", { shown: shown.length, all: all.length });
}

function drawMore() {
  if (!shown.length) { listBox.append(h("p", { class: "empty" }, t("Nothing here"))); return; }
  const byTime = tab === "date" && (TABS.date.sort ?? "time") === "time";
  let year = drawn ? yearOf(shown[drawn - 1]) : null;
  const portion = document.createDocumentFragment();
  for (const item of shown.slice(drawn, drawn + PORTION)) {
    if (byTime && yearOf(item) !== year) {
      year = yearOf(item);
      portion.append(h("h3", { class: "year date" }, t(year)));
    }
    portion.append(drawItem(item, byTime));
  }
  drawn += PORTION;
  listBox.append(portion);
  markItems();
}

const yearOf = (item) => item.when?.slice(0, 4) ?? "not resolved";

function drawItem(item, byTime) {
  const name = h("strong", { class: tab === "date" || tab === "figure" ? "when" : null, lang: "zh-Hant" }, item.title);
  return h("button", { type: "button", class: `item ${item.kind}${byTime ? " timeline" : ""}${item.status === "rejected" ? " rejected" : ""}${item.isOpen ? " open" : ""}`, "data-key": item.key },
    name, h("span", { class: "number" }, item.number),
    item.sub && h("small", { lang: tab === "issue" ? null : "zh-Hant" }, item.sub),
    item.status && h("small", { class: "status" }, t(item.status)));
}

function markItems() {
  for (const item of listBox.querySelectorAll(".item")) {
    const isLit = item.dataset.key === litGroup || item.dataset.key === current?.id;
    item.classList.toggle("lit", isLit);
    if (isLit) item.setAttribute("aria-current", "true");
    else item.removeAttribute("aria-current");
  }
}

function showTab(kind, { focus = false } = {}) {
  tab = kind;
  for (const button of document.querySelectorAll('[role="tab"]')) {
    const isThis = button.dataset.tab === kind;
    button.setAttribute("aria-selected", isThis);
    button.tabIndex = isThis ? 0 : -1;
    if (isThis && focus) button.focus();
  }
  listBox.setAttribute("aria-labelledby", `tab-${kind}`);
  const sort = byId("sort");
  sort.replaceChildren(...TABS[kind].sorts.map((name) => h("option", { value: name }, t(SORT_LABEL[name]))));
  sort.value = TABS[kind].sort ?? TABS[kind].sorts[0];
  listBox.scrollTop = 0;
  paintIssues();
  renderList({ rebuild: false });
}

/** Go to the first mention of an item; again, to the next one. */
function openItem(key) {
  const item = shown.find((i) => i.key === key);
  if (item.issue) { openIssue(item.issue); return; }
  const all = groups.get(key) ?? [mentionOf.get(key)];
  const index = current ? all.indexOf(current) : -1;
  openPanel(false);
  select(all[(index + 1) % all.length].id, { focus: false });
}

function openIssue(issue) {
  if (issue.s === undefined) { toast(t("This issue is about the report as a whole")); return; }
  openPanel(false);
  const m = mentions.find((o) => o.s === issue.s && o.e === issue.e);
  if (m) { select(m.id, { focus: false }); return; }
  const range = rangeOf(issue.s, Math.max(issue.e ?? 0, issue.s + 1));
  if (!range) return;
  bringIntoView(range.startContainer.parentElement);
  paint("search-here", range);
}

/** Mere notes are underlined only while the list of issues is open: there are many. */
function paintIssues() {
  const found = data.issues.filter((i) => i.s !== undefined && (tab === "issue" || i.severity !== "info"));
  paint("issue", ...found.slice(0, 1000).map((i) => rangeOf(i.s, Math.max(i.e ?? 0, i.s + 1))));
}

const issuesOn = (m) => data.issues.filter((issue) => issue.s !== undefined && issue.s < m.e && (issue.e ?? issue.s + 1) > m.s);

function openPanel(open) {
  byId("panel").classList.toggle("open", open);
  byId("toggle-panel").setAttribute("aria-expanded", open);
  if (open && isNarrow.matches) closeCard();
  if (open && sourceMention && !sourceBox.hidden) placeSource();
}

function startLists() {
  const counts = { issue: data.issues.length };
  const tabs = document.querySelector(".tabs");
  tabs.append(...Object.entries(TABS).map(([kind, { label }]) =>
    h("button", { type: "button", role: "tab", id: `tab-${kind}`, class: kind, "data-tab": kind, "aria-controls": "list" },
      h("b", {}, counts[kind] ?? new Set(mentions.filter((m) => m.k === kind).map((m) => m.g ?? m.id)).size), h("span", {}, label))));
  tabs.addEventListener("click", (event) => {
    const button = event.target.closest("[data-tab]");
    if (button) showTab(button.dataset.tab);
  });
  tabs.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!step) return;
    const kinds = Object.keys(TABS);
    showTab(kinds[(kinds.indexOf(tab) + step + kinds.length) % kinds.length], { focus: true });
  });
  byId("filter").addEventListener("input", () => renderList({ rebuild: false }));
  byId("sort").addEventListener("change", (event) => {
    TABS[tab].sort = event.target.value;
    renderList({ rebuild: false });
  });
  listBox.addEventListener("click", (event) => {
    const item = event.target.closest(".item");
    if (item) openItem(item.dataset.key);
  });
  listBox.addEventListener("scroll", () => {
    if (drawn < shown.length && listBox.scrollTop + listBox.clientHeight > listBox.scrollHeight - 400) drawMore();
  }, { passive: true });
  byId("toggle-panel").addEventListener("click", () => openPanel(!byId("panel").classList.contains("open")));
  showTab(tab);
}
