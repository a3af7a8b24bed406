package dev.storekeeper.cleanup.report;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** Pages as documents; one that is not well-formed is an error. */
final class Pages {
  private Pages() {}

  static Document parse(String page) throws IOException {
    try {
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(new InputSource(new StringReader(page)));
    } catch (SAXException | ParserConfigurationException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  static List<Element> elements(Document page, String tag) {
    NodeList nodes = page.getElementsByTagName(tag);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      elements.add((Element) nodes.item(i));
    }
    return elements;
  }

  /** The texts of the cells with a label, in the table with a caption. */
  static List<String> column(Document page, String caption, String label) {
    return elements(page, "table").stream()
        .filter(
            table -> table.getElementsByTagName("caption").item(0).getTextContent().equals(caption))
        .flatMap(table -> {
          List<String> cells = new ArrayList<>();
          NodeList nodes = table.getElementsByTagName("td");
          for (int i = 0; i < nodes.getLength(); i++) {
            if (((Element) nodes.item(i)).getAttribute("data-label").equals(label)) {
              cells.add(nodes.item(i).getTextContent());
            }
          }
          return cells.stream();
        })
        .toList();
  }
}
