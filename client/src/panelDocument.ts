// The frame of the panel's page: it takes what the server has made, and tells what its reader chooses.

/**
 * Takes bodies, changing only what differs (an element that has the focus, or is being dragged, stays the same element);
 * hands links to places and what is chosen over.
 */
const script = `
const editor = acquireVsCodeApi();
const main = document.querySelector('main');
const style = document.querySelector('style');
function same(a, b) {
  return a.nodeType === b.nodeType && a.nodeName === b.nodeName && (a.id ?? '') === (b.id ?? '');
}
function morph(from, to) {
  if (from.nodeType !== Node.ELEMENT_NODE) {
    if (from.nodeValue !== to.nodeValue) from.nodeValue = to.nodeValue;
    return;
  }
  for (const { name } of [...from.attributes]) {
    if (!to.hasAttribute(name) && !(name === 'open' && from.nodeName === 'DETAILS')) from.removeAttribute(name);
  }
  for (const { name, value } of [...to.attributes]) {
    if (from.getAttribute(name) !== value) from.setAttribute(name, value);
  }
  if ('value' in from && from !== document.activeElement && from.value !== to.value) from.value = to.value;
  let next = from.firstChild;
  for (const wanted of [...to.childNodes]) {
    if (next && same(next, wanted)) {
      morph(next, wanted);
      next = next.nextSibling;
    } else from.insertBefore(wanted, next);
  }
  while (next) {
    const rest = next.nextSibling;
    next.remove();
    next = rest;
  }
}
addEventListener('message', ({ data }) => {
  editor.setState(data.state);
  if (style.textContent !== data.style) style.textContent = data.style;
  const wanted = document.createElement('main');
  wanted.innerHTML = data.body;
  morph(main, wanted);
});
function choose(event) {
  const { name, value, type, checked } = event.target;
  if (name) editor.postMessage({ kind: 'choose', choices: { [name]: type === 'checkbox' ? (checked ? 'yes' : '') : value } });
}
addEventListener('input', choose);
addEventListener('click', (event) => {
  const button = event.target.closest('button[name]');
  if (button) {
    editor.postMessage({ kind: 'choose', choices: { [button.name]: button.value } });
    return;
  }
  const href = event.target.closest('a')?.getAttribute('href');
  if (!href || href.startsWith('#')) return;
  event.preventDefault();
  editor.postMessage({ kind: 'open', href });
}, true);
editor.postMessage({ kind: 'ready' });
`;

/** The page without its content. Nothing but its own style and script is allowed to act. */
export function panelDocument(): string {
  const nonce = crypto.randomUUID();
  const policy = `default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<style nonce="${nonce}"></style>
</head>
<body><main></main><script nonce="${nonce}">${script}</script></body>
</html>`;
}
