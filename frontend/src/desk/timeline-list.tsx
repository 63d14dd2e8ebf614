/** The history of an alert, newest first. */
import { serverNow } from './clock';
import type { TimelineEntry } from './contract';
import { sayClock } from './texts';
import { isTurningPoint, newestFirst, sentence } from './timeline';

export function Timeline({ entries }: { entries: readonly TimelineEntry[] }) {
  return (
    <ol class="desk-timeline">
      {newestFirst(entries).map((entry, index) => (
        <li key={`${entry.at}-${entry.kind}-${index}`} class={isTurningPoint(entry) ? 'is-turning' : ''}>
          <time class="num" dateTime={entry.at}>
            {sayClock(entry.at, serverNow.value)}
          </time>
          <span>{sentence(entry)}</span>
        </li>
      ))}
    </ol>
  );
}
