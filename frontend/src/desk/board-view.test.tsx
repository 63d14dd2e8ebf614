// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, within } from '@testing-library/preact';
import { LocationProvider } from 'preact-iso/router';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';

import type { Me } from '../api/types';
import { lang } from '../core/i18n';
import { me } from '../core/session';
import { BoardView } from './board-view';
import { setClock } from './clock';
import type { Board } from './contract';
import { filtersFrom } from './filters';
import { alert, board, checkIn, patrol, told } from './samples';
import { loadDeskTexts } from './texts';

vi.mock('./new-reports', () => ({ NewReports: () => null }));
vi.mock('./missing/on-board', () => ({ MissingOnBoard: () => null, MissingWay: () => null }));
vi.mock('./paper-link', () => ({ PaperLink: () => null }));

const NOW = '2026-11-23T10:01:00Z';
const onResolve = vi.fn();
const onFilters = vi.fn();

function show(shown: Board, query = '') {
  return render(
    <LocationProvider>
      <BoardView board={shown} filters={filtersFrom(query)} onFilters={onFilters} onResolve={onResolve} />
    </LocationProvider>,
  );
}

describe('the board', () => {
  beforeAll(async () => {
    lang.value = 'ko';
    await loadDeskTexts('ko');
  });
  beforeEach(() => {
    vi.useFakeTimers({ now: Date.parse(NOW), toFake: ['Date'] });
    setClock(NOW);
    me.value = { tier: 'coordinator', neighbourhood: { centre: { lat: 37.755, lon: 126.774 } } } as Me;
  });
  afterEach(() => {
    cleanup();
    vi.useRealTimers();
    onResolve.mockReset();
    onFilters.mockReset();
  });

  it('shows the oldest unanswered alert first, with its age, step and who was told', () => {
    show(
      board({
        alerts: [
          alert('coming', {
            opened_at: '2026-11-23T09:00:00Z',
            told: [told('윤도현', 'accepted', 'received')],
          }),
          alert('waiting', { told: [told('박민수', 'notified', 'failed')] }),
        ],
      }),
    );
    const [first, second] = screen.getAllByRole('article');
    expect(within(first!).getByText('답 없음')).toBeTruthy();
    expect(within(first!).getByText('1:00')).toBeTruthy();
    expect(within(first!).getByText('다음 단계까지 1:00')).toBeTruthy();
    expect(within(first!).getByText('안 닿음 1')).toBeTruthy();
    expect(within(first!).getByText('보내지 못함')).toBeTruthy();
    expect(within(second!).getByText('윤도현 · 가는 중')).toBeTruthy();
  });

  it('tells the desk to phone when nobody is left to ask', () => {
    show(board({ alerts: [alert('a', { wave: 3, desk_told_at: '2026-11-23T10:00:50Z' })] }));
    expect(screen.getByText('아무도 답하지 않았어요. 직접 전화해 주세요.')).toBeTruthy();
    expect(screen.queryByText(/다음 단계까지/)).toBeNull();
  });

  it('says what to do when nothing is being sent', () => {
    show(board({ worker: 'dead' }));
    expect(screen.getByRole('alert').textContent).toMatch('직접 전화해 주세요');
  });

  it('reassures when all is quiet, but never when a filter hides something', () => {
    show(board());
    expect(screen.getByText('지금 열린 알림이 없어요')).toBeTruthy();
    cleanup();
    show(board({ alerts: [alert('a')] }), '?place=public');
    expect(screen.queryByText('지금 열린 알림이 없어요')).toBeNull();
    expect(screen.getByText(/거르기에 가려진 알림이 1건/)).toBeTruthy();
    fireEvent.click(screen.getByText('거르기 풀기'));
    expect(onFilters).toHaveBeenCalledWith(filtersFrom(''));
  });

  it('says of a forced cancel that 112 comes first, and never to call the person', () => {
    show(board({ alerts: [alert('a', { duress_at: '2026-11-23T10:00:00Z' })] }));
    expect(screen.getByText('협박 의심')).toBeTruthy();
    const notice = screen
      .getByText('누가 억지로 취소하게 했을 수 있어요')
      .closest('[role=alert]') as HTMLElement;
    expect(within(notice).getByRole('link').getAttribute('href')).toBe('tel:112');
    expect(screen.getByText(/본인에게 전화하면 위험할 수 있어요/)).toBeTruthy();
    expect(screen.queryByText(/직접 전화해 주세요/)).toBeNull();
  });

  it('says which alert does not go its way, and what to do instead', () => {
    show(
      board({
        alerts: [alert('a')],
        findings: [
          { kind: 'call_waits', alert_id: 'a', found_at: '2026-11-23T10:00:00Z' },
          { kind: 'of a later version', alert_id: 'b', found_at: '2026-11-23T10:00:00Z' },
        ],
      }),
    );
    const notice = screen
      .getByText('제대로 나아가지 않는 알림이 있어요')
      .closest('[role=alert]') as HTMLElement;
    const links = within(notice).getAllByRole('link');
    expect(links.map((link) => link.getAttribute('href'))).toEqual(['/desk/alerts/a', '/desk/alerts/b']);
    expect(notice.textContent).toMatch(/30초 넘게 나가지 못하고 있어요/);
    expect(notice.textContent).toMatch(/끝난 알림: 살펴봐야 할 일이 있어요/);
    expect(notice.textContent).toMatch(/직접 전화/);
    cleanup();
    show(board());
    expect(screen.queryByText('제대로 나아가지 않는 알림이 있어요')).toBeNull();
  });

  it('says in words when a check-in came late or a clock was wrong', () => {
    show(
      board({
        check_ins: [
          checkIn('c', {
            late: true,
            recorded_at: '2026-11-23T08:00:00Z',
            received_at: '2026-11-23T10:00:00Z',
          }),
          checkIn('d', { clock_flag: 'ahead', photo_ids: ['p1'] }),
        ],
      }),
    );
    expect(screen.getByText(/늦게 도착 · 2시간/)).toBeTruthy();
    expect(screen.getByText(/시계가 맞지 않았어요/)).toBeTruthy();
    expect(screen.getByAltText('이하나 님이 보낸 사진 1 크게 보기').getAttribute('src')).toBe(
      '/api/photos/p1',
    );
  });

  it('has the same content as a picture with links and as a table', () => {
    const shown = board({ alerts: [alert('a')], patrols: [patrol('p')] });
    const { container } = show(shown);
    const link = container.querySelector('a.desk-mark');
    expect(link?.getAttribute('href')).toBe('/desk/alerts/a');
    expect(link?.getAttribute('aria-label')).toMatch('1번 알림: 넘어졌어요, 답 없음');
    cleanup();
    show(shown, '?picture=table');
    const table = screen.getByRole('table', { name: '동네 그림' });
    expect(within(table).getAllByRole('row')).toHaveLength(3);
  });

  it('lets an officer look and says why there is nothing to press', () => {
    me.value = { ...me.value, tier: 'officer' } as Me;
    render(
      <LocationProvider>
        <BoardView
          board={board({ alerts: [alert('a')] })}
          filters={filtersFrom('')}
          onFilters={onFilters}
          onResolve={null}
        />
      </LocationProvider>,
    );
    expect(screen.getByText(/경찰관은 보기만/)).toBeTruthy();
    expect(screen.queryByText('마치기')).toBeNull();
  });

  it('says that a place is shown only while it is shared', () => {
    show(board({ patrols: [patrol('p', { cell: null, cell_boundary: null })] }));
    expect(screen.getByText(/위치는 공유할 때만 보여요/)).toBeTruthy();
    cleanup();
    const place = { lat: 37.76, lon: 126.774, accuracy_m: 8 };
    show(board({ patrols: [patrol('p', { place, shared: true })] }));
    expect(screen.queryByText(/위치는 공유할 때만 보여요/)).toBeNull();
    expect(screen.getByText('위치를 공유하고 있어요')).toBeTruthy();
  });
});
