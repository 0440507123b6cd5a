// What the pages do beyond links and forms. Each part works on what the server has written, and every page can be
// used without them.
import { readAlong } from "./reader.js";
import { openProofs } from "./proofs.js";
import { enableTables } from "./tables.js";
import { enableMaps } from "./maps.js";
import { enableNetworks } from "./networks.js";

readAlong(document.querySelector("[data-reader]"));
openProofs(document);
document.querySelectorAll("table[data-table]").forEach(enableTables);
document.querySelectorAll("[data-map]").forEach(enableMaps);
document.querySelectorAll("[data-network]").forEach(enableNetworks);

document.querySelector(".top [aria-current]")?.scrollIntoView({ inline: "center", block: "nearest", behavior: "instant" });
