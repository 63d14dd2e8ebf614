/** A server in memory that speaks the real sync protocol, and every kind of bad network in front of it. */
import { vi } from 'vitest';

import type { SyncResult } from '../../api/types';
import type { WireItem } from '../batch';

type Weather =
  | 'fine'
  /** No connection at all. */
  | 'offline'
  /** The request arrives and is applied, the answer is lost. */
  | 'cut'
  /** A café's sign-in page answers everything. */
  | 'portal'
  | 'garbage'
  | { status: number };

const json = (body: unknown, status = 200) =>
  new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': status < 400 ? 'application/json' : 'application/problem+json' },
  });
const problem = (status: number, slug: string) =>
  json({ type: `/problems/${slug}`, title: slug, status, detail: `detail of ${slug}` }, status);

export class FakeServer {
  weather: Weather = 'fine';
  /** Items as first applied, by id, and how often each came. */
  applied = new Map<string, WireItem>();
  came = new Map<string, number>();
  /** Who was signed in when it came. */
  requests: { items: WireItem[]; deviceId: string }[] = [];
  photos = new Set<string>();
  /** Items that get this status instead. */
  verdicts = new Map<string, SyncResult['status']>();
  /** Any batch with one of these is refused as a whole. */
  poison = new Set<string>();
  refuseEverything = false;
  alerts: Record<string, unknown> = {};
  log: string[] = [];

  install(): void {
    vi.stubGlobal('fetch', (path: string, init: RequestInit) => this.answer(path, init));
  }

  async answer(path: string, init: RequestInit): Promise<Response> {
    this.log.push(`${init.method} ${path}`);
    if (this.weather === 'offline') throw new TypeError('Failed to fetch');
    if (this.weather === 'portal')
      return new Response('<html>', { headers: { 'content-type': 'text/html' } });
    if (this.weather === 'garbage')
      return new Response('{"res', { headers: { 'content-type': 'application/json' } });
    if (typeof this.weather === 'object') return problem(this.weather.status, 'trouble');
    const answer = await this.route(path, init);
    if (this.weather === 'cut') throw new TypeError('network connection was lost');
    return answer;
  }

  private async route(path: string, init: RequestInit): Promise<Response> {
    if (path === '/api/sync') return this.sync(init);
    if (path.startsWith('/api/photos/')) {
      this.photos.add(path.split('/').pop()!);
      return json({ id: path.split('/').pop() }, 201);
    }
    if (path.startsWith('/api/alerts/')) return json(this.alerts[path.split('/').pop()!] ?? {});
    return problem(404, 'not-found');
  }

  private async sync(init: RequestInit): Promise<Response> {
    const headers = init.headers as Record<string, string>;
    let body = (init.body as Blob).stream();
    if (headers['Content-Encoding'] === 'gzip') body = body.pipeThrough(new DecompressionStream('gzip'));
    const { items, device_id } = JSON.parse(await new Response(body).text()) as {
      items: WireItem[];
      device_id: string;
    };
    this.requests.push({ items, deviceId: device_id });
    if (this.refuseEverything || items.some((item) => this.poison.has(item.id)))
      return problem(422, 'not-understood');
    return json({ server_time: new Date().toISOString(), results: items.map((item) => this.take(item)) });
  }

  private take(item: WireItem): SyncResult {
    const verdict = this.verdicts.get(item.id);
    if (verdict && verdict !== 'applied') return { id: item.id, status: verdict };
    this.came.set(item.id, (this.came.get(item.id) ?? 0) + 1);
    const known = this.applied.get(item.id);
    if (known)
      return {
        id: item.id,
        status: JSON.stringify(known) === JSON.stringify(item) ? 'duplicate' : 'conflict',
      };
    this.applied.set(item.id, item);
    const body = item.body as { urgency?: string };
    return {
      id: item.id,
      status: 'applied',
      ...(body.urgency === 'urgent' ? { alert_id: `alert-of-${item.id}` } : {}),
    };
  }
}
