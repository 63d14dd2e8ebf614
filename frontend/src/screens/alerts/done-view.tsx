/** My part is over: not needed, declined, or settled. Said warmly, without any address. */
import type { Alert } from '../../api/types';
import { tm } from '../../locales/more';
import { LinkButton } from '../../ui/button';
import { Street } from '../../ui/street';
import { Screen } from '../shell/screen';
import { DrillBand } from './alert-head';
import { FineTimer } from './visit';

export type Ending = 'stoodDown' | 'declined' | 'closed' | 'cancelled';

export function DoneView({ alert, ending }: { alert: Alert; ending: Ending }) {
  const title = ending === 'cancelled' ? 'closed' : ending;
  return (
    <Screen title={tm(`alert.${title}`)}>
      <DrillBand alert={alert} />
      <div class="picture">
        <Street lit />
      </div>
      <p class="lead">{tm(`alert.${ending}Text`)}</p>
      <FineTimer alert={alert} over />
      {alert.my_response?.debrief === 'asked' && (
        <LinkButton block href={`/alerts/${alert.id}/debrief`}>
          {tm('debrief.ask')}
        </LinkButton>
      )}
      <LinkButton kind="primary" size="l" block href="/">
        {tm('more.toHome')}
      </LinkButton>
    </Screen>
  );
}
