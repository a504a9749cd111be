// What a picture in a hover cannot find out by itself: theme and settings.
import { ColorThemeKind, type Disposable, extensions, window, workspace } from 'vscode';
import { type BaseLanguageClient, State } from 'vscode-languageclient';
import type { Display } from '../../server/src/features/display.ts';
import type { HintKind } from '../../server/src/features/inlayHints.ts';
import { section } from './section.ts';

const hintKinds: readonly HintKind[] = ['detection', 'eviction', 'verdict'];

const themes: Readonly<Record<ColorThemeKind, Display['theme']>> = {
  [ColorThemeKind.Light]: 'light',
  [ColorThemeKind.Dark]: 'dark',
  [ColorThemeKind.HighContrast]: 'high-contrast',
  [ColorThemeKind.HighContrastLight]: 'high-contrast-light',
};

/** What a picture in a hover cannot find out by itself. */
export function currentDisplay(): Display {
  const { kind } = window.activeColorTheme;
  const settings = workspace.getConfiguration(section);
  return {
    hoverPictures: settings.get('hoverPictures', true),
    hiddenHints: [
      ...hintKinds.filter((kind) => !settings.get(`inlayHints.${kind}`, true)),
      ...(settings.get('codeLens', true) ? [] : ['lens']),
      ...(settings.get('semanticTokens', true) ? [] : ['colour']),
      ...(offersKeys() ? ['keys'] : []),
    ],
    theme: themes[kind],
  };
}

/** Whether the extension *YAML* knows the schema of Kubernetes' objects: nothing is to be offered twice. */
function offersKeys(): boolean {
  if (extensions.getExtension('redhat.vscode-yaml') === undefined) return false;
  if (extensions.getExtension('ms-kubernetes-tools.vscode-kubernetes-tools') !== undefined) return true;
  const schemas = workspace.getConfiguration('yaml').get<Record<string, unknown>>('schemas', {});
  return Object.keys(schemas).some((one) => /kubernetes/i.test(one));
}

/** Tells the server when theme or setting change. */
export function followDisplay(client: BaseLanguageClient): Disposable[] {
  async function tell(): Promise<void> {
    if (client.state !== State.Running) return; // it is told when it starts
    await client.sendNotification(`${section}/didChangeDisplay`, currentDisplay());
  }
  return [
    window.onDidChangeActiveColorTheme(tell),
    extensions.onDidChange(tell),
    workspace.onDidChangeConfiguration((change) =>
      change.affectsConfiguration('yaml.schemas') ||
      ['hoverPictures', 'inlayHints', 'codeLens', 'semanticTokens'].some((name) =>
        change.affectsConfiguration(`${section}.${name}`),
      )
        ? tell()
        : undefined,
    ),
  ];
}
