package dev.storekeeper.sandbox.runtime.s3;

import java.util.zip.Checksum;

/** CRC-64/NVME: reflected, polynomial 0xAD93D23594C93659, all bits set before and after. */
final class Crc64Nvme implements Checksum {
  private static final long REFLECTED = 0x9A6C9329AC4BC9B5L;
  private static final long[] TABLE = table();

  private long state = -1;

  @Override
  public void update(int value) {
    state = TABLE[(int) (state ^ value) & 0xFF] ^ (state >>> 8);
  }

  @Override
  public void update(byte[] bytes, int offset, int length) {
    long current = state;
    for (int i = offset; i < offset + length; i++) {
      current = TABLE[(int) (current ^ bytes[i]) & 0xFF] ^ (current >>> 8);
    }
    state = current;
  }

  @Override
  public long getValue() {
    return ~state;
  }

  @Override
  public void reset() {
    state = -1;
  }

  private static long[] table() {
    long[] table = new long[256];
    for (int i = 0; i < table.length; i++) {
      long value = i;
      for (int bit = 0; bit < 8; bit++) {
        value = (value & 1) == 1 ? (value >>> 1) ^ REFLECTED : value >>> 1;
      }
      table[i] = value;
    }
    return table;
  }
}
