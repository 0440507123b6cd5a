// Yasgui's table (column-resizer) puts a <style> element with its rules into the head, which the content security
// policy forbids. Here such rules become a constructable style sheet, which it allows to a script of this server.
const append = document.head.appendChild.bind(document.head);

document.head.appendChild = (node) => {
  if (!(node instanceof HTMLStyleElement)) return append(node);
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(node.textContent);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  return node;
};
