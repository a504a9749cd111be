// Changes a page into another one where they differ: what has the focus, or is being dragged, stays the same element.

/** Makes `from` what `to` is. Elements with an id are found again, the others by their place. */
export function morph(from: Node, to: Node): void {
  if (!(from instanceof Element) || !(to instanceof Element)) {
    if (from.nodeValue !== to.nodeValue) from.nodeValue = to.nodeValue;
    return;
  }
  morphAttributes(from, to);
  morphChildren(from, to);
  morphValue(from, to);
}

function morphAttributes(from: Element, to: Element): void {
  for (const { name } of [...from.attributes]) {
    if (!to.hasAttribute(name) && !isReaders(from, name)) from.removeAttribute(name);
  }
  for (const { name, value } of [...to.attributes]) {
    if (from.getAttribute(name) !== value && !isReaders(from, name)) from.setAttribute(name, value);
  }
}

/** Whether something stands open is the reader's own choice, and what the script notes is the script's. */
function isReaders(element: Element, name: string): boolean {
  return (name === 'open' && element.nodeName === 'DETAILS') || name === 'data-words' || name === 'data-answered-ms';
}

function morphChildren(from: Element, to: Element): void {
  let next = from.firstChild;
  for (const wanted of [...to.childNodes]) {
    const known = next && !isSame(next, wanted) ? ahead(next, wanted) : next;
    while (next && known && next !== known) next = removed(next);
    if (next && isSame(next, wanted)) {
      morph(next, wanted);
      next = next.nextSibling;
    } else from.insertBefore(wanted, next);
  }
  while (next) next = removed(next);
}

function removed(node: ChildNode): ChildNode | null {
  const rest = node.nextSibling;
  node.remove();
  return rest;
}

/** The same element further on: what stands before it is gone. */
function ahead(start: ChildNode, wanted: Node): ChildNode | null {
  if (!(wanted instanceof Element) || wanted.id === '') return null;
  for (let one: ChildNode | null = start; one; one = one.nextSibling) if (isSame(one, wanted)) return one;
  return null;
}

function isSame(a: Node, b: Node): boolean {
  return a.nodeType === b.nodeType && a.nodeName === b.nodeName && idOf(a) === idOf(b);
}

function idOf(node: Node): string {
  return node instanceof Element ? node.id : '';
}

/** What a field holds is no attribute. What is being typed or dragged is left alone. */
function morphValue(from: Element, to: Element): void {
  if (from instanceof HTMLInputElement && to instanceof HTMLInputElement) {
    if (from.checked !== to.checked) from.checked = to.checked;
    if (from !== document.activeElement && from.value !== to.value) from.value = to.value;
  } else if (from instanceof HTMLSelectElement && to instanceof HTMLSelectElement) {
    if (from !== document.activeElement && from.value !== to.value) from.value = to.value;
  }
}
