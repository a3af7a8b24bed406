package dev.storekeeper.cleanup.plan;

import dev.storekeeper.cleanup.bucket.Bucket;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the rows of a plan, one at a time: no more than a row is in memory, and the names of one
 * repository's packages. A package that CodeArtifact listed twice, because the list changed while
 * it was read, counts once, the first time.
 */
public final class Rows {
  private static final int MAX_LINE = 1024 * 1024;

  private final Bucket bucket;

  /** The rows in a bucket. */
  public Rows(Bucket bucket) {
    this.bucket = bucket;
  }

  /**
   * Takes rows.
   *
   * @param <E> what it may throw
   */
  public interface Visitor<E extends Exception> {
    /**
     * Takes the next row.
     *
     * @return whether the next one is wanted
     */
    boolean visit(Row row) throws IOException, E;
  }

  /**
   * Passes all rows of a plan, in the order of its manifest.
   *
   * @throws IOException if a chunk cannot be read or is not the one that the manifest names
   */
  public <E extends Exception> void forEach(Manifest manifest, Visitor<E> visitor)
      throws IOException, E {
    for (Manifest.Part part : manifest.repositories()) {
      if (!forEach(part.chunks(), visitor)) {
        return;
      }
    }
  }

  /**
   * Passes the rows of all chunks of one repository.
   *
   * @return false if the visitor wanted no more
   * @throws IOException if a chunk cannot be read or has another ETag or number of rows
   */
  public <E extends Exception> boolean forEach(List<Chunk> chunks, Visitor<E> visitor)
      throws IOException, E {
    Set<String> packages = new HashSet<>();
    for (Chunk chunk : chunks) {
      if (!read(chunk, packages, visitor)) {
        return false;
      }
    }
    return true;
  }

  private <E extends Exception> boolean read(Chunk chunk, Set<String> packages, Visitor<E> visitor)
      throws IOException, E {
    try (InputStream object = bucket.open(chunk.key(), chunk.etag());
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(new GZIPInputStream(object), StandardCharsets.UTF_8))) {
      long rows = 0;
      String current = "";
      boolean again = false;
      for (@Nullable String line = lines.readLine(); line != null; line = lines.readLine()) {
        Row row = parse(chunk, ++rows, line);
        String name = packageName(row);
        if (!name.equals(current)) {
          current = name;
          again = !packages.add(name);
        }
        if (!again && !visitor.visit(row)) {
          return false;
        }
      }
      if (rows != chunk.rows()) {
        throw new IOException(
            "%s: found %d rows, expected %d".formatted(chunk.key(), rows, chunk.rows()));
      }
    }
    return true;
  }

  private static Row parse(Chunk chunk, long number, String line) throws IOException {
    if (line.length() > MAX_LINE) {
      throw new IOException(chunk.key() + ":" + number + ": longer than " + MAX_LINE);
    }
    try {
      return RowCodec.read(line);
    } catch (IllegalArgumentException e) {
      throw new IOException(chunk.key() + ":" + number + ": " + e.getMessage(), e);
    }
  }

  private static String packageName(Row row) {
    return row.version().coordinates().format()
        + "/"
        + row.version().coordinates().namespace()
        + "/"
        + row.version().coordinates().name();
  }
}
