/** The cells nobody was in, never visited first. */
import { useState } from 'preact/hooks';

import { Button } from '../../ui';
import { serverNow } from '../clock';
import { whereIs } from '../neighbourhood';
import { Nothing } from '../nothing';
import { Section } from '../section';
import { sayAgo } from '../texts';
import { type CoverageCell, type CoverageFilters, nobodyWalked, placesOf } from './coverage';
import { tell } from './words';

const FIRST = 8;

interface Props {
  cells: readonly CoverageCell[];
  band: CoverageFilters['band'];
}

export function NobodyWalked({ cells, band }: Props) {
  const [all, showAll] = useState(false);
  const nobody = nobodyWalked(cells, band);
  const places = placesOf(nobody, ({ lat, lon }) => whereIs([[lat, lon]]));
  const shown = all ? places : places.slice(0, FIRST);
  return (
    <Section id="nobody" title={tell('nobody.title')} count={String(nobody.length)}>
      {nobody.length === 0 ? (
        <Nothing title={tell('nobody.empty')} />
      ) : (
        <>
          <p class="small muted">{tell('nobody.do')}</p>
          <ul class="desk-rows desk-nobody-rows">
            {shown.map(({ where, cells: count, last_at }) => (
              <li key={where}>
                <span>
                  {where} {count > 1 && <span class="small muted">{tell('nobody.cells', { count })}</span>}
                </span>
                <span class="small muted num">
                  {last_at === null
                    ? tell('nobody.never')
                    : tell('nobody.last', { age: sayAgo(last_at, serverNow.value) })}
                </span>
              </li>
            ))}
          </ul>
          {places.length > shown.length && (
            <p>
              <Button onClick={() => showAll(true)}>
                {tell('nobody.morePlaces', { count: places.length - shown.length })}
              </Button>
            </p>
          )}
        </>
      )}
    </Section>
  );
}
