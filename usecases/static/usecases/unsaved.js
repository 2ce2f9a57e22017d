/* Asks before leaving a form marked data-warn-unsaved with changes that were not saved. */
"use strict";

function watchForm(form) {
  let changed = form.dataset.warnUnsaved === "now"; // the page came back with its text not saved
  form.addEventListener("input", () => {
    changed = true;
  });
  form.addEventListener("submit", () => {
    changed = false;
  });
  form.addEventListener("autosaved", (event) => {
    changed = !event.detail.whole;
  });
  window.addEventListener("beforeunload", (event) => {
    if (changed) {
      event.preventDefault();
    }
  });
}

document.querySelectorAll("form[data-warn-unsaved]").forEach(watchForm);
