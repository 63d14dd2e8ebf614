/** Whom a member wants called first and whom never, written down on their word: how they asked comes first, and they read it. */
import { useState } from 'preact/hooks';

import { announce, Button, Choices, Dialog, Field } from '../../ui';
import type { Member } from '../contract';
import { Trouble } from '../export-dialog';
import { useReturnFocus } from '../return-focus';
import { say } from '../texts';
import { useDeed } from '../use-deed';
import { FindNeighbour, type Found } from './find-neighbour';
import { type Noted, noteTie, seeTies, takeTieBack, type TieKind } from './ties';
import { NotedList } from './noted-list';

export function EditCalling({ member, onClose }: { member: Member; onClose: () => void }) {
  useReturnFocus();
  const [word, setWord] = useState('');
  const [noted, setNoted] = useState<Noted[] | null>(null);
  const [kind, setKind] = useState<TieKind>('block');
  const [found, setFound] = useState<Found | null>(null);
  const { busy, problem, complain, run } = useDeed();
  const { name } = member;
  const asked = word.trim();
  const hasWord = () => {
    if (asked.length < 2) complain(say('ties.wordMissing'));
    return asked.length >= 2;
  };
  const look = async () => {
    if (hasWord()) await run(async () => setNoted((await seeTies(member.id, asked)).items));
  };
  const add = async () => {
    if (!hasWord()) return;
    if (found === null) return complain(say('ties.whoMissing'));
    await run(async () => {
      setNoted((await noteTie(member.id, found.id, { kind, word: asked })).items);
      announce(say(kind === 'block' ? 'ties.blockDone' : 'ties.buddyDone', { name: found.name }));
      setFound(null);
    });
  };
  const takeBack = async (one: Noted) => {
    if (!hasWord()) return;
    await run(async () => {
      await takeTieBack(member.id, one.member_id, asked);
      setNoted((before) => before?.filter((other) => other !== one) ?? null);
      announce(say('ties.removed', { name: one.name }));
    });
  };
  return (
    <Dialog open title={say('ties.title', { name })} onClose={onClose}>
      <p class="muted">{say('ties.text', { name })}</p>
      <Field
        label={say('ties.word')}
        hint={say('ties.wordHint', { name })}
        value={word}
        onInput={setWord}
        maxLength={300}
        autoComplete="off"
      />
      {noted === null ? (
        <Button kind="primary" busy={busy} onClick={() => void look()} data-testid="ties-look">
          {say('ties.look')}
        </Button>
      ) : (
        <>
          <NotedList noted={noted} onTakeBack={(one) => void takeBack(one)} busy={busy} />
          <Choices
            label={say('ties.kind')}
            items={[
              { value: 'block', label: say('ties.block') },
              { value: 'buddy', label: say('ties.buddy') },
            ]}
            value={kind}
            onChange={setKind}
          />
          <p class="small muted">{say(kind === 'block' ? 'ties.blockHint' : 'ties.buddyHint', { name })}</p>
          <FindNeighbour not={member.id} found={found} onFound={setFound} />
          <Button kind="primary" busy={busy} onClick={() => void add()} data-testid="ties-add">
            {say('ties.add')}
          </Button>
        </>
      )}
      <Trouble text={problem} />
      <div class="desk-dialog-actions">
        <Button onClick={onClose}>{say('ties.close')}</Button>
      </div>
    </Dialog>
  );
}
