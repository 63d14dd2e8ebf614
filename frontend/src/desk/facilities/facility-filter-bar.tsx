/** Which facilities are shown; the choice stands in the address, and each state says how many there are. */
import { formatNumber } from '../../core/i18n';
import { FilterNotice, Pick, ShareView, WordsField } from '../filter-fields';
import { say } from '../texts';
import {
  type Facility,
  type FacilityFilters,
  filtersFacilities,
  KINDS,
  STANDINGS,
  standingOf,
} from './facilities';
import { tell } from './words';

interface Props {
  filters: FacilityFilters;
  all: readonly Facility[];
  onFilters: (change: Partial<FacilityFilters>) => void;
}

export function FacilityFilterBar({ filters, all, onFilters }: Props) {
  const counted = (standing: (typeof STANDINGS)[number]) =>
    formatNumber(all.filter((one) => standingOf(one) === standing).length);
  return (
    <fieldset class="desk-filters">
      <legend class="sr-only">{say('filter.legend')}</legend>
      <WordsField
        key={filters.q === '' ? 'empty' : 'filled'}
        label={tell('facilities.search')}
        hint={tell('facilities.searchHint')}
        value={filters.q}
        onWords={(q) => onFilters({ q })}
      />
      <Pick
        label={tell('facilities.standing')}
        all={say('filter.alerts.all')}
        choices={STANDINGS.map((value) => ({
          value,
          label: `${tell(`standing.${value}`)} (${counted(value)})`,
        }))}
        value={filters.standing}
        onPick={(standing) => onFilters({ standing })}
      />
      <Pick
        label={tell('facilities.kind')}
        all={say('filter.alerts.all')}
        choices={KINDS.map((value) => ({ value, label: tell(`kind.${value}`) }))}
        value={filters.kind}
        onPick={(kind) => onFilters({ kind })}
      />
      <ShareView />
      <FilterNotice
        on={filtersFacilities(filters)}
        onClear={() => onFilters({ standing: null, kind: null, q: '' })}
      />
    </fieldset>
  );
}
