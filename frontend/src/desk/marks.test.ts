import { describe, expect, it } from 'vitest';

import { cellsOf } from './marks';
import { alert, patrol, told } from './samples';

describe('cellsOf', () => {
  it('gathers what is in one cell and lets the most pressing decide the look', () => {
    const coming = alert('b', { told: [told('박민수', 'accepted', 'received')] });
    const [cell] = cellsOf(
      [alert('a'), coming],
      [patrol('p', { cell: alert('a').cell }), patrol('q', { cell: alert('a').cell })],
    );
    expect(cell?.look).toBe('unanswered');
    expect(cell?.marks).toHaveLength(3);
    expect(cell?.marks[2]).toEqual({ kind: 'walk', count: 2 });
  });

  it('never draws a drill or an ended alert as somebody in need', () => {
    const looks = cellsOf([alert('a', { drill: true }), alert('b', { cell: 'x', status: 'resolved' })], []);
    expect(looks.map((cell) => cell.look).sort()).toEqual(['drill', 'over']);
  });

  it('paints walks under alerts and leaves out what has no cell', () => {
    const cells = cellsOf([alert('a')], [patrol('p'), patrol('q', { cell: null, cell_boundary: null })]);
    expect(cells.map((cell) => cell.look)).toEqual(['walk', 'unanswered']);
  });

  it('draws a shared place exactly, beside the others of its cell', () => {
    const place = { lat: 37.76, lon: 126.77, accuracy_m: 8 };
    const [cell] = cellsOf([], [patrol('p', { place, shared: true }), patrol('q'), patrol('r')]);
    expect(cell?.marks).toEqual([
      { kind: 'walk', count: 1, at: [37.76, 126.77] },
      { kind: 'walk', count: 2 },
    ]);
  });
});
