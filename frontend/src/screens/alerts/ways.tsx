/** Links that open a map app on the way to a place. Only the place is handed over, no name. */
import { tm } from '../../locales/more';
import { LinkButton } from '../../ui/button';
import type { Place } from '../../ui/geometry';

export function wayLinks({ lat, lon }: Place): { kakao: string; naver: string; maps: string } {
  const there = encodeURIComponent(tm('alert.route'));
  return {
    kakao: `https://map.kakao.com/link/to/${there},${lat},${lon}`,
    naver: `https://m.map.naver.com/route.nhn?menu=route&ename=${there}&ex=${lon}&ey=${lat}&pathType=3&showMap=true`,
    maps: `geo:${lat},${lon}?q=${lat},${lon}`,
  };
}

export function Ways({ place }: { place: Place }) {
  const links = wayLinks(place);
  return (
    <div class="ways" role="group" aria-label={tm('alert.route')}>
      <LinkButton href={links.kakao} target="_blank" rel="noopener noreferrer">
        {tm('alert.kakao')}
      </LinkButton>
      <LinkButton href={links.naver} target="_blank" rel="noopener noreferrer">
        {tm('alert.naver')}
      </LinkButton>
      <LinkButton href={links.maps}>{tm('alert.maps')}</LinkButton>
    </div>
  );
}
