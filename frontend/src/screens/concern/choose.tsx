/** What is the matter, and the button to hold. */
import { useEffect, useRef, useState } from 'preact/hooks';

import type { HomeCategory } from '../../api/types';
import { raise } from '../../core/concern';
import { t } from '../../core/i18n';
import { tm } from '../../locales/more';
import { currentPosition, type Position } from '../../core/position';
import { me } from '../../core/session';
import { EmergencyCalls } from '../../ui/emergency';
import { Choices } from '../../ui/form';
import { HoldButton } from '../../ui/hold-button';
import type { IconName } from '../../ui/icon';
import { QuickExit } from '../../ui/quick-exit';
import { Notice } from '../../ui/surface';
import { Screen } from '../shell/screen';

const CATEGORIES: readonly (readonly [HomeCategory, IconName])[] = [
  ['please_check', 'door'],
  ['unwell', 'plus'],
  ['fallen', 'alert'],
  ['afraid', 'lock'],
  ['other', 'message'],
];

export function Choose() {
  const [category, setCategory] = useState<HomeCategory>('please_check');
  const [failed, setFailed] = useState(false);
  const position = useRef<Position | null>(null);
  const sending = useRef(false);
  const mayLocate =
    me.value?.consents.some(({ kind, state }) => kind === 'location' && state === 'granted') ?? false;
  useEffect(() => {
    // Looked up while the person chooses: a call for help never waits for it.
    if (mayLocate) void currentPosition(8000).then((found) => (position.current = found));
  }, [mayLocate]);

  const held = async () => {
    if (sending.current) return;
    sending.current = true;
    try {
      await raise(category, { context: 'home', position: position.current });
    } catch {
      setFailed(true);
    }
    sending.current = false;
  };
  return (
    <Screen title={tm('concern.title')} back={{ href: '/', label: t('common.back') }} class="concern">
      {failed && (
        <Notice tone="danger" title={tm('concern.failed')} role="alert" wide>
          <EmergencyCalls />
        </Notice>
      )}
      <Choices
        label={tm('concern.title')}
        hideLabel
        items={CATEGORIES.map(([value, icon]) => ({ value, icon, label: tm(`concern.${value}`) }))}
        value={category}
        onChange={setCategory}
      />
      <HoldButton label={tm('hold.label')} onHeld={() => void held()} />
      <p class="small centre">{t('sos.short')}</p>
      <div class="row concern-leave">
        <QuickExit />
      </div>
    </Screen>
  );
}
