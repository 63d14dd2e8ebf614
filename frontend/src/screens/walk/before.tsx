/** Before the walk: one tap starts it; who comes along and which way are there for those who like to choose. */
import { useEffect } from 'preact/hooks';

import { me } from '../../core/session';
import { tm } from '../../locales/more';
import { Icon } from '../../ui/icon';
import { StartWalk } from '../home/start-walk';
import { Screen } from '../shell/screen';
import { useGpsAllowed } from './gps-allowed';
import { WithWhom } from './with-whom';
import './before.css';

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
    </Screen>
  );
}
