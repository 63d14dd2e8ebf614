// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';

import { ApiError } from '../api/client';
import { lang } from '../core/i18n';
import * as client from './client';
import { setClock } from './clock';
import type { HandedCode } from './contract';
import { PairingDialog } from './pairing-dialog';
import { loadDeskTexts } from './texts';
import { ASK_EVERY_MS } from './use-pairing';

vi.mock('./client');

const NOW = '2026-11-23T10:00:00Z';
const SVG =
  '<svg xmlns="http://www.w3.org/2000/svg" width="16" height="16" onload="steal()"><script>steal()</script>' +
  '<g transform="scale(8)"><path fill="#fff" d="M0 0h2v2h-2z"/><path stroke="#000" d="M0 .5h1"/></g></svg>';

let handed: HandedCode[];
let made = 0;

function code(state: HandedCode['state'], id = `k${made}`): HandedCode {
  const device_name = state === 'used' ? 'Galaxy A15' : null;
  return { id, created_at: NOW, expires_at: '2026-11-23T10:10:00Z', state, device_name };
}

async function pass(ms: number) {
  await act(async () => {
    await vi.advanceTimersByTimeAsync(ms);
  });
}

async function open() {
  render(<PairingDialog memberId="m1" name="김순자" onClose={vi.fn()} />);
  await pass(0);
}

describe('the pairing dialog', () => {
  beforeAll(async () => {
    lang.value = 'ko';
    await loadDeskTexts('ko');
  });
  beforeEach(() => {
    vi.useFakeTimers({ now: Date.parse(NOW) });
    setClock(NOW);
    handed = [];
    made = 0;
    vi.mocked(client.handedCodes).mockImplementation(async () => handed);
    vi.mocked(client.makeCode).mockImplementation(async () => {
      made += 1;
      const expires_at = new Date(Date.now() + 600_000).toISOString();
      return {
        id: `k${made}`,
        code: '4821-903516',
        link: 'https://x/join#4821903516',
        qr_svg: SVG,
        expires_at,
      };
    });
  });
  afterEach(() => {
    cleanup();
    vi.useRealTimers();
  });

  it('shows the code in two groups, spoken digit by digit, with a ticking end', async () => {
    await open();
    expect(screen.getByText('4821')).toBeTruthy();
    expect(screen.getByText('903516')).toBeTruthy();
    expect(screen.getByText('연결 코드 4 8 2 1, 9 0 3 5 1 6')).toBeTruthy();
    expect(screen.getByText('10:00 동안 쓸 수 있어요')).toBeTruthy();
    await pass(61_000);
    expect(screen.getByText('8:59 동안 쓸 수 있어요')).toBeTruthy();
  });

  it('takes only the dark modules of the QR, nothing that could act', async () => {
    await open();
    const figure = screen.getByLabelText('휴대전화 카메라로 찍는 QR 그림');
    expect(figure.querySelectorAll('path')).toHaveLength(1);
    expect(figure.innerHTML).not.toMatch(/script|onload|steal/);
  });

  it('says which device took the code, and takes the digits away', async () => {
    await open();
    handed = [code('used')];
    await pass(ASK_EVERY_MS);
    expect(screen.getByText(/Galaxy A15에서 썼어요/)).toBeTruthy();
    expect(screen.queryByText('903516')).toBeNull();
  });

  it('expires by the clock and offers a new one', async () => {
    await open();
    vi.mocked(client.handedCodes).mockRejectedValue(new ApiError(null));
    await pass(600_000);
    expect(screen.getByText('시간이 지났어요')).toBeTruthy();
    fireEvent.click(screen.getByText('새 코드 만들기'));
    await pass(0);
    expect(made).toBe(2);
    expect(screen.getByText('903516')).toBeTruthy();
  });

  it('explains a locked code', async () => {
    await open();
    handed = [code('locked')];
    await pass(ASK_EVERY_MS);
    expect(screen.getByText(/다섯 번 틀려서/)).toBeTruthy();
  });

  it('asks before a new code ends one that still works', async () => {
    handed = [code('open', 'earlier')];
    await open();
    expect(made).toBe(0);
    expect(screen.getByText(/조금 전에 만든 코드를/)).toBeTruthy();
    fireEvent.click(screen.getByText('새 코드 만들기'));
    await pass(0);
    expect(made).toBe(1);
  });

  it('says why no code was made and lets one try again', async () => {
    vi.mocked(client.makeCode).mockRejectedValueOnce(new ApiError(null));
    await open();
    expect(screen.getByRole('alert').textContent).toMatch('서버에 닿지 않았어요');
    fireEvent.click(screen.getByText('코드 만들기'));
    await pass(0);
    expect(screen.getByText('903516')).toBeTruthy();
  });
});
