// The card of a mention: what was found there, why, and what the reviewer may do about it.
const card = byId("card");
let cardFor = null;
let cardMark = null;
let isPinned = false;
let hoverTimer;

function openCard(m, mark, { pinned = false } = {}) {
  if (boundary) endBoundary();
  cardFor = m;
  cardMark = mark;
  isPinned = pinned;
  card.hidden = false;
  fillCard(m, summary(m), facts(m), surroundings(m, mark), pinned && actions(m));
  mark?.setAttribute("aria-describedby", "card");
}

function openCardAt(rect) {
  cardFor = cardMark = null;
  isPinned = true;
  card.hidden = false;
  placeCard(rect);
}

function closeCard() {
  if (boundary) endBoundary();
  cardMark?.removeAttribute("aria-describedby");
  card.hidden = true;
  cardFor = cardMark = null;
  isPinned = false;
}

function fillCard(m, ...children) {
  const status = decisionOn(m)?.action;
  card.className = m.k;
  card.setAttribute("aria-label", `${t(LABEL[m.k])}: ${m.t}`);
  card.replaceChildren(
    h("div", { class: "kind" }, t(LABEL[m.k]), status && h("span", { class: "status" }, t(status)), isPinned && cardFor && walk()),
    ...children.filter(Boolean));
  placeCard();
}

function walk() {
  const button = (label, glyph, run) => h("button", { type: "button", "aria-label": t(label), title: t(label), onclick: run }, glyph);
  return h("nav", { "aria-label": t("Mentions") },
    button("Previous mention", "‹", () => step(-1)), button("Next mention", "›", () => step(1)), button("Close", "×", closeCard));
}

/** Below the mark if there is room, else above it; a phone's style puts it at the bottom. */
function placeCard(rect = cardMark?.getClientRects()[0]) {
  if (card.hidden || !rect) return;
  const below = rect.bottom + 8;
  const fits = below + card.offsetHeight < innerHeight - 8;
  const { right } = document.querySelector("main").getBoundingClientRect();
  const top = fits ? below : Math.max(rect.top - card.offsetHeight - 8, document.querySelector(".bar").offsetHeight + 8);
  card.style.top = `${top}px`;
  card.style.left = `${Math.max(8, Math.min(rect.left, right - card.offsetWidth - 8))}px`;
}

function summary(m) {
  const value = valueOf(m);
  const parts = [h("p", { class: value ? "value" : "value none", lang: "zh-Hant" }, value ?? t("not resolved"))];
  const sub = subtitle(m);
  if (sub) parts.push(h("p", { class: "sub", lang: "zh-Hant" }, sub));
  return h("div", {}, ...parts);
}

function subtitle(m) {
  if (m.k === "person") {
    const person = data.people[m.g];
    const at = person?.roles?.length ? person.roles : [[person?.organization, person?.title ?? m.x.title].filter(Boolean).join(" ")];
    return [...at, person?.latin_name !== person?.name && person?.latin_name, countryOf(person?.country)].filter(Boolean).join(" · ");
  }
  if (m.k === "organization") {
    const { type, country, aliases } = data.organizations[m.g] ?? {};
    return [type && words(type), countryOf(country), aliases?.length && t("also {names}", { names: aliases.slice(0, 6).join("、") })].filter(Boolean).join(" · ");
  }
  if (m.k === "figure") {
    const x = { ...m.x, ...(decisionOn(m)?.values ?? {}) };
    const parties = [x.reporter, x.partner].filter(Boolean).map(countryOf).join(" → ");
    return [x.metric && words(x.metric), x.kind && words(x.kind), parties, x.period, x.compared_to && t("against {period}", { period: x.compared_to }), x.product].filter(Boolean).join(" · ");
  }
  return [m.x.precision, m.x.calendar, m.x.basis].filter(Boolean).map(words).join(" · ");
}

