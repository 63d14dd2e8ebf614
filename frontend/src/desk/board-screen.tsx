/** The coordinator's board: one page, oldest unanswered alert first. */
import { useLocation } from 'preact-iso/router';
import { useEffect, useState } from 'preact/hooks';

import { Notice, Skeleton } from '../ui';
import { BOARD_PATH } from './addresses';
import { BoardView } from './board-view';
import type { BoardAlert } from './contract';
import { DeskFrame } from './desk-frame';
import { type Filters, filtersFrom, queryFor } from './filters';
import { board, fetchFailed, followBoard, refreshBoard } from './live-board';
import { canChange } from './neighbourhood';
import { loadWords } from './raise/words';
import { ResolveDialog } from './resolve-dialog';
import { say } from './texts';
import { useTitle } from './title';

export default function BoardScreen() {
  return (
    <DeskFrame page="board" words={loadWords}>
      <LiveBoard />
    </DeskFrame>
  );
}

function LiveBoard() {
  const { route, query } = useLocation();
  const filters = filtersFrom(query);
  const [ending, setEnding] = useState<BoardAlert | null>(null);
  useEffect(followBoard, []);
  useTitle(say('desk.title'));
  const change = (changed: Partial<Filters>) =>
    route(BOARD_PATH + queryFor({ ...filters, ...changed }), true);
  if (board.value === null) return fetchFailed.value ? <Unreached /> : <Loading />;
  return (
    <>
      <BoardView
        board={board.value}
        filters={filters}
        onFilters={change}
        onResolve={canChange.value ? setEnding : null}
      />
      {ending !== null && (
        <ResolveDialog
          alert={ending}
          onClose={() => setEnding(null)}
          onDone={() => {
            setEnding(null);
            void refreshBoard();
          }}
        />
      )}
    </>
  );
}

function Loading() {
  return (
    <>
      <h1 class="sr-only">{say('desk.title')}</h1>
      <Skeleton label={say('desk.loading')} lines={6} />
    </>
  );
}

function Unreached() {
  return (
    <>
      <h1 class="sr-only">{say('desk.title')}</h1>
      <Notice tone="danger" role="alert" title={say('alerts.failed')}>
        <p>{say('alerts.failedDo')}</p>
      </Notice>
    </>
  );
}
