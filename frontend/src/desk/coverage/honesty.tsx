/** The sums of the picture, how old it is, and how little it may yet say. */
import { formatNumber } from '../../core/i18n';
import { Notice } from '../../ui';
import { serverNow } from '../clock';
import { sayAgo } from '../texts';
import { type Coverage, type CoverageFilters, coverageSums, youngDays } from './coverage';
import { tell } from './words';

export function Honesty({ coverage, filters }: { coverage: Coverage; filters: CoverageFilters }) {
  const sums = coverageSums(coverage.cells, filters.band);
  const now = serverNow.value;
  const young = youngDays(coverage.since, filters.days, now);
  return (
    <>
      <dl class="desk-sums">
        <div>
          <dt>{tell('sums.walked', { count: sums.cells })}</dt>
          <dd class="num">{tell('sums.walkedOf', { count: sums.walked, percent: sums.percent })}</dd>
        </div>
        <div>
          <dt>{tell('sums.nobody')}</dt>
          <dd class="num">{formatNumber(sums.cells - sums.walked)}</dd>
        </div>
        <div>
          <dt>{tell('sums.visits')}</dt>
          <dd class="num">{formatNumber(sums.visits)}</dd>
        </div>
      </dl>
      {(young !== null || sums.visits === 0) && (
        <Notice tone="warn">
          <p>
            {sums.visits === 0
              ? tell('honest.none')
              : tell('honest.young', { count: young ?? 0, days: filters.days })}
          </p>
        </Notice>
      )}
      <p class="small muted">
        {tell('honest.what')}{' '}
        {coverage.made_at !== null && tell('honest.made', { age: sayAgo(coverage.made_at, now) })}
      </p>
    </>
  );
}
