package dev.storekeeper.cleanup.plan;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;

/** Gathers the rows of a chunk, compressed. Not safe for use by several threads. */
public final class RowWriter {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final GZIPOutputStream gzip;
  private long rows;

  /** An empty chunk. */
  public RowWriter() throws IOException {
    gzip = new GZIPOutputStream(bytes);
  }

  /** Adds a row. */
  public void add(Row row) throws IOException {
    gzip.write(RowCodec.write(row).getBytes(StandardCharsets.UTF_8));
    gzip.write('\n');
    rows++;
  }

  /** How many rows it has. */
  public long rows() {
    return rows;
  }

  /** The chunk's content; no row can be added any more. */
  public byte[] finish() throws IOException {
    gzip.close();
    return bytes.toByteArray();
  }
}
