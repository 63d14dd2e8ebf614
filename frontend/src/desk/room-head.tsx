/** The head of a room: its name, one sentence what it is for, and what can be done in it. */
import type { ComponentChildren } from 'preact';

import { Notice } from '../ui';
import { canChange } from './neighbourhood';
import { say } from './texts';
import { useTitle } from './title';

interface Props {
  title: string;
  intro: string;
  children?: ComponentChildren;
}

export function RoomHead({ title, intro, children }: Props) {
  useTitle(title);
  return (
    <>
      <div class="desk-top">
        <div class="desk-room-title">
          <h1>{title}</h1>
          <p class="muted">{intro}</p>
        </div>
        {children !== undefined && <div class="desk-room-actions">{children}</div>}
      </div>
      {!canChange.value && (
        <Notice tone="info" icon="lock">
          <p>{say('desk.readOnly')}</p>
        </Notice>
      )}
    </>
  );
}
