/** Starts the app in the page: what is on this phone first, then the network. */
// Before everything that brings styles of its own.
import './ui/css/index.css';

import { hydrate, render } from 'preact';

import { App, preloadConcern } from './app';
import { startConcern } from './core/concern';
import { lang, loadLanguage } from './core/i18n';
import { applyPrefs } from './core/prefs';
import { ensureSubscribed } from './core/push';
import { startSession } from './core/session';
import { startSync } from './core/sync';
import { startUpdates } from './core/updates';
import { watchVitals } from './core/vitals';
import { restoreWalk } from './core/walk';

const place = document.getElementById('app') as HTMLElement;

async function start(): Promise<void> {
  applyPrefs();
  await loadLanguage();
  // The frame in the page is Korean and stands for a phone nobody has signed in on.
  if (lang.value === 'ko' && location.pathname === '/') hydrate(<App />, place);
  else {
    place.replaceChildren();
    render(<App />, place);
  }
  await startSession();
  startSync();
  await Promise.all([startConcern(), restoreWalk()]);
  watchVitals();
  void ensureSubscribed();
  startUpdates();
  void preloadConcern();
}

void start();
