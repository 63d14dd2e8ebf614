/** Home after the first look: who comes along, the week, and the ways to the rest. */
import { useEffect } from 'preact/hooks';

import { myDogs } from '../../core/dogs';
import { allFacilities } from '../../core/facilities';
import { recent } from '../../core/reports';
import { walk } from '../../core/walk';
import { tm } from '../../locales/more';
import { planTexts, tp } from '../../locales/plan';
import { LinkButton } from '../../ui/button';
import { Row } from '../../ui/surface';
import { company, recallCompany } from '../walk/company';

export { MissingStrip } from '../missing/strip';
export { AskedPlans } from '../plan/asked-strip';
export { PromiseLine } from '../plan/promise-line';
export { WalkedWeek } from './walked-week';

/** To be awaited before the rest is drawn. */
export const loadWords = () => planTexts.load();

/** Below the start button: with whom, and where to choose. */
export function LastCompany() {
  useEffect(() => {
    const read = async () => {
      await recallCompany();
      if (company.value.dogIds.length > 0) await myDogs.last();
      // What a walk needs of the neighbourhood is fetched while there is a network.
      await Promise.all([allFacilities.open(), recent.open()]);
    };
    void read().catch(() => {});
  }, []);
  if (walk.value && walk.value.phase !== 'ended') return null;
  const dogs = myDogs.state.value.data?.items ?? [];
  const { dogIds, companions } = company.value;
  const names = [...dogs.filter(({ id }) => dogIds.includes(id)).map(({ name }) => name), ...companions];
  return (
    <div class="with-last">
      <LinkButton kind="quiet" icon="paw" href="/walk" data-testid="prepare">
        {names.length > 0 ? tm('before.last', { names: names.join(', ') }) : tm('before.choose')}
      </LinkButton>
    </div>
  );
}

export function ResidentWays() {
  return (
    <ul class="rows">
      <Row href="/settings/plan" icon="clock" title={tp('line.row')} detail={tp('line.rowText')} />
      <Row href="/together" icon="people" title={tm('later.together')} detail={tm('later.togetherText')} />
    </ul>
  );
}

export function WalkerWays() {
  return (
    <nav aria-label={tm('later.more')}>
      <ul class="rows">
        <Row href="/together" icon="people" title={tm('later.together')} detail={tm('later.togetherText')} />
        <Row
          href="/facilities"
          icon="lamp"
          title={tm('later.facilities')}
          detail={tm('later.facilitiesText')}
        />
        <Row href="/reports" icon="message" title={tm('later.reports')} detail={tm('later.reportsText')} />
        <Row href="/dogs" icon="paw" title={tm('later.dogs')} detail={tm('later.dogsText')} />
        <Row href="/hours" icon="clock" title={tm('later.hours')} detail={tm('later.hoursText')} />
      </ul>
    </nav>
  );
}
