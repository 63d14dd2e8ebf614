/** Whether this neighbour may be asked just now. */
import { signal } from '@preact/signals';

import { t } from '../../core/i18n';
import { me, patchMe } from '../../core/session';
import { Switch } from '../../ui/switch';
import { announce } from '../../ui/live';

const wanted = signal<boolean | null>(null);
const failed = signal(false);

async function change(on: boolean): Promise<void> {
  wanted.value = on;
  failed.value = false;
  try {
    await patchMe({ duty_on: on });
    announce(t(on ? 'home.dutyOn' : 'home.dutyOff'));
  } catch {
    failed.value = true;
  }
  wanted.value = null;
}

export function Duty() {
  const on = wanted.value ?? me.value?.duty_on ?? false;
  return (
    <section class="card duty">
      <div class="row between duty-row">
        <h2 class="grow">{t('home.duty')}</h2>
        <Switch
          label={t('home.duty')}
          on={on}
          busy={wanted.value !== null}
          onChange={(next) => void change(next)}
        />
      </div>
      <p class="muted">{t(on ? 'home.dutyOn' : 'home.dutyOff')}</p>
      {failed.value && (
        <p class="error" role="alert">
          {t('home.dutyFailed')}
        </p>
      )}
    </section>
  );
}
