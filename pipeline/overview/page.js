"use strict";
(() => {
  const root = document.documentElement;
  const specs = JSON.parse(document.getElementById("charts").textContent);
  const dark = window.matchMedia("(prefers-color-scheme: dark)");

  function setTheme(name) {
    root.dataset.theme = name;
    draw();
  }

  function config() {
    const style = getComputedStyle(root);
    const [ink, soft, line, card] = ["--ink", "--soft", "--line", "--card"].map((v) => style.getPropertyValue(v).trim());
    const font = getComputedStyle(document.body).fontFamily;
    return {
      background: null,
      font,
      view: { stroke: null },
      axis: {
        labelColor: ink, titleColor: soft, gridColor: line, domainColor: line, tickColor: line,
        labelFontSize: 12, titleFontSize: 12, titleFontWeight: 400, gridOpacity: 0.7,
      },
      legend: { labelColor: ink, labelFontSize: 12, titleColor: soft, labelLimit: 220 },
      text: { color: ink, fontSize: 12 },
      circle: { stroke: card },
      point: { stroke: card },
      style: { cell: { stroke: null }, halo: { stroke: card, strokeWidth: 4, strokeJoin: "round" } },
    };
  }

  let drawing = 0;
  async function draw() {
    const round = ++drawing;
    const look = config();
    // The interpreter of expressions, since the page's policy forbids making code from text.
    const options = { actions: false, ast: true, renderer: "svg", tooltip: { theme: root.dataset.theme }, config: look };
    for (const box of document.querySelectorAll("[data-chart]")) {
      if (round !== drawing) return;
      const narrow = box.clientWidth < 420;
      const spec = JSON.parse(JSON.stringify(specs[box.dataset.chart]), (key, value) =>
        narrow && key === "columns" ? Math.ceil(value / 2) : narrow && key === "labelLimit" ? 120 : value);
      await vegaEmbed(box, spec, options);
    }
    root.dataset.charts = "drawn";
  }

  document.getElementById("theme").addEventListener("click", () => setTheme(root.dataset.theme === "dark" ? "light" : "dark"));
  dark.addEventListener("change", () => setTheme(dark.matches ? "dark" : "light"));

  for (const button of document.querySelectorAll(".unfold")) {
    button.addEventListener("click", () => {
      const open = button.previousElementSibling.classList.toggle("open");
      button.setAttribute("aria-expanded", String(open));
      button.hidden = open;
    });
  }

  const find = document.getElementById("find");
  if (find) {
    const rows = [...document.querySelectorAll("#list tbody tr")].map((row) => [row, row.textContent.toLowerCase().replaceAll("台", "臺")]);
    find.addEventListener("input", () => {
      const words = find.value.toLowerCase().replaceAll("台", "臺").split(/\s+/).filter(Boolean);
      let shown = 0;
      for (const [row, text] of rows) {
        row.hidden = !words.every((word) => text.includes(word));
        shown += row.hidden ? 0 : 1;
      }
      document.getElementById("found").textContent = words.length ? `${shown} of ${rows.length} reports` : "";
    });
  }

  setTheme(dark.matches ? "dark" : "light");
})();
