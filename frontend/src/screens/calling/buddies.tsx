/** Whom I want called first for my home, and who wants me called first. */
import { useState } from 'preact/hooks';

import { type Buddies, dropBuddy, readBuddies, stepBack, type Tied } from '../../core/calling';
import { t } from '../../core/i18n';
import { refreshMe } from '../../core/session';
import { tm } from '../../locales/more';
import { Button } from '../../ui/button';
import { QuickExit } from '../../ui/quick-exit';
import { Skeleton, Tag } from '../../ui/surface';
import { LoadFailed } from '../shell/load-failed';
import { Screen } from '../shell/screen';
import { useLoaded } from '../shell/use-loaded';
import { AskedToBe } from './asked-to-be';
import { DeskLine } from './desk-line';
import { Undo } from './undo';
import './calling.css';

type Asking = null | { list: keyof Buddies; one: Tied };

export default function BuddiesScreen() {
  const { data, error, reload } = useLoaded('buddies', readBuddies);
  const [asking, setAsking] = useState<Asking>(null);
  const again = () => {
    setAsking(null);
    reload();
    refreshMe().catch(() => null); // the settings say it next time all the same
  };
  return (
    <Screen title={tm('buddies.title')} back={{ href: '/settings', label: tm('more.settings') }}>
      {error && <LoadFailed error={error} retry={reload} />}
      {!data && !error && <Skeleton label={t('common.loading')} />}
      {data && data.of.length > 0 && (
        <section class="stack-s">
          <h2>{tm('buddies.of')}</h2>
          <p class="muted">{tm('buddies.ofText')}</p>
          {data.of
            .filter((one) => !one.agreed)
            .map((one) => (
              <AskedToBe key={one.who} one={one} onDone={again} />
            ))}
          <Ties
            rows={data.of.filter((one) => one.agreed)}
            act={(one) => ({
              words: tm('buddies.stop'),
              named: tm('buddies.stopNamed', { name: one.name }),
              run: () => setAsking({ list: 'of', one }),
            })}
          />
        </section>
      )}
      {data && (
        <section class="stack-s">
          <h2>{tm('buddies.mine')}</h2>
          <p class="muted">{tm('buddies.text')}</p>
          {data.mine.length === 0 && <p>{tm('buddies.none')}</p>}
          <Ties
            rows={data.mine}
            act={(one) => ({
              words: tm('calling.undo'),
              named: tm('calling.undoNamed', { name: one.name }),
              run: () => setAsking({ list: 'mine', one }),
            })}
          />
          {data.mine.length === 0 && <DeskLine />}
        </section>
      )}
      <div class="row">
        <QuickExit />
      </div>
      {asking && (
        <Undo
          title={tm(asking.list === 'mine' ? 'buddies.dropAsk' : 'buddies.stopAsk', {
            name: asking.one.name,
          })}
          yes={tm(asking.list === 'mine' ? 'calling.undo' : 'buddies.stop')}
          no={tm('buddies.keep')}
          done={tm('buddies.done')}
          act={() => (asking.list === 'mine' ? dropBuddy(asking.one.who) : stepBack(asking.one.who))}
          onClose={() => setAsking(null)}
          onDone={again}
        >
          <p>
            {tm(asking.list === 'mine' ? 'buddies.dropText' : 'buddies.stopText', { name: asking.one.name })}
          </p>
        </Undo>
      )}
    </Screen>
  );
}

interface Act {
  words: string;
  named: string;
  run: () => void;
}

function Ties({ rows, act }: { rows: readonly Tied[]; act: (one: Tied) => Act }) {
  if (rows.length === 0) return null;
  return (
    <ul class="rows">
      {rows.map((one) => {
        const { words, named, run } = act(one);
        return (
          <li key={one.who} class="tied">
            <span class="grow">
              <span class="strong">{one.name}</span>
              <span>
                <Tag tone={one.agreed ? 'good' : 'warn'}>
                  {tm(one.agreed ? 'buddies.agreed' : 'buddies.waiting')}
                </Tag>
              </span>
            </span>
            <Button onClick={run} aria-label={named}>
              {words}
            </Button>
          </li>
        );
      })}
    </ul>
  );
}
