// The network: what is linked with a node stands out while it is pointed at or has the keyboard's focus.
export function enableNetworks(svg) {
  const nodes = [...svg.querySelectorAll("[data-node]")];
  const edges = [...svg.querySelectorAll("[data-from]")];

  const show = (id) => {
    const near = new Set([id]);
    for (const edge of edges) {
      const touches = edge.dataset.from === id || edge.dataset.to === id;
      edge.classList.toggle("lit", touches);
      if (touches) near.add(edge.dataset.from).add(edge.dataset.to);
    }
    for (const node of nodes) node.classList.toggle("far", !near.has(node.dataset.node));
    svg.classList.add("showing");
  };
  const clear = () => {
    svg.classList.remove("showing");
    for (const one of [...nodes, ...edges]) one.classList.remove("lit", "far");
  };
  for (const node of nodes) {
    node.addEventListener("mouseenter", () => show(node.dataset.node));
    node.addEventListener("focus", () => show(node.dataset.node));
    node.addEventListener("mouseleave", clear);
    node.addEventListener("blur", clear);
  }
}
