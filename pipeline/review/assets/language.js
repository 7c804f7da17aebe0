// The language of the page, English or Chinese. Values of tables and names of rules stay as they are.
const ENGLISH = { gdp: "GDP" };
let language = "en";
const spoken = [];

/** English words in the reader's language, with their {values}. */
function t(english, values = {}) {
  const said = (language === "zh" ? CHINESE : ENGLISH)[english] ?? english;
  return said.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

/** A reason or the message of an issue, which tables hold in English, in the reader's language. */
const said = (english) => (language === "zh" && data.chinese[english]) || english;

/** Remember every piece of text and every label that the page was made with, outside of the report. */
function listen() {
  for (const element of document.querySelectorAll("[data-t]")) {
    spoken.push(() => { element.textContent = t(element.dataset.t, element.dataset); });
  }
  for (const part of document.querySelectorAll(".skip, .bar, .about, #panel, #card, #picker, #keys")) {
    const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const text = node, english = node.data.trim();
      if (CHINESE[english] && !node.parentElement.closest("[data-t], [lang]:not(html)")) {
        spoken.push(() => { text.data = text.data.replace(text.data.trim(), t(english)); });
      }
    }
    for (const element of [part, ...part.querySelectorAll("[aria-label], [title], [placeholder]")]) {
      for (const name of ["aria-label", "title", "placeholder"]) {
        const [, english, key] = /^(.*?)( \(.\))?$/.exec(element.getAttribute(name) ?? "");
        if (CHINESE[english]) spoken.push(() => element.setAttribute(name, t(english) + (key ?? "")));
      }
    }
  }
}

/** Change the language, and say everything on the page anew. */
function speak(name, { keep = true } = {}) {
  if (!spoken.length) listen();
  language = name;
  root.lang = name === "zh" ? "zh-Hant" : "en";
  for (const say of spoken) say();
  const other = name === "zh" ? ["en", "EN", "English"] : ["zh-Hant", "中", "中文"];
  const button = byId("language");
  [button.lang, button.textContent] = other;
  button.setAttribute("aria-label", other[2]);
  button.title = `${other[2]} (l)`;
  if (keep) store.set("review-language", name);
  built.clear();
  sorted.clear();
  showTab(tab);
  countDecided();
  if (sourceMention && !sourceBox.hidden) showSource(sourceMention);
  if (current && !card.hidden) openCard(current, marksOf(current.id)[0], { pinned: true });
}
