// The arrow keys turn chapters: right is on, left is back; the other way round in a story written from right to left.
(() => {
  "use strict";
  const BUSY = "input, textarea, select, button, summary, audio, video, [contenteditable], [tabindex], [role=radiogroup]";

  addEventListener("keydown", (event) => {
    if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
    if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (event.target instanceof Element && event.target.closest(BUSY)) return;
    // On a zoomed page the arrows move the page itself.
    if (document.documentElement.scrollWidth > innerWidth + 1) return;
    const fromRight = document.querySelector(".prose")?.dir === "rtl";
    const on = (event.key === "ArrowRight") !== fromRight;
    const link = document.querySelector(`.turns a[rel=${on ? "next" : "prev"}]`);
    if (!link) return;
    event.preventDefault();
    location.assign(link.href);
  });
})();
