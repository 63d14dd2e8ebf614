/** Addresses that open a map app on the way to a place, on foot. Only the place is handed over: no name, no address. */
import type { Place } from '../../ui/geometry';
import type { Platform } from '../shell/platform';

export const MAPS = ['kakao', 'naver', 'google', 'apple', 'any'] as const;
export type Map = (typeof MAPS)[number];

/** The two that most people here have; the rest only where they open something: nothing on an iPhone answers `geo:`. */
export const FIRST: readonly Map[] = ['kakao', 'naver'];
const REST: Record<Platform, readonly Map[]> = {
  ios: ['apple', 'google'],
  android: ['google', 'any'],
  samsung: ['google', 'any'],
  desktop: ['google', 'apple'],
};

export function restOf(platform: Platform): readonly Map[] {
  return REST[platform];
}

/** `label` is our own word for the goal, the same for everybody: KakaoMap and Naver want one. */
export function wayLink(map: Map, { lat, lon }: Place, label: string, platform: Platform): string {
  const word = encodeURIComponent(label);
  switch (map) {
    case 'kakao':
      return `https://map.kakao.com/link/to/${word},${lat},${lon}`;
    case 'naver':
      return naver({ lat, lon }, word, platform);
    case 'google':
      return `https://www.google.com/maps/dir/?api=1&destination=${lat}%2C${lon}&travelmode=walking`;
    case 'apple':
      return `https://maps.apple.com/?daddr=${lat},${lon}&dirflg=w`;
    case 'any':
      return `geo:${lat},${lon}?q=${lat},${lon}`;
  }
}

/** Android opens the app, and the page where there is none; an iPhone says nothing when there is no app, so it gets the page. */
function naver({ lat, lon }: Place, word: string, platform: Platform): string {
  const page = `https://m.map.naver.com/route.nhn?menu=route&ename=${word}&ex=${lon}&ey=${lat}&pathType=3&showMap=true`;
  if (platform === 'ios' || platform === 'desktop') return page;
  const goal = `dlat=${lat}&dlng=${lon}&dname=${word}&appname=${encodeURIComponent(location.origin)}`;
  const how =
    'scheme=nmap;action=android.intent.action.VIEW;category=android.intent.category.BROWSABLE;package=com.nhn.android.nmap';
  return `intent://route/walk?${goal}#Intent;${how};S.browser_fallback_url=${encodeURIComponent(page)};end`;
}
