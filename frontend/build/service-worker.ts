/** Builds /sw.js with the list of this build's files, and keeps the previous build's assets beside them. */
import { createHash } from 'node:crypto';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

import { build, type Plugin, type ResolvedConfig, type Rolldown } from 'vite';

/** Remembers which assets the last build made. */
const LEDGER = 'build.json';

export function serviceWorker(): Plugin {
  let config: ResolvedConfig;
  return {
    name: 'modu-service-worker',
    apply: 'build',
    configResolved(resolved) {
      config = resolved;
    },
    writeBundle: {
      // After the prerendered shell is in index.html: the version must cover what is served.
      order: 'post',
      sequential: true,
      async handler(_, bundle) {
        const out = resolve(config.root, config.build.outDir);
        const assets = Object.keys(bundle).filter((name) => name.startsWith('assets/'));
        await forgetOldAssets(out, assets);
        const files = [...precached(bundle), ...(await publicFiles(config.publicDir))].toSorted();
        await buildWorker(config, out, await versionOf(out, ['index.html', ...files]), files);
        await writeFile(join(out, LEDGER), `${JSON.stringify({ assets }, null, 1)}\n`);
      },
    },
  };
}

/** What the app needs offline. The desk is for staff with a network and a map: cached when used, not beforehand. */
export function precached(bundle: Rolldown.OutputBundle): string[] {
  return Object.values(bundle)
    .filter((file) => {
      if (!file.fileName.startsWith('assets/') || file.fileName.endsWith('.map')) return false;
      if (file.type === 'asset') return !/desk|maplibre/i.test(file.names.join(' '));
      return !/\/src\/desk\/|\/locales\/desk|maplibre/.test(file.facadeModuleId ?? file.moduleIds.join(' '));
    })
    .map((file) => file.fileName);
}

async function publicFiles(folder: string): Promise<string[]> {
  const names = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return (
    names
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
      // Screenshots are for the installer's store sheet only.
      .filter((name) => !name.startsWith('screenshots/') && !name.startsWith('.'))
  );
}

/** An open page of the build before this one may still ask for its lazy chunks; older ones have been replaced. */
async function forgetOldAssets(out: string, current: string[]): Promise<void> {
  const ledger = await readFile(join(out, LEDGER), 'utf8').catch(() => '{"assets":[]}');
  const kept = new Set([...current, ...(JSON.parse(ledger) as { assets: string[] }).assets]);
  for (const name of await readdir(join(out, 'assets')).catch(() => [])) {
    if (!kept.has(`assets/${name}`)) await rm(join(out, 'assets', name));
  }
}

async function versionOf(out: string, files: string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const name of files) hash.update(name).update(await readFile(join(out, name)));
  return hash.digest('hex').slice(0, 12);
}

async function buildWorker(
  config: ResolvedConfig,
  out: string,
  version: string,
  files: string[],
): Promise<void> {
  await build({
    configFile: false,
    root: config.root,
    publicDir: false,
    logLevel: 'warn',
    define: {
      __BUILD__: JSON.stringify(version),
      __FILES__: JSON.stringify(['/', ...files.map((name) => `/${name}`)]),
    },
    build: {
      outDir: out,
      emptyOutDir: false,
      target: config.build.target,
      modulePreload: false,
      // One classic script: module workers are younger than the oldest browsers we serve.
      rolldownOptions: {
        input: resolve(config.root, 'src/sw/index.ts'),
        output: { format: 'iife', entryFileNames: 'sw.js', codeSplitting: false },
      },
    },
  });
}
