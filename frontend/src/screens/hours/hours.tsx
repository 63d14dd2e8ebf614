/** My volunteer hours: this month, its days, the year, and the certificate. */
import { useState } from 'preact/hooks';

import { hours, unsentMinutes } from '../../core/hours';
import { formatAge, formatDistance, t } from '../../core/i18n';
import { zoneHere } from '../../core/zone';
import { th } from '../../locales/hours';
import { Card, Facts, Notice, Skeleton } from '../../ui/surface';
import { LoadFailed } from '../shell/load-failed';
import { Screen } from '../shell/screen';
import { useLoaded } from '../shell/use-loaded';
import { Certificate } from './certificate';
import { MonthDays } from './month-days';
import { Confirmed, MonthHead } from './month-summary';
import { monthAt } from './months';
import { Year } from './year';
import './hours.css';

export default function Hours() {
  const zone = zoneHere();
  const newest = monthAt(Date.now(), zone);
  const [month, setMonth] = useState(newest);
  const { data: answer, error, reload } = useLoaded(`hours ${month}`, (signal) => hours(month, signal));
  const unsent = useLoaded('unsent-minutes', unsentMinutes).data;
  const data = answer?.data ?? null;
  const now = Date.now();
  const today =
    month === newest ? new Date(now).toLocaleDateString('sv-SE', { timeZone: zone }).slice(8) : null;
  const first = data?.months.find((each) => each.confirmed_min > 0)?.month ?? null;
  return (
    <Screen title={th('hours.title')} back={{ href: '/', label: t('nav.home') }} class="hours">
      {answer?.at && (
        <Notice icon="offline">
          <p>{th('hours.old', { age: formatAge(answer.at, now) })}</p>
        </Notice>
      )}
      <section class="card">
        <MonthHead month={month} newest={newest} onChange={setMonth} />
        {error && !data && <LoadFailed error={error} retry={reload} />}
        {!data && !error && <Skeleton label={t('common.loading')} lines={4} />}
        {data && (
          <>
            <Confirmed data={data} unsent={month === newest ? unsent : null} />
            <MonthDays month={month} days={data.days} today={today ? Number(today) : null} />
            <Facts
              items={[
                { label: th('hours.walks'), value: th('hours.times', { count: data.walks }) },
                { label: th('hours.distance'), value: formatDistance(data.distance_m) },
                { label: th('hours.cells'), value: th('hours.cellCount', { count: data.cells }) },
                { label: th('hours.reports'), value: th('hours.items', { count: data.reports }) },
                { label: th('hours.checks'), value: th('hours.items', { count: data.checks }) },
              ]}
            />
          </>
        )}
      </section>
      {data && (
        <>
          <Notice
            tone="good"
            icon="walk"
            title={
              data.weeks_in_a_row > 0
                ? th('hours.weeks', { count: data.weeks_in_a_row })
                : th('hours.weeksNone')
            }
          >
            <p>{th(data.weeks_in_a_row > 0 ? 'hours.weeksText' : 'hours.weeksNoneText')}</p>
          </Notice>
          {first && <Year months={data.months} chosen={month} />}
          {month === newest && <Certificate key={first} newest={newest} first={first} />}
        </>
      )}
      <Card title={th('hours.counts')}>
        <p>{th('hours.counts.1')}</p>
        <p>{th('hours.counts.2')}</p>
      </Card>
    </Screen>
  );
}
