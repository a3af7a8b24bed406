package dev.storekeeper.cleanup.publish;

import dev.storekeeper.cleanup.publish.PublishException.Kind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.SequencedSet;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * The metadata of an artifact (Maven repository metadata model 1.1.0). A version that comes back
 * joins the list; it becomes neither {@code latest} nor {@code release} unless there is none.
 *
 * @param groupId the group
 * @param artifactId the artifact
 * @param latest absent if there is none
 * @param release absent if there is none
 * @param versions in their order
 */
record MavenMetadata(
    String groupId,
    String artifactId,
    Optional<String> latest,
    Optional<String> release,
    SequencedSet<String> versions) {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmss").withZone(ZoneOffset.UTC);

  /**
   * What is there.
   *
   * @param document the document; absent if there is none yet
   */
  static MavenMetadata of(String groupId, String artifactId, Optional<byte[]> document)
      throws PublishException {
    if (document.isEmpty()) {
      return new MavenMetadata(
          groupId, artifactId, Optional.empty(), Optional.empty(), new LinkedHashSet<>());
    }
    Document xml = parse(document.get());
    SequencedSet<String> versions = new LinkedHashSet<>();
    NodeList nodes = xml.getElementsByTagName("version");
    for (int i = 0; i < nodes.getLength(); i++) {
      if (nodes.item(i).getParentNode() instanceof Element parent
          && parent.getTagName().equals("versions")) {
        versions.add(nodes.item(i).getTextContent().strip());
      }
    }
    return new MavenMetadata(
        groupId, artifactId, text(xml, "latest"), text(xml, "release"), versions);
  }

  /** The same with one more version, as XML. */
  byte[] with(String version, Instant now) {
    SequencedSet<String> all = new LinkedHashSet<>(versions);
    all.add(version);
    StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<metadata>");
    element(xml, "groupId", groupId);
    element(xml, "artifactId", artifactId);
    xml.append("<versioning>");
    latest.ifPresent(text -> element(xml, "latest", text));
    element(xml, "release", release.orElse(version));
    xml.append("<versions>");
    all.forEach(text -> element(xml, "version", text));
    xml.append("</versions>");
    element(xml, "lastUpdated", TIME.format(now));
    xml.append("</versioning></metadata>\n");
    return xml.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void element(StringBuilder xml, String name, String text) {
    String escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    xml.append('<').append(name).append('>').append(escaped);
    xml.append("</").append(name).append('>');
  }

  private static Optional<String> text(Document xml, String name) {
    NodeList nodes = xml.getElementsByTagName(name);
    return nodes.getLength() == 0
        ? Optional.empty()
        : Optional.of(nodes.item(0).getTextContent().strip()).filter(text -> !text.isEmpty());
  }

  private static Document parse(byte[] document) throws PublishException {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      factory.setExpandEntityReferences(false);
      var builder = factory.newDocumentBuilder();
      builder.setErrorHandler(null);
      return builder.parse(new ByteArrayInputStream(document));
    } catch (SAXException | IOException e) {
      throw new PublishException(
          Kind.REFUSED, "The artifact's maven-metadata.xml cannot be read", e);
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException(e);
    }
  }
}
