// Pasting from Word, Google Docs or a page into a <textarea data-markdown data-most="60000">: headings, lists, bold,
// emphasis and links become the narrow Markdown; of everything else the words stay. Without it plain text is pasted.
// A table's rows become points of a list, and [data-refused="es"] says so in the words of the form's data-word-table.
//
// What would not fit is not put in: [data-refused="es"] says so in the words of the form's data-word-long, and both
// the text and the clipboard stay as they were. The pasted HTML is only read, in a document that runs and loads nothing.
"use strict";
(() => {
  const BLOCK = /^(p|div|section|article|header|footer|main|aside|figure|figcaption|address|pre|dl|dt|dd|table|tbody|thead|tfoot|tr|td|th|center|form|fieldset|hr|caption)$/;
  const LEFT_OUT = /^(script|style|head|title|meta|link|template|svg|math|object|iframe|noscript|select|textarea|img|video|audio|xml)$/;
  const HEADING = /^h[1-6]$/;
  const ADDRESS = /^(https?:\/\/|mailto:|tel:)/i;
  const MARKER = /^\s*(?:[·•o§▪◦‣–—*-]|\(?(\d{1,3}|[a-z]{1,3})[.)])\s+/i;

  const styleOf = (node) => node.getAttribute("data-style") || "";
  // Without comments and styles, style attributes under another name, so that reading the page's HTML never counts as using its styles.
  const inert = (html) => html.replace(/<!--[^]*?-->|<style[^]*?<\/style>/gi, "").replace(/<[^>]*>/g, (tag) => tag.replace(/\sstyle\s*=/gi, " data-style="));
  const POINT = /^[•‣◦▪●○■□➢➤►–·\uf0b7\uf0a7\uf0d8][ \t\u00a0]+(?=\S)/gm;
  // Only what would be a mark: stars and lines that could open emphasis, brackets before an address or within a link.
  const escaped = (text, inLink) => text
    .replace(/\\(?=[!-/:-@[-`{-~]|$)/g, "\\\\")
    .replace(/(^|[^*])(\*+)(?=[^\s*]|$)/g, (_, before, marks) => before + marks.replace(/\*/g, "\\*"))
    .replace(/(^|[^\p{L}\p{N}_])(_+)(?=[^\s_])/gu, (_, before, marks) => before + marks.replace(/_/g, "\\_"))
    .replace(inLink ? /[[\]]/g : /\](?=\((?:https?:\/\/|mailto:|tel:|\/)|\{lang=)/gi, "\\$&")
    .replace(/&(?=#?\w+;)/g, "\\&");
  const atStart = (text) => text
    .replace(/^(#{1,6}(?=\s|$)|>|[+-](?=\s|$))/gm, "\\$1")
    .replace(/^(\d{1,9})([.)])(?=\s|$)/gm, "$1\\$2")
    .replace(POINT, "- ");
  // A paragraph as it goes out: one that begins with a sign is a point of a list.
  const paragraph = (said) => ({ item: said.search(POINT) === 0, text: atStart(said) });

  function marked(text, mark) {
    const inside = text.trim();
    if (!inside) return text;
    const [before, after] = [text.match(/^\s*/)[0], text.match(/\s*$/)[0]];
    return `${before}${mark}${inside}${mark}${after}`;
  }

  // The words of what stands in a line, with their marks.
  function inline(node, has) {
    if (node.nodeType === Node.TEXT_NODE) return escaped(node.data.replace(/[\s\u00a0]+/g, " "), has.link);
    if (node.nodeType !== Node.ELEMENT_NODE) return "";
    const tag = node.localName;
    if (LEFT_OUT.test(tag) || /mso-list:\s*ignore/i.test(styleOf(node)) || /display:\s*none|mso-hide:\s*all/i.test(styleOf(node))) return "";
    if (tag === "br") return "\n";
    const style = styleOf(node);
    const weight = /(?:^|[;\s])font-weight:\s*(\w+)/i.exec(style);
    const slant = /(?:^|[;\s])font-style:\s*(\w+)/i.exec(style);
    const bold = weight ? /bold|[6-9]00/i.test(weight[1]) : /^(b|strong)$/.test(tag);
    const italic = slant ? /italic|oblique/i.test(slant[1]) : /^(i|em|cite|dfn)$/.test(tag);
    const now = { bold: has.bold || bold, italic: has.italic || italic, link: has.link || tag === "a" };
    let text = [...node.childNodes].map((child) => inline(child, now)).join("");
    if (italic && !has.italic) text = marked(text, "*");
    if (bold && !has.bold) text = marked(text, "**");
    const href = tag === "a" && !has.link ? (node.getAttribute("href") || "").trim() : "";
    if (ADDRESS.test(href) && text.trim()) text = marked(text, "").replace(/^(\s*)([^]*?)(\s*)$/, (_, before, said, after) => `${before}[${said.replace(/\n/g, " ")}](${href.replace(/[\s()<>\\]/g, encodeURIComponent).replace(/[()]/g, (c) => (c === "(" ? "%28" : "%29"))})${after}`);
    return text;
  }

  const line = (node) => tidied(inline(node, { bold: false, italic: false, link: false }));
  const tidied = (text) => text.replace(/\*\*(\s*)\*\*/g, "$1").split("\n").map((part) => part.replace(/ {2,}/g, " ").trim()).join("\n").replace(/\n{2,}/g, "\n").trim();
  const hasBlock = (node) => [...node.children].some((child) => BLOCK.test(child.localName) || HEADING.test(child.localName) || /^(ul|ol|blockquote)$/.test(child.localName) || hasBlock(child));

  function list(node, depth, out) {
    let number = parseInt(node.getAttribute("start"), 10) || 1;
    const ordered = node.localName === "ol";
    for (const item of node.children) {
      if (/^(ul|ol)$/.test(item.localName)) { list(item, depth + 1, out); continue; }
      const own = item.cloneNode(true);
      for (const inner of own.querySelectorAll("ul, ol")) inner.remove();
      const said = line(own);
      const mark = ordered ? `${number++}.` : "-";
      if (said) out.push({ item: true, text: `${"   ".repeat(depth)}${mark} ${atStart(said).replace(/\n/g, `\n${"   ".repeat(depth + 1)}`)}` });
      for (const inner of item.querySelectorAll("ul, ol")) if (inner.parentElement.closest("li") === item) list(inner, depth + 1, out);
    }
  }

  // Word writes lists as paragraphs that say of themselves which list and level they are of.
  function ofWord(node, out) {
    const level = /mso-list:\s*\S+\s+level(\d)/i.exec(styleOf(node));
    if (!level && !/MsoListParagraph/i.test(node.className || "")) return false;
    const shown = [...node.querySelectorAll("[data-style]")].find((one) => /mso-list:\s*ignore/i.test(styleOf(one)));
    const sign = (shown ? shown.textContent : "").trim();
    const ordered = /^\(?(\d{1,3}|[a-z]{1,3})[.)]/i.test(sign) && sign !== "o";
    const depth = level ? Math.min(8, Number(level[1]) - 1) : 0;
    const said = shown ? line(node) : line(node).replace(MARKER, "");
    const number = parseInt(sign.replace(/\D/g, ""), 10) || 1;
    if (said) out.push({ item: true, text: `${"   ".repeat(depth)}${ordered ? `${number}.` : "-"} ${atStart(said).replace(/\n/g, " ")}` });
    return true;
  }

  function walk(node, out) {
    let loose = [];
    const flush = () => {
      const holder = node.ownerDocument.createElement("span");
      for (const one of loose) holder.append(one.cloneNode(true));
      loose = [];
      const said = line(holder);
      if (said) out.push(paragraph(said));
    };
    for (const child of [...node.childNodes]) {
      const tag = child.nodeType === Node.ELEMENT_NODE ? child.localName : "";
      if (LEFT_OUT.test(tag) || child.nodeType === Node.COMMENT_NODE) continue;
      const inner = tag && (BLOCK.test(tag) || HEADING.test(tag) || /^(ul|ol|blockquote|li)$/.test(tag) || hasBlock(child));
      if (!inner) { loose.push(child); continue; }
      flush();
      if (HEADING.test(tag)) {
        const said = child.textContent.replace(/[\s\u00a0]+/g, " ").trim();
        if (said) out.push({ text: `${"#".repeat(Number(tag[1]))} ${escaped(said)}` });
      } else if (/^(ul|ol)$/.test(tag)) list(child, 0, out);
      else if (/^(p|div)$/.test(tag) && ofWord(child, out)) continue;
      else if (tag === "table" && table(child, out)) continue;
      else if (hasBlock(child)) walk(child, out);
      else {
        const said = line(child);
        if (said) out.push(paragraph(said));
      }
    }
    flush();
  }

  // Each row in a line of its own: "Workshop: Oct. 14", or more cells with a bar between. One cell is no table.
  function table(node, out) {
    const own = (one) => one.closest("table") === node;
    const rows = [...node.querySelectorAll("tr")].filter(own).map((row) => [...row.children].filter((cell) => /^t[dh]$/.test(cell.localName)));
    if (!rows.some((cells) => cells.length > 1)) return false;
    const plain = { bold: true, italic: true, link: false };
    for (const cells of rows) {
      const said = cells.map((cell) => tidied([...cell.childNodes].map((one) => inline(one, plain)).join(" ")).replace(/\s*\n\s*/g, " ")).filter(Boolean);
      const joined = said.length === 2 ? said.join(/[:.?!]$/.test(said[0]) ? " " : ": ") : said.join(" | ");
      if (joined) out.push({ item: true, text: `- ${atStart(joined)}` });
    }
    out.hadTable = true;
    return true;
  }

  function markdown(html) {
    const read = new DOMParser().parseFromString(inert(html), "text/html");
    const out = [];
    walk(read.body, out);
    const text = out.map((block, n) => (n ? (block.item && out[n - 1].item ? "\n" : "\n\n") : "") + block.text).join("");
    return { text, hadTable: Boolean(out.hadTable) };
  }

  function put(field, text) {
    // The browser's own way keeps its undo; where it has none, the text is set.
    if (document.execCommand && document.execCommand("insertText", false, text)) return;
    field.setRangeText(text, field.selectionStart, field.selectionEnd, "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  for (const field of document.querySelectorAll("textarea[data-markdown]")) {
    const refused = document.querySelector(`[data-refused="${field.name}"]`);
    const say = (text) => { refused.textContent = text; refused.hidden = !text; };
    field.addEventListener("input", () => { if (!refused.hidden) say(""); });
    field.addEventListener("paste", (event) => {
      const html = event.clipboardData.getData("text/html");
      const plain = event.clipboardData.getData("text/plain");
      const read = html ? markdown(html) : { text: "", hadTable: false };
      const text = read.text || plain;
      const over = field.value.length - (field.selectionEnd - field.selectionStart) + text.length - Number(field.dataset.most);
      if (over > 0) {
        event.preventDefault();
        say(field.form.dataset.wordLong.replace("{over}", over.toLocaleString("en-US")));
        return;
      }
      if (!html) return;
      event.preventDefault();
      put(field, text);
      if (read.hadTable) say(field.form.dataset.wordTable);
    });
  }
})();
