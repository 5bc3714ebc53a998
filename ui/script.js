// What the page does in the browser: moves focus, announces, copies, keeps the address.
(() => {
  "use strict";
  const page = (window.boardPapers = { focusSource: false, pressed: null });

  const live = document.createElement("div");
  live.id = "announcer";
  live.className = "unseen";
  live.setAttribute("role", "status");
  live.setAttribute("aria-live", "polite");
  const place = () => document.body.append(live);
  if (document.body) place();
  else document.addEventListener("DOMContentLoaded", place);
  let told = "";
  page.announce = (words) => {
    if (!words || words === told) return;
    told = words;
    live.textContent = words;
  };

  // Called after the conversation has changed: says the finished answer once, keeps the address.
  page.conversationShown = (element) => {
    const root = element.querySelector("[data-announce]");
    if (root) page.announce(root.dataset.announce);
    const place = element.querySelector("[data-address]");
    if (place) history.replaceState(null, "", place.dataset.address || location.pathname);
    const last = element.querySelector(".turn:last-of-type");
    if (last && page.asked) last.scrollIntoView({ block: "start", behavior: calm() });
    page.asked = page.answering = false;
  };

  // Called after the answer that is being made has changed, or has gone.
  page.arrivingShown = (element) => {
    page.answering = !!element.querySelector(".turn");
  };

  // Called after a source was opened: a keyboard or a screen reader goes on from there.
  page.sourceShown = (element) => {
    const title = element.querySelector(".source-title");
    if (title && page.focusSource) {
      title.focus({ preventScroll: true });
      bring(title.closest(".panel, .card"));
    }
    page.focusSource = false;
  };

  // A form for a label that was asked for takes the keyboard once it is there: its heading says
  // whose it is. It is filled before it is seen or after, so the page is watched for both.
  new MutationObserver(() => {
    if (!page.relabels) return;
    const heading = document.querySelector(`#relabelling h2[data-of="${page.relabels}"]`);
    if (!heading?.checkVisibility()) return;
    page.relabels = null;
    heading.focus({ preventScroll: true });
    heading.scrollIntoView({ block: "start", behavior: calm() });
  }).observe(document, { childList: true, subtree: true, attributeFilter: ["class", "style"] });

  // Called when something was decided: after a form, which has gone, the keyboard goes on here.
  page.savedShown = (element) => {
    element.querySelector("[data-saved]")?.focus();
  };

  // Called after a paper was removed: the keyboard goes on at the way back, which comes into view.
  page.removedShown = (element) => {
    const undo = element.querySelector("[data-do=undo]");
    if (!undo || !page.removing) return;
    page.removing = false;
    undo.focus({ preventScroll: true });
    undo.scrollIntoView({ block: "center", behavior: calm() });
  };

  // A panel that stands beside its text scrolls in its own column; else the page goes to it.
  const bring = (panel) => {
    const beside = panel.closest(".beside");
    if (beside && getComputedStyle(beside).position === "sticky") {
      const down = panel.getBoundingClientRect().top - beside.getBoundingClientRect().top;
      beside.scrollTo({ top: beside.scrollTop + down, behavior: calm() });
      beside.scrollIntoView({ block: "nearest", behavior: calm() });
    } else {
      panel.scrollIntoView({ block: "start", behavior: calm() });
    }
  };

  const calm = () =>
    matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";

  // One question at a time: another one beside it would not know of its answer. What is typed
  // meanwhile stays in its box.
  const hold = (event, asks) => {
    if (!asks || !page.answering) return;
    event.preventDefault();
    event.stopPropagation();
    page.announce("The question before is still being answered");
  };
  document.addEventListener(
    "keypress",
    (event) => hold(event, event.key === "Enter" && !event.shiftKey && event.target.closest("#question")),
    true,
  );
  document.addEventListener(
    "click",
    (event) => hold(event, event.target.closest("[data-do=ask], [data-do=draft]")),
    true,
  );

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button, a");
    if (!button) return;
    if (button.matches("[data-do=source]") && !button.closest(".panel")) {
      page.focusSource = true;
      page.pressed = button;
      const shown = `[data-shown="${button.dataset.turn}-${button.dataset.key}"]`;
      const beside = button.closest(".reading");
      if (beside?.querySelector(shown)) page.sourceShown(beside);
    }
    if (button.dataset.do === "remove") page.removing = true;
    if (button.dataset.do === "card") {
      page.focusSource = true;
      page.opened = button;
    }
    if ("backToList" in button.dataset) {
      page.opened?.focus();
      page.opened?.scrollIntoView({ block: "center", behavior: calm() });
    }
    if (button.dataset.do === "relabel") {
      page.relabels = button.dataset.id;
      page.relabelled = button;
    }
    if (button.id === "label-leave") page.relabelled?.focus();
    if (["ask", "draft"].includes(button.dataset.do)) page.asked = true;
    if (button.dataset.copy) copy(button);
    if (button.dataset.back) {
      const [turn, key] = button.dataset.back.split("-");
      const from = `[data-do=source][data-turn="${turn}"][data-key="${key}"]`;
      const beside = button.closest(".reading");
      const target = beside.contains(page.pressed) ? page.pressed : beside.querySelector(from);
      target?.focus();
      target?.scrollIntoView({ block: "center", behavior: calm() });
    }
  });

  // The framework names its drop area other than it reads (WCAG 2.5.3): its own words name it.
  new MutationObserver(() => {
    document.querySelectorAll(".upload-container[aria-label]").forEach((area) => {
      area.removeAttribute("aria-label");
    });
  }).observe(document, { childList: true, subtree: true });

  async function copy(button) {
    const words = button.textContent;
    try {
      await navigator.clipboard.writeText(button.dataset.copy);
      button.textContent = "Copied";
      page.announce("Copied");
    } catch {
      button.textContent = "The browser did not allow copying";
    }
    setTimeout(() => { button.textContent = words; }, 2500);
  }
})();
