// Search in the text of the report. White space and letter case make no difference within a block.
let hits = [];
let hit = -1;
let haystack = null;
const MOST_HITS = 2000;

/** The text of each block, folded: small letters, no white space, and where each character stood. */
function texts() {
  haystack ??= blocks.map(({ element, start }) => {
    const points = Array.from(element.textContent);
    const places = [];
    let folded = "";
    points.forEach((point, i) => {
      if (/\s/.test(point)) return;
      const small = point.toLowerCase().replaceAll("臺", "台");
      folded += small;
      for (let unit = 0; unit < small.length; unit++) places.push(start + i);
    });
    return { folded, places };
  });
  return haystack;
}

function search(query) {
  const wanted = query.toLowerCase().replaceAll("臺", "台").replace(/\s+/g, "");
  hits = [];
  hit = -1;
  if (wanted) {
    for (const { folded, places } of texts()) {
      for (let at = folded.indexOf(wanted); at >= 0 && hits.length < MOST_HITS; at = folded.indexOf(wanted, at + wanted.length)) {
        hits.push({ start: places[at], end: places[at + wanted.length - 1] + 1 });
      }
    }
  }
  paint("search", ...hits.slice(0, 500).map(({ start, end }) => rangeOf(start, end)));
  paint("search-here", null);
  tellHits();
}

function tellHits() {
  const of = `${hits.length}${hits.length === MOST_HITS ? "+" : ""}`;
  byId("search-count").textContent = byId("search").value.trim() ? (hit < 0 ? of : `${hit + 1} / ${of}`) : "";
}

function goToHit(direction) {
  if (!hits.length) return;
  hit = (hit + direction + hits.length) % hits.length;
  if (hit < 0) hit = hits.length - 1;
  const range = rangeOf(hits[hit].start, hits[hit].end);
  bringIntoView(range.startContainer.parentElement);
  paint("search-here", range);
  tellHits();
}

function endSearch() {
  byId("search").value = "";
  search("");
  byId("search").blur();
}

function startSearch() {
  let timer;
  byId("search").addEventListener("input", (event) => {
    clearTimeout(timer);
    timer = setTimeout(() => search(event.target.value), 60);
  });
  byId("search-form").addEventListener("submit", (event) => event.preventDefault());
  byId("search").addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    if (!hits.length) search(event.target.value);
    goToHit(event.shiftKey ? -1 : 1);
  });
}
