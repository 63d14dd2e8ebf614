/** How the positions are: how many, how good, what was left out and why. For those who tap. */
import { formatNumber } from '../../core/i18n';
import type { WalkState } from '../../core/walk';
import { tm } from '../../locales/more';
import { Icon } from '../../ui/icon';

export function Details({ state }: { state: Pick<WalkState, 'gaps' | 'jumps' | 'setAside'> }) {
  const aside = state.setAside.filter(({ count }) => count > 0);
  const out = aside.reduce((sum, { count }) => sum + count, 0);
  return (
    <details class="details" data-testid="walk-details">
      <summary>
        <Icon name="next" size="s" />
        {tm('walk.details')}
        {out > 0 && <span class="num"> · {formatNumber(out)}</span>}
      </summary>
      <dl class="detail-list">
        <dt>{tm('walk.detailGaps')}</dt>
        <dd>{tm('walk.detailTimes', { count: state.gaps })}</dd>
        <dt>{tm('walk.detailJumps')}</dt>
        <dd>{tm('walk.detailTimes', { count: state.jumps })}</dd>
      </dl>
      {aside.length === 0 ? (
        <p class="small muted">{tm('walk.detailNone')}</p>
      ) : (
        <>
          <p class="small strong">{tm('walk.detailAside')}</p>
          <dl class="detail-list">
            {aside.map(({ reason, count }) => (
              <>
                <dt key={reason}>{tm(`walk.aside.${reason}`)}</dt>
                <dd>{tm('walk.detailTimes', { count })}</dd>
              </>
            ))}
          </dl>
        </>
      )}
    </details>
  );
}
