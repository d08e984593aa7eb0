import { cellOf, type FormCell } from './form.js';

/** In which column each cell of some rows stands, those that cells above reach down to left out. */
export function columnPlaces(rows: FormCell[][], columns: number): number[][] {
  const reaches = Array<number>(columns).fill(0);
  return rows.map((cells) => {
    let at = 0;
    const places = cells.map((cell) => {
      while ((reaches[at] ?? 0) > 0) at += 1;
      const { columns: wide = 1, rows: high = 1 } = cellOf(cell);
      const place = at;
      reaches.fill(high, at, at + wide);
      at += wide;
      return place;
    });
    reaches.forEach((reach, column) => (reaches[column] = Math.max(0, reach - 1)));
    return places;
  });
}
