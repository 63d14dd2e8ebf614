/** The picture as a table: least walked first. */
import { useState } from 'preact/hooks';

import { formatNumber } from '../../core/i18n';
import { Button } from '../../ui';
import { serverNow } from '../clock';
import { whereIs } from '../neighbourhood';
import { Section } from '../section';
import { sayAgo } from '../texts';
import { type CoverageCell, type CoverageFilters, debtOf, leastWalkedFirst, visitsOf } from './coverage';
import { tell } from './words';

const STEP = 20;

interface Props {
  cells: readonly CoverageCell[];
  band: CoverageFilters['band'];
}

/** Where each row is; cells that lie in the same direction and distance are told apart by a number. */
function namesOf(rows: readonly CoverageCell[]): string[] {
  const names = rows.map((cell) => whereIs([[cell.lat, cell.lon]]));
  const seen = new Map<string, number>();
  return names.map((name) => {
    const turn = (seen.get(name) ?? 0) + 1;
    seen.set(name, turn);
    return names.indexOf(name) === names.lastIndexOf(name) ? name : `${name} (${formatNumber(turn)})`;
  });
}

export function CoverageTable({ cells, band }: Props) {
  const [count, setCount] = useState(STEP);
  const rows = leastWalkedFirst(cells, band);
  const names = namesOf(rows);
  return (
    <Section id="coverage-table" title={tell('table.title')} count={formatNumber(cells.length)}>
      <table class="desk-table desk-wide-table">
        <caption class="sr-only">{tell('table.title')}</caption>
        <thead>
          <tr>
            <th scope="col">{tell('table.where')}</th>
            <th scope="col">{tell('sums.visits')}</th>
            <th scope="col">{tell('table.walkers')}</th>
            <th scope="col">{tell('table.last')}</th>
            <th scope="col">{tell('table.debt')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, count).map((cell, index) => (
            <tr key={cell.cell}>
              <th scope="row">{names[index]}</th>
              <td class="num" data-label={tell('sums.visits')}>
                {formatNumber(visitsOf(cell, band))}
              </td>
              <td class="num" data-label={tell('table.walkers')}>
                {formatNumber(cell.walkers)}
              </td>
              <td class="num" data-label={tell('table.last')}>
                {cell.last_at === null ? tell('nobody.never') : sayAgo(cell.last_at, serverNow.value)}
              </td>
              <td data-label={tell('table.debt')}>{tell(`debt.${debtOf(cell, band)}`)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > count && (
        <p>
          <Button onClick={() => setCount(count + 5 * STEP)}>
            {tell('nobody.more', { count: rows.length - count })}
          </Button>
        </p>
      )}
    </Section>
  );
}
