/** The app's words in Korean and English, and how it writes ages, times and distances. */
import { signal } from '@preact/signals';

import { configureClient } from '../api/client';
import type { Language } from '../api/types';
import type koTexts from '../locales/ko';
import { readPref, writePref } from './prefs';

/** A message, or one per English plural category chosen by `count`. */
export type Message = string | { one: string; other: string };
export type Params = Record<string, string | number>;

/** The names in braces of a message: `'{count}개'` needs `{count}`. */
type Names<Text> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | Names<Rest> : never;
type Arguments<Text> = [Names<Text>] extends [never] ? [] : [params: Record<Names<Text>, string | number>];

export type KoTexts = Record<string, string>;
/** What the English file of a Korean one must hold. */
export type Translated<Ko extends KoTexts> = Record<keyof Ko, Message>;
export type Key = keyof typeof koTexts & string;

export const lang = signal<Language>('ko');
/** Counts up when texts have been loaded, so that whatever shows text is drawn again. */
const loads = signal(0);

interface Loaders<Ko extends KoTexts> {
  ko: () => Promise<{ default: Ko }>;
  en: () => Promise<{ default: Translated<Ko> }>;
}

const bundles: ((language: Language) => Promise<void>)[] = [];

/** A set of texts that is loaded in the language in use; `load` before the first `t`. */
export function texts<const Ko extends KoTexts>(loaders: Loaders<Ko>) {
  const loaded: { [L in Language]?: Record<string, Message> } = {};
  async function load(language: Language = lang.value): Promise<void> {
    if (!loaded[language]) {
      loaded[language] = (await loaders[language]()).default;
      loads.value += 1;
    }
    if (!bundles.includes(load)) bundles.push(load);
  }
  function t<K extends keyof Ko & string>(key: K, ...params: Arguments<Ko[K]>): string {
    void loads.value;
    const language = lang.value;
    const message = loaded[language]?.[key] ?? loaded.ko?.[key] ?? key;
    return fill(message, language, params[0] as Params | undefined);
  }
  return { load, t };
}

function fill(message: Message, language: Language, params: Params | undefined): string {
  const text =
    typeof message === 'string'
      ? message
      : new Intl.PluralRules(language).select(Number(params?.['count'])) === 'one'
        ? message.one
        : message.other;
  if (!params) return text;
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = params[name];
    if (value === undefined) return whole;
    return typeof value === 'number' ? new Intl.NumberFormat(language).format(value) : value;
  });
}

const app = texts<typeof koTexts>({
  ko: () => import('../locales/ko'),
  en: () => import('../locales/en'),
});
/** The app's own texts. */
export const t = app.t;

/** The language chosen here, else the browser's. */
export function preferredLanguage(): Language {
  const chosen = readPref('language');
  if (chosen === 'ko' || chosen === 'en') return chosen;
  const wanted = globalThis.navigator?.languages ?? [];
  return wanted.map((tag) => tag.slice(0, 2)).find((tag) => tag === 'ko' || tag === 'en') === 'en'
    ? 'en'
    : 'ko';
}

/** Loads the texts of the language in use; call before the first screen is drawn. */
export async function loadLanguage(language: Language = preferredLanguage()): Promise<void> {
  await Promise.all([app.load(language), ...bundles.map((load) => load(language))]);
  lang.value = language;
  configureClient({ language });
  if (!globalThis.document) return;
  document.documentElement.lang = language;
  // Whoever installs now gets the name in the language they read.
  const manifest = language === 'en' ? '/manifest.en.webmanifest' : '/manifest.webmanifest';
  document.querySelector('link[rel=manifest]')?.setAttribute('href', manifest);
}

/** Changes the language on this device and remembers it. */
export async function setLanguage(language: Language): Promise<void> {
  await loadLanguage(language);
  writePref('language', language);
}

/** "3분 전", "3 minutes ago"; under a minute in seconds. */
export function formatAge(at: Date | number | string, now: number = Date.now()): string {
  const seconds = Math.round((instant(at).getTime() - now) / 1000);
  const format = new Intl.RelativeTimeFormat(lang.value, { numeric: 'auto' });
  const size = Math.abs(seconds);
  if (size < 60) return format.format(seconds, 'second');
  if (size < 3600) return format.format(Math.trunc(seconds / 60), 'minute');
  if (size < 86_400) return format.format(Math.trunc(seconds / 3600), 'hour');
  return format.format(Math.trunc(seconds / 86_400), 'day');
}

/** Hour and minute, as people of this language write it. */
export function formatTime(at: Date | number | string): string {
  return new Intl.DateTimeFormat(lang.value, { hour: 'numeric', minute: '2-digit' }).format(instant(at));
}

export function formatDay(at: Date | number | string): string {
  return new Intl.DateTimeFormat(lang.value, { month: 'long', day: 'numeric', weekday: 'short' }).format(
    instant(at),
  );
}

/** Metres below one kilometre, then kilometres with one decimal. */
export function formatDistance(metres: number): string {
  const far = metres >= 1000;
  return new Intl.NumberFormat(lang.value, {
    style: 'unit',
    unit: far ? 'kilometer' : 'meter',
    maximumFractionDigits: far ? 1 : 0,
  }).format(far ? metres / 1000 : metres);
}

/** Minutes and seconds as on a watch, hours when there are any: `12:05`, `1:02:05`. */
export function formatDuration(milliseconds: number): string {
  const total = Math.max(0, Math.floor(milliseconds / 1000));
  const two = (value: number) => String(value).padStart(2, '0');
  const hours = Math.floor(total / 3600);
  const minutes = Math.floor((total % 3600) / 60);
  return hours > 0 ? `${hours}:${two(minutes)}:${two(total % 60)}` : `${minutes}:${two(total % 60)}`;
}

export function formatNumber(value: number): string {
  return new Intl.NumberFormat(lang.value).format(value);
}

function instant(at: Date | number | string): Date {
  return at instanceof Date ? at : new Date(at);
}
