/** The members found, each with what can be done. */
import { Button, Notice, Skeleton, Tag } from '../ui';
import { serverNow } from './clock';
import type { Member } from './contract';
import { failed, loadMembers, loadMore, members, nextCursor, type Search } from './members';
import { Nothing } from './nothing';
import { say, sayAgo } from './texts';

interface Props {
  search: Search;
  /** Null for somebody who may only look. */
  onEdit: ((member: Member) => void) | null;
  onPair: ((member: Member) => void) | null;
}

export function MemberList({ search, onEdit, onPair }: Props) {
  if (failed.value) {
    return (
      <Notice tone="danger" role="alert" title={say('members.failed')}>
        <p>{say('members.failedDo')}</p>
        <p>
          <Button icon="refresh" onClick={() => void loadMembers(search)}>
            {say('desk.retry')}
          </Button>
        </p>
      </Notice>
    );
  }
  const found = members.value;
  if (found === null) return <Skeleton label={say('desk.loading')} lines={6} />;
  if (found.length === 0) {
    const everybody = search.q === '' && search.tier === null;
    return (
      <Nothing
        title={say(everybody ? 'members.empty' : 'members.noMatch')}
        more={say(everybody ? 'members.emptyMore' : 'members.noMatchMore')}
      />
    );
  }
  return (
    <section class="desk-section" aria-label={say('members.title')}>
      <p class="small muted">
        {say('members.count', { count: found.length })}
        {nextCursor.value !== null && ' +'}
      </p>
      <table class="desk-table desk-members">
        <caption class="sr-only">{say('members.title')}</caption>
        <thead>
          <tr>
            <th scope="col">{say('members.name')}</th>
            <th scope="col">{say('members.tier')}</th>
            <th scope="col">{say('members.state')}</th>
            <th scope="col">{say('members.phone')}</th>
            <th scope="col">{say('members.seen')}</th>
            {onEdit !== null && <th scope="col">{say('members.actions')}</th>}
          </tr>
        </thead>
        <tbody>
          {found.map((member) => (
            <Row key={member.id} member={member} onEdit={onEdit} onPair={onPair} />
          ))}
        </tbody>
      </table>
      {nextCursor.value !== null && (
        <Button onClick={() => void loadMore(search)}>{say('members.more')}</Button>
      )}
    </section>
  );
}

function Row({ member, onEdit, onPair }: { member: Member } & Omit<Props, 'search'>) {
  return (
    <tr>
      <th scope="row">{member.name}</th>
      <td data-label={say('members.tier')}>{say(`tier.${member.tier}`)}</td>
      <td data-label={say('members.state')}>
        <Standing member={member} />
      </td>
      <td data-label={say('members.phone')}>
        <Phone member={member} />
      </td>
      <td data-label={say('members.seen')} class="num">
        {member.last_seen_at === null ? say('members.never') : sayAgo(member.last_seen_at, serverNow.value)}
      </td>
      {onEdit !== null && onPair !== null && (
        <td>
          <span class="desk-actions">
            <Button
              aria-label={say('members.codeNamed', { name: member.name })}
              onClick={() => onPair(member)}
            >
              {say('members.code')}
            </Button>
            <Button
              kind="quiet"
              aria-label={say('members.editNamed', { name: member.name })}
              onClick={() => onEdit(member)}
            >
              {say('members.edit')}
            </Button>
          </span>
        </td>
      )}
    </tr>
  );
}

function Standing({ member }: { member: Member }) {
  if (!member.active) {
    return (
      <Tag tone="warn" icon="lock">
        {say('members.inactive')}
      </Tag>
    );
  }
  return (
    <span class="desk-tags">
      <Tag tone={member.verified ? 'good' : 'plain'} icon={member.verified ? 'check' : 'clock'}>
        {say(member.verified ? 'members.verified' : 'members.unverified')}
      </Tag>
      {!member.duty_on && (
        <Tag tone="plain" icon="moon">
          {say('members.offDuty')}
        </Tag>
      )}
    </span>
  );
}

function Phone({ member }: { member: Member }) {
  if (member.devices === 0) {
    return (
      <Tag tone="warn" icon="device">
        {say('members.noDevice')}
      </Tag>
    );
  }
  return (
    <span class="desk-tags">
      <span>{say('members.devices', { count: member.devices })}</span>
      <Tag tone={member.push === 'on' ? 'good' : 'warn'} icon={member.push === 'on' ? 'bell' : 'offline'}>
        {say(member.push === 'on' ? 'members.pushOn' : 'members.pushOff')}
      </Tag>
    </span>
  );
}
