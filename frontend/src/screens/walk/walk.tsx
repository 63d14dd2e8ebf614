/** The walk under way: recording, reporting, calling for help, finishing. */
import { useEffect, useState } from 'preact/hooks';

import { recallRoute } from '../../core/route-chosen';
import { walk } from '../../core/walk';
import { tm } from '../../locales/more';
import { Screen } from '../shell/screen';
import { StartWalk } from '../home/start-walk';
import { BeforeWalk } from './before';
import { EndWalk } from './end-walk';
import { CheckFacilities } from './near-facilities';
import { Pocket } from './pocket';
import { Recording } from './recording';
import { Report } from './report';
import { Urgent } from './urgent';
import './walk.css';

export type Mode = 'recording' | 'report' | 'urgent' | 'facilities' | 'end' | 'pocket';

export default function WalkScreen() {
  const [mode, setMode] = useState<Mode>('recording');
  const state = walk.value;
  const back = () => setMode('recording');
  useEffect(() => void recallRoute(), []);
  if (!state || state.phase === 'ended') return <BeforeWalk />;
  if (state.phase === 'interrupted') {
    return (
      <Screen title={tm('walk.title')} hideTitle>
        <StartWalk />
      </Screen>
    );
  }
  if (mode === 'pocket') return <Pocket state={state} onWake={back} />;
  if (mode === 'report') return <Report state={state} onDone={back} />;
  if (mode === 'facilities') return <CheckFacilities state={state} onBack={back} />;
  if (mode === 'urgent') return <Urgent state={state} onBack={back} />;
  if (mode === 'end') return <EndWalk state={state} onBack={back} />;
  return <Recording state={state} onMode={setMode} />;
}
