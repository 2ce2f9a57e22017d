/* Search from anywhere: "/" or Ctrl K opens a dialog that finds as one types.
   Without script the form in the header leads to the page of the same results. */
"use strict";

{
  const dialog = document.getElementById("find");
  const field = document.getElementById("find-q");
  const results = document.getElementById("find-results");
  const status = document.getElementById("find-status");
  let timer = 0;
  let asking = new AbortController();

  function links() {
    return [...results.querySelectorAll("a")];
  }

  function show(text) {
    const found = new DOMParser().parseFromString(text, "text/html").body;
    const piece = found.querySelector(".found");
    results.replaceChildren(...found.childNodes);
    status.textContent = piece ? piece.dataset.status : "";
  }

  async function ask() {
    asking.abort();
    asking = new AbortController();
    const text = field.value.trim();
    if (!text) {
      results.replaceChildren();
      status.textContent = "";
      return;
    }
    const address = `${dialog.dataset.part}&q=${encodeURIComponent(text)}`;
    try {
      const answer = await fetch(address, { signal: asking.signal, credentials: "same-origin" });
      if (answer.ok && !answer.redirected) {
        show(await answer.text());
      }
    } catch (error) {
      if (error.name !== "AbortError") {
        results.replaceChildren(); // Enter still leads to the page
      }
    }
  }

  function open(text) {
    if (!dialog.open) {
      dialog.showModal();
    }
    if (text !== undefined) {
      field.value = text;
    }
    field.focus();
    field.select();
    ask();
  }

  function step(by) {
    const all = links();
    const at = all.indexOf(document.activeElement) + by;
    (at < 0 ? field : all[Math.min(at, all.length - 1)] || field).focus();
  }

  field.addEventListener("input", () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(ask, 180);
  });

  dialog.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      step(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Escape") {
      event.preventDefault(); // a search field would empty itself first
      dialog.close();
    } else if (event.target !== field && event.key.length === 1 && !event.ctrlKey && !event.metaKey) {
      field.focus(); // typing goes on where one types
    }
  });

  dialog.addEventListener("click", (event) => {
    if (event.target === dialog || event.target.closest("[data-close]")) {
      dialog.close();
    }
  });

  document.addEventListener("console:find", () => open());
}
