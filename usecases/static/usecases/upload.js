// Sends files one by one and shows how far each has come; takes those that are dropped, too.
// Without it the form sends all of them at once, as any form does.
"use strict";

for (const form of document.querySelectorAll("form[data-upload]")) {
  const box = form.querySelector("input[type=file]");
  const told = form.querySelector(".upload-progress");
  const button = form.querySelector("button[type=submit]");
  const words = form.dataset;
  const most = Number(words.uploadBytes);

  const hint = document.createElement("p");
  hint.className = "field-help";
  hint.textContent = words.uploadDrop;
  box.before(hint);

  const say = (text, fault) => {
    const line = document.createElement("p");
    line.textContent = text;
    if (fault) { line.className = "upload-fault"; }
    told.append(line);
    return line;
  };

  const filled = (text, values) =>
    Object.entries(values).reduce((known, [name, value]) => known.replace(`{${name}}`, value), text);

  const send = (file) => new Promise((done) => {
    const line = say(filled(words.uploadSent, { name: file.name, percent: 0 }), false);
    const bar = document.createElement("progress");
    bar.max = 100;
    bar.value = 0;
    bar.setAttribute("aria-label", file.name);
    line.after(bar);
    const data = new FormData(form);
    data.delete("file");
    data.append("file", file, file.name);
    const request = new XMLHttpRequest();
    request.open("POST", form.action);
    request.setRequestHeader("Accept", "application/json");
    request.responseType = "json";
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) {
        bar.value = Math.round((100 * event.loaded) / event.total);
        line.textContent = filled(words.uploadSent, { name: file.name, percent: bar.value });
      }
    });
    const end = (faults, page) => {
      bar.remove();
      line.remove();
      for (const fault of faults) { say(fault, true); }
      done({ faults, page });
    };
    request.addEventListener("load", () => {
      const answer = request.response;
      if (answer && answer.page) {
        end(answer.faults, answer.page);
      } else {
        end([filled(words.uploadLost, { name: file.name })], "");
      }
    });
    request.addEventListener("error", () => end([filled(words.uploadLost, { name: file.name })], ""));
    request.send(data);
  });

  const sendAll = async (files) => {
    told.replaceChildren();
    button.disabled = true;
    let faults = 0;
    let page = "";
    for (const file of files) {
      if (file.size > most) {
        const values = { name: file.name, most: Math.floor(most / 1048576) };
        say(filled(words.uploadLarge, values), true);
        faults += 1;
      } else {
        const ended = await send(file);
        faults += ended.faults.length;
        page = ended.faults.length ? page : ended.page;
      }
    }
    button.disabled = false;
    box.value = "";
    if (page && !faults) {
      // The page may be this one, with another place in it: then it would not be fetched anew.
      window.location.assign(page.split("#")[0]);
      return;
    }
    if (page) {
      const link = document.createElement("a");
      link.href = page.split("#")[0];
      link.textContent = document.querySelector("h1").textContent;
      const line = say("→ ", false);
      line.append(link);
    }
    told.tabIndex = -1;
    told.focus();
  };

  form.addEventListener("submit", (event) => {
    if (box.files.length) {
      event.preventDefault();
      sendAll([...box.files]);
    }
  });
  form.addEventListener("dragover", (event) => {
    event.preventDefault();
    form.classList.add("upload-over");
  });
  form.addEventListener("dragleave", () => form.classList.remove("upload-over"));
  form.addEventListener("drop", (event) => {
    event.preventDefault();
    form.classList.remove("upload-over");
    sendAll([...event.dataTransfer.files]);
  });
}
