// Bundles the explorer's scripts and styles and draws its coastlines into kgtool/serving/static, each file with its
// version in its name. The same sources give the same bytes.
import { build } from "esbuild";
import { geoMercator, geoPath } from "d3-geo";
import { feature } from "topojson-client";
import { readFileSync, readdirSync, rmSync, writeFileSync, mkdirSync } from "node:fs";
import { pathToFileURL } from "node:url";

const out = process.argv[2] ? pathToFileURL(process.argv[2] + "/") : new URL("../kgtool/serving/static/", import.meta.url);
const here = (path) => new URL(path, import.meta.url).pathname;
const read = (path) => JSON.parse(readFileSync(here(path), "utf8"));
const versions = {
  explorer: read("package.json").version,
  yasgui: read("node_modules/@zazuko/yasgui/package.json").version,
  atlas: read("node_modules/world-atlas/package.json").version,
};

mkdirSync(out, { recursive: true });
for (const name of readdirSync(out)) rmSync(new URL(name, out), { recursive: true });

const bundle = (entry, name) =>
  build({
    entryPoints: [here(entry)],
    outfile: new URL(name, out).pathname,
    bundle: true,
    minify: true,
    format: "iife",
    target: ["es2022"],
    legalComments: "none",
    charset: "utf8",
    loader: { ".svg": "dataurl", ".png": "dataurl" },
    logLevel: "warning",
  });

await bundle("src/explorer.js", `explorer-${versions.explorer}.js`);
await bundle("styles/explorer.css", `explorer-${versions.explorer}.css`);
await bundle("src/editor.js", `yasgui-${versions.yasgui}.js`);
await bundle("styles/editor.css", `yasgui-${versions.yasgui}.css`);
writeFileSync(new URL(`icon-${versions.explorer}.svg`, out), readFileSync(here("src/icon.svg")));
writeFileSync(new URL(`coastlines-${versions.atlas}.svg`, out), coastlines());
writeFileSync(new URL("LICENSES.txt", out), licences());

// Land of the Natural Earth outlines 1:50m, in Mercator: 36000 units around the globe, from 83.5° north to 60° south
// (kgtool/serving/pages/mercator.py places points by the same formula). Coastlines only: no borders.
function coastlines() {
  const atlas = read("node_modules/world-atlas/land-50m.json");
  const land = feature(atlas, atlas.objects.land);
  const scale = 36000 / (2 * Math.PI);
  const top = scale * Math.log(Math.tan(Math.PI / 4 + (83.5 * Math.PI) / 360));
  const bottom = scale * Math.log(Math.tan(Math.PI / 4 - (60 * Math.PI) / 360));
  const projection = geoMercator().scale(scale).translate([18000, top]).clipExtent([[0, 0], [36000, top - bottom]]).precision(0);
  const path = relative(geoPath(projection).digits(0)(land));
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 36000 ${Math.round(top - bottom)}"><path id="land" vector-effect="non-scaling-stroke" d="${path}"/></svg>\n`;
}

// Absolute whole numbers as steps from the point before, which are shorter; points that fall together are one.
function relative(path) {
  const rings = path.split("Z").filter(Boolean).map((ring) => ring.slice(1).split("L").map((point) => point.split(",").map(Number)));
  const written = [];
  for (const ring of rings) {
    let [x, y] = ring[0];
    let steps = `M${x} ${y}l`;
    let count = 0;
    for (const [nextX, nextY] of ring.slice(1)) {
      if (nextX === x && nextY === y) continue;
      steps += `${count ? " " : ""}${nextX - x} ${nextY - y}`.replace(/ -/g, "-");
      [x, y] = [nextX, nextY];
      count += 1;
    }
    if (count >= 3) written.push(steps + "z");
  }
  return written.join("");
}

// What stands in the bundles and under which licence, with the text of each licence.
function licences() {
  const parts = ["world-atlas", ...packagesOf("@zazuko/yasgui")].sort().map((name) => {
    const it = read(`node_modules/${name}/package.json`);
    const folder = here(`node_modules/${name}/`);
    const file = readdirSync(folder).sort().find((one) => /^licen[cs]e/i.test(one));
    const kind = typeof it.license === "string" ? it.license : (it.licenses ?? []).map((one) => one.type).join(", ");
    return `${it.name} ${it.version}: ${kind}\n${file ? "\n" + readFileSync(folder + file, "utf8").trim() + "\n" : ""}`;
  });
  return "Libraries in these bundles, with their versions and licences.\n" +
    "Natural Earth's outlines (through world-atlas) are in the public domain.\n\n" + parts.join("\n----\n\n");
}

function packagesOf(root) {
  const found = new Set();
  const waiting = [root];
  while (waiting.length) {
    const name = waiting.pop();
    if (found.has(name)) continue;
    try {
      waiting.push(...Object.keys(read(`node_modules/${name}/package.json`).dependencies ?? {}));
      found.add(name);
    } catch (error) {
      if (error.code !== "ENOENT") throw error;
    }
  }
  return [...found];
}
