/* Adds a button to a text that is there to be copied; without it, the text can still be selected. */
"use strict";

function offerCopy(text) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn";
  button.textContent = text.dataset.copy;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(text.value);
    button.textContent = text.dataset.copied;
  });
  text.after(button);
}

if (navigator.clipboard) {
  document.querySelectorAll("textarea[data-copy]").forEach(offerCopy);
}
