package dev.storekeeper.sandbox.runtime.s3;

import dev.storekeeper.sandbox.runtime.AwsException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads the documents that requests have: a root with repeated elements of texts. External entities
 * and document types are refused.
 */
final class XmlInput {
  private static final int MAX_BYTES = 2 << 20;
  private static final int MAX_ELEMENTS = 10_000;

  private XmlInput() {}

  /**
   * The texts within each element of a name, by their own names.
   *
   * @throws AwsException {@code MalformedXML} if it is no such document
   */
  static List<Map<String, String>> read(InputStream body, String element) throws IOException {
    byte[] bytes = body.readNBytes(MAX_BYTES + 1);
    if (bytes.length > MAX_BYTES) {
      throw Refusals.tooLarge(MAX_BYTES);
    }
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    try {
      XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(bytes));
      List<Map<String, String>> found = new ArrayList<>();
      while (reader.hasNext()) {
        if (reader.next() == XMLStreamConstants.START_ELEMENT
            && reader.getLocalName().equals(element)) {
          if (found.size() == MAX_ELEMENTS) {
            throw malformed("more than " + MAX_ELEMENTS + " of " + element);
          }
          found.add(texts(reader));
        }
      }
      return found;
    } catch (XMLStreamException e) {
      throw malformed(String.valueOf(e.getMessage()));
    }
  }

  private static Map<String, String> texts(XMLStreamReader reader) throws XMLStreamException {
    Map<String, String> texts = new LinkedHashMap<>();
    while (reader.nextTag() == XMLStreamConstants.START_ELEMENT) {
      texts.put(reader.getLocalName(), reader.getElementText());
    }
    return texts;
  }

  private static AwsException malformed(String message) {
    return new AwsException(
        400,
        "MalformedXML",
        "The XML you provided was not well-formed or did not validate: " + message);
  }
}
