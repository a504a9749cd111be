// The site of docs/: VitePress with a search that needs no network, and pages that may load nothing from elsewhere.
import { defineConfig } from 'vitepress';
import { plainText } from './markdown/plainText.ts';
import { repositoryLinks } from './markdown/repositoryLinks.ts';
import { ruleExamples } from './markdown/ruleExamples.ts';
import { sidebar } from './navigation.ts';

const repository = process.env.REPOSITORY ?? '';
const base = process.env.BASE ?? '/';
const home = 'https://github.com/kube-node-lifecycle/kube-node-lifecycle';

/** What a page may load. Inline scripts are VitePress' own; `data:` are pictures of the timeline. */
const policy = [
  "default-src 'none'",
  "base-uri 'none'",
  "connect-src 'self'",
  "font-src 'self'",
  "form-action 'none'",
  "frame-src 'self'",
  "img-src 'self' data:",
  "script-src 'self' 'unsafe-inline'",
  "style-src 'self' 'unsafe-inline'",
  "worker-src 'self'",
].join('; ');

export default defineConfig({
  base,
  lang: 'en',
  title: 'Kubernetes Node Lifecycle',
  description: 'When a node falls silent: when its pods move, and whether two of them can write to one volume.',
  outDir: process.env.OUT ?? 'dist',
  lastUpdated: false,
  head: [
    ['meta', { 'http-equiv': 'Content-Security-Policy', content: policy }],
    ['link', { rel: 'icon', type: 'image/png', href: `${base}icon.png` }],
    ['meta', { name: 'referrer', content: 'no-referrer' }],
  ],
  markdown: {
    config(md) {
      md.use(plainText).use(repositoryLinks, home).use(ruleExamples);
    },
  },
  vite: {
    resolve: { alias: { '@repository': repository } },
    build: { chunkSizeWarningLimit: 2000 },
    server: { fs: { allow: [repository] } },
  },
  themeConfig: {
    logo: { src: '/icon.png', alt: '' },
    siteTitle: 'Node Lifecycle',
    search: { provider: 'local' },
    outline: { level: [2, 3] },
    nav: [
      { text: 'Start', link: '/start' },
      { text: 'Platforms', link: '/platforms/', activeMatch: '/platforms/' },
      { text: 'Rules', link: '/rules/', activeMatch: '/rules/' },
      { text: 'Playground', link: '/playground' },
    ],
    sidebar: sidebar(),
    socialLinks: [{ icon: 'github', link: home }],
    footer: { message: 'Apache-2.0. No cookies, no tracking, nothing loaded from elsewhere.' },
  },
});
