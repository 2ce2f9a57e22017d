/* Gives the console's made controls the name that stands beside them: typed choices, days, times. */
"use strict";

function nameOf(field) {
  const group = field.closest(".form-row, .field, div, fieldset");
  const label = document.querySelector(`label[for="${field.id}"]`) || (group && group.querySelector("legend, label"));
  return label ? label.textContent.trim().replace(/:$/, "") : "";
}

function nameChoice(select) {
  const made = select.nextElementSibling;
  if (made && made.classList.contains("select2")) {
    const parts = made.querySelectorAll("[role=combobox], [role=textbox], .select2-search__field");
    parts.forEach((part) => part.setAttribute("aria-label", nameOf(select)));
  }
}

function namePart(input) {
  if (!document.querySelector(`label[for="${input.id}"]`)) {
    const part = input.previousSibling ? input.previousSibling.textContent.trim().replace(/:$/, "") : "";
    const row = input.closest(".form-row, fieldset");
    const label = row && row.querySelector("legend, label");
    const name = label ? label.textContent.trim().replace(/:$/, "") : "";
    input.setAttribute("aria-label", part ? `${name}, ${part}` : name);
  }
}

function nameEverything() {
  document.querySelectorAll("select.admin-autocomplete").forEach(nameChoice);
  document.querySelectorAll(".vDateField, .vTimeField").forEach(namePart);
}

window.django.jQuery(nameEverything); // after the choices are made, which wait for the same
document.addEventListener("formset:added", () => window.setTimeout(nameEverything));
