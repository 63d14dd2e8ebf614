/** The card for 112 and 119: where it is in large digits, what to read out, call or text at a tap. Kept in memory only. */
import { useRoute } from 'preact-iso/router';
import { useState } from 'preact/hooks';

import { call } from '../../api/client';
import type { Category } from '../../api/types';
import { t } from '../../core/i18n';
import { tm } from '../../locales/more';
import { Button, LinkButton } from '../../ui/button';
import { EmergencyCalls } from '../../ui/emergency';
import { announce } from '../../ui/live';
import { Notice, Skeleton } from '../../ui/surface';
import { smsLink } from '../concern/not-sent';
import { LoadFailed } from '../shell/load-failed';
import { Screen } from '../shell/screen';
import { useLoaded } from '../shell/use-loaded';
import { DrillBand } from './alert-head';
import { type HandOver, nearWords, scriptOf } from './hand-over-words';
import './hand-over.css';

export default function HandOverScreen() {
  const id = useRoute().params['id'] ?? '';
  const { data, error, reload } = useLoaded(`hand-over ${id}`, (signal) =>
    call<HandOver>('GET', `/api/alerts/${encodeURIComponent(id)}/hand-over`, { signal }),
  );
  const over = error?.status === 410;
  return (
    <Screen title={tm('hand.title')} back={{ href: `/alerts/${id}`, label: tm('more.alerts') }}>
      {over && (
        <Notice tone="info" role="status">
          <p>{tm('hand.over')}</p>
        </Notice>
      )}
      {error && !over && !data && <LoadFailed error={error} retry={reload} />}
      {!data && !error && <Skeleton label={t('common.loading')} />}
      {data && !over && <Card card={data} />}
      {!data && <EmergencyCalls />}
    </Screen>
  );
}

export function Card({ card }: { card: HandOver }) {
  const [copied, setCopied] = useState(false);
  const script = scriptOf(card, tm(`kind.${card.category as Category}`));
  const copy = async () => {
    await navigator.clipboard.writeText(script);
    setCopied(true);
    announce(tm('hand.copied'));
  };
  return (
    <>
      <DrillBand alert={card} />
      {card.drill ? <NobodyIsCalled /> : <p>{tm('hand.text')}</p>}
      {!card.drill && <EmergencyCalls />}
      <section class="card hand-card" data-testid="hand-over">
        {card.national_point ? (
          <div>
            <p class="muted small">{tm('hand.point')}</p>
            <p class="hand-point num" translate={false}>
              {card.national_point}
            </p>
          </div>
        ) : (
          card.lat === null && <p>{tm('hand.noPoint')}</p>
        )}
        {card.accuracy_m !== null && (
          <p class="muted small">{tm('hand.off', { metres: Math.round(card.accuracy_m) })}</p>
        )}
        {card.address && (
          <div>
            <p class="muted small">{tm('hand.address')}</p>
            <p class="address">{card.address}</p>
          </div>
        )}
        {card.nearest.length > 0 && (
          <div>
            <p class="muted small">{tm('hand.nearest')}</p>
            <ul class="hand-near">
              {card.nearest.map((near) => (
                <li key={near.kind}>{nearWords(near)}</li>
              ))}
            </ul>
          </div>
        )}
        <blockquote class="hand-script">{script}</blockquote>
        <Button
          block
          icon={copied ? 'check' : 'share'}
          onClick={() => void copy().catch(() => setCopied(false))}
        >
          {tm(copied ? 'hand.copied' : 'hand.copy')}
        </Button>
        <div class="hand-sms">
          {(['112', '119'] as const).map((number) =>
            card.drill ? (
              <Button key={number} block icon="message" disabled aria-describedby="no-call-in-drill">
                {tm(`hand.sms${number}`)}
              </Button>
            ) : (
              <LinkButton key={number} block icon="message" href={smsLink(number, script)}>
                {tm(`hand.sms${number}`)}
              </LinkButton>
            ),
          )}
        </div>
      </section>
    </>
  );
}

/** The buttons are there, as in earnest, and call nobody. */
function NobodyIsCalled() {
  return (
    <>
      <p class="strong" id="no-call-in-drill">
        {tm('hand.noCallInDrill')}
      </p>
      <div class="hand-sms">
        {['119', '112'].map((number) => (
          <Button key={number} block icon="phone" disabled aria-describedby="no-call-in-drill">
            {tm('hand.call', { number })}
          </Button>
        ))}
      </div>
    </>
  );
}
