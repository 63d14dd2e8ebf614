/** The exact place of an alert, shown only on an explicit wish that says what looking means. */
import { useState } from 'preact/hooks';

import { announce, Button, Notice } from '../ui';
import type { DeskAlert } from './contract';
import { failureText } from './failure';
import { discloseAddress, disclosed } from './live-alert';
import { Section } from './section';
import { say } from './texts';

export function AddressPanel({ alert }: { alert: DeskAlert }) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState('');
  const shown = disclosed.value;
  const home = alert.place === 'home';

  async function show() {
    setBusy(true);
    setProblem('');
    try {
      await discloseAddress(alert.id);
      announce(say('one.addressShown', { name: alert.person_name }));
    } catch (error) {
      setProblem(failureText(error));
    }
    setBusy(false);
  }

  return (
    <Section id="address" title={say(home ? 'one.address' : 'one.location')}>
      {shown === null ? (
        <>
          <p class="muted">
            {say(home ? 'one.addressHidden' : 'one.locationHidden')}{' '}
            {say('one.addressWarn', { name: alert.person_name })}
          </p>
          {problem !== '' && (
            <Notice tone="danger" role="alert">
              <p>{problem}</p>
            </Notice>
          )}
          <p>
            <Button icon="eye" busy={busy} onClick={() => void show()}>
              {say(home ? 'one.addressShow' : 'one.locationShow')}
            </Button>
          </p>
        </>
      ) : (
        <Address shown={shown} home={home} name={alert.person_name} />
      )}
    </Section>
  );
}

interface AddressProps {
  shown: NonNullable<typeof disclosed.value>;
  home: boolean;
  name: string;
}

function Address({ shown, home, name }: AddressProps) {
  const { location } = shown;
  return (
    <>
      {home && <p class="desk-address">{shown.address ?? say('one.addressNone')}</p>}
      {shown.entry_note && (
        <p>
          <span class="muted small">{say('one.entry')}</span> {shown.entry_note}
        </p>
      )}
      {location === null && !home && <p>{say('where.unknown')}</p>}
      {location !== null && (
        <p class="num">
          <span class="muted small">{say('one.coordinates')}</span>{' '}
          {`${location.lat.toFixed(6)}, ${location.lon.toFixed(6)}`}
          {location.accuracy_m !== null && (
            <span class="muted small">
              {' '}
              {say('one.locationAccuracy', { count: Math.round(location.accuracy_m) })}
            </span>
          )}
        </p>
      )}
      <p class="small muted">{say('one.addressShown', { name })}</p>
      <p>
        <Button kind="quiet" onClick={() => (disclosed.value = null)}>
          {say('one.addressHide')}
        </Button>
      </p>
    </>
  );
}
