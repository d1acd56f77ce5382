import { deflateSync } from 'node:zlib';

export type Colour = readonly [red: number, green: number, blue: number];

const CRC = Array.from({ length: 256 }, (_none, value) => {
  let rest = value;
  for (let bit = 0; bit < 8; bit += 1) rest = rest & 1 ? 0xedb88320 ^ (rest >>> 1) : rest >>> 1;
  return rest >>> 0;
});

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  let crc = 0xffffffff;
  for (const octet of body) crc = (CRC[(crc ^ octet) & 0xff] ?? 0) ^ (crc >>> 8);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE((crc ^ 0xffffffff) >>> 0, 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

/** A PNG (RFC 2083) whose pixels come from a function. */
export function png(width: number, height: number, pixel: (x: number, y: number) => Colour): Buffer {
  const rows = Buffer.alloc(height * (width * 3 + 1));
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      rows.set(pixel(x, y), y * (width * 3 + 1) + 1 + x * 3);
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

const WHITE: Colour = [255, 255, 255];

/** The company's mark: a dial with a needle. */
export function dial(size: number, colour: Colour, turn: number): Buffer {
  const middle = size / 2;
  return png(size, size, (x, y) => {
    const dx = x - middle;
    const dy = y - middle;
    const radius = Math.hypot(dx, dy) / middle;
    if (radius > 0.96) return WHITE;
    if (radius > 0.8) return colour;
    const along = dx * Math.cos(turn) + dy * Math.sin(turn);
    const across = Math.abs(-dx * Math.sin(turn) + dy * Math.cos(turn));
    if (along > 0 && along < middle * 0.7 && across < middle * 0.06) return [190, 40, 40];
    return radius < 0.12 ? colour : [244, 247, 250];
  });
}

/** A bar chart without letters. */
export function bars(values: number[], colour: Colour): Buffer {
  const [width, height, pad] = [480, 240, 24];
  const top = Math.max(...values);
  const slot = (width - 2 * pad) / values.length;
  return png(width, height, (x, y) => {
    if (y === height - pad || x === pad) return [120, 128, 140];
    const index = Math.floor((x - pad) / slot);
    const value = values[index];
    const inside = (x - pad) % slot > slot * 0.25;
    if (x < pad || value === undefined || !inside || y > height - pad) return WHITE;
    return height - pad - y < (value / top) * (height - 2 * pad) ? colour : WHITE;
  });
}
