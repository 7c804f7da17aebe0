// Forms for a value, the tool for a boundary, and the picker for a mention that was missed.
const EDTF_DAY = String.raw`\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01])(T([01]\d|2[0-4])(:[0-5]\d)?)?)?)?`;
const EDTF = String.raw`${EDTF_DAY}(/(${EDTF_DAY}|\.\.))?|\.\./${EDTF_DAY}`;
const COUNTRY = { pattern: "[A-Z]{3}", title: "three capitals: TWN, JPN" };
const FIELD = {
  "dates.value": { pattern: EDTF, title: "2017, 2017-11, 2017-11-22 or 2017-11-20/2017-11-24" },
  value: { pattern: String.raw`-?\d+(\.\d{1,10})?`, title: "a plain number: 60200000000 or -6.7" },
  unit: { pattern: "[A-Z]{3}|percent|percentage_point|rank", title: "a currency (USD, TWD), percent, percentage_point or rank" },
  period: { pattern: EDTF, title: "2017, 2017-11 or 2017-01/2017-10" },
  compared_to: { pattern: EDTF, title: "2016, 2016-11 or 2016-01/2016-10" },
  country: COUNTRY, reporter: COUNTRY, partner: COUNTRY,
};
const NEEDED = { date: "value", person: "name", organization: "name", figure: "value" };
let boundary = null;

function fieldFor(table, column, value) {
  const choices = data.choices[`${table}.${column}`];
  if (choices) {
    const options = ["", ...choices].map((c) => h("option", { value: c, selected: c === (value ?? "") }, words(c) || "–"));
    return h("select", { name: column }, ...options);
  }
  const { pattern, title } = FIELD[`${table}.${column}`] ?? FIELD[column] ?? {};
  return h("input", { name: column, value: value ?? "", autocomplete: "off", spellcheck: "false", pattern, title: title && t(title) });
}

function editForm(m, { columns, submit, cancel }) {
  const table = TABLE[m.k];
  const fields = data.editable[table].map((column) =>
    h("label", {}, words(column), fieldFor(table, column, columns[column])));
  const form = h("form", { class: "edit" }, ...fields,
    h("div", { class: "form-actions" }, h("button", { class: "primary" }, t("Save")), h("button", { type: "button", onclick: cancel }, t("Cancel"))));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const values = {};
    for (const column of data.editable[table]) {
      const written = form.elements[column].value.trim() || null;
      if (written !== (columns[column] ?? null)) values[column] = written;
    }
    submit(values);
  });
  return form;
}

function edit(m) {
  const columns = { ...columnsOf(m), ...(decisionOn(m)?.values ?? {}) };
  fillCard(m, editForm(m, {
    columns,
    submit: (values) => Object.keys(values).length ? change(m, { values }) : openCard(m, marksOf(m.id)[0], { pinned: true }),
    cancel: () => openCard(m, marksOf(m.id)[0], { pinned: true }),
  }));
  card.querySelector("form :is(input, select)").focus();
}

function editBoundary(m) {
  const span = decisionOn(m)?.new_span ?? spanOf(m);
  boundary = { m, start: span.start, end: span.end, block: blockAt(span.start) };
  drawBoundary();
}

function drawBoundary() {
  const { m, block } = boundary;
  const [first, last] = [block.start, blockEnd(block)];
  const nudge = (label, text, start, end) =>
    h("button", { type: "button", "aria-label": t(label), title: t(label), onclick: () => moveBoundary(boundary.start + start, boundary.end + end) }, text);
  const text = textAt(boundary.start, boundary.end);
  fillCard(m, h("div", { class: "nudge" }, h("q", { lang: "zh-Hant" }, text),
    t("Start"), nudge("Start one character earlier", "◂", -1, 0), nudge("Start one character later", "▸", 1, 0),
    t("End"), nudge("End one character earlier", "◂", 0, -1), nudge("End one character later", "▸", 0, 1)),
  h("p", { class: "sub" }, t("Or select the right characters in the text.")),
  h("div", { class: "form-actions" },
    h("button", { class: "primary", type: "button", onclick: saveBoundary }, t("Save")),
    h("button", { type: "button", onclick: () => openCard(m, marksOf(m.id)[0], { pinned: true }) }, t("Cancel"))));
  paint("boundary", rangeOf(boundary.start, boundary.end));
  boundary.bounds = [first, last];
}

