import { strict as assert } from 'node:assert';
import type { FrameLocator, Page } from 'playwright-core';
import {
  chooseCommand,
  chooseFix,
  explainFrame,
  hoverOver,
  openFile,
  openQuickFixes,
  patience,
  statusItem,
  untilFindings,
  word,
} from './workbench.ts';

/** What is seen on the page and not through VS Code's API. */
export interface PageTest {
  readonly title: string;
  /** @param servers how many language servers run for this workbench */
  run(page: Page, servers: () => number): Promise<void>;
}

/** Tests that follow each other in one workbench: to open one is what takes the time. */
export interface PageSession {
  readonly name: string;
  readonly settings: Readonly<Record<string, unknown>>;
  /** A `.code-workspace` file of several roots, instead of the folder. */
  readonly workspace?: string;
  /** Files of a workspace of its own. */
  readonly files?: Readonly<Record<string, string>>;
  /** Everything runs in the browser, over a virtual file system; there is no user, whose settings would count. */
  readonly isWeb?: true;
  /** In front when the workbench opens; on the web the tests open it. */
  readonly file: string;
  readonly tests: readonly PageTest[];
}

const trusted = { 'security.workspace.trust.enabled': false };
const noPrompt = { 'security.workspace.trust.startupPrompt': 'never', 'security.workspace.trust.banner': 'never' };
const mysql = 'database/mysql.yaml';

