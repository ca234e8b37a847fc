// Live preview of an editor. Without it the button posts the form and the page comes back with the preview.
//
// <form data-autosave="/en/desk/…/" data-word-hide="Hide …"> … <button name="preview"> … </form>, and for each language
// a <textarea name="es">, a <section data-preview="es"> with a [data-drawn] in it, and a [data-ease="es"].
// It posts the form with preview=1 and gets {"es": {"html": "…", "ease": "…"}, …}, drawn by the portal's own renderer.
"use strict";
(() => {
  const form = document.querySelector("form[data-autosave]");
  const button = form && form.querySelector("button[name=preview]");
  if (!button) return;
  const places = [...form.querySelectorAll("[data-preview]")];
  const show = button.textContent;
  let on = places.some((place) => !place.hidden);
  let timer = 0;
  let asked = 0;

  const look = () => {
    button.setAttribute("aria-expanded", String(on));
    button.textContent = on ? form.dataset.wordHide : show;
    for (const place of places) place.hidden = !on;
  };
  async function draw() {
    const mine = ++asked;
    const body = new FormData(form);
    body.set("preview", "1");
    try {
      const answer = await fetch(form.dataset.autosave, { method: "POST", body, credentials: "same-origin", headers: { Accept: "application/json" } });
      if (!answer.ok || answer.redirected || mine !== asked) return;
      for (const [code, drawn] of Object.entries(await answer.json())) {
        form.querySelector(`[data-preview="${code}"] [data-drawn]`).innerHTML = drawn.html;
        form.querySelector(`[data-ease="${code}"]`).innerHTML = drawn.ease;
      }
    } catch { /* no connection: the bar says so; the next key tries again */ }
  }
  button.setAttribute("aria-controls", places.map((place) => place.id).join(" "));
  button.addEventListener("click", (event) => {
    event.preventDefault();
    on = !on;
    look();
    if (on) draw();
  });
  form.addEventListener("input", () => {
    if (!on) return;
    clearTimeout(timer);
    timer = setTimeout(draw, 600);
  });
  look();
})();
