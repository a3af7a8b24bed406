package dev.storekeeper.sandbox.codeartifact.pypi;

import dev.storekeeper.sandbox.codeartifact.protocol.PublicPage;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads a project page in HTML (PEP 503, PEP 592). */
final class IndexHtml {
  private static final String SHA256 = "sha256=";

  private IndexHtml() {}

  static List<IndexLink> parse(PublicPage page) {
    URI base = page.address();
    List<IndexLink> links = new ArrayList<>();
    for (HtmlTag tag : HtmlTag.all(new String(page.body(), StandardCharsets.UTF_8))) {
      Optional<URI> address =
          tag.attribute("href").flatMap(link -> IndexLink.resolve(page.address(), link));
      if (tag.name().equals("base") && address.isPresent()) {
        base = address.get();
      }
      if (tag.name().equals("a")) {
        URI from = base;
        tag.attribute("href")
            .flatMap(link -> IndexLink.resolve(from, link))
            .ifPresent(found -> links.add(link(tag, found)));
      }
    }
    return links;
  }

  private static IndexLink link(HtmlTag tag, URI address) {
    String fragment = address.getRawFragment() == null ? "" : address.getRawFragment();
    String path = address.getRawPath();
    return new IndexLink(
        decode(path.substring(path.lastIndexOf('/') + 1)),
        withoutFragment(address),
        fragment.startsWith(SHA256)
            ? IndexLink.sha256(fragment.substring(SHA256.length()))
            : Optional.empty(),
        OptionalLong.empty(),
        tag.attribute("data-upload-time").flatMap(IndexLink::time),
        tag.attribute("data-requires-python").orElse(""),
        tag.attribute("data-yanked"));
  }

  private static URI withoutFragment(URI address) {
    String text = address.toString();
    int hash = text.indexOf('#');
    return hash < 0 ? address : URI.create(text.substring(0, hash));
  }

  private static String decode(String segment) {
    try {
      return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notEncoded) {
      return segment;
    }
  }
}
