/** Puts a gzip copy beside every text file of the build; the server hands it to whoever takes gzip. */
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

import type { Plugin, ResolvedConfig } from 'vite';

const TEXT = /\.(html|js|css|svg|json|webmanifest|txt)$/;
/** Below this a copy saves nothing. */
const LEAST_BYTES = 512;
const squeeze = promisify(gzip);

export function compressed(): Plugin {
  let config: ResolvedConfig;
  return {
    name: 'modu-compressed',
    apply: 'build',
    configResolved(resolved) {
      config = resolved;
    },
    // The very last: the shell is in index.html and sw.js is written.
    closeBundle: {
      order: 'post',
      sequential: true,
      async handler() {
        const out = resolve(config.root, config.build.outDir);
        const entries = await readdir(out, { recursive: true, withFileTypes: true });
        const files = entries
          .filter((entry) => entry.isFile())
          .map((entry) => join(entry.parentPath, entry.name));
        // An old copy beside a new file would be served instead of it.
        await Promise.all(files.filter((file) => file.endsWith('.gz')).map((file) => rm(file)));
        await Promise.all(
          files
            .filter((file) => TEXT.test(file))
            .map(async (file) => {
              const bytes = await readFile(file);
              if (bytes.length >= LEAST_BYTES)
                await writeFile(`${file}.gz`, await squeeze(bytes, { level: 9 }));
            }),
        );
      },
    },
  };
}
