/* Counts words while one writes; the server counts again and has the last word.
   The pattern is that of usecases/text/words.py: a Chinese character is one word. */
"use strict";

const han = "\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3134f}";
const plain = `(?:(?![${han}])[\\p{L}\\p{N}])+`;
const word = new RegExp(`[${han}]|${plain}(?:['\u2019.,-]${plain})*`, "gu");

function countWords(text) {
  return (text.match(word) || []).length;
}

function watchWords(hint) {
  const field = document.getElementById(hint.dataset.wordsFor);
  const limit = Number(hint.dataset.wordsLimit);
  if (!field || !limit) {
    return;
  }
  const show = () => {
    const count = countWords(field.value);
    const pattern = count > limit ? hint.dataset.wordsOver : hint.dataset.wordsUnder;
    hint.textContent = pattern
      .replace("{count}", count)
      .replace("{limit}", limit)
      .replace("{over}", count - limit);
    hint.classList.toggle("field-words-over", count > limit);
  };
  field.addEventListener("input", show);
  show();
}

document.querySelectorAll("[data-words-for]").forEach(watchWords);
