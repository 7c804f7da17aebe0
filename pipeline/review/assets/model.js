// The data of the page. A mention has: id, k(ind), s(tart), e(nd), t(ext), r(ule), c(onfidence), p(age),
// l(ine), o (recognised from a scan), g(roup: what is lit together), v(alue of a date), d (first day), a(nchor), b(ox of its printed line),
// and in x the other columns of its row. Offsets count code points, not a browser's UTF-16 units.
const byId = (id) => document.getElementById(id);
const data = JSON.parse(byId("data").textContent);
const report = byId("report");
const mentions = data.mentions;
const mentionOf = new Map(mentions.map((m) => [m.id, m]));
const TABLE = { date: "dates", person: "person_mentions", organization: "organization_mentions", figure: "trade_figures" };
const KIND = Object.fromEntries(Object.entries(TABLE).map(([kind, table]) => [table, kind]));
const LABEL = { date: "Date", person: "Person", organization: "Organization", figure: "Trade figure" };

const groups = new Map();
for (const m of mentions) {
  if (!m.x) m.x = {};
  // Mentions that stay unresolved are lit with those of the same words.
  if (!m.g && (m.k === "person" || m.k === "organization")) m.g = `unresolved:${m.k}:${m.t}`;
  if (m.g) groups.has(m.g) ? groups.get(m.g).push(m) : groups.set(m.g, [m]);
}

const isNarrow = matchMedia("(max-width: 60rem)");
/** The name of a column or of a value of a closed list, as readers know it. */
const words = (name) => t(name.replaceAll("_", " "));

/** An element with properties, data attributes and children; text is always text, never markup. */
function h(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "class") element.className = value;
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter((c) => c !== null && c !== undefined && c !== false));
  return element;
}

/** A decimal given as text, with separators: no detour over binary numbers. */
function grouped(decimal) {
  const [whole, fraction] = String(decimal).split(".");
  return whole.replace(/\B(?=(\d{3})+$)/g, ",") + (fraction ? `.${fraction}` : "");
}

function figureText(x) {
  if (x.value === undefined || x.value === null || x.value === "") return null;
  if (x.unit === "percent") return `${grouped(x.value)} %`;
  if (x.unit === "percentage_point") return t("{n} percentage points", { n: grouped(x.value) });
  if (x.unit === "rank") return t("No. {n}", { n: x.value });
  return `${x.unit ?? ""} ${grouped(x.value)}`.trim();
}

function personName(person) {
  const surname = person?.surname ?? null;
  return person?.name ?? person?.latin_name ?? (surname && /^\p{Script=Han}+$/u.test(surname) ? `${surname}○○` : surname);
}

/** The columns of a mention that a reviewer may set, as the tables have them now. */
function columnsOf(m) {
  if (m.k === "date") return { value: m.v };
  if (m.k === "person") return { name: personName(data.people[m.g]), title: m.x.title };
  if (m.k === "organization") {
    const { name, type, country } = data.organizations[m.g] ?? {};
    return { name, type, country };
  }
  return Object.fromEntries(data.editable.trade_figures.map((column) => [column, m.x[column]]));
}

/** What a mention means, in one line; null if nobody knows. Reviewed values come first. */
function valueOf(m) {
  const columns = { ...columnsOf(m), ...(decisionOn(m)?.values ?? {}) };
  if (m.k === "figure") return figureText(columns);
  return (m.k === "date" ? columns.value : columns.name) ?? null;
}

const placeOf = (m) => [m.p && t("page {n}", { n: m.p }), m.l && t("line {n}", { n: m.l })].filter(Boolean).join(t(", "));
const countryOf = (code) => data.countries[code] ?? code;

// Where characters stand in the page. A block is an element of the report with its own text.
const blocks = Array.from(report.querySelectorAll("[data-s]"), (element) => ({ element, start: Number(element.dataset.s) }));

const codePoints = (text) => {
  let count = text.length;
  for (let i = 0; i < text.length - 1; i++) {
    const unit = text.charCodeAt(i);
    if (unit >= 0xd800 && unit < 0xdc00) { count--; i++; }
  }
  return count;
};

const unitsOf = (text, points) => Array.from(text).slice(0, points).join("").length;

function blockAt(offset) {
  let low = 0, high = blocks.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (blocks[middle].start <= offset) low = middle; else high = middle - 1;
  }
  return blocks[low];
}

/** The text nodes under the characters start:end, each with the part of it that is meant. */
function textNodes(start, end) {
  const block = blockAt(start);
  const walker = document.createTreeWalker(block.element, NodeFilter.SHOW_TEXT);
  const found = [];
  let position = block.start;
  for (let node = walker.nextNode(); node && position < end; node = walker.nextNode()) {
    const length = codePoints(node.data);
    const from = Math.max(start - position, 0), to = Math.min(end - position, length);
    if (from < to) found.push({ node, from: unitsOf(node.data, from), to: unitsOf(node.data, to) });
    position += length;
  }
  return found;
}

function rangeOf(start, end) {
  const nodes = textNodes(start, end);
  if (!nodes.length) return null;
  const range = document.createRange();
  range.setStart(nodes[0].node, nodes[0].from);
  range.setEnd(nodes.at(-1).node, nodes.at(-1).to);
  return range;
}

const textAt = (start, end) => textNodes(start, end).map(({ node, from, to }) => node.data.slice(from, to)).join("");

/** The clean text's offset of a place in the page, with the block it lies in; null outside the report. */
function offsetOf(node, offset) {
  const element = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest?.("[data-s]");
  if (!element || !report.contains(element)) return null;
  const range = document.createRange();
  range.setStart(element, 0);
  range.setEnd(node, offset);
  return { element, offset: Number(element.dataset.s) + codePoints(range.toString()) };
}

const blockEnd = (block) => block.start + codePoints(block.element.textContent);

let toastTimer;
function toast(message) {
  byId("toast").textContent = message;
  clearTimeout(toastTimer);
  toastTimer = setTimeout(() => { byId("toast").textContent = ""; }, 3500);
}

/** Storage that fails quietly: a browser may forbid it to files. */
const store = {
  get(key) { try { return localStorage.getItem(key); } catch { return null; } },
  set(key, value) { try { localStorage.setItem(key, value); return true; } catch { return false; } },
};
