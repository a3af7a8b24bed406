package dev.storekeeper.sandbox.runtime.lambda.source;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.storekeeper.sandbox.runtime.messaging.RecordStream;
import java.util.ArrayList;
import java.util.List;

/** Reads ahead in a stream and saves how far the records are dealt with. */
final class StreamCursor {
  private final RecordStream stream;
  private final PositionFile file;
  private final List<ObjectNode> ahead = new ArrayList<>();
  private String position;
  private volatile String end;

  private StreamCursor(RecordStream stream, PositionFile file, String position) {
    this.stream = stream;
    this.file = file;
    this.position = position;
    this.end = position;
  }

  /** Goes on at the saved position; without one, at the stream's end or its oldest record. */
  static StreamCursor open(RecordStream stream, PositionFile file, boolean latest) {
    String position = file.load().orElse(null);
    if (position == null) {
      position = latest ? endOf(stream) : "";
      file.save(position);
    }
    return new StreamCursor(stream, file, position);
  }

  /**
   * The records after those that are dealt with, at least one if there is one, at most {@code max}.
   */
  List<ObjectNode> peek(int max) {
    if (ahead.size() < max) {
      RecordStream.Batch batch = stream.read(end, max - ahead.size());
      ahead.addAll(batch.records());
      end = batch.position();
    }
    return List.copyOf(ahead.subList(0, Math.min(max, ahead.size())));
  }

  /** Whether the stream has records that were not read yet; safe for use by another thread. */
  boolean more() {
    return !stream.read(end, 1).records().isEmpty();
  }

  /** Records that the next {@code count} records are dealt with. */
  void commit(int count) {
    if (count == 0) {
      return;
    }
    if (count == ahead.size()) {
      position = end;
    } else {
      position = positionAfter(count);
    }
    ahead.subList(0, count).clear();
    file.save(position);
  }

  /** Only whole reads have a position, so the part that is done is read again. */
  private String positionAfter(int count) {
    String from = position;
    int read = 0;
    while (read < count) {
      RecordStream.Batch batch = stream.read(from, count - read);
      if (batch.records().isEmpty()
          || !batch.records().equals(ahead.subList(read, read + batch.records().size()))) {
        // The stream forgot its oldest records meanwhile. Staying repeats records, skips none.
        return position;
      }
      read += batch.records().size();
      from = batch.position();
    }
    return from;
  }

  private static String endOf(RecordStream stream) {
    RecordStream.Batch batch = stream.read("", 1_000);
    while (!batch.records().isEmpty()) {
      batch = stream.read(batch.position(), 1_000);
    }
    return batch.position();
  }
}
