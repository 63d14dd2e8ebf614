/** The same as the picture, for people and programs that would rather read. */
import { formatDuration } from '../core/i18n';
import { Tag } from '../ui';
import { alertPath } from './addresses';
import { secondsSince } from './ages';
import { happenedAt } from './board';
import { AlertTags } from './alert-tags';
import { serverNow } from './clock';
import type { BoardAlert, BoardPatrol } from './contract';
import { whereIs, whereWalks } from './neighbourhood';
import { say, sayCategory, sayName } from './texts';

export function PictureTable({
  alerts,
  walks,
}: {
  alerts: readonly BoardAlert[];
  walks: readonly BoardPatrol[];
}) {
  if (alerts.length + walks.length === 0) return <p class="muted">{say('picture.empty')}</p>;
  const age = (at: string) => formatDuration(secondsSince(at, serverNow.value) * 1000);
  return (
    <table class="desk-table">
      <caption class="sr-only">{say('picture.title')}</caption>
      <thead>
        <tr>
          <th scope="col">{say('picture.what')}</th>
          <th scope="col">{say('picture.where')}</th>
          <th scope="col">{say('picture.who')}</th>
          <th scope="col">{say('picture.age')}</th>
        </tr>
      </thead>
      <tbody>
        {alerts.map((alert, index) => (
          <tr key={alert.id}>
            <th scope="row">
              <a
                class="desk-text-link"
                href={alertPath(alert.id)}
              >{`${index + 1}. ${sayCategory(alert.category)}`}</a>
              <AlertTags alert={alert} brief />
            </th>
            <td data-label={say('picture.where')}>{whereIs(alert.cell_boundary)}</td>
            <td data-label={say('picture.who')}>{sayName(alert.person_name)}</td>
            <td data-label={say('picture.age')} class="num">
              {age(happenedAt(alert))}
            </td>
          </tr>
        ))}
        {walks.map((walk) => (
          <tr key={walk.id}>
            <th scope="row">
              <Tag icon="walk" tone="good">
                {say('picture.walk')}
              </Tag>
            </th>
            <td data-label={say('picture.where')}>{whereWalks(walk)}</td>
            <td data-label={say('picture.who')}>{sayName(walk.name)}</td>
            <td data-label={say('picture.age')} class="num">
              {age(walk.started_at)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
