// What the reviewer decided: kept in the browser, saved as a file, and shown on the marks.
const storeKey = `review:${data.document.document_id}`;
const decisions = new Map();

const keyOf = (d) => d.row_id ?? addedId(d.table, d.span.start, d.span.end);
const addedId = (table, start, end) => `new-${KIND[table]}-${start}-${end}`;
const kept = new Set(data.decisions.map((d) => keyOf(d)));

/** The decision that holds; one that was taken back does not. */
function decisionOn(m) {
  const decision = decisions.get(m.id);
  return decision?.action === "withdrawn" ? undefined : decision;
}

const spanOf = (m) => ({ start: m.s, end: m.e, text: m.t });

/** Put a decision in place of any other on that mention; null takes it back.
    One that is kept with the run is taken back by a decision of its own, so that the saved file says so. */
function decide(m, decision) {
  undraw(m);
  if (decision) decisions.set(m.id, decision);
  else if (kept.has(m.id)) {
    decisions.set(m.id, { action: "withdrawn", table: TABLE[m.k], ...(m.added ? {} : { row_id: m.id }), span: spanOf(m) });
  } else decisions.delete(m.id);
  const isGone = !decision && m.added;
  if (isGone) forget(m);
  draw(m);
  keep();
  if (isGone) closeCard();
  else if (current === m) openCard(m, marksOf(m.id)[0], { pinned: true });
  renderList();
}

function judge(m, action) {
  if (m.added) return action === "rejected" ? decide(m, null) : undefined;
  const before = decisionOn(m);
  decide(m, before?.action === action ? null : { action, table: TABLE[m.k], row_id: m.id, span: spanOf(m) });
  return undefined;
}

/** Change values or boundary; what was changed before stays changed. */
function change(m, { values = {}, span = null }) {
  const before = decisionOn(m);
  if (m.added) {
    decide(m, { ...before, values: { ...before.values, ...values } });
    return;
  }
  const decision = { action: "changed", table: TABLE[m.k], row_id: m.id, span: spanOf(m), values: { ...(before?.values ?? {}), ...values } };
  const newSpan = span ?? before?.new_span;
  if (newSpan && (newSpan.start !== m.s || newSpan.end !== m.e)) decision.new_span = newSpan;
  const isChange = decision.new_span || Object.keys(decision.values).length;
  decide(m, isChange ? decision : null);
}

function add(kind, span, values) {
  const decision = { action: "added", table: TABLE[kind], span, values };
  const m = remember(decision);
  decide(m, decision);
  select(m.id);
}

/** A mention that only the reviewer knows, put among the others in its place. */
function remember(decision) {
  const { start, end, text } = decision.span;
  const id = keyOf(decision);
  const known = mentionOf.get(id);
  if (known) return known;
  const m = { id, k: KIND[decision.table], s: start, e: end, t: text, r: "review.added", c: 1, x: {}, added: true };
  const after = mentions.findIndex((other) => other.s > start);
  mentions.splice(after < 0 ? mentions.length : after, 0, m);
  mentionOf.set(id, m);
  return m;
}

function forget(m) {
  mentions.splice(mentions.indexOf(m), 1);
  mentionOf.delete(m.id);
  if (current === m) unselect();
}

function draw(m) {
  const decision = decisionOn(m);
  if (!decision) return;
  if (decision.action === "added") wrap(m, decision.span, "added");
  else if (decision.new_span) {
    for (const mark of marksOf(m.id)) mark.classList.add("old");
    wrap(m, decision.new_span, "changed");
  } else {
    const marks = marksOf(m.id);
    for (const mark of marks) mark.classList.add(decision.action);
    if (decision.action === "changed") marks.at(-1)?.classList.add("first");
  }
}

function undraw(m) {
  for (const mark of marksOf(m.id)) {
    if (!mark.classList.contains("made")) {
      mark.classList.remove("accepted", "rejected", "changed", "first", "old");
      continue;
    }
    const parent = mark.parentNode;
    markIndex = null;
    mark.replaceWith(...mark.childNodes);
    parent.normalize();
  }
}

function wrap(m, { start, end }, action) {
  const pieces = textNodes(start, end).map(({ node, from, to }) => {
    const mark = h("mark", { class: `${m.k} made ${action}`, "data-m": m.id, tabindex: "-1" });
    const range = document.createRange();
    range.setStart(node, from);
    range.setEnd(node, to);
    range.surroundContents(mark);
    return mark;
  });
  markIndex = null;
  pieces.at(-1)?.classList.add("first");
  if (m.added && pieces.length) pieces[0].id = `mention-${m.id}`;
}

function keep() {
  if (!store.set(storeKey, JSON.stringify([...decisions.values()]))) toast(t("This browser keeps nothing for files: save before you leave"));
  countDecided();
}

function countDecided() {
  const badge = byId("decided");
  badge.hidden = !decisions.size;
  badge.textContent = decisions.size;
  badge.setAttribute("aria-label", t("{n} decisions", { n: decisions.size }));
}

/** The decisions as the file that `pipeline apply-review` reads. */
function reviewFile() {
  return {
    schema: data.schema,
    reviews: [{ document_id: data.document.document_id, decisions: [...decisions.values()].sort((a, b) => a.span.start - b.span.start) }],
  };
}

function save() {
  if (!decisions.size) { toast(t("Nothing decided yet")); return; }
  const url = URL.createObjectURL(new Blob([`${JSON.stringify(reviewFile(), null, 1)}\n`], { type: "application/json" }));
  h("a", { href: url, download: `${data.document.document_id}.reviews.json` }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
  toast(t("{n} decisions saved. Give the file to “pipeline apply-review”", { n: decisions.size }));
}

/** Take over decisions, from the browser's store or a file; those on mentions that are gone are left out. */
function takeOver(list) {
  let skipped = 0;
  for (const decision of list) {
    const { start, end, text } = decision.span;
    const m = decision.row_id ? mentionOf.get(decision.row_id) : null;
    const holds = textAt(start, end) === text && (!decision.row_id || m?.t === text);
    if (!holds) { skipped++; continue; }
    if (decision.action === "withdrawn") { decisions.set(keyOf(decision), decision); continue; }
    const target = m ?? remember(decision);
    undraw(target);
    decisions.set(target.id, decision);
    draw(target);
  }
  return skipped;
}

async function openFile(file) {
  try {
    const content = JSON.parse(await file.text());
    if (content.schema !== data.schema) throw new Error(t("not a file of decisions"));
    const review = content.reviews.find((r) => r.document_id === data.document.document_id);
    if (!review) throw new Error(t("it has no decisions on this report"));
    const skipped = takeOver(review.decisions);
    keep();
    renderList();
    toast(t(skipped ? "{n} decisions opened, {skipped} no longer fit" : "{n} decisions opened", { n: review.decisions.length - skipped, skipped }));
  } catch (error) {
    toast(t("{file} cannot be opened: {cause}", { file: file.name, cause: error.message }));
  }
}

function restore() {
  const stored = store.get(storeKey);
  let list = data.decisions;
  if (stored) { try { list = JSON.parse(stored); } catch { list = data.decisions; } }
  takeOver(list);
  countDecided();
}
