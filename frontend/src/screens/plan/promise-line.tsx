/** One calm line below the large "I'm OK": what is promised next, what a tap counts for now, what the last one came to. */
import { useEffect } from 'preact/hooks';

import type { PromiseDecided } from '../../api/promises';
import { type Due, type Said, type Standing, standing } from '../../core/promise-standing';
import { me } from '../../core/session';
import { tp } from '../../locales/plan';
import { Icon, type IconName } from '../../ui/icon';
import { announce } from '../../ui/live';
import { useNow } from '../../ui/use-now';
import { safeToday } from '../home/safe-button';
import { answersWaiting, watchAnswers } from './answers';
import { closeAsking } from './close-asking';
import { dayWords, timeOrWhen, whenWords } from './words';

/** Often enough to be right at the minute. */
const LOOK_MS = 5000;

function said(): Said | null {
  const today = safeToday();
  if (!today || (today.phase !== 'saved' && today.phase !== 'sent')) return null;
  const { at, phase, receipt } = today;
  return {
    at,
    phase,
    receipt: receipt ? { promise: receipt.promise ?? null, next: receipt.next_promise ?? null } : null,
  };
}

export function localDay(now: number): string {
  const here = new Date(now);
  return new Date(now - here.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
}

export function PromiseLine() {
  const now = useNow(LOOK_MS);
  const plan = me.value?.plan ?? null;
  const state = standing(plan, said(), now, localDay(now));
  const inNotice = answersWaiting.value > 0 && state.kind === 'open';
  const text = inNotice ? tp('line.fromNotice') : lineWords(state, now);
  const told = state.kind === 'kept' || state.kind === 'extra' || state.kind === 'saved';
  useEffect(() => {
    if (told && text) announce(text);
    // Whoever has answered is asked no more.
    if (state.kind === 'kept') void closeAsking();
  }, [told, text]);
  useEffect(watchAnswers, []);
  if (!text) return null;
  return (
    <p class={`promise promise-${toneOf(state)}`} data-testid="promise-line" data-kind={state.kind}>
      <Icon name={iconOf(state)} />
      <span>{text}</span>
    </p>
  );
}

function lineWords(state: Standing, now: number): string {
  switch (state.kind) {
    case 'none':
      return '';
    case 'unknown':
      return tp('line.unknown');
    case 'paused':
      return tp('line.paused', { day: dayWords(state.until) });
    case 'next':
      return tp('line.next', { when: whenWords(state.promise, now) });
    case 'open':
      return openWords(state, timeOrWhen(state.promise, now));
    case 'saved':
      return state.promise ? tp('line.saved', { time: timeOrWhen(state.promise, now) }) : tp('line.savedAny');
    case 'kept':
      return [keptWords(state.promise, now), thenWords(state.next, now)].join(' ').trim();
    case 'extra':
      return tp('line.extra', { when: whenWords(state.next, now) });
  }
}

function openWords({ status, overdue }: Extract<Standing, { kind: 'open' }>, time: string): string {
  if (status === 'knocking') return tp('line.knocking');
  if (status === 'people' || status === 'desk') return tp('line.people');
  return tp(overdue ? 'line.due' : 'line.open', { time });
}

function keptWords(promise: PromiseDecided, now: number): string {
  const time = timeOrWhen(promise, now);
  if (promise.status === 'kept' || promise.status === 'kept_early') return tp('line.kept', { time });
  return tp(promise.status === 'kept_late' ? 'line.keptLate' : 'line.over', { time });
}

function thenWords(next: Due | null, now: number): string {
  return next ? tp('line.then', { when: whenWords(next, now) }) : '';
}

function toneOf(state: Standing): 'plain' | 'now' | 'pressing' | 'good' {
  if (state.kind === 'kept') return 'good';
  if (state.kind !== 'open') return 'plain';
  return ['people', 'desk', 'knocking'].includes(state.status) ? 'pressing' : 'now';
}

function iconOf(state: Standing): IconName {
  if (state.kind === 'kept') return 'check';
  if (state.kind === 'saved') return 'device';
  return toneOf(state) === 'pressing' ? 'bell' : 'clock';
}
