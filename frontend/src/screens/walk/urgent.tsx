/** Help is needed on the way, for somebody else or for me: what, then hold. */
import { useLocation } from 'preact-iso/router';
import { useRef, useState } from 'preact/hooks';

import type { WalkCategory } from '../../api/types';
import { raise } from '../../core/concern';
import { t } from '../../core/i18n';
import type { WalkState } from '../../core/walk';
import { tm } from '../../locales/more';
import { EmergencyCalls } from '../../ui/emergency';
import { Choices } from '../../ui/form';
import { HoldButton } from '../../ui/hold-button';
import { Icon } from '../../ui/icon';
import { Notice } from '../../ui/surface';
import { Screen } from '../shell/screen';
import { URGENT } from './categories';

export function Urgent({ state, onBack }: { state: WalkState; onBack: () => void }) {
  const { route } = useLocation();
  const [category, setCategory] = useState<WalkCategory>('person_in_need');
  const [failed, setFailed] = useState(false);
  const sending = useRef(false);
  const held = async () => {
    if (sending.current) return;
    sending.current = true;
    const fix = state.lastFix;
    try {
      await raise(category, {
        context: 'walk',
        patrolId: state.id,
        position: fix && { lat: fix.lat, lon: fix.lon, accuracyM: fix.accuracyM, at: fix.t },
      });
      route('/concern');
    } catch {
      setFailed(true);
    }
    sending.current = false;
  };
  return (
    <div>
      <button type="button" class="backlink" onClick={onBack}>
        <Icon name="back" size="s" />
        {tm('report.back')}
      </button>
      <Screen title={tm('urgent.title')} class="concern">
        {failed && (
          <Notice tone="danger" title={tm('concern.failed')} role="alert" wide>
            <EmergencyCalls />
          </Notice>
        )}
        <Choices
          label={tm('urgent.title')}
          hideLabel
          items={URGENT.map(([value, icon]) => ({ value, icon, label: tm(`kind.${value}`) }))}
          value={category}
          onChange={setCategory}
        />
        <HoldButton label={tm('hold.label')} onHeld={() => void held()} />
        <p class="small centre">{t('sos.short')}</p>
      </Screen>
    </div>
  );
}
