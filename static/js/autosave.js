// Autosave of an editor. Without it the form still posts; with it nothing typed is lost.
//
// <form id="editor" method="post" data-autosave="/en/desk/…/save/" data-owner="7"> … </form>
// and parts/saved.html on the page, which carries the words in the page's language.
//
// It posts the whole form (the CSRF field with it) to data-autosave, two seconds after the last key:
//   200 {"message": "Saved at 9:42 a.m.", "fields": {"version": "8"}}  said in the bar; the fields named are set; with
//       "marks": {"es": {"state": "…", "ease": "…"}}                  put into [data-parity="es"] and [data-ease="es"]
//   409 {"message": "…"}                                              somebody else saved first: said, with a button
//                                                                     that posts the form: the page shows both texts
//   a redirect, 401 or 403                                            the login has ended: said, typed text kept
//   no answer                                                         kept, tried again every 20 seconds
// What is typed is kept in this tab (sessionStorage) until the server has it, and put back after a reload or a login.
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
  let sending = false;
  let again = false;

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
  const forget = () => { try { sessionStorage.removeItem(key); } catch { /* nothing was kept */ } };
  const fill = (typed) => {
    for (const field of fields()) {
      const kept = typed[name(field)];
      if (kept === undefined || kept === value(field)) continue;
      if (/^(checkbox|radio)$/.test(field.type)) field.checked = kept === "true";
      else field.value = kept;
    }
  };

  async function send() {
    if (sending) { again = true; return; }
    sending = true;
    const sent = JSON.stringify(read());
    try {
      const answer = await fetch(form.dataset.autosave, {
        method: "POST", body: new FormData(form), credentials: "same-origin", keepalive: document.hidden, headers: { Accept: "application/json" },
      });
      const said = (answer.headers.get("Content-Type") || "").includes("json") ? await answer.json() : {};
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
        }
        say(said.message || "", "saved");
      } else {
        say(said.message || words.wordOffline, "unsaved");
        later(20000);
      }
    } catch {
      say(words.wordOffline, "unsaved");
      later(20000);
    }
    sending = false;
    if (again) { again = false; later(1000); }
  }
  function later(wait) {
    clearTimeout(timer);
    timer = setTimeout(send, wait);
  }

  form.addEventListener("input", () => { bar.dataset.state = "typed"; keep(false); later(2000); });
  document.addEventListener("visibilitychange", () => { if (document.hidden && bar.dataset.state === "typed") send(); });
  addEventListener("online", () => { if (bar.dataset.state === "unsaved") send(); });

  let kept = null;
  try { kept = JSON.parse(sessionStorage.getItem(key)); } catch { /* unreadable: nothing to put back */ }
  if (!kept) return;
  const now = JSON.stringify(base);
  if (kept.saved) {
    forget();
    if (JSON.stringify(kept.base) === now && JSON.stringify(kept.typed) !== now) location.reload();
  } else if (JSON.stringify(kept.typed) === now) forget();
  else if (JSON.stringify(kept.base) === now) { fill(kept.typed); say(words.wordRestored, "saved"); later(500); }
  else say(words.wordOther, "unsaved", button(words.wordPut, () => { fill(kept.typed); keep(false); later(500); }), button(words.wordDrop, () => { forget(); say("", "saved"); }));
})();
