/**
 * The track codec, the same as the server's: a stretch of a walk as four columns of integers, lossless to 1 s, 1e-6 degree
 * and 1 m. On the wire each column is its first value and then differences; packed, the same differences are zigzag varints,
 * column after column, behind a version byte and their number, and deflated. Pure.
 */

export interface Columns {
  /** Unix seconds. */
  t: number[];
  /** 1e-6 degrees. */
  lat: number[];
  lon: number[];
  /** Metres. */
  acc: number[];
}
/** Per column the first value, then differences. */
export type WireTrack = Columns;

export const COLUMNS = ['t', 'lat', 'lon', 'acc'] as const;
export type Column = (typeof COLUMNS)[number];
export const MAX_FIXES = 5000;
const VERSION = 1;
const RANGES: Record<Column, readonly [number, number]> = {
  t: [1_577_836_800, 4_102_444_800], // 2020-01-01 to 2100-01-01
  lat: [-90_000_000, 90_000_000],
  lon: [-180_000_000, 180_000_000],
  acc: [0, 65_535],
};
/** A varint of the longest allowed value has five bytes. */
const LONGEST_SHIFT = 35;

/** A track that cannot be kept; `column` and `index` say where, when that is known. */
export class TrackError extends Error {
  constructor(
    message: string,
    readonly column: Column | null = null,
    readonly index: number | null = null,
  ) {
    super(message);
    this.name = 'TrackError';
  }
}

/** The wire form of plain values. Throws TrackError. */
export function toWire(plain: Columns): WireTrack {
  checkLengths(plain);
  checkIntegers(plain);
  checkRanges(plain);
  return each((name) => differences(plain[name]));
}

/** Plain values of the wire form. Throws TrackError with the column and index at fault. */
export function fromWire(wire: WireTrack): Columns {
  if (Object.keys(wire).length !== COLUMNS.length || !COLUMNS.every((name) => Array.isArray(wire[name])))
    throw new TrackError(`a track has exactly the columns ${COLUMNS.join(', ')}`);
  checkIntegers(wire);
  checkLengths(wire);
  const plain = each((name) => sums(wire[name]));
  checkRanges(plain);
  return plain;
}

/** The bytes that say exactly this track, before they are deflated. */
export function payload(wire: WireTrack): Uint8Array<ArrayBuffer> {
  const bytes: number[] = [VERSION];
  pushVarint(bytes, wire.t.length);
  for (const name of COLUMNS) for (const value of wire[name]) pushVarint(bytes, value);
  return Uint8Array.from(bytes);
}

/** The wire form of a payload; bounded whatever the bytes are. Throws TrackError. */
export function readPayload(bytes: Uint8Array): WireTrack {
  if (bytes[0] !== VERSION) throw new TrackError(`the track was not written in version ${VERSION}`);
  const values = readVarints(bytes);
  const count = values[0] ?? 0;
  if (count < 1 || count > MAX_FIXES || values.length !== 1 + count * COLUMNS.length)
    throw new TrackError('the track is cut short');
  const from = (column: number) => values.slice(1 + column * count, 1 + (column + 1) * count);
  return { t: from(0), lat: from(1), lon: from(2), acc: from(3) };
}

/** The stored form: the deflated payload. */
export async function pack(wire: WireTrack): Promise<Uint8Array<ArrayBuffer>> {
  return through(payload(wire), new CompressionStream('deflate'));
}

export async function unpack(stored: Uint8Array<ArrayBuffer>): Promise<WireTrack> {
  try {
    return readPayload(await through(stored, new DecompressionStream('deflate')));
  } catch (error) {
    throw error instanceof TrackError ? error : new TrackError('the track is damaged');
  }
}

async function through(
  bytes: Uint8Array<ArrayBuffer>,
  stream: CompressionStream | DecompressionStream,
): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(stream)).arrayBuffer());
}

function each(make: (name: Column) => number[]): Columns {
  return { t: make('t'), lat: make('lat'), lon: make('lon'), acc: make('acc') };
}

function differences(values: readonly number[]): number[] {
  return values.map((value, i) => (i === 0 ? value : value - values[i - 1]!));
}

function sums(values: readonly number[]): number[] {
  let total = 0;
  return values.map((value) => (total += value));
}

/** Products and not shifts: a time of the year 2100 needs more than 32 bits. */
function pushVarint(bytes: number[], value: number): void {
  let left = value >= 0 ? value * 2 : -value * 2 - 1;
  while (left > 0x7f) {
    bytes.push((left % 0x80) + 0x80);
    left = Math.floor(left / 0x80);
  }
  bytes.push(left);
}

function readVarints(bytes: Uint8Array): number[] {
  const values: number[] = [];
  let [value, shift] = [0, 0];
  for (const byte of bytes.subarray(1)) {
    value += (byte & 0x7f) * 2 ** shift;
    if (byte > 0x7f) {
      shift += 7;
      if (shift > LONGEST_SHIFT) throw new TrackError('the track is damaged');
      continue;
    }
    values.push(value % 2 === 0 ? value / 2 : -(value + 1) / 2);
    [value, shift] = [0, 0];
  }
  if (shift > 0) throw new TrackError('the track is cut short');
  return values;
}

function checkIntegers(columns: Columns): void {
  for (const name of COLUMNS) {
    const index = columns[name].findIndex((value) => !Number.isSafeInteger(value));
    if (index >= 0) throw new TrackError(`${name}[${index}] is not an integer`, name, index);
  }
}

function checkLengths(columns: Columns): void {
  const { length } = columns.t;
  for (const name of COLUMNS) {
    const other = columns[name].length;
    if (other === length) continue;
    throw new TrackError(`${name} has ${other} values and t has ${length}`, name, Math.min(length, other));
  }
  if (length >= 1 && length <= MAX_FIXES) return;
  throw new TrackError(
    `a track has 1 to ${MAX_FIXES} fixes, not ${length}`,
    't',
    Math.min(length, MAX_FIXES),
  );
}

function checkRanges(plain: Columns): void {
  for (const name of COLUMNS) {
    const [low, high] = RANGES[name];
    const index = plain[name].findIndex((value) => value < low || value > high);
    if (index >= 0) throw new TrackError(`${name}[${index}] leaves the range ${low} to ${high}`, name, index);
  }
}
