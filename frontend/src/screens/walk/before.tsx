/** Before the walk: one tap starts it; who comes along and which way are there for those who like to choose. */
import type { FunctionComponent } from 'preact';
import { useEffect, useState } from 'preact/hooks';

import { me } from '../../core/session';
import { tm } from '../../locales/more';
import { Icon } from '../../ui/icon';
import { StartWalk } from '../home/start-walk';
import { Screen } from '../shell/screen';
import { useGpsAllowed } from './gps-allowed';
import { WithWhom } from './with-whom';
import './before.css';

/** Comes a moment later, or not at all: the walk does not wait for a suggestion. */
function RouteSlot() {
  const [Suggested, setSuggested] = useState<FunctionComponent | null>(null);
  useEffect(() => {
    import('../together/suggested-route').then(
      (there) => setSuggested(() => there.default),
      () => {},
    );
  }, []);
  return Suggested && <Suggested />;
}

const WORDS = { prompt: 'before.gpsAsk', denied: 'before.gpsOff', none: 'before.gpsNone' } as const;

export function BeforeWalk() {
  const gps = useGpsAllowed();
  useEffect(() => {
    document.getElementById('main')?.scrollTo(0, 0);
  }, []);
  return (
    <Screen title={tm('before.title', { name: me.value?.name ?? '' })}>
      <div class="stack-s">
        <StartWalk plain />
        {gps !== 'granted' && (
          <p class="gps-word" data-testid="gps-word">
            <Icon name="pin" size="s" />
            <span>{tm(WORDS[gps])}</span>
          </p>
        )}
      </div>
      <WithWhom />
      <RouteSlot />
    </Screen>
  );
}
