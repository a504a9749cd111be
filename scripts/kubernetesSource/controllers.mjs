// The names for `--controllers` of a source tree: registered controllers and their aliases (from 1.28 on), the names of
// the initializers before.
import { goFiles, withoutComments } from './tree.mjs';

const APP = 'cmd/kube-controller-manager/app';

/** @returns `{ names, aliases, offByDefault }`, Sets of names that the version accepts */
export function controllers(tree) {
  const texts = goFiles(tree, APP).map(withoutComments);
  const constants = new Map(
    [...goFiles(tree, 'cmd/kube-controller-manager/names'), ...goFiles(tree, 'staging/src/k8s.io/cloud-provider/names')]
      .flatMap((text) => [...text.matchAll(/^\s*(\w+)\s*=\s*"([^"]+)"/gm)])
      .map(([, id, name]) => [id, name]),
  );
  const called = (expression) => /^"(.*)"$/.exec(expression)?.[1] ?? constants.get(expression.replace(/^\w+\./, ''));
  const all = texts.join('\n');
  const registered = new Set([...all.matchAll(/register\((\w+)\((?:nil)?\)\)/g)].map(([, builder]) => builder));
  const found = { names: new Set(), aliases: new Set(), offByDefault: new Set() };
  for (const builder of registered) {
    const body = new RegExp(`func ${builder}\\([\\s\\S]*?\\n}\\n`).exec(all)?.[0] ?? '';
    const name = called(/\bname:\s*([\w."-]+),/.exec(body)?.[1] ?? '');
    if (name === undefined) throw new Error(`${builder} has no name that can be read`);
    found.names.add(name);
    for (const [, alias] of (/aliases:\s*\[\]string\{([^}]*)\}/.exec(body)?.[1] ?? '').matchAll(/"([^"]+)"/g)) {
      found.aliases.add(alias);
    }
    if (/isDisabledByDefault:\s*true/.test(body)) found.offByDefault.add(name);
  }
  if (registered.size === 0) initializers(all, called, found);
  const names = goFiles(tree, 'cmd/kube-controller-manager/names').join('\n');
  // 1.28 keeps them in one map.
  const map = /func KCMControllerAliases\(\)[\s\S]*?\n}/.exec(names)?.[0] ?? '';
  for (const [, alias] of map.matchAll(/^\s*"([^"]+)":/gm)) found.aliases.add(alias);
  return found;
}

/** 1.6 to 1.27: `controllers["node"] = …`, `register("node", …)`, and the token controller, which starts before them. */
function initializers(all, called, found) {
  for (const [, name] of all.matchAll(/\bcontrollers\["([^"]+)"\]\s*=/g)) found.names.add(name);
  for (const [, name] of all.matchAll(/\bregister\(([\w."-]+),/g)) found.names.add(called(name));
  const token = /saTokenControllerName\s*=\s*"([^"]+)"/.exec(all)?.[1];
  if (token !== undefined) found.names.add(token);
  const off = /ControllersDisabledByDefault\s*=\s*sets\.NewString\(([^)]*)\)/.exec(all)?.[1] ?? '';
  for (const [, name] of off.matchAll(/"([^"]+)"/g)) found.offByDefault.add(name);
}
