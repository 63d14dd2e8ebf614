/** What walkers saw: newest first, and where they stood only on an explicit wish that says what looking means. */
import { useState } from 'preact/hooks';

import { Button, Tag } from '../../ui';
import { Answered } from '../answered';
import { serverNow } from '../clock';
import type { LatLon } from '../contract';
import { whereIs } from '../neighbourhood';
import { Nothing } from '../nothing';
import { NumberedMap } from '../numbered-map';
import { sayAgo } from '../texts';
import { useAnswer } from '../use-answer';
import { type DeskMissing, getSightings, runs, type Sighting } from './missing';
import { tell } from './words';

export function Sightings({ one }: { one: DeskMissing }) {
  const [places, setPlaces] = useState(false);
  const held = useAnswer(`sightings ${one.id} ${places} ${one.sightings}`, () =>
    getSightings(one.id, places),
  );
  const seen = held.answer ?? [];
  const placed = seen.some(({ has_place: has }) => has);
  return (
    <section class="stack desk-sightings" aria-label={tell('seen.title')}>
      <Answered held={held} here={held.answer !== null}>
        {seen.length === 0 && (
          <Nothing
            title={tell('seen.empty')}
            more={runs(one, serverNow.value) ? tell('seen.emptyMore') : undefined}
          />
        )}
        {placed && !places && (
          <div class="stack-s">
            <p>
              <Button icon="pin" onClick={() => setPlaces(true)} data-testid="missing-places">
                {tell('seen.place')}
              </Button>
            </p>
            <p class="small muted">{tell('seen.placeWarn')}</p>
          </div>
        )}
        {places && <Map seen={seen} />}
        {seen.length > 0 && (
          <ol class="desk-seen">
            {seen.map((each, index) => (
              <Line key={each.id} one={each} number={index + 1} />
            ))}
          </ol>
        )}
      </Answered>
    </section>
  );
}

function Line({ one, number }: { one: Sighting; number: number }) {
  const now = serverNow.value;
  return (
    <li id={`sighting-${one.id}`} tabIndex={-1} class="desk-seen-line">
      <span class="desk-number is-received num">{number}</span>
      <div class="grow">
        <p>
          <span class="strong">{one.by}</span> · {tell('seen.at', { age: sayAgo(one.seen_at, now) })}
          <span class="muted small"> · {tell('seen.came', { age: sayAgo(one.received_at, now) })}</span>
        </p>
        <p class={one.note === '' ? 'muted' : ''}>{one.note === '' ? tell('seen.noNote') : one.note}</p>
        {one.place !== null && <Place place={one.place} />}
        {!one.has_place && <p class="small muted">{tell('seen.noPlace')}</p>}
        {one.after_close && <Tag tone="warn">{tell('seen.late')}</Tag>}
      </div>
    </li>
  );
}

function Place({ place }: { place: NonNullable<Sighting['place']> }) {
  return (
    <p class="num">
      {whereIs([[place.lat, place.lon]])} · {`${place.lat.toFixed(5)}, ${place.lon.toFixed(5)}`}
      {place.accuracy_m !== null && (
        <span class="muted small"> · {tell('seen.accuracy', { count: Math.round(place.accuracy_m) })}</span>
      )}
    </p>
  );
}

function Map({ seen }: { seen: readonly Sighting[] }) {
  const marks = seen.flatMap((one, index) =>
    one.place === null
      ? []
      : [
          {
            id: `sighting-${one.id}`,
            number: index + 1,
            at: [one.place.lat, one.place.lon] as LatLon,
            look: 'received',
            title: `${index + 1}. ${sayAgo(one.seen_at, serverNow.value)}`,
          },
        ],
  );
  return <NumberedMap label={tell('seen.mapLabel', { count: marks.length })} marks={marks} legend={[]} />;
}
