// Which mention is looked at, what is lit with it, and how to get to the next.
let current = null;
let litGroup = null;
let seeking = 0;
const root = document.documentElement;
root.classList.add("scripted");

// The marks of each mention; made anew after marks have come or gone.
let markIndex = null;

function marksOf(id) {
  if (!markIndex) {
    markIndex = new Map();
    for (const mark of report.querySelectorAll("mark")) {
      const known = markIndex.get(mark.dataset.m);
      if (known) known.push(mark);
      else markIndex.set(mark.dataset.m, [mark]);
    }
  }
  return markIndex.get(id) ?? [];
}

const isShown = (m) => !report.classList.contains(`no-${m.k}`);

function light(group) {
  if (group === litGroup) return;
  for (const mark of report.querySelectorAll("mark.lit")) mark.classList.remove("lit");
  litGroup = group;
  for (const m of groups.get(group) ?? []) for (const mark of marksOf(m.id)) mark.classList.add("lit");
  markItems();
}

/** Look at a mention: go there, light its like, open its card, and put its link into the address. */
function select(id, { focus = true } = {}) {
  const m = mentionOf.get(id);
  const marks = m ? marksOf(id) : [];
  if (!marks.length) return false;
  unselect();
  current = m;
  if (!isShown(m)) showKind(m.k, true);
  for (const mark of marks) mark.classList.add("here");
  report.querySelector('mark[tabindex="0"]')?.setAttribute("tabindex", "-1");
  marks[0].tabIndex = 0;
  bringIntoView(marks[0]);
  if (focus) marks[0].focus({ preventScroll: true });
  light(m.g ?? null);
  history.replaceState(null, "", `#mention-${id}`);
  showSource(m);
  openCard(m, marks[0], { pinned: true });
  markItems();
  return true;
}

function unselect() {
  for (const mark of report.querySelectorAll("mark.here")) mark.classList.remove("here");
  current = null;
}

function bringIntoView(element) {
  // Blocks out of sight have estimated heights: once those around the target are laid out, it may have moved.
  const sought = ++seeking;
  const target = innerHeight * (innerWidth < 640 ? 0.2 : 0.36);
  if (isInSight(element)) { placeCard(); return; }
  let still = 0, frames = 0;
  const seek = () => {
    if (sought !== seeking) return;
    const off = element.getBoundingClientRect().top - target;
    if (Math.abs(off) > 8) scrollBy({ top: off, behavior: "instant" });
    else still++;
    placeCard();
    if (still < 3 && ++frames < 30) requestAnimationFrame(seek);
  };
  seek();
}

function isInSight(element) {
  const { top, bottom } = element.getBoundingClientRect();
  return top > 130 && bottom < innerHeight * 0.6;
}

/** The mention before or after the current one, or the first that is in sight; of the same group if asked. */
function step(direction, { same = false } = {}) {
  const list = (same && current?.g ? groups.get(current.g) : mentions).filter(isShown);
  if (!list.length) return;
  let index;
  if (current) {
    index = list.indexOf(current) + direction;
  } else {
    index = list.findIndex((m) => (marksOf(m.id)[0]?.getBoundingClientRect().bottom ?? -1) > 100);
    if (index < 0) index = 0;
  }
  select(list[(index + list.length) % list.length].id);
}

function showKind(kind, shown) {
  report.classList.toggle(`no-${kind}`, !shown);
  document.querySelector(`.legend [data-kind="${kind}"]`).setAttribute("aria-pressed", shown);
}

/** Go where the address says; the id of a person or organization leads to its first mention. */
function followHash() {
  const [, askedIssue] = /^#issue-([\w-]+)$/.exec(location.hash) ?? [];
  const issue = data.issues.find((i) => i.id === askedIssue);
  if (issue) { showTab("issue"); openIssue(issue); return; }
  const [, asked] = /^#mention-([\w-]+)$/.exec(location.hash) ?? [];
  if (!asked || asked === current?.id) return;
  select(mentionOf.has(asked) ? asked : groups.get(asked)?.[0].id, { focus: false });
}

report.addEventListener("click", (event) => {
  const mark = event.target.closest?.("mark");
  if (!mark || !getSelection().isCollapsed) return;
  const m = mentionOf.get(mark.dataset.m);
  if (m && isShown(m)) select(m.id);
});

report.addEventListener("keydown", (event) => {
  const mark = event.target.closest?.("mark");
  if (mark && (event.key === "Enter" || event.key === " ")) {
    event.preventDefault();
    select(mark.dataset.m);
  }
});

document.querySelector(".legend").addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-kind]");
  if (button) showKind(button.dataset.kind, button.getAttribute("aria-pressed") !== "true");
});

addEventListener("hashchange", followHash);
for (const type of ["wheel", "touchstart"]) addEventListener(type, () => { seeking++; }, { passive: true });
