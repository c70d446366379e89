// Keys for the review page: all they do, its buttons do too. And after a deed the page stands where it stood.
(() => {
  "use strict";
  const KEY = "fanfold.review";
  const BUSY = "input, textarea, select, [contenteditable]";
  const blocks = [...document.querySelectorAll(".block")];
  const guesses = blocks.filter((block) => block.classList.contains("block-look"));
  let here = null;

  function go(block) {
    if (!block) return;
    block.querySelector("select[name=to]").focus({ preventScroll: true });
    block.scrollIntoView({ block: "center" });
    here = block;
  }

  function turn(step) {
    const at = blocks.indexOf(here);
    const found = step > 0 ? guesses.find((guess) => blocks.indexOf(guess) > at) : guesses.findLast((guess) => blocks.indexOf(guess) < at);
    go(found || (at < 0 ? guesses[0] : null));
  }

  function make(kind) {
    const select = here?.querySelector("select[name=to]");
    if (!select) return;
    select.value = kind;
    select.form.requestSubmit();
  }

  // A note before the first story of a chapter is one at its head; elsewhere it stands at the end.
  function noteKind() {
    for (let at = blocks.indexOf(here) - 1; at >= 0; at--) {
      const kind = blocks[at].querySelector("select[name=to]").value;
      if (kind === "chapter") return "note-head";
      if (!["furniture", "meta", "break"].includes(kind) && !kind.startsWith("note")) return "note-end";
      if (blocks[at].querySelector(".block-chapter")) return "note-head";
    }
    return "note-head";
  }

  const KEYS = {
    j: () => turn(1),
    k: () => turn(-1),
    n: () => here && make(noteKind()),
    p: () => make("para"),
    u: () => document.getElementById("undo")?.requestSubmit(),
  };

  addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const field = event.target instanceof Element ? event.target.closest(BUSY) : null;
    // On the list of kinds of the block one came to, the keys go on; anywhere else somebody is typing.
    if (field && !(here && field === here.querySelector("select[name=to]"))) return;
    const deed = KEYS[event.key];
    if (!deed) return;
    event.preventDefault();
    deed();
  });
  document.addEventListener("focusin", (event) => {
    here = event.target.closest(".block") || here;
  });
  document.addEventListener("click", (event) => {
    here = event.target.closest(".block") || here;
  });

  function keep(place) {
    try {
      sessionStorage.setItem(KEY, JSON.stringify(place));
    } catch {
      // Storage is switched off: the page goes to the block by its address.
    }
  }

  function kept() {
    try {
      const place = JSON.parse(sessionStorage.getItem(KEY));
      sessionStorage.removeItem(KEY);
      return place;
    } catch {
      return null;
    }
  }

  document.addEventListener("submit", () => keep({ path: location.pathname, top: scrollY, block: here?.id }));
  const place = kept();
  if (place && place.path === location.pathname && location.search.includes("done=") && !location.search.includes("order=")) {
    addEventListener("load", () => scrollTo({ top: place.top, behavior: "instant" }));
    here = place.block ? document.getElementById(place.block) : null;
  }
  document.querySelector("[data-keys]").hidden = false;
})();
