/* Keys of the console: one press for what is done often; "?" lists them, and turns them off. */
"use strict";

{
  const help = document.getElementById("keys");
  const box = document.getElementById("keys-on");
  const NAME = "console.keys";
  let going = 0;

  function isOn() {
    try {
      return window.localStorage.getItem(NAME) !== "off";
    } catch {
      return true; // storage is switched off
    }
  }

  function typing(target) {
    return target.isContentEditable || target.matches("input:not([type=checkbox], [type=radio]), select, textarea");
  }

  function find() {
    document.dispatchEvent(new CustomEvent("console:find"));
  }

  function go(key) {
    const link = help.querySelector(`[data-go="${CSS.escape(key)}"]`);
    if (link) {
      window.location.assign(link.href);
    }
    return Boolean(link);
  }

  function menu() {
    const side = document.getElementById("side");
    if (side) {
      side.querySelector("summary").click();
      side.querySelector("summary").focus();
    }
  }

  const single = { "/": find, "?": () => help.showModal(), m: menu };

  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "k") {
      event.preventDefault();
      find();
      return;
    }
    const held = event.ctrlKey || event.metaKey || event.altKey || event.isComposing;
    if (held || typing(event.target) || document.querySelector("dialog[open]") || !isOn()) {
      return;
    }
    const went = Date.now() - going < 1500 && go(event.key);
    going = event.key === "g" ? Date.now() : 0;
    if (!went && single[event.key]) {
      event.preventDefault();
      single[event.key]();
    }
  });

  box.checked = isOn();
  box.addEventListener("change", () => {
    try {
      window.localStorage.setItem(NAME, box.checked ? "on" : "off");
    } catch {
      box.checked = true; // it cannot be kept
    }
  });

  document.querySelectorAll("[data-keys]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => help.showModal());
  });
  help.addEventListener("click", (event) => {
    if (event.target === help) {
      help.close();
    }
  });
}
