// Tables that sort by a column and filter by words.
const SMALL = 5;

export function enableTables(table) {
  const body = table.tBodies[0];
  const rows = [...body.rows];
  if (rows.length < 2) return;
  const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });
  const textOf = (row, column) => row.cells[column]?.textContent.trim() ?? "";

  [...table.tHead.rows[0].cells].forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "sort";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const down = head.getAttribute("aria-sort") === "ascending";
      for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      const sign = down ? -1 : 1;
      const sorted = [...rows].sort((one, other) => sign * collator.compare(textOf(one, column), textOf(other, column)));
      body.append(...sorted);
    });
  });

  if (rows.length < SMALL) return;
  const place = document.createElement("p");
  place.className = "filter";
  const label = document.createElement("label");
  const input = document.createElement("input");
  const count = document.createElement("span");
  input.type = "search";
  input.autocomplete = "off";
  label.append("Filter ", input);
  count.className = "kind";
  count.setAttribute("role", "status");
  place.append(label, " ", count);
  (table.closest(".scroll") ?? table).before(place);
  input.addEventListener("input", () => {
    const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const row of rows) {
      const text = row.textContent.toLowerCase();
      row.hidden = !words.every((word) => text.includes(word));
      shown += row.hidden ? 0 : 1;
    }
    count.textContent = words.length ? `${shown} of ${rows.length}` : "";
  });
}
