/** How many people keep meeting: numbers only, nobody is named. */
import { Nothing } from '../nothing';
import { Section } from '../section';
import { type DeskTogether, groupsCounted } from './together';
import { tell } from './words';

export function Groups({ groups }: Pick<DeskTogether, 'groups'>) {
  const counted = groupsCounted(groups);
  return (
    <Section id="groups" title={tell('groups.title')}>
      <p class="small muted">{tell('groups.what')}</p>
      {counted.length === 0 ? (
        <Nothing title={tell('groups.empty')} more={tell('groups.emptyMore')} />
      ) : (
        <table class="desk-table">
          <caption class="sr-only">{tell('groups.title')}</caption>
          <thead>
            <tr>
              <th scope="col">{tell('groups.people')}</th>
              <th scope="col">{tell('groups.times')}</th>
              <th scope="col">{tell('groups.groups')}</th>
            </tr>
          </thead>
          <tbody>
            {counted.map((one) => (
              <tr key={`${one.people}/${one.times}`}>
                <th scope="row" class="num">
                  {tell('groups.peopleUnit', { count: one.people })}
                </th>
                <td class="num" data-label={tell('groups.times')}>
                  {tell('groups.timesUnit', { count: one.times })}
                </td>
                <td class="num" data-label={tell('groups.groups')}>
                  {tell('groups.groupsUnit', { count: one.groups })}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Section>
  );
}
