/** Who can be reached by a push and who cannot, before it matters. */
import { useLocation } from 'preact-iso/router';
import { useState } from 'preact/hooks';

import { Answered, More } from '../answered';
import { DeskFrame } from '../desk-frame';
import { Pick } from '../filter-fields';
import { Nothing } from '../nothing';
import { RoomHead } from '../room-head';
import { Section } from '../section';
import { usePages } from '../use-pages';
import { addressOf, findReached, type ReachPage, stateFrom, STATES } from './reach';
import { ReachRow } from './reach-row';
import { loadWords, tell } from './words';

export default function ReachScreen() {
  return (
    <DeskFrame page="reach" words={loadWords}>
      <Reach />
    </DeskFrame>
  );
}

export function Reach() {
  const { route, query } = useLocation();
  const state = stateFrom(query);
  const [counts, setCounts] = useState<ReachPage['counts'] | null>(null);
  const pages = usePages(addressOf(state), async (cursor) => {
    const page = await findReached(state, cursor);
    setCounts(page.counts);
    return page;
  });
  return (
    <>
      <RoomHead title={tell('reach.title')} intro={tell('reach.intro')} />
      {counts !== null && (
        <p class="desk-tags" role="status">
          {STATES.filter((one) => counts[one] > 0).map((one) => (
            <a key={one} class="desk-chip" href={addressOf(one)}>
              {tell('reach.count', { state: tell(`reach.state.${one}`), count: counts[one] })}
            </a>
          ))}
        </p>
      )}
      <fieldset class="desk-filters">
        <legend class="sr-only">{tell('reach.filter')}</legend>
        <Pick
          label={tell('reach.filter')}
          all={tell('reach.all')}
          choices={STATES.map((value) => ({ value, label: tell(`reach.state.${value}`) }))}
          value={state}
          onPick={(next) => route(addressOf(next), true)}
        />
      </fieldset>
      <Section id="reach" title={tell('reach.list')}>
        <Answered held={pages} here={pages.items !== null}>
          {pages.items?.length === 0 ? (
            <Nothing title={tell('reach.empty')} />
          ) : (
            <ul class="desk-channels">
              {pages.items?.map((member) => (
                <ReachRow key={member.member_id} member={member} />
              ))}
            </ul>
          )}
          <More pages={pages} />
        </Answered>
      </Section>
    </>
  );
}
