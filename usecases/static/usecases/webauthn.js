/* Asks a security key and sends what it says with the form.
   What the key is asked stands in the page as JSON; what may go wrong, in words beside the button. */
"use strict";

// What each way is asked with stands under this name.
const options = { create: "creation_options", get: "request_options" };

function said(box, words) {
  box.textContent = words;
  box.hidden = !words;
}

async function ask(button, way) {
  const field = document.getElementById(button.dataset.webauthnField);
  const asked = document.getElementById(button.dataset.webauthnData);
  const box = document.getElementById(button.dataset.webauthnFault);
  said(box, "");
  button.disabled = true;
  try {
    const answer = await window.webauthnJSON[way](JSON.parse(asked.textContent)[options[way]]);
    field.value = JSON.stringify(answer);
    field.form.submit();
  } catch (fault) {
    const known = fault.name === "InvalidStateError" ? "webauthnKnown" : "webauthnStopped";
    said(box, button.dataset[known] || button.dataset.webauthnStopped);
    button.disabled = false;
  }
}

function watch(button) {
  const way = button.dataset.webauthn;
  if (!window.PublicKeyCredential) {
    said(document.getElementById(button.dataset.webauthnFault), button.dataset.webauthnMissing);
    return;
  }
  button.disabled = false;
  button.addEventListener("click", () => ask(button, way));
}

document.querySelectorAll("[data-webauthn]").forEach(watch);
