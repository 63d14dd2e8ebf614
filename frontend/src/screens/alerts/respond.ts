/** My answers to an alert: written on this phone first, with what became of each. */
import { signal, type Signal } from '@preact/signals';

import type { ItemBodies, Problem } from '../../api/types';
import { enqueue } from '../../core/outbox';
import { onReceipt } from '../../core/sync';

export type Action = ItemBodies['alert.respond']['action'];
export interface Answer {
  itemId: string;
  action: Action;
  phase: 'saved' | 'sent' | 'refused' | 'failed';
  problem: Problem | null;
}

/** The last answer to each alert, in this visit; the server's word replaces it. */
export const answers: Signal<Readonly<Record<string, Answer>>> = signal({});

function note(alertId: string, answer: Answer): void {
  answers.value = { ...answers.value, [alertId]: answer };
}

onReceipt((itemId, result) => {
  for (const [alertId, answer] of Object.entries(answers.value)) {
    if (answer.itemId !== itemId || result.status === 'retry') continue;
    const taken = result.status === 'applied' || result.status === 'duplicate';
    note(alertId, { ...answer, phase: taken ? 'sent' : 'refused', problem: result.problem ?? null });
  }
});

export async function respond(alertId: string, action: Action): Promise<void> {
  navigator.vibrate?.(40);
  try {
    const itemId = await enqueue('alert.respond', { alert_id: alertId, action });
    note(alertId, { itemId, action, phase: 'saved', problem: null });
  } catch {
    note(alertId, { itemId: '', action, phase: 'failed', problem: null });
  }
}

/** A sign of life, or that I am still on my way; it replaces no other answer. */
export async function giveSign(alertId: string, action: 'fine' | 'on_my_way'): Promise<boolean> {
  navigator.vibrate?.(40);
  try {
    await enqueue('alert.respond', { alert_id: alertId, action });
    return true;
  } catch {
    return false;
  }
}

const seen = new Set<string>();
/** Opening it is seeing it; told once. */
export function tellSeen(alertId: string): void {
  if (seen.has(alertId)) return;
  seen.add(alertId);
  void enqueue('alert.respond', { alert_id: alertId, action: 'seen' });
}
