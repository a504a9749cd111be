import { strict as assert } from 'node:assert';
import type { Page } from 'playwright-core';
import {
  chooseFix,
  explainFrame,
  hoverOver,
  openFile,
  openQuickFixes,
  patience,
  statusItem,
  untilFindings,
} from './workbench.ts';

/** What is seen on the page and not through VS Code's API. */
export interface PageTest {
  readonly title: string;
  run(page: Page): Promise<void>;
}

/** Tests that follow each other in one workbench: to open one is what takes the time. */
export interface PageSession {
  readonly name: string;
  readonly settings: Readonly<Record<string, unknown>>;
  /** A `.code-workspace` file of several roots, instead of the folder. */
  readonly workspace?: string;
  /** In front when the workbench opens. */
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
          const hover = await hoverOver(page, 'terminationGracePeriodSeconds', 'still writes');
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
          await untilStatus(page, /two · 1\.33 · safe, needs a hand/);
        },
      },
    ],
  },
];

async function untilStatus(page: Page, expected: RegExp): Promise<void> {
  const item = await statusItem(page);
  try {
    await item.filter({ hasText: expected }).waitFor(patience);
  } catch {
    assert.match((await item.textContent()) ?? '', expected);
  }
}
