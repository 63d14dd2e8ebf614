/** What walkers check on their way: what is broken or due first, kept by the desk. */
import { useLocation } from 'preact-iso/router';
import { useState } from 'preact/hooks';

import { Button } from '../../ui';
import { Answered } from '../answered';
import { DeskFrame } from '../desk-frame';
import { canChange } from '../neighbourhood';
import { RoomHead } from '../room-head';
import { Section } from '../section';
import { useAnswer } from '../use-answer';
import {
  addressOfFacilities,
  allFacilities,
  dueFirst,
  type Facility,
  type FacilityFilters,
  facilityFiltersFrom,
  filtersFacilities,
  passes,
} from './facilities';
import { FacilityChecks } from './facility-checks';
import { FacilityDialog } from './facility-dialog';
import { FacilityFilterBar } from './facility-filter-bar';
import { FacilityList } from './facility-list';
import { FacilityMap } from './facility-map';
import { ImportDialog } from './import-dialog';
import { RemoveDialog } from './remove-dialog';
import { loadWords, tell } from './words';

type Doing = null | { what: 'add' | 'import' } | { what: 'edit' | 'remove' | 'checks'; facility: Facility };

export default function FacilitiesScreen() {
  return (
    <DeskFrame page="facilities" words={loadWords}>
      <Facilities />
    </DeskFrame>
  );
}

function Facilities() {
  const { route, query } = useLocation();
  const filters = facilityFiltersFrom(query);
  const held = useAnswer('facilities', allFacilities);
  const [doing, setDoing] = useState<Doing>(null);
  const change = (part: Partial<FacilityFilters>) =>
    route(addressOfFacilities({ ...filters, ...part }), true);
  const all = dueFirst(held.answer ?? []);
  const shown = all.filter((one) => passes(one, filters));
  const close = () => setDoing(null);
  const saved = async () => {
    await held.again();
    close();
  };
  return (
    <>
      <RoomHead title={tell('facilities.title')} intro={tell('facilities.intro')}>
        {canChange.value && (
          <>
            <Button onClick={() => setDoing({ what: 'import' })}>{tell('facilities.import')}</Button>
            <Button kind="primary" icon="plus" onClick={() => setDoing({ what: 'add' })}>
              {tell('facilities.add')}
            </Button>
          </>
        )}
      </RoomHead>
      <FacilityFilterBar filters={filters} all={all} onFilters={change} />
      <div class="desk-columns desk-beside">
        <Section
          id="facility-list"
          title={tell('facilities.list')}
          count={held.answer === null ? undefined : String(shown.length)}
          aside={<p class="small muted">{tell('facilities.order')}</p>}
        >
          <Answered held={held} here={held.answer !== null}>
            <FacilityList
              facilities={shown}
              filtered={filtersFacilities(filters) && all.length > 0}
              onDo={(what, facility) => setDoing({ what, facility })}
            />
          </Answered>
        </Section>
        <FacilityMap facilities={shown} />
      </div>
      {doing?.what === 'add' && <FacilityDialog facility={null} onClose={close} onDone={saved} />}
      {doing?.what === 'import' && <ImportDialog onClose={close} onDone={held.again} />}
      {doing?.what === 'edit' && <FacilityDialog facility={doing.facility} onClose={close} onDone={saved} />}
      {doing?.what === 'remove' && <RemoveDialog facility={doing.facility} onClose={close} onDone={saved} />}
      {doing?.what === 'checks' && <FacilityChecks facility={doing.facility} onClose={close} />}
    </>
  );
}
