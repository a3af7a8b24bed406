package dev.storekeeper.sandbox.codeartifact.pypi;

import java.util.List;

/**
 * A form of project page (PEP 691 section "Version + Format Selection"), in the order of the
 * server's own preference.
 */
enum SimpleFormat {
  TEXT_HTML("text/html; charset=utf-8", "text/html", "text/html"),
  HTML(
      "application/vnd.pypi.simple.v1+html",
      "application/vnd.pypi.simple.v1+html",
      "application/vnd.pypi.simple.latest+html"),
  JSON(
      "application/vnd.pypi.simple.v1+json",
      "application/vnd.pypi.simple.v1+json",
      "application/vnd.pypi.simple.latest+json");

  private final String contentType;
  private final String mediaType;
  private final String latest;

  SimpleFormat(String contentType, String mediaType, String latest) {
    this.contentType = contentType;
    this.mediaType = mediaType;
    this.latest = latest;
  }

  /** The answer's Content-Type. */
  String contentType() {
    return contentType;
  }

  /** The media types, in lower case, by which a client asks for it. */
  List<String> requested() {
    return List.of(mediaType, latest);
  }
}
