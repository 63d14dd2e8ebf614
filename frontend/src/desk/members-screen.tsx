/** The people of the neighbourhood: find, add, change, and hand out the code that connects a phone. */
import { useLocation } from 'preact-iso/router';
import { useEffect, useState } from 'preact/hooks';

import { Button, Notice } from '../ui';
import { MEMBERS_PATH } from './addresses';
import { EditCalling } from './calling/edit-calling';
import type { Member } from './contract';
import { DeskFrame } from './desk-frame';
import { EditHome } from './edit-home';
import { EditMember } from './edit-member';
import { MemberList } from './member-list';
import { MemberSearch } from './member-search';
import { loadMembers, queryForSearch, type Search, searchFrom } from './members';
import { NewMemberDialog, startMember } from './new-member';
import { canChange } from './neighbourhood';
import { PairingDialog } from './pairing-dialog';
import { say } from './texts';
import { useTitle } from './title';

/** Which dialog is open, and about whom. */
type Doing =
  | null
  | { what: 'add' }
  | { what: 'edit' | 'home' | 'calling'; member: Member }
  | { what: 'pair'; id: string; name: string };

export default function MembersScreen() {
  return (
    <DeskFrame page="members">
      <People />
    </DeskFrame>
  );
}

function People() {
  const { route, query } = useLocation();
  const search = searchFrom(query);
  const [doing, setDoing] = useState<Doing>(null);
  // Kept here, so that Escape by mistake loses nothing typed.
  const [started, setStarted] = useState(startMember);
  useTitle(say('members.title'));
  useEffect(() => void loadMembers(search), [search.q, search.tier]);
  const go = (next: Search) => route(MEMBERS_PATH + queryForSearch(next), true);
  const done = () => {
    setDoing(null);
    void loadMembers(search);
  };
  const added = (then: () => void) => () => {
    setStarted(startMember());
    then();
  };
  const pair = (id: string, name: string) => {
    setDoing({ what: 'pair', id, name });
    void loadMembers(search);
  };
  return (
    <>
      <div class="desk-top">
        <div>
          <h1>{say('members.title')}</h1>
          <p class="muted">{say('members.intro')}</p>
        </div>
        {canChange.value && (
          <Button kind="primary" icon="plus" onClick={() => setDoing({ what: 'add' })}>
            {say('members.add')}
          </Button>
        )}
      </div>
      {!canChange.value && (
        <Notice tone="info" icon="lock">
          <p>{say('desk.readOnly')}</p>
        </Notice>
      )}
      <MemberSearch search={search} onSearch={go} />
      <MemberList
        search={search}
        onEdit={canChange.value ? (member) => setDoing({ what: 'edit', member }) : null}
        onPair={
          canChange.value ? (member) => setDoing({ what: 'pair', id: member.id, name: member.name }) : null
        }
      />
      {doing?.what === 'add' && (
        <NewMemberDialog
          started={started}
          onChange={setStarted}
          onClose={() => setDoing(null)}
          onSaved={added(done)}
          onPair={(id, name) => added(() => pair(id, name))()}
        />
      )}
      {doing?.what === 'edit' && (
        <EditMember
          member={doing.member}
          onClose={() => setDoing(null)}
          onSaved={done}
          onHome={() => setDoing({ what: 'home', member: doing.member })}
          onCalling={() => setDoing({ what: 'calling', member: doing.member })}
        />
      )}
      {doing?.what === 'home' && (
        <EditHome member={doing.member} onClose={() => setDoing(null)} onSaved={done} />
      )}
      {doing?.what === 'calling' && <EditCalling member={doing.member} onClose={() => setDoing(null)} />}
      {doing?.what === 'pair' && <PairingDialog memberId={doing.id} name={doing.name} onClose={done} />}
    </>
  );
}
