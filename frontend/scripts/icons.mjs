// Renders every PNG icon from brand/*.svg with a local Chromium: `node scripts/icons.mjs`.
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const out = join(root, 'public', 'icons');
const chromium = process.env.CHROMIUM ?? '/usr/bin/chromium';
const night = '#0f2a35';
const inner = (name) => readFileSync(join(root, 'brand', name), 'utf8').replace(/<\/?svg[^>]*>/g, '');
const mark = inner('mark.svg');
const mono = inner('mark-mono.svg');

/** A tile of 64 units: `radius` of its corners, `scale` of the mark (maskable icons keep a 10 % safe zone). */
const tile = (radius, scale) => {
  const shift = 32 - 32 * scale;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><clipPath id="c"><rect width="64" height="64" rx="${radius}"/></clipPath>
<g clip-path="url(#c)"><rect width="64" height="64" fill="${night}"/><g transform="translate(${shift} ${shift}) scale(${scale})">${mark}</g>${
    scale < 1
      ? `<path d="M${shift + 15 * scale} ${shift + 64 * scale}h${37 * scale}l9 ${shift + 1}H${shift + 15 * scale - 9}z" fill="#ffc65c" opacity=".26"/>`
      : ''
  }</g></svg>`;
};

const icons = [
  ['icon-192.png', 192, tile(15, 1)],
  ['icon-512.png', 512, tile(15, 1)],
  ['maskable-192.png', 192, tile(0, 0.78)],
  ['maskable-512.png', 512, tile(0, 0.78)],
  ['apple-touch-icon.png', 180, tile(0, 0.9)],
  ['badge-96.png', 96, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">${mono}</svg>`],
  ['favicon-32.png', 32, tile(13, 1)],
];

const work = mkdtempSync(join(tmpdir(), 'icons-'));
for (const [name, size, svg] of icons) {
  const page = join(work, 'page.html');
  const drawn = svg.replace('<svg ', `<svg width="${size}" height="${size}" `);
  writeFileSync(
    page,
    `<!doctype html><style>html,body{margin:0;background:transparent}svg{display:block}</style>${drawn}`,
  );
  execFileSync(
    chromium,
    [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--hide-scrollbars',
      '--default-background-color=00000000',
      `--window-size=${size},${size}`,
      `--screenshot=${join(work, name)}`,
      `file://${page}`,
    ],
    { stdio: 'ignore' },
  );
  copyFileSync(join(work, name), join(out, name));
}
writeFileSync(
  join(out, 'icon.svg'),
  tile(15, 1)
    .replace(/\s*<!--.*?-->\s*/s, '')
    .replace(/\n\s*/g, ''),
);
rmSync(work, { recursive: true });
