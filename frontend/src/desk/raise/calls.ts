/** What the desk sets going by itself. All throw only ApiError. */
import { call } from '../../api/client';
import type { DeskAlert } from '../contract';
import type { RaiseBody } from './draft';

export function raiseAlert(body: RaiseBody): Promise<DeskAlert> {
  return call<DeskAlert>('POST', '/api/desk/alerts', { body });
}

export function hurry(id: string, what: 'next-wave' | 'wake'): Promise<DeskAlert> {
  return call<DeskAlert>('POST', `/api/desk/alerts/${encodeURIComponent(id)}/${what}`);
}
