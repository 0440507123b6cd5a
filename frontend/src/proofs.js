// "why?" opens the proof below the statement instead of on a page of its own.
export function openProofs(root) {
  for (const link of root.querySelectorAll("a[data-why]")) {
    link.setAttribute("role", "button");
    link.setAttribute("aria-expanded", "false");
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      toggle(link);
    });
    link.addEventListener("keydown", (event) => {
      if (event.key === " ") {
        event.preventDefault();
        toggle(link);
      }
    });
  }
}

async function toggle(link) {
  const known = link.proof;
  if (known) {
    known.hidden = !known.hidden;
    link.setAttribute("aria-expanded", String(!known.hidden));
    return;
  }
  const place = document.createElement("div");
  place.className = "opened";
  place.setAttribute("role", "status");
  place.textContent = "Looking for the reasons…";
  link.proof = place;
  link.closest(".value").after(place);
  link.setAttribute("aria-expanded", "true");
  try {
    const answer = await fetch(link.href, { headers: { Accept: "text/html" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const reasons = page.querySelector("#reasons") ?? page.querySelector("main");
    reasons.removeAttribute("id");
    place.replaceChildren(...[...reasons.childNodes].map((node) => document.importNode(node, true)));
  } catch {
    place.textContent = "The reasons could not be fetched.";
    link.proof = null;
  }
}
