package dev.storekeeper.sandbox.codeartifact.pypi;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.Arrays;

/** BLAKE2b with a digest of 256 bits and no key (RFC 7693), which the JDK does not offer. */
final class Blake2b256 extends MessageDigest {
  private static final int BLOCK = 128;
  private static final int DIGEST = 32;
  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** RFC 7693 section 2.6: the same as SHA-512's. */
  private static final long[] INITIAL = {
    0x6a09e667f3bcc908L,
    0xbb67ae8584caa73bL,
    0x3c6ef372fe94f82bL,
    0xa54ff53a5f1d36f1L,
    0x510e527fade682d1L,
    0x9b05688c2b3e6c1fL,
    0x1f83d9abfb41bd6bL,
    0x5be0cd19137e2179L
  };

  /** RFC 7693 section 2.7. */
  private static final int[][] SCHEDULE = {
    {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15},
    {14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3},
    {11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4},
    {7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8},
    {9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13},
    {2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9},
    {12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11},
    {13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10},
    {6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5},
    {10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0},
  };

  private static final int ROUNDS = 12;

  private final byte[] block = new byte[BLOCK];
  private final long[] state = new long[8];
  private final long[] words = new long[16];
  private final long[] work = new long[16];
  private int filled;
  private long length;

  Blake2b256() {
    super("BLAKE2B-256");
    engineReset();
  }

  @Override
  protected int engineGetDigestLength() {
    return DIGEST;
  }

  @Override
  protected void engineUpdate(byte input) {
    engineUpdate(new byte[] {input}, 0, 1);
  }

  @Override
  protected void engineUpdate(byte[] input, int offset, int count) {
    int position = offset;
    int end = offset + count;
    while (position < end) {
      // The last block is compressed differently, so a full one waits until more arrives.
      if (filled == BLOCK) {
        compress(false);
        filled = 0;
      }
      int taken = Math.min(BLOCK - filled, end - position);
      System.arraycopy(input, position, block, filled, taken);
      filled += taken;
      length += taken;
      position += taken;
    }
  }

  @Override
  protected byte[] engineDigest() {
    Arrays.fill(block, filled, BLOCK, (byte) 0);
    compress(true);
    byte[] digest = new byte[DIGEST];
    for (int index = 0; index < DIGEST / Long.BYTES; index++) {
      WORD.set(digest, index * Long.BYTES, state[index]);
    }
    engineReset();
    return digest;
  }

  @Override
  protected void engineReset() {
    System.arraycopy(INITIAL, 0, state, 0, state.length);
    state[0] ^= 0x01010000L ^ DIGEST;
    filled = 0;
    length = 0;
  }

  private void compress(boolean last) {
    for (int index = 0; index < words.length; index++) {
      words[index] = (long) WORD.get(block, index * Long.BYTES);
    }
    System.arraycopy(state, 0, work, 0, 8);
    System.arraycopy(INITIAL, 0, work, 8, 8);
    work[12] ^= length;
    if (last) {
      work[14] = ~work[14];
    }
    for (int round = 0; round < ROUNDS; round++) {
      round(SCHEDULE[round % SCHEDULE.length]);
    }
    for (int index = 0; index < 8; index++) {
      state[index] ^= work[index] ^ work[index + 8];
    }
  }

  private void round(int[] order) {
    for (int column = 0; column < 4; column++) {
      mix(column, column + 4, column + 8, column + 12, order, column * 2);
    }
    for (int diagonal = 0; diagonal < 4; diagonal++) {
      mix(
          diagonal,
          4 + (diagonal + 1) % 4,
          8 + (diagonal + 2) % 4,
          12 + (diagonal + 3) % 4,
          order,
          8 + diagonal * 2);
    }
  }

  private void mix(int a, int b, int c, int d, int[] order, int position) {
    work[a] += work[b] + words[order[position]];
    work[d] = Long.rotateRight(work[d] ^ work[a], 32);
    work[c] += work[d];
    work[b] = Long.rotateRight(work[b] ^ work[c], 24);
    work[a] += work[b] + words[order[position + 1]];
    work[d] = Long.rotateRight(work[d] ^ work[a], 16);
    work[c] += work[d];
    work[b] = Long.rotateRight(work[b] ^ work[c], 63);
  }
}
