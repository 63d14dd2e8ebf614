import { defineConfig } from 'vitest/config';

import { compressed } from './build/compressed.ts';
import { prerenderedShell } from './build/prerendered-shell.ts';
import { serviceWorker } from './build/service-worker.ts';

/** Where the API listens while developing; the built app is served by the API itself. */
const api = process.env['MODU_DEV_API'] ?? 'http://127.0.0.1:8000';

const GROUND =
  /node_modules\/(preact|@preact|preact-iso|idb)\/|src\/api\/client|src\/core\/(batch|channel|db|i18n|identity|ids|locks|outbox|outbox-item|outbox-store|prefs)\.ts|src\/ui\/(button|icon)\.tsx|preload-helper/;

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  plugins: [prerenderedShell(), serviceWorker(), compressed()],
  build: {
    target: ['es2022', 'safari16', 'chrome105', 'firefox110'],
    // The previous build's assets stay for open pages; build/service-worker.ts removes older ones.
    emptyOutDir: false,
    // Browsers that need it fetch a little later; the others need not carry it.
    // Styles are fetched ahead of a screen; a list of every screen's scripts would weigh 1.2 kB on home.
    modulePreload: {
      polyfill: false,
      resolveDependencies: (_file, dependencies) => dependencies.filter((name) => name.endsWith('.css')),
    },
    rolldownOptions: {
      output: {
        codeSplitting: {
          // What every screen needs travels in one file: ten small ones compress worse and cost round trips.
          groups: [{ name: 'ground', test: GROUND }],
        },
      },
    },
    // Inlined data: URLs would need a wider content security policy.
    assetsInlineLimit: 0,
  },
  server: { port: 18400, proxy: { '/api': { target: api } } },
  test: {
    environment: 'node',
    include: ['src/**/*.test.{ts,tsx}', 'build/**/*.test.ts'],
    setupFiles: ['./build/test-setup.ts'],
    // The machine is shared and these tests wait on fake clocks, not on the processor.
    maxWorkers: 2,
  },
});
