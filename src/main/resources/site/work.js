// Does the work that a challenge asks for, and gives what is sent as its proof. For forms and chats alike.

// Lets the browser do what it has to meanwhile. Timers would be slow in a tab that its visitor has left.
const turn = () => new Promise(go => {
  const {port1, port2} = new MessageChannel();
  port1.onmessage = () => { port1.close(); go(); };
  port2.postMessage('');
});

const work = (() => {
  // SHA-256 in plain arithmetic: a page without https, and one whose policy lets no worker start, have nothing else.
  const roots = (power, count) => {
    const found = [];
    for (let n = 2; found.length < count; n++) {
      if (!Array.from({length: n - 2}, (_, i) => i + 2).some(part => n % part === 0)) found.push((n ** power % 1) * 2 ** 32 | 0);
    }
    return found;
  };
  const first = roots(1 / 2, 8), keys = Int32Array.from(roots(1 / 3, 64)), words = new Int32Array(64);

  // Of up to 55 bytes, which is one block.
  function hash(bytes) {
    words.fill(0);
    bytes.forEach((byte, i) => { words[i >> 2] |= byte << 24 - 8 * (i & 3); });
    words[bytes.length >> 2] |= 128 << 24 - 8 * (bytes.length & 3);
    words[15] = bytes.length * 8;
    for (let i = 16; i < 64; i++) {
      const a = words[i - 15], b = words[i - 2];
      words[i] = words[i - 16] + ((a >>> 7 | a << 25) ^ (a >>> 18 | a << 14) ^ a >>> 3)
        + words[i - 7] + ((b >>> 17 | b << 15) ^ (b >>> 19 | b << 13) ^ b >>> 10) | 0;
    }
    let [a, b, c, d, e, f, g, h] = first;
    for (let i = 0; i < 64; i++) {
      const one = h + ((e >>> 6 | e << 26) ^ (e >>> 11 | e << 21) ^ (e >>> 25 | e << 7)) + (e & f ^ ~e & g) + keys[i] + words[i] | 0;
      const two = ((a >>> 2 | a << 30) ^ (a >>> 13 | a << 19) ^ (a >>> 22 | a << 10)) + (a & b ^ a & c ^ b & c) | 0;
      h = g; g = f; f = e; e = d + one | 0; d = c; c = b; b = a; a = one + two | 0;
    }
    const sum = [a, b, c, d, e, f, g, h], result = new Uint8Array(32);
    for (let i = 0; i < 32; i++) result[i] = sum[i >> 2] + first[i >> 2] >>> 24 - 8 * (i & 3);
    return result;
  }

  const unhex = text => Uint8Array.from(text.match(/../g), pair => parseInt(pair, 16));
  const hex = bytes => [...bytes].map(byte => byte.toString(16).padStart(2, '0')).join('');

  // Looks for the counter some milliseconds at a time, so that typing goes on.
  return async challenge => {
    const {nonce, salt, cost, keyLength, keyPrefix} = challenge.parameters, wanted = unhex(keyPrefix);
    const input = new Uint8Array([...unhex(salt), ...unhex(nonce), 0, 0, 0, 0]), end = input.length - 4;
    let pause = performance.now() + 12;
    for (let counter = 0; counter < 1e6; counter++) {
      if (performance.now() > pause) {
        await turn();
        pause = performance.now() + 12;
      }
      new DataView(input.buffer).setUint32(end, counter);
      let key = hash(input);
      for (let round = 1; round < cost; round++) key = hash(key);
      if (wanted.every((byte, i) => byte === key[i])) {
        return btoa(JSON.stringify({challenge, solution: {counter, derivedKey: hex(key.slice(0, keyLength))}}));
      }
    }
    throw new Error('unsolved');
  };
})();
