/** The cells nobody was in, never visited first. */
import { useState } from 'preact/hooks';

import { Button } from '../../ui';
import { serverNow } from '../clock';
import { whereIs } from '../neighbourhood';
import { Nothing } from '../nothing';
import { Section } from '../section';
import { sayAgo } from '../texts';
import { type CoverageCell, type CoverageFilters, nobodyWalked } from './coverage';
import { tell } from './words';

const FIRST = 8;

interface Props {
  cells: readonly CoverageCell[];
  band: CoverageFilters['band'];
}

export function NobodyWalked({ cells, band }: Props) {
  const [all, showAll] = useState(false);
  const nobody = nobodyWalked(cells, band);
  const shown = all ? nobody : nobody.slice(0, FIRST);
  return (
    <Section id="nobody" title={tell('nobody.title')} count={String(nobody.length)}>
      {nobody.length === 0 ? (
        <Nothing title={tell('nobody.empty')} />
      ) : (
        <>
          <p class="small muted">{tell('nobody.do')}</p>
          <ul class="desk-rows desk-nobody-rows">
            {shown.map((cell) => (
              <li key={cell.cell}>
                <span>{whereIs([[cell.lat, cell.lon]])}</span>
                <span class="small muted num">
                  {cell.last_at === null
                    ? tell('nobody.never')
                    : tell('nobody.last', { age: sayAgo(cell.last_at, serverNow.value) })}
                </span>
              </li>
            ))}
          </ul>
          {nobody.length > shown.length && (
            <p>
              <Button onClick={() => showAll(true)}>
                {tell('nobody.more', { count: nobody.length - shown.length })}
              </Button>
            </p>
          )}
        </>
      )}
    </Section>
  );
}
