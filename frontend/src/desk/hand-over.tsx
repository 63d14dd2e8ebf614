/** What to read out when calling 112 or 119: the app never calls them itself. */
import { Button, LinkButton } from '../ui';
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
  const script = say('one.script', {
    neighbourhood: neighbourhoodName.value,
    time: sayTime(happenedAt(alert), serverNow.value),
    what: sayCategory(alert.category),
    minutes: saySpan(secondsSince(happenedAt(alert), serverNow.value)),
    place,
    coming: coming > 0 ? say('one.scriptComing', { count: coming }) : say('one.scriptNobody'),
  });
  return (
    <Section id="hand-over" title={say('one.handOver')}>
      <p class="small muted">{say('one.handOverHint')}</p>
      <blockquote class="desk-script">{alert.drill ? say('one.scriptDrill', { script }) : script}</blockquote>
      {alert.drill && (
        <p class="strong" id="no-call-in-drill">
          {say('one.noCallInDrill')}
        </p>
      )}
      <div class="desk-actions">
        {['119', '112'].map((number) =>
          alert.drill ? (
            <Button key={number} icon="phone" disabled aria-describedby="no-call-in-drill">
              {number}
            </Button>
          ) : (
            <LinkButton key={number} icon="phone" href={`tel:${number}`}>
              {number}
            </LinkButton>
          ),
        )}
      </div>
    </Section>
  );
}
