// After Back the form is asked for anew, under a new key, and would be counted as another answer. Its place in the
// browser's history keeps the key it had; a page opened afresh is another family's and has its own.
(() => {
  const form = document.querySelector("form[data-keeps-key]");
  if (!form) return;
  const { key, again, party, call_me: call } = form.elements;
  const kept = history.state?.answer;
  if (kept) key.value = kept;
  else history.replaceState({ ...history.state, answer: key.value }, "");
  const sent = "sent " + key.value;
  if (kept && sessionStorage.getItem(sent) && again.value !== "1") {
    again.value = "1";
    // Nothing is said for the family that it does not say itself; what the browser put back is its own.
    if (party.value === party.defaultValue) party.value = "";
    for (const one of call) if (one.checked && one.defaultChecked) one.checked = false;
    for (const one of form.querySelectorAll("[data-again]")) one.hidden = false;
  }
  form.addEventListener("submit", (event) => {
    if (event.submitter?.name !== "switch_language") sessionStorage.setItem(sent, "1");
  });
})();
