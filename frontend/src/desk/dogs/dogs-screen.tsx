/** The dogs of the neighbourhood: whose they are, how they are registered, whether they passed the temperament test. */
import { useLocation } from 'preact-iso/router';
import { useState } from 'preact/hooks';

import { Answered, More } from '../answered';
import { DeskFrame } from '../desk-frame';
import { FilterNotice, Pick, ShareView, WordsField } from '../filter-fields';
import { canChange } from '../neighbourhood';
import { Nothing } from '../nothing';
import { RoomHead } from '../room-head';
import { Section } from '../section';
import { say } from '../texts';
import { usePages } from '../use-pages';
import { DogTable } from './dog-table';
import { addressOfDogs, type DeskDog, type DogFilters, dogFiltersFrom, findDogs, RESULTS } from './dogs';
import { TemperamentDialog } from './temperament-dialog';
import { loadWords, tell } from './words';

export default function DogsScreen() {
  return (
    <DeskFrame page="dogs" words={loadWords}>
      <Dogs />
    </DeskFrame>
  );
}

function Dogs() {
  const { route, query } = useLocation();
  const filters = dogFiltersFrom(query);
  const pages = usePages(addressOfDogs(filters), (cursor) => findDogs(filters, cursor));
  const [testing, setTesting] = useState<DeskDog | null>(null);
  const change = (part: Partial<DogFilters>) => route(addressOfDogs({ ...filters, ...part }), true);
  const filtered = filters.q !== '' || filters.result !== null;
  return (
    <>
      <RoomHead title={tell('dogs.title')} intro={tell('dogs.intro')} />
      <fieldset class="desk-filters">
        <legend class="sr-only">{say('filter.legend')}</legend>
        <WordsField
          key={filters.q === '' ? 'empty' : 'filled'}
          label={tell('dogs.search')}
          hint={tell('dogs.searchHint')}
          value={filters.q}
          onWords={(q) => change({ q })}
        />
        <Pick
          label={tell('dogs.test')}
          all={say('filter.alerts.all')}
          choices={RESULTS.map((value) => ({ value, label: tell(`result.${value}`) }))}
          value={filters.result}
          onPick={(result) => change({ result })}
        />
        <ShareView />
        <FilterNotice on={filtered} onClear={() => change({ q: '', result: null })} />
      </fieldset>
      <Section
        id="dog-list"
        title={tell('dogs.list')}
        count={pages.items === null ? undefined : `${pages.items.length}${pages.goesOn ? '+' : ''}`}
      >
        <Answered held={pages} here={pages.items !== null}>
          {pages.items?.length === 0 ? (
            <Nothing
              title={tell(filtered ? 'dogs.noMatch' : 'dogs.empty')}
              more={tell(filtered ? 'dogs.noMatchMore' : 'dogs.emptyMore')}
            />
          ) : (
            <DogTable dogs={pages.items ?? []} onTest={canChange.value ? setTesting : null} />
          )}
          <More pages={pages} />
        </Answered>
      </Section>
      {testing !== null && (
        <TemperamentDialog
          dog={testing}
          onClose={() => setTesting(null)}
          onDone={async () => {
            await pages.again();
            setTesting(null);
          }}
        />
      )}
    </>
  );
}
