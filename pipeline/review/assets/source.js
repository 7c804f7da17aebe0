// The printed line of a mention, where the page has images of the source.
const sourceBox = byId("source");
const sourceView = byId("source-view");
let sourceOff = store.get("review-source") === "off";
let sourceMention = null;

const hasSource = (m) => Boolean(m.b && byId(`page-${m.p}`));

function showSource(m) {
  sourceMention = m;
  sourceBox.hidden = sourceOff || !hasSource(m);
  if (sourceBox.hidden) return;
  const image = byId("source-image");
  if (image.dataset.page !== String(m.p)) {
    const page = JSON.parse(byId(`page-${m.p}`).textContent);
    image.dataset.page = m.p;
    image.width = Math.round(page.width);
    image.height = Math.round(page.height);
    image.src = `data:image/webp;base64,${page.webp}`;
    image.alt = t("Page {n} of the source as printed", { n: m.p });
  }
  byId("source-caption").textContent = t("As printed: {place}", { place: placeOf(m) });
  placeSource();
}

/** Scale the page so that its print can be read, and bring the line into the middle of the view. */
function placeSource() {
  const [left, top, right, bottom] = sourceMention.b;
  const page = byId("source-page");
  const image = byId("source-image");
  const width = Math.max(sourceView.clientWidth, 1);
  const shown = sourceBox.classList.contains("large") ? Math.max(width, 900) : Math.max(width * 1.15, 470);
  page.style.width = `${shown}px`;
  image.style.height = "auto";
  const height = shown * (image.height / image.width);
  page.style.height = `${height}px`;
  Object.assign(byId("source-line").style, {
    left: `calc(${left * 100}% - 3px)`, top: `calc(${top * 100}% - 3px)`,
    width: `calc(${(right - left) * 100}% + 6px)`, height: `calc(${(bottom - top) * 100}% + 6px)`,
  });
  sourceView.scrollTop = ((top + bottom) / 2) * height - sourceView.clientHeight / 2;
  sourceView.scrollLeft = right - left > 0.75 ? (shown - width) / 2 : ((left + right) / 2) * shown - width / 2;
}

function setSource(on) {
  sourceOff = !on;
  store.set("review-source", on ? "on" : "off");
  if (on) showSource(sourceMention);
  else sourceBox.hidden = true;
}

function zoomSource() {
  if (sourceBox.hidden) return;
  sourceBox.classList.toggle("large");
  placeSource();
}

byId("source-close").addEventListener("click", () => {
  sourceBox.classList.remove("large");
  setSource(false);
});
byId("source-zoom").addEventListener("click", zoomSource);
