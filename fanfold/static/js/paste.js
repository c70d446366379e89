// A sheet that takes rich text and hands its HTML in. Without this script there is a plain field.
(() => {
  "use strict";
  const form = document.getElementById("paste");
  const field = form.querySelector("[data-sheet]");
  const plain = form.querySelector("[data-plain]");
  const sheet = field.querySelector(".paste-sheet");
  const NEVER = "script, style, meta, link, title, iframe, object, embed, template, noscript";

  // The archive allows no style in its pages, so what a style said is said by elements: it shows, and it comes along.
  function dressed(node) {
    const style = node.getAttribute("data-style") || "";
    const centred = /text-align:\s*(center|right)/i.exec(style);
    if (centred) node.setAttribute("align", centred[1].toLowerCase());
    if (node.matches("p, div, li, h1, h2, h3, h4, h5, h6, td, th, br, hr")) return;
    if (node.matches("b, strong") && /font-weight:\s*(normal|400)/i.test(style)) {
      node.replaceWith(...node.childNodes);
      return;
    }
    if (/font-style:\s*(italic|oblique)/i.test(style)) wrap(node, "em");
    if (/font-weight:\s*(bold|[6-9]\d\d)/i.test(style)) wrap(node, "strong");
    if (/text-decoration[^;]*line-through/i.test(style)) wrap(node, "s");
  }

  function wrap(node, tag) {
    const around = document.createElement(tag);
    around.append(...node.childNodes);
    node.append(around);
  }

  function fragmentOf(html) {
    // Renamed before it is parsed: even there the policy would refuse each of them aloud.
    const renamed = html.replace(/<[a-z][^<>]*>/gi, (tag) => tag.replace(/\s(style|on[a-z]+)\s*=/gi, " data-$1="));
    const page = new DOMParser().parseFromString(renamed, "text/html");
    for (const node of page.querySelectorAll(NEVER)) node.remove();
    for (const node of page.body.querySelectorAll("*")) {
      for (const name of node.getAttributeNames()) if (/^(data-)?on/.test(name)) node.removeAttribute(name);
      dressed(node);
      node.removeAttribute("data-style");
      node.removeAttribute("style");
    }
    for (const picture of page.body.querySelectorAll("img")) picture.replaceWith(picture.alt || "");
    const fragment = document.createDocumentFragment();
    fragment.append(...page.body.childNodes);
    return fragment;
  }

  function lines(text) {
    const fragment = document.createDocumentFragment();
    for (const passage of text.replace(/\r\n?/g, "\n").split(/\n{2,}/)) {
      const paragraph = document.createElement("p");
      passage.split("\n").forEach((line, at) => paragraph.append(...(at ? [document.createElement("br"), line] : [line])));
      fragment.append(paragraph);
    }
    return fragment;
  }

  function take(event, data) {
    if (!data) return;
    const html = data.getData("text/html");
    const text = data.getData("text/plain");
    if (!html && !text) return;
    event.preventDefault();
    const range = getSelection().rangeCount && sheet.contains(getSelection().anchorNode) ? getSelection().getRangeAt(0) : null;
    const piece = html ? fragmentOf(html) : lines(text);
    if (!range) {
      sheet.append(piece);
      return;
    }
    range.deleteContents();
    range.insertNode(piece);
    range.collapse(false);
  }

  sheet.contentEditable = "true";
  sheet.setAttribute("role", "textbox");
  sheet.setAttribute("aria-multiline", "true");
  sheet.setAttribute("aria-labelledby", "sheet-label");
  sheet.setAttribute("aria-describedby", "sheet-hint");
  plain.hidden = true;
  plain.querySelector("textarea").required = false;
  field.hidden = false;
  sheet.append(plain.querySelector("textarea").value ? lines(plain.querySelector("textarea").value) : "");
  sheet.addEventListener("paste", (event) => take(event, event.clipboardData));
  sheet.addEventListener("drop", (event) => take(event, event.dataTransfer));
  form.addEventListener("submit", () => {
    form.elements.html.value = sheet.textContent.trim() ? sheet.innerHTML : "";
    plain.querySelector("textarea").value = "";
  });
})();
