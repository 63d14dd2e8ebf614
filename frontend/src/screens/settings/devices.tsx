/** Where I am signed in, and ending that elsewhere. */
import { useState } from 'preact/hooks';

import { call } from '../../api/client';
import type { Device } from '../../api/types';
import { formatAge, t } from '../../core/i18n';
import { tm } from '../../locales/more';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { FieldError } from '../../ui/form';
import { Icon } from '../../ui/icon';
import { Skeleton, Tag } from '../../ui/surface';
import { LoadFailed } from '../shell/load-failed';
import { Screen } from '../shell/screen';
import { useLoaded } from '../shell/use-loaded';
import './settings.css';

export default function Devices() {
  const { data, error, reload } = useLoaded('devices', (signal) =>
    call<{ items: Device[] }>('GET', '/api/me/devices', { signal }),
  );
  const [asking, setAsking] = useState<Device | null>(null);
  const [failed, setFailed] = useState<string | null>(null);
  const remove = async (device: Device) => {
    setAsking(null);
    setFailed(null);
    try {
      await call('DELETE', `/api/me/devices/${device.id}`);
      reload();
    } catch {
      setFailed(device.id);
    }
  };
  return (
    <Screen title={tm('devices.title')} back={{ href: '/settings', label: tm('more.settings') }}>
      <p class="muted">{tm('devices.text')}</p>
      {error && <LoadFailed error={error} retry={reload} />}
      {!data && !error && <Skeleton label={t('common.loading')} />}
      {data && (
        <ul class="rows">
          {data.items.map((device) => (
            <li key={device.id} class="consent-row">
              <div class="row">
                <Icon name="device" />
                <span class="strong grow">{device.name}</span>
                {device.current && <Tag tone="good">{tm('devices.this')}</Tag>}
              </div>
              <p class="small muted">
                {device.last_seen_at && `${tm('devices.seen', { age: formatAge(device.last_seen_at) })} · `}
                {tm(device.push === 'on' ? 'devices.pushOn' : 'devices.pushOff')}
              </p>
              {!device.current && (
                <div class="row">
                  <Button onClick={() => setAsking(device)}>{tm('devices.remove')}</Button>
                </div>
              )}
              {failed === device.id && (
                <FieldError id={`device-${device.id}`}>{tm('devices.failed')}</FieldError>
              )}
            </li>
          ))}
        </ul>
      )}
      <Dialog
        open={asking !== null}
        title={asking ? tm('devices.removeAsk', { name: asking.name }) : ''}
        onClose={() => setAsking(null)}
      >
        <Button kind="danger" block onClick={() => asking && void remove(asking)}>
          {tm('devices.remove')}
        </Button>
        <Button block onClick={() => setAsking(null)}>
          {tm('devices.keep')}
        </Button>
      </Dialog>
    </Screen>
  );
}
