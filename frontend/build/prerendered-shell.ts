/** Puts the rendered app frame into index.html, so that the first paint needs no script. */
import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';

import { runnerImport, type Plugin, type ResolvedConfig } from 'vite';

interface ShellModule {
  /** Rendered while the module loads: the runner is closed right after. */
  shell: string;
}

/** Markup needs no style sheets, and the runner cannot read them. */
const withoutStyles: Plugin = {
  name: 'modu-without-styles',
  enforce: 'pre',
  resolveId: (source) => (source.endsWith('.css') ? '\0no-style' : undefined),
  load: (id) => (id === '\0no-style' ? 'export {};' : undefined),
};

export function prerenderedShell(): Plugin {
  let config: ResolvedConfig;
  let koreanTexts: string | undefined;
  return {
    name: 'modu-prerendered-shell',
    apply: 'build',
    configResolved(resolved) {
      config = resolved;
    },
    generateBundle(_, bundle) {
      // Most people read Korean: its texts are fetched beside the entry instead of after it.
      for (const file of Object.values(bundle)) {
        if (file.type === 'chunk' && file.facadeModuleId?.endsWith('/locales/ko.ts'))
          koreanTexts = file.fileName;
      }
    },
    async writeBundle() {
      const page = resolve(config.root, config.build.outDir, 'index.html');
      const { module } = await runnerImport<ShellModule>(resolve(config.root, 'src/prerender.tsx'), {
        configFile: false,
        logLevel: 'error',
        plugins: [withoutStyles],
        oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
      });
      const frame = module.shell;
      let html = await readFile(page, 'utf8');
      if (!html.includes('<!--shell-->')) throw new Error('index.html has no <!--shell--> place');
      if (/\sstyle="/.test(frame))
        throw new Error('the shell has a style attribute, which the page policy refuses');
      html = html.replace('<!--shell-->', () => frame);
      if (koreanTexts) {
        const preload = `<link rel="modulepreload" crossorigin href="/${koreanTexts}">`;
        html = html.replace('</head>', () => `${preload}\n</head>`);
      }
      await writeFile(page, html);
    },
  };
}
