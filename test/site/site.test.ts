// The site of docs/, built and looked at in a real browser: links, search, both themes, a phone, and the playground.
import { strict as assert } from 'node:assert';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { buildSite } from '../../scripts/docs.mjs';
import { findChromium, launchChromium } from '../../scripts/editors/chromium.mjs';
import { serveFolder } from '../../scripts/editors/files.mjs';
import { rules } from '../../server/src/rules/allRules.ts';
import { deadLinks, readSite, type SitePage } from './pages.ts';

/** Of a machine that does other things too. */
const patience = 60_000;

describe('site', function () {
  this.timeout(300_000);
  let folder: string;
  let site: ReadonlyMap<string, SitePage>;
  let server: { url: string; stop(): Promise<void> };
  let browser: Browser | undefined;
  let context: BrowserContext;
  let page: Page;
  let elsewhere: string[];
  let errors: string[];

  before(async () => {
    folder = buildSite();
    site = readSite(folder);
    server = await serveFolder(folder);
    const chromium = findChromium();
    if (chromium) browser = await launchChromium(chromium);
    else if (process.env.CI === 'true') throw new Error('no Chromium was found');
    else console.log('  SKIPPED: no Chromium was found. Install one, or set CHROMIUM to its path.');
  });
  after(async () => {
    await browser?.close();
    await server?.stop();
  });

  /** A new page; what it asks for and what goes wrong on it is noted. */
  async function open(path: string, options: Parameters<Browser['newContext']>[0] = {}): Promise<void> {
    assert.ok(browser);
    context = await browser.newContext(options);
    context.setDefaultTimeout(patience);
    context.on('request', (request) => {
      if (!/^(?:data:|blob:|about:)/.test(request.url()) && !request.url().startsWith(server.url))
        elsewhere.push(request.url());
    });
    context.on('weberror', (error) => errors.push(String(error.error())));
    context.on('console', (message) => {
      if (message.type() === 'error') errors.push(message.text());
    });
    await context.addInitScript('globalThis.__name = (value) => value'); // what the compiler puts into functions
    page = await context.newPage();
    await page.goto(server.url + path);
  }

  const ready = () => page.locator('.playground[data-state=ready]').first().waitFor();
  const findings = () => page.locator('.findings .where > a').allTextContents();
  /** The link to the page of a rule that is broken. */
  const finding = (id: string) => page.locator('.findings .where > a').getByText(id, { exact: true }).first();
  const untilFound = (id: string) => finding(id).waitFor();
  const untilGone = (id: string) => finding(id).waitFor({ state: 'detached' });

  describe('as files', () => {
    it('has a page for every rule, every platform and every question', () => {
      for (const { id } of rules) assert.ok(site.has(`rules/${id}.html`), id);
      for (const name of [
        'index',
        'start',
        'playground',
        'verdicts',
        'faq',
        'platforms/index',
        'configuration',
        'security',
      ])
        assert.ok(site.has(`${name}.html`), name);
      assert.ok(!site.has('marketplace.html'));
    });

    it('has no link to a page or a place that is not there', () => {
      assert.deepEqual(
        deadLinks(site, (file) => existsSync(join(folder, file))),
        [],
      );
    });

    it('loads nothing from elsewhere, and forbids it', () => {
      const loaded = [...site.values()].flatMap(({ path, loaded }) => loaded.map((address) => `${path}: ${address}`));
      assert.ok(loaded.length > 200);
      assert.deepEqual(
        loaded.filter((line) => !/: (?:\/(?!\/)|data:)/.test(line)),
        [],
      );
    });
  });

  describe('in a browser', () => {
    beforeEach(function () {
      if (!browser) this.skip();
      elsewhere = [];
      errors = [];
    });
    afterEach(async function () {
      if (this.currentTest?.state === 'failed')
        await page?.screenshot({ path: `out/site-${this.currentTest.title.replaceAll(/\W+/g, '-')}.png` });
      await context?.close();
      assert.deepEqual(elsewhere, []);
      assert.deepEqual(errors, []);
    });

    it('finds what is searched for', async () => {
      await open('index.html');
      await page.locator('.VPNavBarSearch button').first().click();
      await page.locator('.VPLocalSearchBox input').fill('force-detach');
      await page.locator('.VPLocalSearchBox .result').first().waitFor();
      await page.locator('.VPLocalSearchBox .result', { hasText: 'unfenced-force-detach' }).first().click();
      await page.waitForURL(/rules\/unfenced-force-detach\.html/);
      await page.locator('h1', { hasText: 'unfenced-force-detach' }).waitFor();
      // What people type who know the symptom alone.
      for (const [words, question] of [
        ['stuck Terminating', 'My pod is stuck in Terminating'],
        ['six minutes', 'kubectl delete pod --force'],
        ['Multi-Attach', 'Multi-Attach error'],
        ['five minutes', 'take more than five minutes'],
        ['NotReady random', 'NotReady at random'],
        ['two pods one volume', 'Two pods ran on one volume'],
      ] as const) {
        await page.locator('.VPNavBarSearch button').first().click();
        await page.locator('.VPLocalSearchBox input').fill(words);
        await page.locator('.VPLocalSearchBox .result', { hasText: question }).first().waitFor();
        await page.keyboard.press('Escape');
      }
    });

    for (const colorScheme of ['light', 'dark'] as const) {
      it(`is ${colorScheme} where the system is, with enough contrast, and can be switched`, async () => {
        await open('verdicts.html', { colorScheme });
        assert.equal(await page.locator('html.dark').count(), colorScheme === 'dark' ? 1 : 0);
        for (const what of ['h1', '.vp-doc p', '.vp-doc p code', '.vp-doc a', '.VPSidebar a.link']) {
          const contrast = await page.locator(what).first().evaluate(contrastOf);
          assert.ok(contrast >= 4.5, `${what}: ${contrast.toFixed(2)}`);
        }
        await page.locator('.VPNavBarAppearance .VPSwitchAppearance').click();
        await page.locator(colorScheme === 'dark' ? 'html:not(.dark)' : 'html.dark').waitFor();
      });
    }

    it('fits a phone', async () => {
      await open('index.html', { viewport: { width: 360, height: 740 } });
      const pages = [...site.keys()].filter((path) => path !== '404.html' && !/^rules\/(?!index|unfenced)/.test(path));
      const wide: string[] = [];
      for (const path of pages) {
        await page.goto(server.url + path);
        const width = await page.evaluate(() => document.documentElement.scrollWidth);
        if (width > 360) wide.push(`${path}: ${width}`);
      }
      assert.deepEqual(wide, []);
    });

    it('the playground finds the incident, mends it and shows what becomes of it', async () => {
      await open('playground.html');
      await ready();
      assert.equal((await findings())[0], 'force-removal-on-eviction');
      const panel = page.frameLocator('iframe.panel');
      await panel.locator('.badge', { hasText: 'two writers' }).first().waitFor();
      for (const name of ['Timeline', 'Recovery', 'Tuner', 'Replay', 'At a glance']) {
        await panel.getByRole('tab', { name }).click();
        await panel.getByRole('tab', { name, selected: true }).waitFor();
      }
      await panel.locator('button[data-act=fix]').first().click();
      await untilGone('force-removal-on-eviction');
      await panel.locator('.badge', { hasText: 'safe, needs a hand' }).first().waitFor();
      await page.locator('.cm-line', { hasText: 'terminationGracePeriodSeconds: 30' }).waitFor();
      // A link of the panel leads to its place in the editor.
      await panel.locator('a', { hasText: 'kube-controller-manager.yaml' }).first().click();
      await page.locator('.tab.active', { hasText: 'kube-controller-manager.yaml' }).waitFor();
    });

    it('the playground takes files, new text, and gives a link that holds them', async () => {
      await open('playground.html');
      await ready();
      for (const name of ['kubelet.service', 'storage.yaml', 'statefulset.yaml', 'kube-controller-manager.yaml'])
        await page.getByRole('button', { name: `Remove ${name}` }).click();
      const text = 'apiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\nkubernetesVersion: v1.33.0\n';
      await page
        .locator('input[type=file]')
        .setInputFiles({ name: 'kubeadm.yaml', mimeType: 'text/yaml', buffer: Buffer.from(text) });
      await page.frameLocator('iframe.panel').getByText('Kubernetes 1.33').first().waitFor();
      await page.getByText('No findings', { exact: true }).waitFor();
      await page.locator('.cm-content').click();
      await page.keyboard.press('Control+End');
      await page.keyboard.type('controllerManager:\nextraArgs: [{ name: node-monitor-grace-period, value: 5s }]');
      await page.keyboard.press('Home');
      await page.keyboard.type('  ');
      await untilFound('grace-shorter-than-heartbeat');
      await page.keyboard.press('Tab');
      await page.locator('.findings :focus').waitFor();
      await page.getByRole('button', { name: 'Share by link' }).click();
      await page.waitForURL(/#files=/);
      const address = page.url();
      const before = elsewhere.length;
      await page.goto('about:blank');
      await page.goto(address);
      await untilFound('grace-shorter-than-heartbeat');
      assert.equal(elsewhere.length, before);
    });

    it('the playground copies commands, puts its link into the clipboard, and exports what it plays', async () => {
      await open('playground.html', { permissions: ['clipboard-read', 'clipboard-write'] });
      await ready();
      const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
      const panel = page.frameLocator('iframe.panel');
      await panel.locator('button[data-act=fix]').first().click();
      await untilGone('force-removal-on-eviction');
      await panel.getByRole('tab', { name: 'Recovery' }).click();
      await panel.locator('button[data-act=copy]').first().click();
      await page.getByText('Copied.', { exact: true }).waitFor();
      assert.match(await clipboard(), /^kubectl /);

      await page.getByRole('button', { name: 'Share by link' }).click();
      await page.waitForURL(/#files=/);
      await page.getByText('Link copied.').waitFor();
      assert.equal(await clipboard(), page.url());

      await panel.getByRole('tab', { name: 'Replay' }).click();
      for (const [kind, beginning] of [
        ['svg', /^<svg /],
        ['html', /^<!doctype html>/i],
      ] as const) {
        const [download] = await Promise.all([
          page.waitForEvent('download'),
          panel.locator(`button[data-act=export][value=${kind}]`).click(),
        ]);
        assert.ok(download.suggestedFilename().endsWith(`.${kind}`), download.suggestedFilename());
        assert.match(readFileSync(await download.path(), 'utf8'), beginning);
      }
    });

    it('says of a link that was cut off that it is not whole', async () => {
      await open('playground.html#files=q1YqSy0qzszPU7JSqk');
      await ready();
      await page.getByText('The link is not whole').waitFor();
    });

    it('an example of a rule is edited in place', async () => {
      await open('rules/force-removal-on-eviction.html');
      await page.getByRole('button', { name: 'Edit here' }).first().click();
      await ready();
      await untilFound('force-removal-on-eviction');
      await page.locator('.findings .fix').first().click();
      await untilGone('force-removal-on-eviction');
    });
  });
});

/** Contrast of an element's text to what lies behind it, as WCAG computes it. Runs in the page. */
function contrastOf(element: Element): number {
  const channels = (colour: string) => (colour.match(/[\d.]+/g) ?? []).map(Number);
  const luminance = ([r = 0, g = 0, b = 0]: readonly number[]) => {
    const [x = 0, y = 0, z = 0] = [r, g, b].map((c) =>
      c / 255 <= 0.03928 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4,
    );
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  };
  const behind: (readonly number[])[] = [];
  for (let at: Element | null = element; at; at = at.parentElement) {
    const colour = channels(getComputedStyle(at).backgroundColor);
    if ((colour[3] ?? 1) > 0) behind.push(colour);
    if ((colour[3] ?? 1) >= 1) break;
  }
  const ground = behind
    .reverse()
    .reduce((under, [r = 0, g = 0, b = 0, alpha = 1]) =>
      [r, g, b].map((channel, index) => channel * alpha + (under[index] ?? 255) * (1 - alpha)),
    );
  const [light, dark] = [luminance(channels(getComputedStyle(element).color)), luminance(ground)].sort((a, b) => b - a);
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05);
}
