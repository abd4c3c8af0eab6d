"use strict";
// Without this script everything can still be opened by hand, by mouse or keyboard.
(() => {
  const tree = [...document.querySelectorAll("#tree details")];
  const tools = document.querySelector(".tools");
  tools.hidden = false;
  for (const button of tools.querySelectorAll("button")) {
    button.addEventListener("click", () => tree.forEach((one) => (one.open = button.dataset.open === "true")));
  }

  // A link to an indicator opens it, and what it stands in.
  const reveal = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target?.matches("details")) return;
    for (let one = target; one; one = one.parentElement) if (one.matches("details")) one.open = true;
    target.scrollIntoView();
    target.querySelector("summary").focus({ preventScroll: true });
  };
  window.addEventListener("hashchange", reveal);
  reveal();

  // Paper shows everything but the long lists of row numbers.
  let opened = [];
  window.addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("details:not(.places):not([open])")];
    opened.forEach((one) => (one.open = true));
  });
  window.addEventListener("afterprint", () => opened.splice(0).forEach((one) => (one.open = false)));
})();
