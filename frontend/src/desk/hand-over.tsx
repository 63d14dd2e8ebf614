/** What to read out when calling 112 or 119: the app never calls them itself. */
import { LinkButton } from '../ui';
import { secondsSince } from './ages';
import { happenedAt, summariseTold } from './board';
import { serverNow } from './clock';
import type { DeskAlert } from './contract';
import { disclosed } from './live-alert';
import { neighbourhoodName, whereIs } from './neighbourhood';
import { Section } from './section';
import { say, sayCategory, saySpan, sayTime } from './texts';

export function HandOver({ alert }: { alert: DeskAlert }) {
  const coming = summariseTold(alert.told).coming.length;
  const place = disclosed.value?.address ?? `${say(`alert.${alert.place}`)}, ${whereIs(alert.cell_boundary)}`;
  return (
    <Section id="hand-over" title={say('one.handOver')}>
      <p class="small muted">{say('one.handOverHint')}</p>
      <blockquote class="desk-script">
        {say('one.script', {
          neighbourhood: neighbourhoodName.value,
          time: sayTime(happenedAt(alert), serverNow.value),
          what: sayCategory(alert.category),
          minutes: saySpan(secondsSince(happenedAt(alert), serverNow.value)),
          place,
          coming: coming > 0 ? say('one.scriptComing', { count: coming }) : say('one.scriptNobody'),
        })}
      </blockquote>
      <div class="desk-actions">
        <LinkButton icon="phone" href="tel:119">
          119
        </LinkButton>
        <LinkButton icon="phone" href="tel:112">
          112
        </LinkButton>
      </div>
    </Section>
  );
}
