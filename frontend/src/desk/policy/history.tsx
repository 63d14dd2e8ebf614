/** Every policy there was: when, who, why, and what it changed. */
import { Answered, More } from '../answered';
import { serverNow } from '../clock';
import { Section } from '../section';
import { sayTime } from '../texts';
import { usePages } from '../use-pages';
import { type Entry, getVersions, type Version } from './policy';
import { differences } from './said';
import { Changes } from './save-dialog';
import { tell } from './words';

/** Who put it in force; the first one was there from the start. */
export function sayWho({ changed_by_name, version, reason }: Version): string {
  return changed_by_name ?? tell(version === 1 && reason === '' ? 'policy.begun' : 'policy.nobody');
}

/** `newest` makes the list ask again when another was put in force. */
export function History({ newest }: { newest: number }) {
  const pages = usePages(`policy-versions-${newest}`, getVersions);
  return (
    <Section id="history" title={tell('history.title')}>
      <Answered held={pages} here={pages.items !== null}>
        <ol class="policy-history">
          {pages.items?.map((entry) => (
            <Past key={entry.version} entry={entry} />
          ))}
        </ol>
        <More pages={pages} />
      </Answered>
    </Section>
  );
}

function Past({ entry }: { entry: Entry }) {
  const changes = entry.replaced === null ? [] : differences(entry.replaced, entry.policy);
  const time = sayTime(entry.changed_at, serverNow.value);
  return (
    <li class="policy-past">
      <p class="small muted">{tell('history.head', { time, who: sayWho(entry) })}</p>
      {entry.reason !== '' && <p class="desk-note">{tell('history.reason', { reason: entry.reason })}</p>}
      {changes.length > 0 ? (
        <Changes changes={changes} />
      ) : (
        <p class="small">{tell(entry.replaced === null ? 'history.first' : 'history.same')}</p>
      )}
    </li>
  );
}
