// The article beside its statements: a passage shows what it gave, a statement shows where it stands.
export function readAlong(reader) {
  if (!reader) return;
  const pieces = [...reader.querySelectorAll("[data-claims]")];
  const claims = new Map([...reader.querySelectorAll("[data-claim]")].map((one) => [one.dataset.claim, one]));
  const sections = [...reader.querySelectorAll(".sentence")];
  const hint = reader.querySelector("[data-hint]");
  const all = reader.querySelector("[data-all]");
  const said = hint.textContent;

  const mark = (name, ids) => {
    for (const piece of pieces) piece.classList.toggle(name, piece.dataset.claims.split(" ").some((id) => ids.has(id)));
    for (const [id, claim] of claims) claim.classList.toggle(name, ids.has(id));
  };

  const choose = (ids) => {
    mark("chosen", ids);
    reader.classList.toggle("choosing", ids.size > 0);
    for (const section of sections) {
      section.hidden = ids.size > 0 && ![...section.querySelectorAll("[data-claim]")].some((one) => ids.has(one.dataset.claim));
    }
    for (const [id, claim] of claims) claim.hidden = ids.size > 0 && !ids.has(id);
    hint.textContent = ids.size ? `${ids.size} passage${ids.size === 1 ? "" : "s"} of the article cover${ids.size === 1 ? "s" : ""} this.` : said;
    all.hidden = ids.size === 0;
    reader.querySelector(".statements").scrollTop = 0;
  };

  reader.querySelector(".printed").addEventListener("click", (event) => {
    if (event.target.closest("a")) return;
    const piece = event.target.closest("[data-claims]");
    if (piece) choose(new Set(piece.dataset.claims.split(" ")));
  });
  for (const claim of claims.values()) {
    claim.addEventListener("mouseenter", () => mark("lit", new Set([claim.dataset.claim])));
    claim.addEventListener("mouseleave", () => mark("lit", new Set()));
    claim.addEventListener("focusin", () => mark("lit", new Set([claim.dataset.claim])));
    claim.addEventListener("focusout", () => mark("lit", new Set()));
  }
  all.addEventListener("click", () => choose(new Set()));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !all.hidden) choose(new Set());
  });

  // Addresses such as #at-846 and #s-6 lead to a passage and to a sentence's statements.
  const follow = () => {
    const found = /^#(at|s|c)-([\d.]+)$/.exec(location.hash);
    if (!found) return;
    if (found[1] === "at") {
      const at = Number(found[2]);
      const places = [...reader.querySelectorAll(".printed [id^='at-']")];
      const nearest = places.filter((one) => Number(one.id.slice(3)) <= at).pop();
      nearest?.scrollIntoView({ block: "center" });
      const passages = [...claims.values()].filter((one) => one.querySelector("[data-passage]").hash === location.hash);
      mark("lit", new Set(passages.map((one) => one.dataset.claim)));
    } else {
      choose(new Set());
      document.querySelector(location.hash)?.scrollIntoView({ block: "start" });
    }
  };
  addEventListener("hashchange", follow);
  follow();
}
