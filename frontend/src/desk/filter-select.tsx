/** One labelled choice of the filter. */
import { FILTER_CHOICES, type Filters } from './filters';
import { say, sayOr } from './texts';

type Name = 'alerts' | 'place' | 'drills' | 'reports';

interface Props {
  name: Name;
  filters: Filters;
  onFilters: (change: Partial<Filters>) => void;
}

export function FilterSelect({ name, filters, onFilters }: Props) {
  return (
    <label class="desk-select">
      <span>{say(`filter.${name}`)}</span>
      <select value={filters[name]} onChange={(event) => onFilters({ [name]: event.currentTarget.value })}>
        {FILTER_CHOICES[name].map((choice) => (
          <option key={choice} value={choice}>
            {sayOr(`filter.${name}.${choice}`, 'filter.alerts.all')}
          </option>
        ))}
      </select>
    </label>
  );
}
