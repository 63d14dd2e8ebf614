// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { loadLanguage } from '../../core/i18n';
import { more } from '../../locales/more';
import type { Platform } from '../shell/platform';
import { FIRST, MAPS, restOf, wayLink } from './way-links';
import { Ways } from './ways';

const place = { lat: 37.76052, lon: 126.77481 };
const platforms: Platform[] = ['ios', 'samsung', 'android', 'desktop'];
const agents = {
  iphone:
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 Version/18.5 Safari/604.1',
  android:
    'Mozilla/5.0 (Linux; Android 15; SM-S911N) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0 Mobile Safari/537.36',
};
const link = (name: string) => screen.getByRole('link', { name });
const press = (name: string) => act(async () => void fireEvent.click(screen.getByRole('button', { name })));

beforeEach(async () => {
  await Promise.all([loadLanguage('ko'), more.load('ko')]);
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

describe('the addresses', () => {
  it('open each map on the way there on foot, latitude and longitude where each wants them', () => {
    const to = (map: (typeof MAPS)[number], platform: Platform = 'ios') =>
      wayLink(map, place, '목적지', platform);
    const word = encodeURIComponent('목적지');
    expect(to('kakao')).toBe(`https://map.kakao.com/link/to/${word},37.76052,126.77481`);
    expect(to('google')).toBe(
      'https://www.google.com/maps/dir/?api=1&destination=37.76052%2C126.77481&travelmode=walking',
    );
    expect(to('apple')).toBe('https://maps.apple.com/?daddr=37.76052,126.77481&dirflg=w');
    expect(to('any', 'android')).toBe('geo:37.76052,126.77481?q=37.76052,126.77481');
    const page = new URL(to('naver'));
    expect(page.host).toBe('m.map.naver.com');
    expect([page.searchParams.get('ex'), page.searchParams.get('ey')]).toEqual(['126.77481', '37.76052']);
  });

  it.each(['android', 'samsung'] as const)(
    'on %s Naver opens as an app, and as a page without it',
    (platform) => {
      const url = wayLink('naver', place, '목적지', platform);
      expect(url).toMatch(
        /^intent:\/\/route\/walk\?dlat=37\.76052&dlng=126\.77481&dname=[%\w]+&appname=[%\w.-]+#Intent;/,
      );
      expect(url).toMatch(/;scheme=nmap;|#Intent;scheme=nmap;/);
      const fallback = /S\.browser_fallback_url=([^;]+);end$/.exec(url)?.[1] ?? '';
      expect(decodeURIComponent(fallback)).toBe(wayLink('naver', place, '목적지', 'desktop'));
    },
  );

  it.each(platforms)('on %s every one opens something, and each only once', (platform) => {
    const all = [...FIRST, ...restOf(platform)];
    expect(new Set(all).size).toBe(all.length);
    const links = all.map((map) => wayLink(map, place, '목적지', platform));
    if (platform === 'ios' || platform === 'desktop')
      expect(links.every((one) => one.startsWith('https://'))).toBe(true);
    else expect(links.some((one) => one.startsWith('geo:'))).toBe(true);
  });
});

it('shows two large ones first, on an iPhone then those that open there', async () => {
  vi.spyOn(navigator, 'userAgent', 'get').mockReturnValue(agents.iphone);
  render(<Ways place={place} />);
  expect(screen.getAllByRole('link').map((one) => one.textContent)).toEqual(['카카오맵', '네이버']);
  await press('다른 지도');
  expect(screen.getAllByRole('link').map((one) => one.textContent)).toEqual(['애플 지도', '구글 지도']);
  expect(document.body.innerHTML).not.toMatch(/geo:|intent:/);
  await press('앞의 지도');
  expect(link('카카오맵').getAttribute('rel')).toBe('noopener noreferrer');
});

it('on Android offers whatever map app there is, over the app and not beside it', async () => {
  vi.spyOn(navigator, 'userAgent', 'get').mockReturnValue(agents.android);
  render(<Ways place={place} />);
  expect(link('네이버').getAttribute('target')).toBeNull();
  await press('다른 지도');
  expect(link('지도 앱').getAttribute('href')).toMatch(/^geo:/);
  expect(link('지도 앱').getAttribute('target')).toBeNull();
  expect(link('구글 지도').getAttribute('target')).toBe('_blank');
});
