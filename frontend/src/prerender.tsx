/** Renders the frame that is put into index.html at build time; it must need no session and no network. */
import prerender, { locationStub } from 'preact-iso/prerender';

import { App } from './app';
import { loadLanguage } from './core/i18n';

async function renderShell(): Promise<string> {
  locationStub('/');
  await loadLanguage('ko');
  return (await prerender(<App />)).html;
}

export const shell = await renderShell();
