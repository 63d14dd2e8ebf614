// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';

import { loadLanguage } from '../../core/i18n';
import { fetchFile, keepFile } from '../download';
import { loadDeskTexts } from '../texts';
import { getPaper } from './paper';
import { PaperRoom } from './paper-screen';
import { loadWords } from './words';

vi.mock('./paper', async (original) => ({ ...(await original<object>()), getPaper: vi.fn() }));
vi.mock('../download', () => ({ fetchFile: vi.fn(), keepFile: vi.fn() }));

const settle = () =>
  act(async () => {
    for (let turn = 0; turn < 9; turn += 1) await Promise.resolve();
  });

beforeEach(async () => {
  vi.resetAllMocks();
  await loadLanguage('ko');
  await Promise.all([loadDeskTexts(), loadWords()]);
});
afterEach(cleanup);

it('prints nothing without a reason, keeps the file with one, and then says when', async () => {
  vi.mocked(getPaper).mockResolvedValue({ printed_at: null, is_old: true });
  const file = { name: 'paper.pdf', body: new Blob() };
  vi.mocked(fetchFile).mockResolvedValue(file);
  render(<PaperRoom />);
  await settle();
  expect(screen.getByText('아직 뽑은 적이 없어요.')).toBeTruthy();
  await act(async () => void fireEvent.click(screen.getByRole('button', { name: 'PDF 받기' })));
  expect(fetchFile).not.toHaveBeenCalled();
  expect(screen.getByText('왜 뽑는지 적어 주세요.')).toBeTruthy();
  vi.mocked(getPaper).mockResolvedValue({ printed_at: new Date().toISOString(), is_old: false });
  await act(
    () => void fireEvent.input(screen.getByLabelText(/왜 뽑나요/), { target: { value: ' 태풍 전날 ' } }),
  );
  await act(async () => void fireEvent.click(screen.getByRole('button', { name: 'PDF 받기' })));
  await settle();
  expect(fetchFile).toHaveBeenCalledWith('/api/desk/paper', { reason: '태풍 전날' });
  expect(keepFile).toHaveBeenCalledWith(file);
  expect(screen.getByText('오늘 쓸 종이가 있어요.')).toBeTruthy();
});
