/** Who was told about an alert, how far the push came and what they answered. */
import type { ComponentChildren } from 'preact';

import { type IconName, Tag, type Tone } from '../ui';
import { nearestToHelping, summariseTold } from './board';
import { serverNow } from './clock';
import type { DeliveryStatus, ResponseStatus, Told } from './contract';
import { say, sayOr, sayTime } from './texts';

const ANSWERS: Record<ResponseStatus, [IconName, Tone]> = {
  notified: ['clock', 'plain'],
  seen: ['eye', 'info'],
  accepted: ['walk', 'good'],
  declined: ['close', 'plain'],
  on_scene: ['door', 'good'],
  done: ['check', 'good'],
  stood_down: ['close', 'plain'],
};
const DELIVERIES: Record<DeliveryStatus, [IconName, Tone]> = {
  queued: ['clock', 'plain'],
  sent: ['cloud', 'plain'],
  received: ['check', 'good'],
  failed: ['alert', 'warn'],
  gone: ['offline', 'warn'],
  withdrawn: ['close', 'plain'],
  none: ['offline', 'warn'],
};

/** Counts in one line; what is zero is left out. */
export function ToldCounts({ told }: { told: readonly Told[] }) {
  const sum = summariseTold(told);
  const one = (key: 'waiting' | 'received' | 'seen' | 'declined') =>
    sum[key] > 0 && <span>{say(`told.${key}`, { count: sum[key] })}</span>;
  return (
    <span class="desk-counts">
      <span>{say('told.total', { count: sum.total })}</span>
      {one('waiting')}
      {one('received')}
      {one('seen')}
      {one('declined')}
      {sum.failed > 0 && <span class="is-warn">{say('told.failed', { count: sum.failed })}</span>}
    </span>
  );
}

export function Coming({ told }: { told: readonly Told[] }) {
  const { coming } = summariseTold(told);
  return (
    <p class="desk-coming">
      <span class="muted">{say('told.coming')}</span>{' '}
      {coming.length === 0 ? (
        <span>{say('told.nobody')}</span>
      ) : (
        nearestToHelping(coming).map((one) => (
          <Answer key={one.name} status={one.status}>
            {one.name} · {say(`response.${one.status}`)}
            {one.role && one.status !== 'done' && ` · ${say(`role.${one.role}`)}`}
          </Answer>
        ))
      )}
    </p>
  );
}

function Answer({ status, children }: { status: ResponseStatus; children: ComponentChildren }) {
  const [icon, tone] = ANSWERS[status];
  return (
    <Tag icon={icon} tone={tone}>
      {children}
    </Tag>
  );
}

interface TableProps {
  told: readonly Told[];
  /** The alert has ended: nobody is waited for any more. */
  over?: boolean;
}

export function ToldTable({ told, over = false }: TableProps) {
  const word = (status: ResponseStatus) =>
    say(over && (status === 'notified' || status === 'seen') ? 'response.unanswered' : `response.${status}`);
  return (
    <table class="desk-table">
      <caption class="sr-only">{say('told.title')}</caption>
      <thead>
        <tr>
          <th scope="col">{say('told.name')}</th>
          <th scope="col">{say('told.answer')}</th>
          <th scope="col">{say('told.delivery')}</th>
          <th scope="col">{say('told.at')}</th>
        </tr>
      </thead>
      <tbody>
        {nearestToHelping(told).map((one, index) => (
          <tr key={`${one.name}-${index}`}>
            <th scope="row">{one.name}</th>
            <td data-label={say('told.answer')}>
              <Answer status={one.status}>{word(one.status)}</Answer>
            </td>
            <td data-label={say('told.delivery')}>
              <Delivery status={one.delivery} />
            </td>
            <td class="num" data-label={say('told.at')}>
              {sayTime(one.at, serverNow.value)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Delivery({ status }: { status: DeliveryStatus }) {
  const [icon, tone] = DELIVERIES[status] ?? DELIVERIES.queued;
  return (
    <Tag icon={icon} tone={tone}>
      {sayOr(`delivery.${status}`, 'delivery.queued')}
    </Tag>
  );
}
