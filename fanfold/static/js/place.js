// Where a reader is in each story: kept on this device, offered when they come back. Nothing moves by itself.
(() => {
  "use strict";
  const KEY = "fanfold.places";
  const MOST = 200;

  function read() {
    try {
      return JSON.parse(localStorage.getItem(KEY)) || {};
    } catch {
      return {};
    }
  }

  function keep(places) {
    const newest = Object.entries(places).sort(([, a], [, b]) => b.when - a.when).slice(0, MOST);
    try {
      localStorage.setItem(KEY, JSON.stringify(Object.fromEntries(newest)));
    } catch {
      // Storage is switched off or full: no place is kept.
    }
  }

  const addressOf = (work, chapter) => `/works/${Number(work)}/chapters/${Number(chapter)}`;

  function element(name, text, properties = {}) {
    return Object.assign(document.createElement(name), { textContent: text, ...properties });
  }

  // ---- A chapter: show the place kept in it, then keep the new one while reading goes on.

  // The first paragraph that ends below the upper quarter of the window: the one being read. Paragraphs stand in
  // order, so halving finds it even among fifty thousand.
  function inSight(paragraphs) {
    let low = 0;
    let high = paragraphs.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (paragraphs[middle].getBoundingClientRect().bottom > innerHeight / 4) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  function offerPlaceHere(article, paragraph) {
    paragraph.id ||= "place";
    paragraph.classList.add("here");
    // A list or a table takes words only inside an item of it.
    const holder = paragraph.matches("ul, ol, dl, table") ? paragraph.querySelector("li, dt, th, td") : paragraph;
    holder?.prepend(element("span", "You stopped here. ", { className: "hush" }));
    const offer = article.querySelector("[data-here]");
    offer.append(element("a", "Go to where you stopped", { href: "#" + paragraph.id }));
    offer.hidden = false;
  }

  function chapterPage(article) {
    const { work, chapter, title, number, chapters } = article.dataset;
    const paragraphs = [...article.querySelectorAll(".prose > :not(hr)")];
    if (!paragraphs.length) return;
    const before = read()[work];
    const same = before && before.chapter === Number(chapter);
    if (same && before.at > 0 && !before.end && paragraphs[before.at]) offerPlaceHere(article, paragraphs[before.at]);
    let furthest = same ? before.at : 0;
    let ended = same && before.end;

    function save() {
      const at = inSight(paragraphs);
      ended ||= paragraphs.at(-1).getBoundingClientRect().bottom <= innerHeight;
      furthest = Math.max(furthest, at);
      if (!furthest && !ended) return;
      const places = read();
      places[work] = {
        chapter: Number(chapter), number: Number(number), of: Number(chapters),
        at: furthest, end: Boolean(ended), when: Date.now(), title,
      };
      keep(places);
    }

    let waiting = 0;
    addEventListener("scroll", () => {
      waiting ||= setTimeout(() => { waiting = 0; save(); }, 500);
    }, { passive: true });
    addEventListener("pagehide", () => waiting && save());
    document.addEventListener("visibilitychange", () => document.hidden && waiting && save());
  }

  // ---- The title page: say where the reader is, and offer to go on.

  function workPage(article) {
    const place = read()[article.dataset.work];
    const links = [...article.querySelectorAll(".contents a")];
    const index = place ? links.findIndex((link) => link.pathname === addressOf(article.dataset.work, place.chapter)) : -1;
    if (index < 0) return;
    const goOn = place.end ? links[index + 1] : links[index];
    const fresh = Math.max(0, Number(article.dataset.chapters) - place.of);
    sayPlace(article.querySelector("[data-place]"), place, links, index, fresh);
    markContents(links, index, place, fresh);
    if (!goOn) return;
    const begin = article.querySelector("[data-begin]");
    begin.before(element("a", "Continue reading", { className: "button", href: goOn.href }));
    begin.classList.add("button-2");
    begin.textContent = "From the start";
  }

  function sayPlace(paragraph, place, links, index, fresh) {
    const name = links[index].firstChild.textContent.trim();
    const alone = links.length === 1;
    const been = place.end ? "You have read" : "You are in";
    const sentence = alone
      ? (place.end ? "You have read this to its end." : "You stopped part of the way through.")
      : `${been} chapter ${index + 1}, “${name}”. `;
    const said = element("span", sentence);
    if (fresh) {
      said.append(element("em", fresh === 1 ? "1 new chapter" : `${fresh} new chapters`), " since.");
    }
    paragraph.append(said);
    paragraph.hidden = false;
  }

  function markContents(links, index, place, fresh) {
    if (!place.end) links[index].closest("li").classList.add("here");
    if (fresh) links.slice(-fresh).forEach((link) => link.closest("li").classList.add("unread"));
  }

  // ---- The front page: the three stories last read.

  function frontPage(section) {
    const places = Object.entries(read())
      .filter(([, place]) => !(place.end && place.number >= place.of))
      .sort(([, a], [, b]) => b.when - a.when)
      .slice(0, 3);
    for (const [work, place] of places) {
      const said = document.createElement("span");
      said.append(element("a", place.title, { href: addressOf(work, place.chapter) }));
      if (place.of > 1) said.append(`, chapter ${place.number} of ${place.of}`);
      const paragraph = element("p", "", { className: "place" });
      paragraph.append(said);
      section.append(paragraph);
    }
    section.hidden = !places.length;
  }

  const chapter = document.querySelector("article[data-chapter]");
  const work = document.querySelector("article[data-work]:not([data-chapter])");
  const front = document.querySelector("[data-places]");
  const forget = document.querySelector("[data-forget-places]");
  if (chapter) chapterPage(chapter);
  if (work) workPage(work);
  if (front) frontPage(front);
  if (forget) {
    forget.hidden = false;
    forget.querySelector("button").addEventListener("click", () => {
      keep({});
      forget.replaceChildren("Forgotten.");
    });
  }
})();
