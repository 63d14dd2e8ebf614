/** One contact: through what, how the last message went, and a test. */
import { announce, Button } from '../../ui';
import { serverNow } from '../clock';
import { Trouble } from '../export-dialog';
import { canChange } from '../neighbourhood';
import { sayTime } from '../texts';
import { useDeed } from '../use-deed';
import { type Channel, testChannel } from './channels';
import { tell } from './words';

interface Props {
  channel: Channel;
  onTested: () => Promise<void>;
  onRemove: () => void;
}

export function ChannelRow({ channel, onTested, onRemove }: Props) {
  const { busy, problem, run } = useDeed();
  async function test() {
    const done = await run(async () => {
      await testChannel(channel.id);
      await onTested();
    });
    if (done) announce(tell('channels.tested'));
  }
  return (
    <li class="desk-channel">
      <div class="grow">
        <p class="strong">{channel.label}</p>
        <p class="muted small">{tell(`channels.kind.${channel.kind}`)}</p>
        <p class={channel.newest?.status === 'failed' ? 'desk-channel-failed' : 'small'} role="status">
          {state(channel)}
        </p>
        <Trouble text={problem} />
      </div>
      {canChange.value && (
        <div class="desk-actions">
          <Button icon="bell" busy={busy} onClick={() => void test()}>
            {tell('channels.test')}
          </Button>
          <Button icon="trash" kind="quiet" onClick={onRemove}>
            {tell('channels.remove')}
          </Button>
        </div>
      )}
    </li>
  );
}

function state({ newest }: Channel): string {
  if (newest === null) return tell('channels.never');
  const why = tell(`channels.why.${newest.why}`);
  if (newest.status === 'failed') return `${why} · ${tell('channels.failed')}`;
  if (newest.status === 'sent' && newest.sent_at !== null)
    return `${why} · ${tell('channels.sent', { time: sayTime(newest.sent_at, serverNow.value) })}`;
  return newest.attempts > 0 && newest.status === 'queued'
    ? `${why} · ${tell('channels.again', { count: newest.attempts + 1 })}`
    : `${why} · ${tell('channels.queued')}`;
}
