/** What drills came to, side by side: bars that stand in their own table. */
import { alertPath } from '../addresses';
import { serverNow } from '../clock';
import { Nothing } from '../nothing';
import { Section } from '../section';
import { say, sayCategory, sayTime } from '../texts';
import { type Drill, isGoingOn, shareOf } from './drills';
import { tell } from './words';

export function sayTook(seconds: number | null): string {
  if (seconds === null) return tell('results.never');
  if (seconds < 60) return tell('results.seconds', { seconds });
  return tell('results.minutes', { minutes: Math.floor(seconds / 60), seconds: seconds % 60 });
}

export function DrillResults({ drills }: { drills: readonly Drill[] }) {
  return (
    <Section id="drill-results" title={tell('results.title')}>
      {drills.length === 0 ? (
        <Nothing title={tell('results.none')} more={tell('results.noneMore')} />
      ) : (
        <>
          <p class="small muted">{tell('results.intro')}</p>
          <table class="desk-table desk-wide-table">
            <caption class="sr-only">{tell('results.title')}</caption>
            <thead>
              <tr>
                <th scope="col">{tell('results.when')}</th>
                <th scope="col">{tell('results.told')}</th>
                <th scope="col">{tell('results.answered')}</th>
                <th scope="col">{tell('results.seen')}</th>
                <th scope="col">{tell('results.accepted')}</th>
                <th scope="col">{tell('results.onScene')}</th>
              </tr>
            </thead>
            <tbody>
              {drills.map((drill) => (
                <Row key={drill.id} drill={drill} drills={drills} />
              ))}
            </tbody>
          </table>
        </>
      )}
    </Section>
  );
}

function Row({ drill, drills }: { drill: Drill; drills: readonly Drill[] }) {
  return (
    <tr>
      <th scope="row">
        <a class="desk-text-link" href={alertPath(drill.id)}>
          {sayTime(drill.opened_at, serverNow.value)}
        </a>{' '}
        <span class="small muted">
          {sayCategory(drill.category)} · {say(`alert.${drill.place}`)}
          {isGoingOn(drill) && ` · ${tell('results.goingOn')}`}
        </span>
      </th>
      <td class="num" data-label={tell('results.told')}>
        {tell('results.people', { count: drill.told })}
      </td>
      <td class="num" data-label={tell('results.answered')}>
        {tell('results.of', { told: drill.told, count: drill.answered })}
      </td>
      <td class="num" data-label={tell('results.seen')}>
        {sayTook(drill.first_seen_s)}
      </td>
      <td class="num" data-label={tell('results.accepted')}>
        {sayTook(drill.first_accepted_s)}
        <svg class="desk-bar-chart" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
          <rect width={shareOf(drill.first_accepted_s, drills)} height="8" />
        </svg>
      </td>
      <td class="num" data-label={tell('results.onScene')}>
        {sayTook(drill.first_on_scene_s)}
      </td>
    </tr>
  );
}
