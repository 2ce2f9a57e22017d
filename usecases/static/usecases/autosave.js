/* Saves a form marked data-autosave while one writes. The server compares each field with what
   this page showed, and overwrites nobody's text; what it could not save is said, and stays. */
"use strict";

const IDLE = 2500; // after the last key
const MOST = 15000; // while one types on and on
const RETRY = 10000; // after an attempt that did not arrive

class Autosave {
  constructor(form) {
    this.form = form;
    this.state = form.querySelector("[data-autosave-state]");
    this.trouble = form.querySelector("[data-autosave-trouble]");
    this.choose = form.querySelector("[data-autosave-choose]");
    this.words = this.state.dataset;
    this.typed = form.dataset.warnUnsaved === "now" ? 1 : 0;
    this.sent = 0;
    this.first = 0;
    this.aside = false; // something was typed that is sent with the form only
    this.stopped = false;
    this.pending = null;
    form.addEventListener("input", (event) => this.onInput(event));
    form.addEventListener("submit", (event) => this.onSubmit(event));
    window.addEventListener("online", () => this.save());
    window.addEventListener("offline", () => this.say(this.words.offline));
    window.addEventListener("pagehide", () => this.save(true));
    document.addEventListener("visibilitychange", () => this.save());
    this.state.hidden = false;
    if (this.typed) {
      this.later(IDLE);
    }
  }

  onInput(event) {
    if ("autosaveNot" in event.target.dataset) {
      this.aside = true;
      return;
    }
    this.typed += 1;
    const now = Date.now();
    this.first = this.first || now;
    this.state.textContent = this.words.typing;
    this.later(Math.max(0, Math.min(IDLE, this.first + MOST - now)));
  }

  /* A save under way ends first, else the form would find this page's own text a stranger's. */
  async onSubmit(event) {
    window.clearTimeout(this.timer);
    this.stopped = true;
    if (this.pending) {
      event.preventDefault();
      await this.pending;
      this.form.requestSubmit(event.submitter);
    }
  }

  later(wait) {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.save(), wait);
  }

  async save(leaving = false) {
    if (this.stopped || this.pending || this.typed === this.sent) {
      return;
    }
    window.clearTimeout(this.timer);
    this.first = 0;
    const mark = this.typed;
    this.pending = this.send(leaving).catch(() => this.failed());
    const answer = await this.pending;
    this.pending = null;
    if (answer) {
      this.take(answer, mark);
    } else if (!this.stopped) {
      this.later(RETRY);
    }
    if (answer && this.typed !== this.sent) {
      this.later(IDLE);
    }
  }

  post(leaving) {
    const body = new URLSearchParams(new FormData(this.form));
    body.set("autosave", "1");
    const how = { method: "POST", body, redirect: "manual", keepalive: leaving };
    return fetch(this.form.action, how);
  }

  async send(leaving) {
    this.state.textContent = this.words.saving;
    let response = await this.post(leaving);
    if (response.status === 403 && (await this.renewed())) {
      response = await this.post(leaving);
    }
    if (response.ok || response.status === 409) {
      return response.json();
    }
    const away = response.type === "opaqueredirect" || response.status === 403;
    return this.failed(away ? this.words.signedOut : this.words.failed);
  }

  /* After signing in again this page's own token is out of date; its text is not. */
  async renewed() {
    const response = await fetch(this.form.action, { redirect: "manual" });
    if (!response.ok) {
      return false;
    }
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const token = page.querySelector("[name=csrfmiddlewaretoken]");
    const mine = this.form.querySelector("[name=csrfmiddlewaretoken]");
    if (token && mine) {
      mine.value = token.value;
    }
    return Boolean(token && mine);
  }

  take(answer, mark) {
    if (answer.late) {
      this.stopped = true;
      this.state.textContent = "";
      this.say(this.words.late);
      return;
    }
    this.form.elements.seen.value = answer.seen;
    this.sent = mark;
    this.at = answer.saved || this.at || "";
    this.state.textContent = this.at;
    const told = [];
    for (const [kind, many] of Object.entries(answer)) {
      if (kind in this.words && many.length) {
        told.push(this.words[kind].replace("{fields}", many.join(", ")));
      }
    }
    this.say(told.join(" "));
    document.querySelectorAll("[data-missing]").forEach((each) => {
      each.hidden = !answer.missing.includes(each.dataset.missing);
    });
    this.choose.hidden = answer.conflicts.length === 0;
    const rest = this.typed !== mark || answer.conflicts.length || answer.faults.length;
    const whole = !rest && !this.aside;
    this.form.dispatchEvent(new CustomEvent("autosaved", { detail: { whole } }));
  }

  failed(why) {
    this.state.textContent = this.at || "";
    this.say(why || (navigator.onLine ? this.words.failed : this.words.offline));
    return null;
  }

  /* What is said again is not said twice to those who listen to the page. */
  say(text) {
    if (this.trouble.textContent !== text) {
      this.trouble.textContent = text;
    }
    this.trouble.hidden = !text;
  }
}

document.querySelectorAll("form[data-autosave]").forEach((form) => new Autosave(form));
