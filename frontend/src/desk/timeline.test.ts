import { beforeAll, describe, expect, it } from 'vitest';

import { lang } from '../core/i18n';
import type { TimelineEntry } from './contract';
import { loadDeskTexts } from './texts';
import { newestFirst, sentence } from './timeline';

function entry(kind: string, data: Record<string, unknown> = {}, actor: string | null = null): TimelineEntry {
  return { at: '2026-11-23T10:00:00Z', kind, actor_name: actor, data };
}

/** Every kind the server writes today; app/alerts is where they come from. */
const KINDS = [
  'opened',
  'repeated',
  'person_asked',
  'wave_told',
  'seen',
  'accepted',
  'declined',
  'on_scene',
  'done',
  'not_needed',
  'stood_down',
  'asked',
  'desk_told',
  'desk_reminded',
  'desk_saw',
  'resolved',
  'cancelled',
  'expired',
  'all_clear',
];

describe('sentence', () => {
  beforeAll(async () => {
    await loadDeskTexts('ko');
    await loadDeskTexts('en');
  });

  it.each(['ko', 'en'] as const)('has words for every kind in %s', (language) => {
    lang.value = language;
    const unknown = sentence(entry('something_else'));
    for (const kind of KINDS) {
      const text = sentence(entry(kind, { wave: 1, told: 3 }, '박민수'));
      expect(text, kind).not.toBe(unknown);
      expect(text, kind).not.toMatch(/[{}]|event\./);
    }
  });

  it('says when somebody called away from home, and why the desk was told', () => {
    lang.value = 'en';
    expect(sentence(entry('opened', { late_s: 0, away: true }, 'Kim'))).toContain('away from home');
    expect(sentence(entry('opened', { late_s: 0, away: false }, 'Kim'))).not.toContain('away from home');
    expect(sentence(entry('desk_told', { why: 'phone_elsewhere' }))).toContain('ask where they are');
  });

  it('says how many were told, and when nobody was', () => {
    lang.value = 'ko';
    expect(sentence(entry('wave_told', { wave: 2, told: 6 }))).toBe('2차로 6명에게 알렸어요');
    expect(sentence(entry('wave_told', { wave: 1, told: 0 }))).toBe('1차에 알릴 사람이 근처에 없었어요');
    lang.value = 'en';
    expect(sentence(entry('wave_told', { wave: 1, told: 1 }))).toBe('Wave 1: 1 person was told');
  });

  it('gives the reason the desk was told, also when it is a new one', () => {
    lang.value = 'ko';
    expect(sentence(entry('desk_told', { why: 'few_in_range' }))).toMatch('근처에');
    expect(sentence(entry('desk_told', { why: 'a_new_reason' }))).toBe('상황실에 알렸어요');
  });

  it('names the outcome', () => {
    lang.value = 'ko';
    expect(sentence(entry('resolved', { outcome: 'safe' }, '정하늘'))).toBe(
      '정하늘 님이 알림을 마쳤어요: 무사해요',
    );
  });
});

describe('newestFirst', () => {
  it('turns the server order around, also within one moment', () => {
    const kinds = newestFirst([entry('opened'), entry('wave_told')]).map((one) => one.kind);
    expect(kinds).toEqual(['wave_told', 'opened']);
  });
});
