package dev.storekeeper.identity;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * JSON objects (RFC 8259) without what parsers forgive: UTF-8 to the letter, no byte order mark,
 * each member name once however it is spelled, nothing after the object, exact numbers.
 */
final class StrictJson {
  /** For headers and claims. */
  static final StrictJson TOKEN = new StrictJson(4096);

  /** For discovery documents and key sets, which may hold certificate chains. */
  static final StrictJson DOCUMENT = new StrictJson(65_536);

  static final int MAX_DEPTH = 8;
  private static final int MAX_NAME = 256;
  private static final int MAX_NUMBER = 64;
  private final JsonMapper mapper;

  private StrictJson(int maxText) {
    JsonFactory factory =
        new JsonFactoryBuilder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(maxText)
                    .maxNameLength(MAX_NAME)
                    .maxNumberLength(MAX_NUMBER)
                    .build())
            .build();
    this.mapper =
        JsonMapper.builder(factory)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();
  }

  /** The object that these bytes are. */
  ObjectNode object(byte[] utf8) throws MalformedException {
    String text = decode(utf8);
    if (text.startsWith("\uFEFF")) {
      throw new MalformedException("a byte order mark; expected a JSON object");
    }
    try {
      JsonNode node = mapper.readTree(text);
      if (node instanceof ObjectNode object) {
        return object;
      }
      throw new MalformedException("JSON that is no object; expected a JSON object");
    } catch (StreamConstraintsException _) {
      throw new MalformedException(
          "nesting, a name, a text or a number beyond its bound; expected less");
    } catch (NumberFormatException _) {
      // Jackson lets this one through for exponents of more than ten digits.
      throw new MalformedException("a number beyond its bound; expected a smaller exponent");
    } catch (JsonProcessingException _) {
      throw new MalformedException(
          "no strict JSON (syntax, a duplicate name, or something after it); expected one object");
    }
  }

  private static String decode(byte[] utf8) throws MalformedException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
    } catch (CharacterCodingException _) {
      throw new MalformedException("bytes that are no UTF-8; expected JSON in UTF-8");
    }
  }
}
