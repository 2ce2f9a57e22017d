/* Lists without it work the same: this closes what dropped down, finds a value while one types,
   and keeps empty fields out of the address. */
"use strict";

function closeDrops(except) {
  for (const drop of document.querySelectorAll(".drop[open]")) {
    if (drop !== except) {
      drop.open = false;
    }
  }
}

function keepInSight(drop) {
  const panel = drop.querySelector(".drop-panel");
  const over = panel.getBoundingClientRect().right > document.documentElement.clientWidth;
  drop.classList.toggle("drop-end", over || drop.classList.contains("drop-end"));
}

function findValues(field) {
  const panel = field.closest(".drop-panel");
  const wanted = field.value.trim().toLocaleLowerCase();
  let shown = 0;
  for (const row of panel.querySelectorAll(".drop-values li")) {
    const fits = row.textContent.toLocaleLowerCase().includes(wanted);
    row.hidden = !fits;
    shown += fits ? 1 : 0;
  }
  panel.querySelector("[data-none]").hidden = shown > 0;
}

for (const field of document.querySelectorAll("[data-find]")) {
  field.hidden = false;
  field.addEventListener("input", () => findValues(field));
}

for (const button of document.querySelectorAll("[data-fold]")) {
  button.hidden = false;
  button.addEventListener("click", () => {
    const open = button.getAttribute("aria-expanded") === "true";
    button.setAttribute("aria-expanded", String(!open));
  });
}

for (const drop of document.querySelectorAll(".drop")) {
  drop.addEventListener("toggle", () => {
    if (drop.open) {
      closeDrops(drop);
      keepInSight(drop);
    }
  });
}

document.addEventListener("click", (event) => {
  closeDrops(event.target.closest(".drop"));
});

document.addEventListener("keydown", (event) => {
  const drop = event.key === "Escape" ? event.target.closest(".drop[open]") : null;
  if (drop) {
    drop.open = false;
    drop.querySelector("summary").focus();
  }
});

for (const form of document.querySelectorAll("form[data-tidy]")) {
  form.addEventListener("submit", () => {
    for (const field of form.elements) {
      if (field.name && field.value === "") {
        field.disabled = true;
      }
    }
  });
}
window.addEventListener("pageshow", () => {
  for (const field of document.querySelectorAll("form[data-tidy] :disabled")) {
    field.disabled = false;
  }
});
