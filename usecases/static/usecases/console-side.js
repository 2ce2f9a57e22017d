/* The sidebar: closed on a phone until it is asked for, and otherwise as it was left.
   Runs where it stands, so that nothing jumps. */
"use strict";

{
  const side = document.getElementById("side");
  const narrow = window.matchMedia("(max-width: 64rem)");

  function kept(name) {
    try {
      return window.localStorage.getItem(`console.${name}`);
    } catch {
      return null; // storage is switched off
    }
  }

  function keep(name, open) {
    try {
      window.localStorage.setItem(`console.${name}`, open ? "open" : "closed");
    } catch {
      // storage is switched off
    }
  }

  function place() {
    side.open = !narrow.matches && kept("side") !== "closed";
  }

  place();
  narrow.addEventListener("change", place); // a window made smaller, a page made larger
  side.querySelector("summary").addEventListener("click", () => {
    if (!narrow.matches) {
      keep("side", !side.open);
    }
  });

  side.querySelectorAll(".side-group").forEach((group) => {
    const name = `side.${group.dataset.group}`;
    const here = group.querySelector("[aria-current], .side-here");
    group.open = Boolean(here) || kept(name) !== "closed";
    group.querySelector("summary").addEventListener("click", () => keep(name, !group.open));
  });

  const current = side.querySelector("[aria-current]");
  if (current && side.open && current.offsetTop > side.clientHeight) {
    side.scrollTop = current.offsetTop - side.clientHeight / 2;
  }
}
