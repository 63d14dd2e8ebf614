/** Who has seen where I am, and when: nobody looks unseen. */
import type { Coming } from '../../api/types';
import { formatTime } from '../../core/i18n';
import { tm } from '../../locales/more';
import { Icon } from '../../ui/icon';
import './looks.css';

export function Looks({ coming }: { coming: readonly Coming[] }) {
  const looked = coming.filter((one) => one.looked_at);
  if (looked.length === 0) return null;
  return (
    <ul class="looks">
      {looked.map(({ name, looked_at }) => (
        <li key={`${name} ${looked_at}`} class="small">
          <Icon name="eye" size="s" /> {tm('visit.looked', { name, time: formatTime(looked_at ?? '') })}
        </li>
      ))}
    </ul>
  );
}
