import { afterEach, describe, expect, it, vi } from 'vitest';

import { complaintsAboutProposal, freshProposal, proposalFrom } from './proposal-draft';
import { type DeskWalk, groupsCounted, parted, propose } from './together';

const walk = (id: string, starts_at: string, state: DeskWalk['state']) =>
  ({ id, starts_at, state }) as DeskWalk;
const NOW = Date.parse('2026-11-23T00:30:00Z');

describe('walking together at the desk', () => {
  afterEach(() => vi.unstubAllGlobals());

  it('parts what comes from what was', () => {
    const { coming, past } = parted([
      walk('later', '2026-11-26T01:00:00Z', 'full'),
      walk('old', '2026-11-18T01:00:00Z', 'over'),
      walk('soon', '2026-11-24T01:00:00Z', 'open'),
      walk('off', '2026-11-25T01:00:00Z', 'cancelled'),
    ]);
    expect(coming.map(({ id }) => id)).toEqual(['soon', 'later']);
    expect(past.map(({ id }) => id)).toEqual(['off', 'old']);
  });

  it('counts groups without telling them apart', () => {
    expect(
      groupsCounted([
        { people: 2, times: 3 },
        { people: 3, times: 5 },
        { people: 2, times: 3 },
      ]),
    ).toEqual([
      { people: 3, times: 5, groups: 1 },
      { people: 2, times: 3, groups: 2 },
    ]);
  });

  it('starts with a walk tomorrow and says what is missing', () => {
    const draft = freshProposal(NOW);
    expect(draft.day).toBe('2026-11-24');
    expect(complaintsAboutProposal(draft, NOW)).toEqual({ place: 'placeMissing' });
    const full = { ...draft, place: ' 금촌역 ' };
    expect(complaintsAboutProposal({ ...full, day: '' }, NOW)).toEqual({ day: 'whenMissing' });
    expect(complaintsAboutProposal({ ...full, day: '2026-11-22' }, NOW)).toEqual({ day: 'whenPast' });
    expect(complaintsAboutProposal({ ...full, lat: '37.7' }, NOW)).toEqual({ lat: 'pointWrong' });
    expect(complaintsAboutProposal({ ...full, most: '1' }, NOW)).toEqual({ most: 'mostWrong' });
    expect(proposalFrom({ ...full, most: '8' }, 'w')).toEqual({
      walk_id: 'w',
      starts_at: '2026-11-24T01:00:00.000Z',
      duration_min: 45,
      meeting_place: '금촌역',
      pace: 'slow',
      dogs: true,
      note: '',
      most: 8,
    });
  });

  it('believes in a proposal only by the server’s receipt', async () => {
    const answers = (status: string, problem?: object) =>
      vi.stubGlobal('fetch', () =>
        Promise.resolve(Response.json({ server_time: '', results: [{ id: 'i', status, problem }] })),
      );
    const body = proposalFrom({ ...freshProposal(NOW), place: 'x' }, 'w');
    for (const status of ['applied', 'duplicate']) {
      answers(status);
      await expect(propose('i', body)).resolves.toBeUndefined();
    }
    answers('rejected', { type: 'x/walk-past', title: '', status: 422, detail: '이미 지난 시각이에요.' });
    await expect(propose('i', body)).rejects.toMatchObject({ problem: { detail: '이미 지난 시각이에요.' } });
    answers('retry');
    await expect(propose('i', body)).rejects.toBeInstanceOf(Error);
  });
});
