// The reading panel works by itself, through :has() in look.css. This remembers it, on this device, for every page.
(() => {
  "use strict";
  const KEY = "fanfold.look";
  const panel = document.querySelector(".type-panel");
  if (!panel) return;
  const radios = [...panel.querySelectorAll("input[type=radio]")];
  // What the HTML came with is the standard; only what differs is kept.
  const standard = Object.fromEntries(radios.filter((r) => r.defaultChecked).map((r) => [r.name, r.value]));

  function read() {
    try {
      return JSON.parse(localStorage.getItem(KEY)) || {};
    } catch {
      return {};
    }
  }

  function keep(kept) {
    try {
      localStorage.setItem(KEY, JSON.stringify(kept));
    } catch {
      // Storage is switched off: the choice holds for this page.
    }
  }

  function show(kept) {
    for (const radio of radios) {
      radio.checked = radio.value === (kept[radio.name] ?? standard[radio.name]);
    }
    for (const name of Object.keys(standard)) {
      const value = kept[name];
      if (value && value !== standard[name]) document.documentElement.setAttribute("data-" + name, value);
      else document.documentElement.removeAttribute("data-" + name);
    }
  }

  panel.addEventListener("change", (event) => {
    const { name, value } = event.target;
    if (!(name in standard)) return;
    const kept = read();
    if (value === standard[name]) delete kept[name];
    else kept[name] = value;
    keep(kept);
    show(kept);
  });

  // Back and reload let browsers put radio buttons where they were; another tab may have changed the look.
  addEventListener("pageshow", () => show(read()));
  addEventListener("storage", (event) => event.key === KEY && show(read()));
  show(read());
  panel.querySelector("[data-kept]").hidden = false;

  const details = panel.closest("details");
  if (!details) return;
  document.addEventListener("click", (event) => {
    if (details.open && !details.contains(event.target)) details.open = false;
  });
  details.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !details.open) return;
    details.open = false;
    details.querySelector("summary").focus();
  });
})();
