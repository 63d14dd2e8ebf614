/** A finished walk: from this phone, else from the server. */
import { ApiError, call } from '../../api/client';
import type { Patrol, PatrolOutcome } from '../../api/types';
import { myDogs } from '../../core/dogs';
import { savedWalk } from '../../core/walk';
import type { Place } from '../../ui/geometry';

export interface Walked {
  here: boolean;
  startedAt: number;
  endedAt: number;
  distanceM: number;
  gaps: number;
  outcome: PatrolOutcome | null;
  trail: readonly (readonly Place[])[];
  companions: readonly string[];
  /** Their names, as far as this phone knows them. */
  dogs: readonly string[];
}

interface Track {
  geometry: { type: string; coordinates: number[][] | number[][][] } | null;
}

/** A LineString or MultiLineString as segments. */
export function segmentsOf({ geometry }: Track): Place[][] {
  if (!geometry) return [];
  const lines = (
    geometry.type === 'LineString' ? [geometry.coordinates] : geometry.coordinates
  ) as number[][][];
  return lines.map((line) => line.map(([lon = 0, lat = 0]) => ({ lat, lon })));
}

export async function readWalk(id: string, signal: AbortSignal): Promise<Walked> {
  const saved = await savedWalk(id);
  if (saved) {
    const mine = (await myDogs.last().catch(() => null))?.data.items ?? [];
    const dogs = mine.filter((dog) => saved.dogIds?.includes(dog.id)).map(({ name }) => name);
    return { ...saved, dogs, here: true, endedAt: saved.endedAt ?? saved.startedAt };
  }
  const path = `/api/patrols/${encodeURIComponent(id)}`;
  const patrol = await call<Patrol>('GET', path, { signal });
  const track = await call<Track>('GET', `${path}.geojson`, { signal }).catch((error: unknown) => {
    // Tracks live 30 days; the walk itself stays.
    if (error instanceof ApiError && (error.status === 404 || error.status === 410))
      return { geometry: null };
    throw error;
  });
  const trail = segmentsOf(track);
  return {
    here: false,
    startedAt: Date.parse(patrol.started_at),
    endedAt: Date.parse(patrol.ended_at ?? patrol.started_at),
    distanceM: patrol.distance_m,
    gaps: Math.max(0, trail.length - 1),
    outcome: patrol.outcome,
    trail,
    companions: patrol.companions,
    dogs: (patrol.dogs ?? []).map(({ name }) => name),
  };
}

/** The server's own figures of a walk, or null while it has none to give. */
export async function settled(id: string, signal: AbortSignal): Promise<Patrol | null> {
  return call<Patrol>('GET', `/api/patrols/${encodeURIComponent(id)}`, { signal }).catch(() => null);
}
