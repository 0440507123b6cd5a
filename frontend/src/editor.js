// The SPARQL editor: Yasgui on this server's endpoint. Without it, the plain form below it does the same.
import "./constructable.js";
import Yasgui from "@zazuko/yasgui";

const place = document.querySelector("#editor");
const endpoint = new URL(place.dataset.endpoint, location.href).href;
const prefixes = JSON.parse(place.dataset.prefixes);
const head = Object.entries(prefixes).filter(([name]) => ["id", "kg", "rdfs"].includes(name)).map(([name, iri]) => `PREFIX ${name}: <${iri}>`).join("\n");
const first = `${head}\n\nSELECT ?claimer ?subject ?property ?object ?quote WHERE {\n  GRAPH ?claim { ?subject ?property ?object }\n  ?claim a kg:Claim ; kg:claimedBy ?claimer ; kg:quote ?quote .\n}\nLIMIT 20\n`;

Yasgui.Yasqe.forkAutocompleter("prefixes", {
  name: "prefixes-local",
  persistenceId: null,
  get: async () => Object.entries(prefixes).map(([name, iri]) => `${name}: <${iri}>`),
});
Yasgui.Yasqe.defaults.autocompleters = ["prefixes-local", "variables"];
Yasgui.Yasqe.defaults.value = first;
Yasgui.Yasr.defaults.prefixes = prefixes;

const yasgui = new Yasgui(place, {
  requestConfig: { endpoint, method: "POST" },
  copyEndpointOnNewTab: true,
  endpointCatalogueOptions: { getData: () => [{ endpoint }] },
  persistenceId: "kgtool",
  populateFromUrl: false,
  yasqe: { value: first, queryingDisabled: undefined, showQueryButton: true, createShareableLink: null },
});
const wanted = place.dataset.query;
const tab = wanted && yasgui.getTab()?.getQuery() !== wanted ? yasgui.addTab(true, { ...Yasgui.Tab.getDefaults(), yasqe: { value: wanted } }) : yasgui.getTab();
tab.setEndpoint(endpoint);
document.querySelector("#plain-editor").hidden = true;

// Names and roles that the library leaves out, for those who hear the page instead of seeing it.
const names = {
  ".CodeMirror textarea": "SPARQL query",
  "input.autocomplete, .autocompleteWrapper input": "Endpoint",
  "select.tableSizer": "Page size",
  "button.addTab": "New tab",
};
const nameThem = () => {
  for (const [selector, name] of Object.entries(names)) {
    for (const one of place.querySelectorAll(selector)) if (one.getAttribute("aria-label") !== name) one.setAttribute("aria-label", name);
  }
  for (const one of place.querySelectorAll(".CodeMirror-scroll[tabindex='-1']")) one.setAttribute("tabindex", "0");
  // The button that opens a tab stands among the tabs of a tab list, which may hold nothing else.
  for (const one of place.querySelectorAll("button.addTab:not([role])")) one.setAttribute("role", "tab");
};
nameThem();
new MutationObserver(nameThem).observe(place, { childList: true, subtree: true });
