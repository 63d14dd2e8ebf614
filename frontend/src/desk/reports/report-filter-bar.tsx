/** Which reports are shown; the choice stands in the address. */
import { DayField, FilterNotice, Pick, ShareView, WordsField } from '../filter-fields';
import { say, sayCategory } from '../texts';
import { CATEGORIES, filtersReports, type ReportFilters, STATE_CHOICES } from './reports';
import { tell } from './words';

interface Props {
  filters: ReportFilters;
  onFilters: (change: Partial<ReportFilters>) => void;
}

export function ReportFilterBar({ filters, onFilters }: Props) {
  const nothing = { state: null, category: null, q: '', since: null, until: null };
  return (
    <fieldset class="desk-filters">
      <legend class="sr-only">{say('filter.legend')}</legend>
      <WordsField
        key={filters.q === '' ? 'empty' : 'filled'}
        label={tell('reports.search')}
        hint={tell('reports.searchHint')}
        value={filters.q}
        onWords={(q) => onFilters({ q })}
      />
      <Pick
        label={tell('reports.state')}
        all={say('filter.alerts.all')}
        choices={STATE_CHOICES.map((value) => ({ value, label: tell(`state.${value}`) }))}
        value={filters.state}
        onPick={(state) => onFilters({ state })}
      />
      <Pick
        label={tell('reports.category')}
        all={say('filter.alerts.all')}
        choices={CATEGORIES.map((value) => ({ value, label: sayCategory(value) }))}
        value={filters.category}
        onPick={(category) => onFilters({ category })}
      />
      <DayField
        label={tell('reports.since')}
        value={filters.since}
        max={filters.until ?? undefined}
        onDay={(since) => onFilters({ since })}
      />
      <DayField label={tell('reports.until')} value={filters.until} onDay={(until) => onFilters({ until })} />
      <ShareView />
      <FilterNotice on={filtersReports(filters)} onClear={() => onFilters(nothing)} />
    </fieldset>
  );
}