export const pageSessions: readonly PageSession[] = [
  {
    name: 'trusted',
    settings: trusted,
    file: mysql,
    tests: [
      {
        title: 'the status item names cluster, version and verdict',
        run: async (page) => await untilStatus(page, /workspace · 1\.25 · two writers/),
      },
      {
        title: 'the hover of a grace period carries the timeline as a picture',
        async run(page) {
          const hover = await hoverOver(page, 'terminationGracePeriodSeconds', 'still write');
          const picture = hover.locator('img[src^="data:image/svg+xml"]').first();
          await picture.waitFor();
          assert.ok(((await picture.boundingBox())?.width ?? 0) > 300, 'the picture is not drawn');
        },
      },
      {
        title: 'the preferred fix is offered under Ctrl+.',
        async run(page) {
          const list = await openQuickFixes(page, 'terminationGracePeriodSeconds');
          assert.match((await list.textContent()) ?? '', /Set terminationGracePeriodSeconds to 30/);
          await page.keyboard.press('Escape');
        },
      },
      {
        title: 'Explain This Cluster shows windows, pictures and parameters',
        async run(page) {
          await (await statusItem(page)).click();
          const frame = await explainFrame(page);
          assert.equal(await frame.locator('h1').textContent(), 'Cluster workspace');
          await frame.locator('svg.spark').first().waitFor(patience);
          // 700 without our style sheet: the editor has one of its own, and the page's policy lets only ours be written.
          assert.equal(await frame.locator('h1').evaluate((heading) => getComputedStyle(heading).fontWeight), '600');
          await frame.getByRole('tab', { name: 'Timeline' }).click(patience);
          await frame.locator('svg.timeline:visible').first().waitFor(patience);
          assert.ok(
            ((await frame.locator('svg.timeline:visible').first().boundingBox())?.width ?? 0) > 260,
            'no picture',
          );
          const text = (await frame.locator('main').textContent()) ?? '';
          for (const part of [/StatefulSet db\/mysql/, /two writers/, /--node-monitor-grace-period/]) {
            assert.match(text, part);
          }
          await frame.locator('a', { hasText: 'mysql.yaml:' }).first().click();
          await page.locator('.tab.active', { hasText: 'mysql.yaml' }).first().waitFor();
        },
      },
      {
        title: 'the status item stays while the page has the focus',
        async run(page) {
          const frame = await explainFrame(page);
          await frame.locator('h1').click();
          await untilStatus(page, /workspace · 1\.25 · two writers/);
        },
      },
      {
        title: 'the page that was behind another tab shows what is true now',
        async run(page) {
          await (await explainFrame(page)).locator('h1').click();
          await page.keyboard.press('Control+N'); // in front of the page, in its group
          await page.locator('.tab.active', { hasText: 'Untitled' }).first().waitFor(patience);
          await openFile(page, 'database', 'mysql.yaml');
          await openQuickFixes(page, 'terminationGracePeriodSeconds');
          await chooseFix(page, 'Set terminationGracePeriodSeconds to 30');
          await untilStatus(page, /safe, needs a hand/);
          await page.locator('.tab', { hasText: 'Cluster workspace' }).first().click(patience);
          const frame = await explainFrame(page);
          await frame.getByText('safe, needs a hand').first().waitFor(patience);
          assert.equal(await frame.getByText('two writers').count(), 0);
          await openFile(page, 'database', 'mysql.yaml');
          await page.keyboard.press('Control+Z');
          await page.locator('.tab', { hasText: 'Cluster workspace' }).first().click(patience);
          await (await explainFrame(page)).getByText('two writers').first().waitFor(patience);
        },
      },
      {
        title: 'the page comes back after the window was loaded again',
        async run(page) {
          // With a file to open in its address the editor would open that alone.
          const address = new URL(page.url());
          address.searchParams.delete('payload');
          await page.evaluate((to) => history.replaceState(null, '', to), address.href);
          const loaded = page.waitForEvent('load', patience);
          await page.keyboard.press('F1');
          await page.keyboard.type('Developer: Reload Window');
          await page
            .locator('.quick-input-list .monaco-list-row', { hasText: 'Reload Window' })
            .first()
            .click(patience);
          await loaded;
          const frame = await explainFrame(page);
          await frame.getByText('two writers').first().waitFor(patience);
        },
      },
      {
        title: 'the status item stays for a page that is left alone, and goes with it',
        async run(page) {
          const frame = await explainFrame(page);
          // Where the files stand after the reload is the editor's own affair.
          for (const others of ['View: Close Other Editors in Group', 'View: Close Editors in Other Groups']) {
            await frame.locator('h1').click(patience);
            await chooseCommand(page, others);
          }
          await page
            .locator('.tab', { hasText: 'mysql.yaml' })
            .first()
            .waitFor({ state: 'detached', ...patience });
          await frame.getByRole('tab', { name: 'Recovery' }).click(patience);
          await frame.getByRole('button', { name: 'Find values that hold' }).click(patience);
          await frame.locator('[role=tab][aria-selected=true]', { hasText: 'Tuner' }).waitFor(patience);
          await untilStatus(page, /workspace · 1\.25 · two writers/);
          await chooseCommand(page, 'View: Close All Editors');
          const item = page.locator('.statusbar-item[id*="kubeNodeLifecycle"]:visible').first();
          await item.waitFor({ state: 'detached', ...patience });
        },
      },
    ],
  },
  {
    name: 'panel',
    settings: trusted,
    file: mysql,
    tests: [
      {
        title: 'the view Node Lifecycle leads from a verdict to its fix, and applies it',
        async run(page) {
          await page.locator('.pane-header', { hasText: 'Node Lifecycle' }).click(patience);
          const rows = page.locator('.pane', { hasText: 'Node Lifecycle' }).locator('.monaco-list-row');
          await rows.filter({ hasText: 'two writers' }).first().waitFor(patience);
          const workload = rows.filter({ hasText: 'StatefulSet db/mysql' }).first();
          await workload.click(patience);
          const fix = rows.filter({ hasText: 'Set terminationGracePeriodSeconds to 30' }).first();
          // The editor that the click opens may take the first key.
          for (let tries = 0; tries < 60 && !(await fix.isVisible()); tries += 1) {
            await workload.press('ArrowRight', patience);
            await page.waitForTimeout(500);
          }
          await fix.hover(patience);
          await fix.locator('.action-label').first().click(patience);
          await rows.filter({ hasText: 'safe, needs a hand' }).first().waitFor(patience);
          await openFile(page, 'database', 'mysql.yaml');
          await word(page, 'terminationGracePeriodSeconds: 30').waitFor(patience);
          await page.keyboard.press('Control+Z');
          await rows.filter({ hasText: 'two writers' }).first().waitFor(patience);
        },
      },
      {
        title: 'the title of a file of a cluster carries a button',
        async run(page) {
          const button = page.locator('.editor-actions .action-label[aria-label^="Explain This Cluster"]').first();
          await button.click(patience);
          await (await explainFrame(page)).locator('svg.spark').first().waitFor(patience);
        },
      },
      {
        title: 'every view is there for the cluster of the file in front',
        async run(page) {
          await (await statusItem(page)).click();
          const frame = await explainFrame(page);
          await frame.locator('svg.spark').first().waitFor(patience);
          const radius = await frame
            .locator('.badge')
            .first()
            .evaluate((badge) => getComputedStyle(badge).borderRadius);
          assert.equal(radius, '11px', 'the style of the page does not hold');
        },
      },
      {
        title: 'the views of the page are reached by arrow keys, and the focus stays over updates',
        async run(page) {
          const frame = await explainFrame(page);
          await frame.getByRole('tab', { name: 'Timeline' }).focus();
          for (const name of ['Recovery', 'Tuner', 'Replay']) {
            await page.keyboard.press('ArrowRight');
            await frame.locator('[role=tab][aria-selected=true]', { hasText: name }).waitFor(patience);
            const focused = frame.locator('[role=tab]:focus');
            assert.equal(await focused.textContent(), name);
            assert.notEqual(await focused.evaluate((tab) => getComputedStyle(tab).outlineStyle), 'none');
          }
          await page.keyboard.press('Home');
          await frame.locator('svg.spark').first().waitFor(patience);
        },
      },
      {
        title: 'the replay steps to two writers',
        async run(page) {
          const frame = await explainFrame(page);
          await frame.getByRole('tab', { name: 'Replay' }).click(patience);
          await frame.locator('#replay-step').focus();
          await page.keyboard.press('End');
          await frame.getByText('Two mysql write to one volume.').first().waitFor(patience);
          await frame.getByRole('tab', { name: 'At a glance' }).click(patience);
          await frame.locator('svg.spark').first().waitFor(patience);
        },
      },
      {
        title: 'the tuner: a slider changes the figures, and Apply shows both files before it writes them',
        async run(page) {
          const frame = await explainFrame(page);
          await frame.getByRole('tab', { name: 'Tuner' }).click(patience);
          const slider = frame.locator('#range-graceSeconds');
          await slider.focus(patience);
          for (let step = 0; step < 5; step += 1) await page.keyboard.press('ArrowRight');
          await frame.locator('.shown .badge', { hasText: 'safe, needs a hand' }).waitFor(patience);
          assert.equal(await slider.evaluate((one) => one === document.activeElement), true);
          await frame.locator('#typed-gracePeriod').fill('60s');
          await page.keyboard.press('Enter');
          await frame.getByText('Changes 2 values in 2 files').waitFor(patience);
          await frame.locator('#act-review').click(patience);
          await page.locator('.tab.active', { hasText: 'Values that are tried' }).first().waitFor(patience);
          for (const name of ['mysql.yaml', 'kube-controller-manager.yaml'])
            await page.locator('.multiDiffEntry', { hasText: name }).first().waitFor(patience);
          await frame.locator('#act-write').click(patience);
          await frame.getByText('As the files are now.').waitFor(patience);
          await openFile(page, 'control-plane', 'kube-controller-manager.yaml');
          await word(page, '--node-monitor-grace-period=1m').waitFor(patience);
          await openFile(page, 'database', 'mysql.yaml');
          await word(page, 'terminationGracePeriodSeconds: 30').waitFor(patience);
          await untilStatus(page, /safe, needs a hand/);
        },
      },
    ],
  },
  {
    name: 'narrow',
    settings: { ...trusted, 'workbench.activityBar.location': 'hidden' },
    file: mysql,
    tests: [
      {
        title: 'in 340 pixels nothing is cut off, and what a slider changes stays in sight',
        async run(page) {
          await (await statusItem(page)).click();
          const frame = await explainFrame(page);
          await page.keyboard.press('Control+B'); // the side bar away: two halves
          await page.setViewportSize({ width: 680, height: 800 });
          await frame.locator('svg.spark').first().waitFor(patience);
          for (const name of ['At a glance', 'Timeline', 'Recovery', 'Replay', 'Tuner']) {
            await frame.getByRole('tab', { name }).click(patience);
            await frame.locator(`[role=tab][aria-selected=true]`, { hasText: name }).waitFor(patience);
            const room = await frame.locator('main').evaluate((main) => ({
              width: innerWidth,
              tooWide: [...main.querySelectorAll<HTMLElement>('*')]
                .filter((one) => one.getBoundingClientRect().right > innerWidth + 1)
                .map(({ outerHTML }) => outerHTML.slice(0, 80)),
            }));
            assert.ok(room.width > 300 && room.width <= 345, `${room.width} pixels`);
            assert.deepEqual(room.tooWide, [], name);
          }
          const slider = frame.locator('#range-fenced');
          await slider.focus(patience);
          await page.keyboard.press('ArrowLeft');
          await frame.getByText('Fencing is supposed here').waitFor(patience);
          const picture = await frame.locator('.shown svg.timeline:visible').evaluate((one) => {
            const { top, bottom } = one.getBoundingClientRect();
            return { top, bottom, height: innerHeight };
          });
          assert.ok(picture.top >= 0 && picture.bottom <= picture.height, JSON.stringify(picture));
          const knob = await slider.evaluate((one) => one.getBoundingClientRect().top);
          assert.ok(knob > picture.bottom && knob < picture.height, `${knob} below ${picture.bottom}`);
          await page.setViewportSize({ width: 1280, height: 800 });
          await page.keyboard.press('Control+B');
        },
      },
      {
        title: 'the replay is exported as one SVG file and as one page without anything from elsewhere',
        async run(page) {
          const frame = await explainFrame(page);
          await frame.getByRole('tab', { name: 'Replay' }).click(patience);
          await exportReplay(page, frame, 'svg');
          await page.locator('.statusbar-item', { hasText: /^640x\d+$/ }).waitFor(patience); // drawn by the editor as an image
          await page.locator('.tab', { hasText: 'Cluster workspace' }).first().click(patience);
          await exportReplay(page, await explainFrame(page), 'html');
          const lines = page.locator('.editor-group-container.active .view-lines').first();
          await lines.filter({ hasText: 'DOCTYPE' }).waitFor(patience);
          const text = (await lines.textContent(patience))?.replaceAll('\u00a0', ' ') ?? '';
          assert.match(text, /^<!DOCTYPE html>/i);
          assert.doesNotMatch(text, /\b(?:src|href)="(?!#)/);
        },
      },
      {
        title: 'another version is chosen beside the language, and the files decide again',
        async run(page) {
          await openFile(page, 'database', 'mysql.yaml');
          for (const [row, typed, status] of [
            ['Compute with another version', '1.33', /· 1\.33 ·/],
            ['Let the files decide', undefined, /· 1\.25 ·/],
          ] as const) {
            await chooseCommand(page, 'Choose Cluster or Version');
            await page.locator('.quick-input-list .monaco-list-row', { hasText: row }).first().click(patience);
            if (typed !== undefined) {
              await page
                .locator('.quick-input-widget .quick-input-message', { hasText: 'such as 1.33' })
                .waitFor(patience);
              await page.keyboard.type(typed);
              await page.keyboard.press('Enter');
            }
            await untilStatus(page, status);
          }
        },
      },
    ],
  },
  {
    name: 'switched off',
    settings: {
      ...trusted,
      'kubeNodeLifecycle.statusItem': false,
      'kubeNodeLifecycle.treeView': false,
      'kubeNodeLifecycle.editorButtons': false,
      'kubeNodeLifecycle.languageStatus': false,
    },
    file: mysql,
    tests: [
      {
        title: 'what is switched off is not there',
        async run(page) {
          await untilFindings(page);
          await page.locator('.explorer-folders-view').first().waitFor(patience);
          for (const gone of [
            '.statusbar-item[id*="kubeNodeLifecycle"]:visible',
            '.pane-header:has-text("Node Lifecycle")',
            '.editor-actions .action-label[aria-label^="Explain This Cluster"]',
          ])
            assert.equal(await page.locator(gone).count(), 0, gone);
        },
      },
    ],
  },
  {
    name: 'restricted mode',
    settings: noPrompt,
    file: mysql,
    tests: [
      {
        title: 'a workspace that is not trusted gets its findings and its status',
        async run(page) {
          await page.locator('.statusbar-item').filter({ hasText: 'Restricted Mode' }).first().waitFor();
          await untilFindings(page);
          await untilStatus(page, /two writers/);
        },
      },
    ],
  },
  {
    name: 'nothing of Kubernetes',
    settings: trusted,
    files: { 'data.json': '{ "a": }\n', 'x.ini': '[a]\nb = 1\n', 'run.sh': '#!/bin/sh\necho a\n' },
    file: 'x.ini',
    tests: [
      {
        title: 'data.json, x.ini and run.sh start no server',
        async run(page, servers) {
          await openFile(page, 'run.sh');
          await openFile(page, 'data.json');
          await page
            .locator('.squiggly-error')
            .first()
            .waitFor({ state: 'attached', ...patience }); // of JSON: extensions run
          assert.equal(servers(), 0);
        },
      },
      {
        title: 'the walkthrough opens the incident, which starts one',
        async run(page, servers) {
          await chooseCommand(page, 'Welcome: Open Walkthrough');
          await page
            .locator('.quick-input-list .monaco-list-row', { hasText: 'When a node falls silent' })
            .first()
            .click(patience);
          await page.getByRole('button', { name: 'Open it' }).first().click(patience);
          await untilFindings(page);
          await untilStatus(page, /1\.33 · two writers/);
          assert.equal(servers(), 1);
          await page.locator('.tab', { hasText: 'Walkthrough' }).first().click(patience);
          for (const step of ['Read the finding', 'See the whole cluster', 'Find values that hold'])
            await page.locator('.getting-started-step', { hasText: step }).first().waitFor(patience);
        },
      },
    ],
  },
  {
    name: 'web',
    isWeb: true,
    settings: {},
    file: mysql,
    tests: [
      {
        title: 'every view is there, its picture is drawn, and a slider changes it',
        async run(page) {
          await openFile(page, ...mysql.split('/'));
          await untilFindings(page);
          await untilStatus(page, /two writers/);
          await (await statusItem(page)).click();
          const frame = await explainFrame(page);
          await frame.locator('svg.spark').first().waitFor(patience);
          await frame.getByRole('tab', { name: 'Timeline' }).click(patience);
          await frame.locator('svg.timeline:visible').first().waitFor(patience);
          await frame.getByRole('tab', { name: 'Replay' }).click(patience);
          await frame.locator('#replay-step').focus(patience);
          await page.keyboard.press('End');
          await frame.locator('.moment.alarmed').waitFor(patience);
          await frame.getByRole('tab', { name: 'Tuner' }).click(patience);
          await frame.locator('#range-fenced').focus(patience);
          await page.keyboard.press('ArrowLeft');
          await frame.getByText('Fencing is supposed here').waitFor(patience);
        },
      },
    ],
  },
  {
    name: 'two roots',
    settings: trusted,
    workspace: 'two.code-workspace',
    file: mysql,
    tests: [
      {
        title: 'two roots are two clusters',
        async run(page) {
          await untilStatus(page, /one · 1\.25 · two writers/);
          await openFile(page, 'two', 'ledger.yaml');
          await untilStatus(page, /ledger · 1\.33 · safe, needs a hand/);
        },
      },
    ],
  },
];

/** Exports what is played into the folder, and opens the file. */
async function exportReplay(page: Page, frame: FrameLocator, format: 'svg' | 'html'): Promise<void> {
  await frame.locator(`#export-${format}`).click(patience);
  const field = page.locator('.quick-input-widget input[type="text"]').first();
  await field.waitFor(patience);
  await page.waitForFunction(
    (ending) => document.querySelector<HTMLInputElement>('.quick-input-widget input')?.value.endsWith(ending),
    `.${format}`,
    patience,
  );
  const name = (await field.inputValue()).split('/').at(-1) ?? '';
  await page.keyboard.press('Enter');
  await field.waitFor({ state: 'hidden', ...patience });
  await page.keyboard.press('Control+Shift+E');
  await openFile(page, name);
}

async function untilStatus(page: Page, expected: RegExp): Promise<void> {
  const item = await statusItem(page);
  try {
    await item.filter({ hasText: expected }).waitFor(patience);
  } catch {
    assert.match((await item.textContent()) ?? '', expected);
  }
}
