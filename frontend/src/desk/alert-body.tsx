/** Everything known of one alert, drawn from one answer of the server. */
import type { ComponentChildren } from 'preact';

import { Icon, Notice } from '../ui';
import { AddressPanel } from './address-panel';
import { Alarms } from './alarms';
import { AlertAge } from './alert-age';
import { AlertTags, isOver } from './alert-tags';
import { serverNow } from './clock';
import type { DeskAlert } from './contract';
import { DrillBand } from './drill-band';
import { HandOver } from './hand-over';
import { NeighbourhoodMap } from './neighbourhood-map';
import { canChange, whereIs } from './neighbourhood';
import { Nothing } from './nothing';
import { OnTheWayList } from './on-the-way';
import { Section } from './section';
import { Stage } from './stage';
import { say, sayCategory, sayName, sayTime } from './texts';
import { Timeline } from './timeline-list';
import { Coming, ToldCounts, ToldTable } from './told-list';

export function AlertBody({ alert, action }: { alert: DeskAlert; action: ComponentChildren }) {
  const over = isOver(alert);
  return (
    <>
      <DrillBand alert={alert} links />
      <header class="desk-one-head">
        <div class="grow">
          <AlertTags alert={alert} />
          <h1>{sayCategory(alert.category)}</h1>
          <p class="desk-place">
            <span>{sayName(alert.person_name)}</span>
            <span class="desk-with-icon">
              <Icon name={alert.place === 'home' ? 'home' : 'pin'} size="s" />
              {say(`alert.${alert.place}`)}
            </span>
            <span>{whereIs(alert.cell_boundary)}</span>
            {over && alert.closed_at && (
              <span>{say('closed.at', { time: sayTime(alert.closed_at, serverNow.value) })}</span>
            )}
          </p>
        </div>
        <AlertAge alert={alert} />
        {action}
      </header>
      {!canChange.value && (
        <Notice tone="info" icon="lock">
          <p>{say('desk.readOnly')}</p>
        </Notice>
      )}
      <div class="desk-columns desk-board">
        <div class="desk-column">
          <Section id="note" title={say('one.note')}>
            {alert.note === '' ? (
              <p class="muted">{say('one.noNote')}</p>
            ) : (
              <blockquote class="desk-note desk-note-large">{alert.note}</blockquote>
            )}
            {alert.closing_note !== '' && (
              <p class="desk-note">
                <span class="muted small">{say('one.closingNote')}</span> {alert.closing_note}
              </p>
            )}
          </Section>
          <Section id="told" title={say('one.responses')}>
            <Alarms alert={alert} takenBack={alert.taken_back ?? 0} cries={alert.cries} />
            {!over && <Stage alert={alert} />}
            <div class="desk-told">
              <Coming told={alert.told} />
              {alert.told.length === 0 ? (
                <p class="muted">{say('told.none')}</p>
              ) : (
                <ToldCounts told={alert.told} />
              )}
            </div>
            <OnTheWayList comers={alert.on_the_way ?? []} />
            {alert.told.length > 0 && <ToldTable told={alert.told} over={over} />}
          </Section>
        </div>
        <div class="desk-column">
          {!over && <AddressPanel alert={alert} />}
          {!over && <HandOver alert={alert} />}
          <Section id="picture" title={say('picture.title')}>
            <NeighbourhoodMap alerts={[alert]} walks={[]} comers={alert.on_the_way ?? []} />
          </Section>
        </div>
        <Section id="timeline" title={say('one.timeline')}>
          <p class="small muted">{say('one.timelineHint')}</p>
          {alert.timeline.length === 0 ? (
            <Nothing title={say('one.timelineEmpty')} />
          ) : (
            <Timeline entries={alert.timeline} />
          )}
        </Section>
      </div>
    </>
  );
}
