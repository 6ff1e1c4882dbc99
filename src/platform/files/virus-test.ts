/**
 * The test file of the anti-virus makers (eicar.org), which every scanner calls infected: whoever sends it wants to see
 * whether files are looked at. It is found without a scanner as well, and inside of documents.
 */

// In two halves, so that this file is no such file.
const text = Buffer.from(['X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR', '-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join(''));

export const holdsVirusTest = (bytes: Buffer): boolean => bytes.includes(text);

/** The same for bytes that come in parts. */
export class VirusTest {
  #last: Buffer = Buffer.alloc(0);

  isFoundWith(part: Buffer): boolean {
    const seam = Buffer.concat([this.#last, part.subarray(0, text.length)]);
    const isFound = holdsVirusTest(part) || holdsVirusTest(seam);
    this.#last = Buffer.from(part.length >= text.length ? part.subarray(-text.length) : seam.subarray(-text.length));
    return isFound;
  }
}
