/** Which map app shows the way: the two that most have, and the others in their place when asked for. */
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';

import { tm } from '../../locales/more';
import { Button, LinkButton } from '../../ui/button';
import type { Place } from '../../ui/geometry';
import { platformOf } from '../shell/platform';
import { FIRST, type Map, restOf, wayLink } from './way-links';

export function Ways({ place, children }: { place: Place; children?: ComponentChildren }) {
  const [others, setOthers] = useState(false);
  const platform = platformOf();
  const shown = others ? restOf(platform) : FIRST;
  return (
    <div class="ways" role="group" aria-label={tm('alert.route')}>
      {shown.map((map) => (
        <Way key={map} map={map} href={wayLink(map, place, tm('alert.goal'), platform)} />
      ))}
      <Button onClick={() => setOthers(!others)} data-testid="other-maps">
        {tm(others ? 'alert.firstMaps' : 'alert.maps')}
      </Button>
      {children}
    </div>
  );
}

/** A page opens beside the app, an app over it. */
function Way({ map, href }: { map: Map; href: string }) {
  const beside = href.startsWith('https:') && { target: '_blank', rel: 'noopener noreferrer' };
  return (
    <LinkButton href={href} {...beside}>
      {tm(`alert.map.${map}`)}
    </LinkButton>
  );
}
