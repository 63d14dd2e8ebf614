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
  const warning = warn();
  function warn(): string {
    if (sums.visits === 0) return tell('honest.none');
    if (young !== null) return tell('honest.young', { count: young, days: filters.days });
    // Fewer visits than cells cannot show where people do not go.
    return sums.visits < sums.cells ? tell('honest.few') : '';
  }
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
      {warning !== '' && (
        <Notice tone="warn">
          <p>{warning}</p>
        </Notice>
      )}
      <p class="small muted">
        {tell('honest.what')}{' '}
        {coverage.made_at !== null && tell('honest.made', { age: sayAgo(coverage.made_at, now) })}
      </p>
    </>
  );
}
