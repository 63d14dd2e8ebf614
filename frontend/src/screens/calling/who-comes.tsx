/** Everybody who comes to my call for help, each with a quiet way not to be called again. */
import type { Coming } from '../../api/types';
import { tm } from '../../locales/more';
import { NotCall } from './not-call';
import './calling.css';

export function WhoComes({
  alertId,
  coming,
  onDone,
}: {
  alertId: string | null;
  coming: readonly Coming[];
  onDone: () => void;
}) {
  const shown = coming.flatMap(({ name, who, blocked }) => (who ? [{ name, who, blocked }] : []));
  if (alertId === null || shown.length === 0) return null;
  return (
    <ul class="who-comes" data-testid="who-comes">
      {shown.map(({ name, who, blocked }) => (
        <li key={who}>
          <span class="strong">{tm('notCall.coming', { name })}</span>
          <NotCall name={name} shown={{ alert_id: alertId, who }} blocked={blocked} onDone={onDone} />
        </li>
      ))}
    </ul>
  );
}
