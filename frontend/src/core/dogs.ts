/** My dogs, also known without a network. */
import { ApiError, call } from '../api/client';
import { kept } from './kept';

export interface Temperament {
  result: 'passed' | 'failed' | 'not_tested';
  tested_on: string | null;
  note: string | null;
}
export interface Dog {
  id: string;
  name: string;
  photo_id: string | null;
  registration_no: string | null;
  temperament: Temperament | null;
}
export interface DogDraft {
  name: string;
  photo_id?: string | null;
  registration_no?: string | null;
}

export const myDogs = kept<{ items: Dog[] }>('/api/dogs');

/** Without the server the last list, with the time it is from. */
export async function dogs(signal?: AbortSignal): Promise<{ items: Dog[]; at: number | null }> {
  const { data, at } = await myDogs.read(signal);
  return { items: data.items, at };
}

/** Makes or replaces a dog; the id is ours (`newId`). Throws ApiError: the server reads the registration number. */
export async function saveDog(id: string, draft: DogDraft): Promise<Dog> {
  const dog = await call<Dog>('PUT', `/api/dogs/${id}`, { body: draft });
  const items = (await known()).filter((each) => each.id !== id);
  await myDogs.put({ items: [...items, dog] });
  return dog;
}

/** It stays in the walks it was on. */
export async function removeDog(id: string): Promise<void> {
  try {
    await call('DELETE', `/api/dogs/${id}`);
  } catch (error) {
    if (!(error instanceof ApiError) || (error.status !== 404 && error.status !== 410)) throw error;
  }
  await myDogs.put({ items: (await known()).filter((each) => each.id !== id) });
}

async function known(): Promise<Dog[]> {
  return (await myDogs.last())?.data.items ?? [];
}
