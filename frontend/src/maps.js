// The map: zoom and move by buttons, wheel, dragging, two fingers and keys; marks keep their size.
export function enableMaps(frame) {
  const svg = frame.querySelector("svg");
  const world = svg.dataset.world.split(" ").map(Number);
  const home = svg.getAttribute("viewBox").split(" ").map(Number);
  const unit = Number(svg.dataset.unit);
  const marks = [...svg.querySelectorAll(".mark")];
  const shape = home[3] / home[2];
  let box = [...home];

  const show = () => {
    box[2] = Math.min(Math.max(box[2], 120), world[2]);
    box[3] = box[2] * shape;
    box[0] = Math.min(Math.max(box[0], 0), world[2] - box[2]);
    box[1] = Math.min(Math.max(box[1], 0), Math.max(0, world[3] - box[3]));
    svg.setAttribute("viewBox", box.join(" "));
    const scale = (unit * box[2]) / home[2];
    for (const mark of marks) mark.setAttribute("transform", `translate(${mark.dataset.x} ${mark.dataset.y}) scale(${scale})`);
  };
  const zoom = (factor, x = 0.5, y = 0.5) => {
    const width = Math.min(Math.max(box[2] * factor, 120), world[2]);
    const height = width * shape;
    box = [box[0] + (box[2] - width) * x, box[1] + (box[3] - height) * y, width, height];
    show();
  };
  const move = (x, y) => {
    box[0] += x * box[2];
    box[1] += y * box[3];
    show();
  };
  const at = (event) => {
    const rect = svg.getBoundingClientRect();
    return [(event.clientX - rect.left) / rect.width, (event.clientY - rect.top) / rect.height];
  };

  const controls = frame.querySelector("[data-controls]");
  controls.hidden = false;
  controls.addEventListener("click", (event) => {
    const what = event.target.closest("button")?.dataset.zoom;
    if (what === "in") zoom(0.6);
    if (what === "out") zoom(1 / 0.6);
    if (what === "places") { box = [...home]; show(); }
    if (what === "world") { box = [0, 0, world[2], 0]; show(); }
  });
  svg.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && !event.metaKey && document.activeElement !== svg && !frame.contains(document.activeElement)) return;
    event.preventDefault();
    zoom(event.deltaY > 0 ? 1.2 : 1 / 1.2, ...at(event));
  }, { passive: false });
  frame.addEventListener("keydown", (event) => {
    const steps = { ArrowLeft: [-0.1, 0], ArrowRight: [0.1, 0], ArrowUp: [0, -0.1], ArrowDown: [0, 0.1] };
    if (event.key in steps) move(...steps[event.key]);
    else if (event.key === "+") zoom(0.8);
    else if (event.key === "-") zoom(1.25);
    else return;
    event.preventDefault();
  });

  const fingers = new Map();
  let moved = false;
  svg.addEventListener("pointerdown", (event) => {
    fingers.set(event.pointerId, at(event));
    moved = false;
  });
  svg.addEventListener("pointermove", (event) => {
    const before = fingers.get(event.pointerId);
    if (!before) return;
    const now = at(event);
    if (!moved && Math.hypot(now[0] - before[0], now[1] - before[1]) < 0.006) return;
    if (!moved) svg.setPointerCapture(event.pointerId);
    moved = true;
    if (fingers.size === 2) {
      const other = [...fingers].find(([id]) => id !== event.pointerId)[1];
      const distance = (one) => Math.hypot(one[0] - other[0], one[1] - other[1]);
      zoom(distance(before) / Math.max(distance(now), 0.01), ...other);
    } else {
      move(before[0] - now[0], before[1] - now[1]);
    }
    fingers.set(event.pointerId, now);
  });
  for (const name of ["pointerup", "pointercancel", "pointerleave"]) svg.addEventListener(name, (event) => fingers.delete(event.pointerId));
  svg.addEventListener("click", (event) => { if (moved) event.preventDefault(); }, true);
}
