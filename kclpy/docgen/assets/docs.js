// Search and the choice of colours. Everything else works without.
"use strict";

const field = document.getElementById("search");
const found = document.getElementById("found");
const most = 30;

function rank(name, word) {
  const last = name.slice(name.lastIndexOf(".") + 1);
  if (name === word || last === word) return 0;
  if (last.startsWith(word) || name.startsWith(word)) return 1;
  return name.includes(word) ? 2 : 3;
}

function matches(text) {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (!words.length) return [];
  const hits = [];
  SEARCH_INDEX.forEach((entry, at) => {
    const name = entry[0].toLowerCase();
    const all = (name + " " + entry[1] + " " + entry[3]).toLowerCase();
    if (words.every((word) => all.includes(word))) {
      hits.push([Math.max(...words.map((word) => rank(name, word))), at, entry]);
    }
  });
  hits.sort((a, b) => a[0] - b[0] || a[2][0].length - b[2][0].length || a[1] - b[1]);
  return hits.slice(0, most).map((hit) => hit[2]);
}

function show() {
  const hits = matches(field.value);
  found.replaceChildren(...hits.map(([name, home, address, about]) => {
    const item = document.createElement("li");
    const link = document.createElement("a");
    const title = document.createElement("b");
    const small = document.createElement("small");
    link.href = address;
    title.textContent = name;
    small.textContent = about ? home + " – " + about.slice(0, 140) : home;
    link.append(title, small);
    item.append(link);
    return item;
  }));
  if (field.value.trim() && !hits.length) {
    const item = document.createElement("li");
    item.textContent = "Nothing found.";
    found.append(item);
  }
  found.hidden = !field.value.trim();
}

function move(event) {
  const links = [...found.querySelectorAll("a")];
  const at = links.indexOf(document.activeElement);
  if (event.key === "Escape") {
    found.hidden = true;
    field.blur();
  } else if (event.key === "Enter" && event.target === field && links.length) {
    links[0].click();
    found.hidden = true;
  } else if (event.key === "ArrowDown" && links.length) {
    event.preventDefault();
    links[Math.min(at + 1, links.length - 1)].focus();
  } else if (event.key === "ArrowUp" && links.length) {
    event.preventDefault();
    (at > 0 ? links[at - 1] : field).focus();
  }
}

field.parentElement.hidden = false;
field.addEventListener("input", show);
field.addEventListener("focus", show);
field.parentElement.addEventListener("keydown", move);
document.addEventListener("click", (event) => {
  if (!field.parentElement.contains(event.target) || event.target.closest("#found a")) {
    found.hidden = true;
  }
});
document.addEventListener("keydown", (event) => {
  const isTyping = /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName);
  if (event.key === "/" && !isTyping && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    field.focus();
  }
});

const theme = document.getElementById("theme");
theme.hidden = false;
theme.addEventListener("click", () => {
  const root = document.documentElement;
  const isDark = matchMedia("(prefers-color-scheme: dark)").matches;
  const now = root.dataset.theme || (isDark ? "dark" : "light");
  root.dataset.theme = now === "dark" ? "light" : "dark";
  try {
    localStorage.setItem("theme", root.dataset.theme);
  } catch (error) {
    // the choice holds for this page
  }
});

const packages = document.querySelector("nav details");
if (matchMedia("(max-width: 48rem)").matches) packages.open = false;
