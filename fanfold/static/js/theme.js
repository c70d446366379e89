// First in the head and blocking, so that the page is never painted in another look than the reader's.
(function () {
  try {
    var kept = JSON.parse(localStorage.getItem("fanfold.look")) || {};
    for (var name in kept) {
      if (/^(theme|face|size|leading|width|align|paragraphs)$/.test(name) && /^\w+$/.test(kept[name])) {
        document.documentElement.setAttribute("data-" + name, kept[name]);
      }
    }
  } catch (_) {
    // Storage is switched off: the page keeps its own look.
  }
})();
