/** Where the facilities of the list are, with the same numbers. */
import type { LatLon } from '../contract';
import { neighbourhoodName } from '../neighbourhood';
import { NumberedMap } from '../numbered-map';
import { Section } from '../section';
import { type Facility, STANDINGS, standingOf } from './facilities';
import { tell } from './words';

/** More numbers than this cannot be told apart; the first are the most pressing. */
const MOST = 60;

export function FacilityMap({ facilities }: { facilities: readonly Facility[] }) {
  const drawn = facilities.slice(0, MOST).map((one, index) => ({
    id: `facility-${one.id}`,
    number: index + 1,
    at: [one.lat, one.lon] as LatLon,
    look: standingOf(one),
    title: `${index + 1}. ${one.label} · ${tell(`standing.${standingOf(one)}`)}`,
  }));
  return (
    <Section id="facility-map" title={tell('facilities.map')}>
      <NumberedMap
        label={tell('facilities.mapLabel', { name: neighbourhoodName.value, count: drawn.length })}
        marks={drawn}
        legend={STANDINGS.filter((look) => drawn.some((mark) => mark.look === look)).map((look) => ({
          look,
          word: tell(`standing.${look}`),
        }))}
      />
      {facilities.length > MOST && (
        <p class="small muted">{tell('facilities.mapMore', { count: facilities.length - MOST })}</p>
      )}
    </Section>
  );
}
