// Autosave of an editor. Without it the form still posts; with it nothing typed is lost.
//
// <form id="editor" method="post" data-autosave="/en/desk/…/save/" data-owner="7"> … </form>
// and parts/saved.html on the page, which carries the words in the page's language.
//
// It posts the whole form (the CSRF field with it) to data-autosave, two seconds after the last key:
//   200 {"message": "Saved at 9:42 a.m.", "fields": {"version": "8"}}  said in the bar; the fields named are set; with
//       "marks": {"es": {"state": "…", "ease": "…"}}                  put into [data-parity="es"] and [data-ease="es"], "outline" for its [data-outline="es"];
//       "decided": "…"                                                put into [data-decided]: what became of a decision
//   409 {"message": "…"}                                              somebody else saved first: said, with a button
//                                                                     that posts the form: the page shows both texts
//   a redirect, 401 or 403                                            the login has ended: said, typed text kept
//   no answer                                                         kept, tried again every 20 seconds
// What is typed is kept in this tab (sessionStorage) until the server has it, and put back after a reload or a login.
// The form's own post waits for the save in flight, then goes the same way with "onward": 200 {"to": "/es/desk/…"} says
// that all is saved and where to go. Whatever else comes back, the browser posts the form and its page says what is wrong.
"use strict";
(() => {
  const form = document.querySelector("form[data-autosave]");
  const bar = document.querySelector("[data-saved]");
  if (!form || !bar) return;
  const words = bar.dataset;
  const place = location.pathname.replace(/^\/(es|en)\//, "/");
  const key = `typed:${form.dataset.owner || ""}:${place}:${form.id}`;
  const own = (field) => field.name && field.name !== "csrfmiddlewaretoken" && !/^(file|submit|button|hidden)$/.test(field.type);
  const fields = () => [...form.elements].filter(own);
  const value = (field) => (/^(checkbox|radio)$/.test(field.type) ? String(field.checked) : field.value);
  const name = (field) => (/^(checkbox|radio)$/.test(field.type) ? `${field.name}=${field.value}` : field.name);
  const read = () => Object.fromEntries(fields().map((field) => [name(field), value(field)]));
  const base = read();
  let timer = 0;
  let flight = null; // the save that is under way
  let again = false;
  let leaving = false; // the form's own button was pressed
  let plain = false; // the browser itself posts the form

  const say = (text, state, ...links) => {
    bar.dataset.state = state;
    bar.querySelector("span").replaceChildren(text, ...links.flatMap((link) => [" ", link]));
  };
  const link = (text, href) => Object.assign(document.createElement("a"), { textContent: text, href });
  const button = (text, act) => {
    const made = Object.assign(document.createElement("button"), { type: "button", className: "linklike", textContent: text });
    made.addEventListener("click", act);
    return made;
  };
  const keep = (saved) => {
    try { sessionStorage.setItem(key, JSON.stringify({ base, typed: read(), saved })); } catch { /* full or forbidden: the page still posts */ }
  };
  // The server tidies white space and composes accents; which language stands first may change with what is saved.
  const tidied = (typed) => JSON.stringify(Object.keys(typed || {}).sort().map((field) => [field, typed[field].normalize("NFC").replace(/\s+/g, " ").trim()]));
  const same = (one, two) => tidied(one) === tidied(two);
  const forget = () => { try { sessionStorage.removeItem(key); } catch { /* nothing was kept */ } };
  const fill = (typed) => {
    for (const field of fields()) {
      const kept = typed[name(field)];
      if (kept === undefined || kept === value(field)) continue;
      if (/^(checkbox|radio)$/.test(field.type)) field.checked = kept === "true";
      else field.value = kept;
    }
  };

  async function post(address, body) {
    const answer = await fetch(address, { method: "POST", body, credentials: "same-origin", keepalive: document.hidden, headers: { Accept: "application/json" } });
    return [answer, (answer.headers.get("Content-Type") || "").includes("json") ? await answer.json() : {}];
  }
  function send() {
    if (leaving) return;
    if (flight) { again = true; return; }
    flight = sendOnce().finally(() => { flight = null; });
  }
  async function sendOnce() {
    const sent = JSON.stringify(read());
    try {
      const [answer, said] = await post(form.dataset.autosave, new FormData(form));
      if (answer.redirected || answer.status === 401 || answer.status === 403) {
        say(words.wordExpired, "unsaved", link(words.wordSignIn, location.href));
      } else if (answer.status === 409) {
        say(said.message, "unsaved", button(words.wordCompare, () => form.requestSubmit()));
      } else if (answer.ok) {
        for (const [field, text] of Object.entries(said.fields || {})) if (form.elements[field]) form.elements[field].value = text;
        const whole = sent === JSON.stringify(read());
        if (whole) keep(true); // not forgotten yet: a reload under way may bring the page as it was before
        Object.assign(base, JSON.parse(sent));
        if (!whole) { keep(false); again = true; }
        for (const [code, marks] of Object.entries(said.marks || {})) {
          form.querySelector(`[data-parity="${code}"]`).innerHTML = marks.state;
          form.querySelector(`[data-ease="${code}"]`).innerHTML = marks.ease;
          const outline = marks.outline && document.querySelector(`[aria-current] [data-outline="${code}"]`);
          if (outline) outline.outerHTML = marks.outline;
        }
        const decided = said.decided && document.querySelector("[data-decided]");
        if (decided) decided.innerHTML = said.decided;
        say(said.message || "", "saved");
      } else {
        say(said.message || words.wordOffline, "unsaved");
        later(20000);
      }
    } catch {
      say(words.wordOffline, "unsaved");
      later(20000);
    }
    if (again) { again = false; later(1000); }
  }
  function later(wait) {
    clearTimeout(timer);
    timer = setTimeout(send, wait);
  }
  async function onward(pressed) {
    await flight; // its answer brings the revision this post goes on from
    clearTimeout(timer);
    const body = new FormData(form);
    if (pressed && pressed.name) body.set(pressed.name, pressed.value);
    body.set("onward", "1");
    const sent = read();
    try {
      const [answer, said] = await post(pressed && pressed.hasAttribute("formaction") ? pressed.formAction : form.dataset.autosave, body);
      if (!answer.ok || answer.redirected || !said.to) { plain = true; form.requestSubmit(pressed); return; }
      Object.assign(base, sent);
      if (same(sent, read())) forget(); else keep(false);
      bar.dataset.state = "saved";
      location.assign(said.to);
    } catch {
      leaving = false;
      say(words.wordOffline, "unsaved");
      later(20000);
    }
  }

  form.addEventListener("input", () => { bar.dataset.state = "typed"; keep(false); later(2000); });
  form.addEventListener("submit", (event) => {
    const waits = flight || /typed|unsaved/.test(bar.dataset.state || "");
    if (plain || event.defaultPrevented || (!leaving && !waits)) return;
    event.preventDefault();
    if (!leaving) { leaving = true; onward(event.submitter); }
  });
  addEventListener("pageshow", () => { leaving = plain = false; });
  document.addEventListener("visibilitychange", () => { if (document.hidden && bar.dataset.state === "typed") send(); });
  addEventListener("online", () => { if (bar.dataset.state === "unsaved") send(); });

  let kept = null;
  try { kept = JSON.parse(sessionStorage.getItem(key)); } catch { /* unreadable: nothing to put back */ }
  if (!kept) return;
  if (kept.saved) {
    forget();
    if (same(kept.base, base) && !same(kept.typed, base)) location.reload();
  } else if (same(kept.typed, base)) forget();
  else if (same(kept.base, base)) { fill(kept.typed); say(words.wordRestored, "saved"); later(500); }
  else say(words.wordOther, "unsaved", button(words.wordPut, () => { fill(kept.typed); keep(false); later(500); }), button(words.wordDrop, () => { forget(); say("", "saved"); }));
})();