function moveBoundary(start, end) {
  const [first, last] = boundary.bounds;
  if (start < first || end > last || start >= end) return;
  Object.assign(boundary, { start, end });
  drawBoundary();
}

function saveBoundary() {
  const { m, start, end } = boundary;
  const span = { start, end, text: textAt(start, end) };
  endBoundary();
  change(m, { span });
}

function endBoundary() {
  boundary = null;
  paint("boundary", null);
}

function paint(name, ...ranges) {
  if (!globalThis.Highlight) return;
  const shown = ranges.filter(Boolean);
  if (shown.length) CSS.highlights.set(name, new Highlight(...shown));
  else CSS.highlights.delete(name);
}

/** What is selected in the report: characters of one block, without white space at the ends; else null. */
function selectedSpan() {
  const selection = getSelection();
  if (selection.isCollapsed || !selection.rangeCount) return null;
  const range = selection.getRangeAt(0);
  const from = offsetOf(range.startContainer, range.startOffset);
  const to = offsetOf(range.endContainer, range.endOffset);
  if (!from || !to || from.element !== to.element) return null;
  const text = textAt(from.offset, to.offset);
  const start = from.offset + codePoints(text) - codePoints(text.trimStart());
  const trimmed = text.trim();
  return trimmed ? { start, end: start + codePoints(trimmed), text: trimmed } : null;
}

function offerPicker() {
  const span = selectedSpan();
  const picker = byId("picker");
  if (boundary && span) {
    picker.hidden = true;
    moveBoundary(span.start, span.end);
    return;
  }
  picker.hidden = !span || span.end - span.start > 200;
  if (picker.hidden) return;
  closeCard();
  picker.replaceChildren(...Object.keys(TABLE).map((kind) =>
    h("button", { type: "button", class: kind, onclick: () => startAdding(kind, span) }, `+ ${t(LABEL[kind])}`)));
  const { left, bottom } = getSelection().getRangeAt(0).getBoundingClientRect();
  picker.style.left = `${Math.max(8, Math.min(left, innerWidth - picker.offsetWidth - 8))}px`;
  picker.style.top = `${Math.min(bottom + 8, innerHeight - picker.offsetHeight - 8)}px`;
}

function startAdding(kind, span) {
  byId("picker").hidden = true;
  const m = { id: "", k: kind, s: span.start, e: span.end, t: span.text, x: {}, added: true };
  const range = rangeOf(span.start, span.end);
  getSelection().removeAllRanges();
  paint("boundary", range);
  openCardAt(range.getBoundingClientRect());
  const columns = kind === "person" || kind === "organization" ? { name: span.text } : {};
  const done = () => { paint("boundary", null); closeCard(); };
  fillCard(m, editForm(m, {
    columns: {},
    submit: (values) => { done(); add(kind, span, values); },
    cancel: done,
  }));
  const needed = card.querySelector(`[name="${NEEDED[kind]}"]`);
  needed.required = true;
  needed.value = columns.name ?? "";
  needed.focus();
}

document.addEventListener("pointerup", (event) => {
  if (!event.target.closest?.("#picker, #card")) setTimeout(offerPicker);
});

// With a finger or the keyboard a selection ends without a pointer's coming up: wait until it rests.
let lastPointer = "mouse";
let selectionTimer;
document.addEventListener("pointerdown", (event) => { lastPointer = event.pointerType; });
document.addEventListener("keydown", () => { lastPointer = "keyboard"; });
document.addEventListener("selectionchange", () => {
  clearTimeout(selectionTimer);
  if (lastPointer !== "mouse" && !document.activeElement?.closest("#card")) selectionTimer = setTimeout(offerPicker, 500);
});
