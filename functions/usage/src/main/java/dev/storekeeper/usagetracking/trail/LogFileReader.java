package dev.storekeeper.usagetracking.trail;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipException;

/**
 * Reads a log file record by record, in the memory that one record takes (CloudTrail user guide,
 * "CloudTrail log file examples").
 */
final class LogFileReader {
  static final long MAX_BYTES = 200L * 1024 * 1024;

  /** A record has at most 256 KB. */
  private static final int MAX_TEXT = 1024 * 1024;

  private static final int MAX_TOKENS = 200_000;
  private static final JsonMapper JSON =
      new JsonMapper(
          JsonFactory.builder()
              .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
              .streamReadConstraints(
                  StreamReadConstraints.builder()
                      .maxStringLength(MAX_TEXT)
                      .maxNestingDepth(100)
                      .build())
              .build());

  private LogFileReader() {}

  /** What is done with each record. */
  @FunctionalInterface
  interface RecordHandler {
    void handle(JsonNode record) throws MalformedTrailException;
  }

  /**
   * Hands over the records of a log file.
   *
   * @return the SHA-256 of the uncompressed file
   * @throws MalformedTrailException if it is no log file, or too large
   * @throws IOException if the stream breaks
   */
  static String read(InputStream compressed, RecordHandler handler)
      throws IOException, MalformedTrailException {
    try (Expanded expanded = Expanded.open(compressed, MAX_BYTES);
        JsonParser parser = JSON.createParser(expanded.content())) {
      records(parser, handler);
      return expanded.sha256OfAll();
    } catch (JsonProcessingException e) {
      throw new MalformedTrailException("log file: not JSON: " + e.getOriginalMessage(), e);
    } catch (ZipException e) {
      throw new MalformedTrailException("log file: no gzip: " + e.getMessage(), e);
    }
  }

  private static void records(JsonParser parser, RecordHandler handler)
      throws IOException, MalformedTrailException {
    boolean found = false;
    if (parser.nextToken() == JsonToken.START_OBJECT) {
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean isRecords = parser.currentName().equals("Records");
        if (parser.nextToken() == JsonToken.START_ARRAY && isRecords) {
          found = true;
          while (parser.nextToken() != JsonToken.END_ARRAY) {
            handler.handle(record(parser));
          }
        } else {
          parser.skipChildren();
        }
      }
    }
    if (!found) {
      throw new MalformedTrailException(
          "log file: found no Records, expected an object with an array of them");
    }
  }

  /** Counts while it copies: a record without an end must not fill the memory. */
  private static JsonNode record(JsonParser parser) throws IOException, MalformedTrailException {
    try (TokenBuffer buffer = new TokenBuffer(parser)) {
      int depth = 0;
      int tokens = 0;
      do {
        JsonToken token = parser.currentToken();
        if (token == null || ++tokens > MAX_TOKENS) {
          throw new MalformedTrailException(
              "log file: found a record of more than " + MAX_TOKENS + " tokens, or without an end");
        }
        buffer.copyCurrentEvent(parser);
        depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        if (depth > 0) {
          parser.nextToken();
        }
      } while (depth > 0);
      return JSON.readTree(buffer.asParser());
    }
  }
}
