import { strict as assert } from 'node:assert';
import type { Page } from 'playwright-core';
import type { ServerEditor } from '../host/editor.ts';
import { hoverOver, openQuickFixes, showFindings, statusItem } from './workbench.ts';

/** What is seen on the page and not through VS Code's API. */
export interface PageTest {
  readonly title: string;
  /** The workspace is restricted, because nobody said that its authors are trusted. */
  readonly untrusted: boolean;
  run(page: Page, editor: ServerEditor): Promise<void>;
}

const mysql = 'database/mysql.yaml';

export const pageTests: readonly PageTest[] = [
  {
    title: 'page: the status item names cluster, version and verdict',
    untrusted: false,
    async run(page, editor) {
      await showFindings(page, editor.opening(mysql));
      const item = await statusItem(page);
      assert.match((await item.textContent()) ?? '', /1\.25 · double-mount/);
    },
  },
  {
    title: 'page: the hover of a grace period carries the timeline as a picture',
    untrusted: false,
    async run(page, editor) {
      await showFindings(page, editor.opening(mysql));
      const hover = await hoverOver(page, 'terminationGracePeriodSeconds', 'kube-node-lifecycle');
      const picture = hover.locator('img[src^="data:image/svg+xml"]').first();
      await picture.waitFor();
      assert.ok((await picture.boundingBox())?.width ?? 0 > 100, 'the picture is not drawn');
    },
  },
  {
    title: 'page: the preferred fix is offered under Ctrl+.',
    untrusted: false,
    async run(page, editor) {
      await showFindings(page, editor.opening(mysql));
      const list = await openQuickFixes(page, 'terminationGracePeriodSeconds');
      assert.match((await list.textContent()) ?? '', /Set terminationGracePeriodSeconds to 30/);
    },
  },
  {
    title: 'page: a workspace that is not trusted gets its findings',
    untrusted: true,
    async run(page, editor) {
      await showFindings(page, editor.opening(mysql));
      await page.locator('.statusbar-item').filter({ hasText: 'Restricted Mode' }).first().waitFor();
      await statusItem(page);
    },
  },
];
