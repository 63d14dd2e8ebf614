import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import codec from '../../../tests/geo/vectors/codec.json';
import {
  fromWire,
  pack,
  payload,
  readPayload,
  toWire,
  TrackError,
  unpack,
  type Columns,
} from './track-codec';

interface Vectors {
  kept: { name: string; plain: Columns; wire: Columns; payload: string }[];
  refused: { name: string; wire: Columns; column: string | null; index: number | null }[];
}
const vectors: Vectors = codec;

const hex = (bytes: Uint8Array) => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');

const track = fc
  .array(
    fc.tuple(
      fc.integer({ min: 1_577_836_800, max: 4_102_444_800 }),
      fc.integer({ min: -90_000_000, max: 90_000_000 }),
      fc.integer({ min: -180_000_000, max: 180_000_000 }),
      fc.integer({ min: 0, max: 65_535 }),
    ),
    { minLength: 1, maxLength: 300 },
  )
  .map((fixes): Columns => ({
    t: fixes.map((fix) => fix[0]),
    lat: fixes.map((fix) => fix[1]),
    lon: fixes.map((fix) => fix[2]),
    acc: fixes.map((fix) => fix[3]),
  }));

describe('the track codec', () => {
  it.each(vectors.kept.map((vector) => [vector.name, vector] as const))(
    'writes and reads as the server does: %s',
    (_, { plain, wire, payload: bytes }) => {
      expect(toWire(plain)).toEqual(wire);
      expect(fromWire(wire)).toEqual(plain);
      expect(hex(payload(wire))).toBe(bytes);
      expect(readPayload(payload(wire))).toEqual(wire);
    },
  );

  it.each(vectors.refused.map((vector) => [vector.name, vector] as const))(
    'refuses as the server does: %s',
    (_, { wire, column, index }) => {
      let refusal: unknown = null;
      try {
        fromWire(wire);
      } catch (error) {
        refusal = error;
      }
      expect(refusal).toBeInstanceOf(TrackError);
      expect(refusal).toMatchObject({ column, index });
    },
  );

  it('brings back every track exactly', async () => {
    await fc.assert(
      fc.asyncProperty(track, async (plain) => {
        const wire = toWire(plain);
        expect(fromWire(wire)).toEqual(plain);
        expect(await unpack(await pack(wire))).toEqual(wire);
      }),
      { numRuns: 100 },
    );
  });

  it('reads what the server deflates', async () => {
    const [first] = vectors.kept;
    // zlib.compress(payload, 6) of Python.
    const deflated = '789c63646a78d7b99ab7617383ca85071f2b04003b6e07b3';
    const stored = Uint8Array.from(deflated.match(/../g)!, (pair) => Number.parseInt(pair, 16));
    expect(await unpack(stored)).toEqual(first!.wire);
  });

  it('never does anything but read or refuse, whatever the bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
        for (const attempt of [() => readPayload(bytes), () => unpack(new Uint8Array(bytes))]) {
          try {
            const wire = await attempt();
            expect(wire.t.length).toBeGreaterThan(0);
          } catch (error) {
            expect(error).toBeInstanceOf(TrackError);
          }
        }
      }),
      { numRuns: 200 },
    );
  });
});
