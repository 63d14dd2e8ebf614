/** Walks and volunteer hours of a month: confirmed by the server, or waiting for the coordinator's word. */
import { useLocation } from 'preact-iso/router';
import { useState } from 'preact/hooks';

import { Button } from '../../ui';
import { Answered } from '../answered';
import { localMonth, monthFrom } from '../days';
import { DeskFrame } from '../desk-frame';
import { ExportDialog } from '../export-dialog';
import { RoomHead } from '../room-head';
import { useAnswer } from '../use-answer';
import { usePages } from '../use-pages';
import { CertificateCheck } from './certificate-check';
import { ConfirmDialog } from './confirm-dialog';
import { addressOfHours, getHours, hoursFile, waitingWalks, type WaitingWalk } from './hours';
import { HoursTable } from './hours-table';
import { MonthPicker } from './month-picker';
import { Waiting } from './waiting';
import { loadWords, tell } from './words';

export default function HoursScreen() {
  return (
    <DeskFrame page="hours" words={loadWords}>
      <Hours />
    </DeskFrame>
  );
}

function Hours() {
  const { route, query } = useLocation();
  const month = monthFrom(query['month']) ?? localMonth(Date.now());
  const held = useAnswer(month, () => getHours(month));
  const waiting = usePages('waiting', waitingWalks);
  const [confirming, setConfirming] = useState<WaitingWalk | null>(null);
  const [exporting, setExporting] = useState(false);
  return (
    <>
      <RoomHead title={tell('hours.title')} intro={tell('hours.intro')}>
        <Button icon="download" onClick={() => setExporting(true)}>
          {tell('hours.export')}
        </Button>
      </RoomHead>
      <Waiting pages={waiting} onConfirm={setConfirming} />
      <MonthPicker month={month} onMonth={(next) => route(addressOfHours(next), true)} />
      <Answered held={held} here={held.answer !== null}>
        {held.answer !== null && (
          // While another month is fetched, the old one is not shown under the new one's name.
          <HoursTable month={month} hours={held.answer} stale={held.busy} />
        )}
      </Answered>
      <CertificateCheck />
      {confirming !== null && (
        <ConfirmDialog
          walk={confirming}
          onClose={() => setConfirming(null)}
          onDone={async () => {
            await Promise.all([waiting.again(), held.again()]);
            setConfirming(null);
          }}
        />
      )}
      {exporting && (
        <ExportDialog
          kinds={['csv']}
          what={tell('hours.exportWhat', { month })}
          addressOf={(_kind, reason) => hoursFile(month, reason)}
          onClose={() => setExporting(false)}
        />
      )}
    </>
  );
}
