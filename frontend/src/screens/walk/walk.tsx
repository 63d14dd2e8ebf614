/** The walk under way: recording, reporting, calling for help, finishing. */
import { useState } from 'preact/hooks';

import { walk } from '../../core/walk';
import { tm } from '../../locales/more';
import { Screen } from '../shell/screen';
import { StartWalk } from '../home/start-walk';
import { EndWalk } from './end-walk';
import { Pocket } from './pocket';
import { Recording } from './recording';
import { Report } from './report';
import { Urgent } from './urgent';
import './walk.css';

export type Mode = 'recording' | 'report' | 'urgent' | 'end' | 'pocket';

export default function WalkScreen() {
  const [mode, setMode] = useState<Mode>('recording');
  const state = walk.value;
  const back = () => setMode('recording');
  if (!state || state.phase === 'ended') {
    return (
      <Screen title={tm('walk.none')}>
        <p class="lead">{tm('walk.noneText')}</p>
        <StartWalk />
      </Screen>
    );
  }
  if (state.phase === 'interrupted') {
    return (
      <Screen title={tm('walk.title')} hideTitle>
        <StartWalk />
      </Screen>
    );
  }
  if (mode === 'pocket') return <Pocket state={state} onWake={back} />;
  if (mode === 'report') return <Report onDone={back} />;
  if (mode === 'urgent') return <Urgent state={state} onBack={back} />;
  if (mode === 'end') return <EndWalk state={state} onBack={back} />;
  return <Recording state={state} onMode={setMode} />;
}
