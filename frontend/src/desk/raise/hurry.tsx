/** What the coordinator can do when waiting is too long: the next neighbours now, or neighbours after all. */
import { announce, Button, Notice } from '../../ui';
import { isOver } from '../alert-tags';
import type { BoardAlert } from '../contract';
import { useDeed } from '../use-deed';
import { hurry } from './calls';
import { tell } from './words';

const COMES = new Set(['accepted', 'on_scene']);

export function Hurry({ alert, onDone }: { alert: BoardAlert; onDone: () => void }) {
  const { busy, problem, run } = useDeed();
  const asleep = alert.late || alert.quiet === true;
  const coming = alert.told.filter((one) => COMES.has(one.status)).length;
  if (isOver(alert) || alert.duress_at || (!asleep && (alert.wave >= alert.waves || coming >= 2)))
    return null;
  const what = asleep ? 'wake' : 'next';
  const go = async () => {
    const done = await run(() => hurry(alert.id, asleep ? 'wake' : 'next-wave'));
    if (done) announce(tell(`hurry.${what}Done`));
    onDone();
  };
  return (
    <div class="stack">
      <Button icon="people" busy={busy} onClick={() => void go()}>
        {tell(`hurry.${what}`)}
      </Button>
      {problem !== '' && (
        <Notice tone="warn" role="alert">
          <p>{problem}</p>
        </Notice>
      )}
    </div>
  );
}
