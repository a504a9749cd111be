import { ColorThemeKind, type Disposable, window, workspace } from 'vscode';
import { type BaseLanguageClient, State } from 'vscode-languageclient';
import type { Display } from '../../server/src/features/display.ts';
import { section } from './section.ts';

/** What a picture in a hover cannot find out by itself. */
export function currentDisplay(): Display {
  const { kind } = window.activeColorTheme;
  const light = kind === ColorThemeKind.Light || kind === ColorThemeKind.HighContrastLight;
  return {
    hoverPictures: workspace.getConfiguration(section).get('hoverPictures', true),
    theme: light ? 'light' : 'dark',
  };
}

/** Tells the server when theme or setting change. */
export function followDisplay(client: BaseLanguageClient): Disposable[] {
  async function tell(): Promise<void> {
    if (client.state !== State.Running) return; // it is told when it starts
    await client.sendNotification(`${section}/didChangeDisplay`, currentDisplay());
  }
  return [
    window.onDidChangeActiveColorTheme(tell),
    workspace.onDidChangeConfiguration((change) =>
      change.affectsConfiguration(`${section}.hoverPictures`) ? tell() : undefined,
    ),
  ];
}
