/** A sheet's column as an officer finds it: 0 is `A`, 26 is `AA`. */
export function columnLetters(index: number): string {
  // Most sheets end before Z, and every cell asks.
  if (index < 26) return String.fromCharCode(65 + index);
  let letters = '';
  for (let rest = index + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  }
  return letters;
}
