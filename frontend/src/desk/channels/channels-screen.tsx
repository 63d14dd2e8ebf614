/** Where the desk is told when nobody answers: contacts outside the app, each with its proof. */
import { useEffect, useState } from 'preact/hooks';

import { announce, Button, Dialog } from '../../ui';
import { Answered } from '../answered';
import { DeskFrame } from '../desk-frame';
import { Trouble } from '../export-dialog';
import { canChange } from '../neighbourhood';
import { Nothing } from '../nothing';
import { RoomHead } from '../room-head';
import { Section } from '../section';
import { say } from '../texts';
import { useAnswer } from '../use-answer';
import { useDeed } from '../use-deed';
import { AddChannel } from './add-channel';
import { ChannelRow } from './channel-row';
import { type Channel, getChannels, isPending, removeChannel } from './channels';
import { loadWords, tell } from './words';

const LOOK_AGAIN_MS = 2500;

export default function ChannelsScreen() {
  return (
    <DeskFrame page="channels" words={loadWords}>
      <Channels />
    </DeskFrame>
  );
}

export function Channels() {
  const held = useAnswer('channels', getChannels);
  const [adding, setAdding] = useState(false);
  const [removing, setRemoving] = useState<Channel | null>(null);
  const channels = held.answer ?? [];
  const pending = isPending(channels);
  const { again } = held;
  useEffect(() => {
    if (!pending) return;
    const timer = setInterval(() => void again(), LOOK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [pending, again]);
  return (
    <>
      <RoomHead title={tell('channels.title')} intro={tell('channels.intro')}>
        {canChange.value && (
          <Button icon="plus" onClick={() => setAdding(true)}>
            {tell('channels.add')}
          </Button>
        )}
      </RoomHead>
      <Section id="channels" title={tell('channels.list')} count={String(channels.length)}>
        <Answered held={held} here={held.answer !== null}>
          {channels.length === 0 ? (
            <Nothing title={tell('channels.empty')} more={tell('channels.emptyMore')} />
          ) : (
            <ul class="desk-channels">
              {channels.map((channel) => (
                <ChannelRow
                  key={channel.id}
                  channel={channel}
                  onTested={again}
                  onRemove={() => setRemoving(channel)}
                />
              ))}
            </ul>
          )}
        </Answered>
      </Section>
      {adding && (
        <AddChannel
          onClose={() => setAdding(false)}
          onDone={async () => {
            await again();
            setAdding(false);
          }}
        />
      )}
      {removing !== null && (
        <RemoveChannel channel={removing} onClose={() => setRemoving(null)} onDone={again} />
      )}
    </>
  );
}

interface RemoveProps {
  channel: Channel;
  onClose: () => void;
  onDone: () => Promise<void>;
}

function RemoveChannel({ channel, onClose, onDone }: RemoveProps) {
  const { busy, problem, run } = useDeed();
  async function remove() {
    const done = await run(async () => {
      await removeChannel(channel.id);
      await onDone();
    });
    if (!done) return;
    announce(tell('channels.removed'));
    onClose();
  }
  return (
    <Dialog open title={tell('channels.removeTitle', { name: channel.label })} onClose={onClose}>
      <div class="stack">
        <p>{tell('channels.removeWhat')}</p>
        <Trouble text={problem} />
        <div class="desk-dialog-actions">
          <Button onClick={onClose}>{say('desk.cancel')}</Button>
          <Button kind="danger" icon="trash" busy={busy} onClick={() => void remove()}>
            {tell('channels.remove')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
