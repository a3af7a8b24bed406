package dev.storekeeper.cleanup.control;

import java.io.ByteArrayInputStream;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Answers of STS. */
final class IdentityResponse {
  private static final int OK = 200;
  private static final Pattern ARN =
      Pattern.compile("arn:[a-z-]{1,16}:(sts|iam)::[0-9]{12}:[!-~]{1,512}");
  private static final Pattern CODE = Pattern.compile("[A-Za-z.]{1,64}");

  private IdentityResponse() {}

  /** The ARN that an answer to {@code GetCallerIdentity} vouches for. */
  static String arn(int status, byte[] body) throws ControlException {
    if (status == OK) {
      return element(body, "Arn")
          .filter(arn -> ARN.matcher(arn).matches())
          .orElseThrow(() ->
              ControlException.unavailable("AWS STS did not say who asks: its answer has no ARN"));
    }
    if (status >= 400 && status < 500 && status != 429) {
      String code =
          element(body, "Code").filter(it -> CODE.matcher(it).matches()).orElse("no code");
      throw ControlException.refused(
          "AWS STS does not vouch for the caller: %d %s".formatted(status, code));
    }
    throw ControlException.unavailable("AWS STS did not say who asks: it answered " + status);
  }

  private static Optional<String> element(byte[] body, String name) {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    try {
      XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(body));
      while (reader.hasNext()) {
        if (reader.next() == XMLStreamConstants.START_ELEMENT
            && reader.getLocalName().equals(name)) {
          return Optional.of(reader.getElementText().strip());
        }
      }
      return Optional.empty();
    } catch (XMLStreamException e) {
      return Optional.empty();
    }
  }
}
