// Keys, tools, and the start.
function toggleTheme() {
  const isDark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = isDark ? "light" : "dark";
  store.set("review-theme", root.dataset.theme);
}

const onCurrent = (run) => () => { if (current) run(current); };

const KEYS = {
  j: () => step(1),
  k: () => step(-1),
  n: () => step(1, { same: true }),
  p: () => step(-1, { same: true }),
  a: onCurrent((m) => judge(m, "accepted")),
  x: onCurrent((m) => judge(m, "rejected")),
  e: onCurrent(edit),
  b: onCurrent((m) => { if (!m.added) editBoundary(m); }),
  u: onCurrent((m) => decide(m, null)),
  s: save,
  t: toggleTheme,
  l: () => speak(language === "zh" ? "en" : "zh"),
  z: zoomSource,
  "/": () => { byId("search").focus(); byId("search").select(); },
  "?": () => byId("keys").showModal(),
};

/** Esc closes what was opened last: the picker, the card, the large page, the search, the lists. */
function close() {
  if (!byId("picker").hidden) { byId("picker").hidden = true; return; }
  if (!card.hidden) {
    const mark = cardMark;
    paint("boundary", null);
    closeCard();
    mark?.focus({ preventScroll: true });
    closeCard();
    return;
  }
  if (sourceBox.classList.contains("large")) { zoomSource(); return; }
  if (byId("search").value || document.activeElement === byId("search")) { endSearch(); return; }
  if (byId("panel").classList.contains("open")) { openPanel(false); return; }
  unselect();
  light(null);
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || byId("keys").open) return;
  if (event.key === "Escape") { close(); return; }
  if (event.target.closest?.("input, select, textarea")) return;
  const run = KEYS[event.key];
  if (!run) return;
  event.preventDefault();
  run();
});

byId("previous").addEventListener("click", KEYS.k);
byId("next").addEventListener("click", KEYS.j);
byId("theme").addEventListener("click", toggleTheme);
byId("language").addEventListener("click", KEYS.l);
byId("help").addEventListener("click", KEYS["?"]);
byId("save").addEventListener("click", save);
byId("open").addEventListener("change", (event) => {
  if (event.target.files.length) openFile(event.target.files[0]);
  event.target.value = "";
});

const theme = store.get("review-theme");
if (theme === "light" || theme === "dark") root.dataset.theme = theme;
restore();
startLists();
startSearch();
if ((store.get("review-language") ?? navigator.language.slice(0, 2)) === "zh") speak("zh", { keep: false });
report.querySelector("mark")?.setAttribute("tabindex", "0");
followHash();
// The images of the pages stand after this script, and the browser jumps to the fragment by itself until then.
addEventListener("load", () => { if (current) select(current.id, { focus: false }); });