function facts(m) {
  const rows = [
    ["Text", h("span", { lang: "zh-Hant" }, m.t)],
    m.x.qualifier && ["Qualifier", words(m.x.qualifier)],
    m.x.metric_text && ["Measure", h("span", { lang: "zh-Hant" }, m.x.metric_text)],
    m.x.form && ["Form", words(m.x.form)],
    ["Rule", h("code", {}, m.r)],
    ["Confidence", confidence(m)],
    placeOf(m) && ["Place", placeOf(m) + (m.o ? t(", recognised from a scan") : "")],
    m.x.section && ["Section", h("span", { lang: "zh-Hant" }, m.x.section)],
    m.a && mentionOf.has(m.a) && ["Taken from", h("a", { href: `#mention-${m.a}` }, mentionOf.get(m.a).t)],
    m.x.reason && ["Why", said(m.x.reason)],
    ...issuesOn(m).map((issue) => ["Issue", said(issue.message)]),
    m.g && ["Mentions", t("{i} of {n}", { i: groups.get(m.g).indexOf(m) + 1, n: groups.get(m.g).length })],
  ];
  return h("dl", {}, ...rows.filter(Boolean).flatMap(([term, value]) => [h("dt", {}, t(term)), h("dd", {}, value)]));
}

function confidence(m) {
  const percent = `${Math.round(m.c * 100)} %`;
  return h("span", {}, h("meter", { min: 0, max: 1, low: 0.7, high: 0.9, optimum: 1, value: m.c, "aria-label": `${t("Confidence")} ${percent}` }), ` ${percent}`);
}

/** The words of a mention and, where it says something else, what they mean: 兩會 → 臺灣日本關係協會. */
const briefly = (m) => [...new Set([m.t, valueOf(m) ?? m.t])].join(" → ");

/** Marks that stand around this one or inside it, to get at those that cannot be clicked. */
function surroundings(m, mark) {
  const near = new Set();
  for (let outer = mark?.parentElement?.closest("mark"); outer; outer = outer.parentElement.closest("mark")) near.add(outer.dataset.m);
  for (const inner of mark?.querySelectorAll("mark") ?? []) near.add(inner.dataset.m);
  near.delete(m.id);
  if (!near.size) return null;
  const others = [...near].map((id) => mentionOf.get(id)).filter(Boolean);
  return h("div", { class: "around" }, ...others.map((o) => h("button", { type: "button", class: o.k, lang: "zh-Hant", onclick: () => select(o.id) }, briefly(o))));
}

function actions(m) {
  const action = decisionOn(m)?.action;
  const button = (label, key, run, props = {}) => h("button", { type: "button", title: `${t(label)} (${key})`, onclick: run, ...props }, t(label));
  return h("div", { class: "actions" },
    !m.added && button("Accept", "a", () => judge(m, "accepted"), { "aria-pressed": String(action === "accepted") }),
    button(m.added ? "Remove" : "Reject", "x", () => judge(m, "rejected"), { "aria-pressed": String(action === "rejected") }),
    button("Change", "e", () => edit(m)),
    !m.added && button("Boundary", "b", () => editBoundary(m)),
    action && !m.added && button("Undo", "u", () => decide(m, null)),
    hasSource(m) && (sourceBox.hidden || isNarrow.matches) && h("button", { type: "button", onclick: () => { setSource(true); openPanel(true); } }, t("As printed")));
}

report.addEventListener("pointerover", (event) => {
  const mark = event.target.closest?.("mark");
  if (event.pointerType !== "mouse" || !mark || isPinned) return;
  clearTimeout(hoverTimer);
  hoverTimer = setTimeout(() => {
    const m = mentionOf.get(mark.dataset.m);
    if (m && !isPinned && isShown(m)) openCard(m, mark);
  }, 120);
});

report.addEventListener("pointerout", (event) => {
  if (!event.target.closest?.("mark")) return;
  clearTimeout(hoverTimer);
  hoverTimer = setTimeout(() => { if (!isPinned && !card.matches(":hover")) closeCard(); }, 200);
});

card.addEventListener("pointerleave", () => { if (!isPinned) closeCard(); });

report.addEventListener("focusin", (event) => {
  const mark = event.target.closest?.("mark");
  const m = mark && mentionOf.get(mark.dataset.m);
  if (m && cardFor !== m && !isPinned) openCard(m, mark);
});

document.addEventListener("pointerdown", (event) => {
  if (!boundary && !event.target.closest?.("#card, mark, #picker, #panel, .bar, dialog")) { closeCard(); unselect(); light(null); }
});

addEventListener("scroll", () => { if (!card.hidden) placeCard(); }, { passive: true });
addEventListener("resize", () => placeCard());
