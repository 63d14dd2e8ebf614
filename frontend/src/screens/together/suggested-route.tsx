/** The suggested route in its slot: waits for its own words, and stays away when they cannot be fetched. */
import { useEffect, useState } from 'preact/hooks';

import { recallRoute } from '../../core/route-chosen';
import { routeTexts } from '../../locales/route';
import { loadMoreIcons } from '../../ui/icon';
import { RouteCard } from './route-card';

export default function SuggestedRoute() {
  const [ready, setReady] = useState(false);
  useEffect(() => {
    Promise.all([routeTexts.load(), loadMoreIcons(), recallRoute()]).then(
      () => setReady(true),
      () => {},
    );
  }, []);
  return ready ? <RouteCard /> : null;
}
