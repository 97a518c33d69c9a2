// The peers: the same work as plain JavaScript and by a package from npm, timed in the same browser.
window.peers = {
  text: "",
  // As one would write it first: a regular expression and a Map.
  wordsByPattern() {
    const counts = new Map();
    let words = 0;
    for (const [word] of this.text.matchAll(/[\p{L}\p{N}]+/gu)) {
      const lower = word.toLowerCase();
      counts.set(lower, (counts.get(lower) ?? 0) + 1);
      words += 1;
    }
    return [words, counts.size];
  },
  // As one would write it for speed: lower-cased at once, scanned by hand.
  wordsByHand() {
    const counts = new Map();
    const text = this.text.toLowerCase();
    const isWord = new Uint8Array(128);
    for (const letter of "abcdefghijklmnopqrstuvwxyz0123456789") isWord[letter.charCodeAt(0)] = 1;
    const other = /[\p{L}\p{N}]/u;
    const length = text.length;
    let words = 0;
    let start = -1;
    for (let at = 0; at <= length; at += 1) {
      const code = at < length ? text.charCodeAt(at) : 32;
      if (code < 128 ? isWord[code] : other.test(text[at])) {
        if (start < 0) start = at;
      } else if (start >= 0) {
        const word = text.slice(start, at);
        counts.set(word, (counts.get(word) ?? 0) + 1);
        words += 1;
        start = -1;
      }
    }
    return [words, counts.size];
  },
  timed(work) {
    const begun = performance.now();
    const result = work();
    return [performance.now() - begun, result];
  },
  // Messages of `length` bytes, the number of each in its first eight bytes; the exclusive or of the digests.
  async hashes(messages, length) {
    const hasher = await window.hashwasm.createSHA512();
    const message = new Uint8Array(length).fill(120);
    const number = new DataView(message.buffer);
    const sum = new Uint8Array(64);
    const begun = performance.now();
    for (let index = 0; index < messages; index += 1) {
      number.setUint32(0, index, true);
      number.setUint32(4, 0, true);
      const digest = hasher.init().update(message).digest("binary");
      for (let at = 0; at < 64; at += 1) sum[at] ^= digest[at];
    }
    const took = performance.now() - begun;
    return [took, Array.from(sum, (byte) => byte.toString(16).padStart(2, "0")).join("")];
  },
};
