/** Adds up, gzipped, what the home screen needs before it can be used; fails over the budget. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const BUDGET_KB = 40;
const dist = fileURLToPath(new URL('../dist/', import.meta.url));
const html = readFileSync(join(dist, 'index.html'), 'utf8');

/** Static imports of a chunk; lazy ones (`import(…)`) are not needed for the first screen. */
function staticImports(code) {
  return [...code.matchAll(/(?:from|import)\s*["']\.\/([\w.-]+\.js)["']/g)].map(
    (match) => `assets/${match[1]}`,
  );
}

const needed = new Set();
function need(name) {
  if (needed.has(name)) return;
  needed.add(name);
  if (name.endsWith('.js')) staticImports(readFileSync(join(dist, name), 'utf8')).forEach(need);
}
for (const match of html.matchAll(/(?:src|href)="\/([\w./-]+\.(?:js|css))"/g)) need(match[1]);
// The home screens are lazy chunks of their own: the largest one counts as needed.
const homes = readdirSync(join(dist, 'assets')).filter((name) =>
  /^(home|Home|ko)[\w]*-[\w-]+\.(js|css)$/.test(name),
);
const ledger = JSON.parse(readFileSync(join(dist, 'build.json'), 'utf8')).assets;
for (const name of homes) if (ledger.includes(`assets/${name}`)) need(`assets/${name}`);

const sizes = [['index.html', gzipSync(html, { level: 9 }).length]];
for (const name of needed) sizes.push([name, gzipSync(readFileSync(join(dist, name)), { level: 9 }).length]);
const total = sizes.reduce((sum, [, bytes]) => sum + bytes, 0) / 1000;
for (const [name, bytes] of sizes) process.stdout.write(`${String(bytes).padStart(8)}  ${name}\n`);
process.stdout.write(`home, first load: ${total.toFixed(1)} kB gzipped (budget ${BUDGET_KB} kB)\n`);
process.exitCode = total > BUDGET_KB ? 1 : 0;
