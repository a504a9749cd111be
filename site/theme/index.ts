// VitePress' own theme, with our colours and the playground.

import type { Theme } from 'vitepress';
import DefaultTheme from 'vitepress/theme';
import { defineAsyncComponent } from 'vue';
import RuleExample from './RuleExample.vue';
import './style.css';

const theme: Theme = {
  extends: DefaultTheme,
  enhanceApp({ app }) {
    app.component('RuleExample', RuleExample);
    // It is nothing without a browser; CodeMirror and the protocol's library come only where they are used.
    if (!import.meta.env.SSR) {
      app.component(
        'Playground',
        defineAsyncComponent(() => import('./Playground.vue')),
      );
    }
  },
};

export default theme;
