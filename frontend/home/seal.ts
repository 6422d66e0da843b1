import { xchacha20poly1305 } from "@noble/ciphers/chacha.js";
import { bytesToUtf8, managedNonce, utf8ToBytes } from "@noble/ciphers/utils.js";

const cipher = managedNonce(xchacha20poly1305);

/**
 * Locks what a person wrote and has not sent, with a key that only the pages of this person get from the server. Works
 * over plain http, where browsers offer no cryptography of their own, and at once: a page that is closing cannot wait.
 */
export class Seal {
  readonly #key: Uint8Array;

  /** `key`: 256 bits, base64url. */
  constructor(key: string) {
    this.#key = bytesOf(key);
  }

  /** `place`: where it is kept. It opens nowhere else. */
  lock(text: string, place: string): Uint8Array {
    return cipher(this.#key, utf8ToBytes(place)).encrypt(utf8ToBytes(text));
  }

  /** Null: locked with another key, for another place, or damaged. */
  unlock(sealed: Uint8Array, place: string): string | null {
    try {
      return bytesToUtf8(cipher(this.#key, utf8ToBytes(place)).decrypt(sealed));
    } catch {
      return null;
    }
  }
}

export function bytesOf(base64: string): Uint8Array {
  const plain = base64.replace(/-/g, "+").replace(/_/g, "/");
  return Uint8Array.from(atob(plain), (character) => character.charCodeAt(0));
}

export function base64Of(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}
