/** What the board shows; the choice is in the address, so it can be shared. */
import { Button, Icon } from '../ui';
import { ShareView } from './filter-fields';
import { FilterSelect } from './filter-select';
import { type Filters, filtersFrom, hidesAlerts } from './filters';
import { say } from './texts';

interface Props {
  filters: Filters;
  hidden: number;
  onFilters: (change: Partial<Filters>) => void;
}

export function FilterBar({ filters, hidden, onFilters }: Props) {
  return (
    <fieldset class="desk-filters">
      <legend class="sr-only">{say('filter.legend')}</legend>
      <FilterSelect name="alerts" filters={filters} onFilters={onFilters} />
      <FilterSelect name="place" filters={filters} onFilters={onFilters} />
      <FilterSelect name="drills" filters={filters} onFilters={onFilters} />
      <ShareView />
      {hidesAlerts(filters) && (
        <p class="desk-hidden">
          <Icon name="eye" size="s" />
          {say('filter.hidden', { count: hidden })}
          <Button kind="quiet" onClick={() => onFilters(filtersFrom(''))}>
            {say('filter.clear')}
          </Button>
        </p>
      )}
    </fieldset>
  );
}
