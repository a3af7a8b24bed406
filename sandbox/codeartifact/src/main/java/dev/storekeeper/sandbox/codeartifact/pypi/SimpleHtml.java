package dev.storekeeper.sandbox.codeartifact.pypi;

/** Writes a project page as HTML (PEP 503, versioned by PEP 629). */
final class SimpleHtml {
  private SimpleHtml() {}

  static String render(SimpleProject project) {
    StringBuilder page =
        new StringBuilder()
            .append("<!DOCTYPE html>\n<html>\n<head>\n")
            .append("<meta charset=\"utf-8\">\n")
            .append("<meta name=\"pypi:repository-version\" content=\"1.1\">\n")
            .append("<title>Links for ")
            .append(escape(project.name()))
            .append("</title>\n</head>\n<body>\n<h1>Links for ")
            .append(escape(project.name()))
            .append("</h1>\n");
    for (SimpleProject.File file : project.files()) {
      appendLink(page, file);
    }
    return page.append("</body>\n</html>\n").toString();
  }

  private static void appendLink(StringBuilder page, SimpleProject.File file) {
    String fragment = file.sha256().isEmpty() ? "" : "#sha256=" + file.sha256();
    page.append("<a");
    append(page, "href", file.url() + fragment);
    if (!file.requiresPython().isEmpty()) {
      append(page, "data-requires-python", file.requiresPython());
    }
    if (!file.uploadTime().isEmpty()) {
      append(page, "data-upload-time", file.uploadTime());
    }
    file.yanked().ifPresent(reason -> append(page, "data-yanked", reason));
    page.append('>').append(escape(file.name())).append("</a><br>\n");
  }

  private static void append(StringBuilder page, String attribute, String value) {
    page.append(' ').append(attribute).append("=\"").append(escape(value)).append('"');
  }

  private static String escape(String text) {
    StringBuilder escaped = new StringBuilder(text.length());
    for (int index = 0; index < text.length(); index++) {
      char character = text.charAt(index);
      switch (character) {
        case '&' -> escaped.append("&amp;");
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '"' -> escaped.append("&quot;");
        case '\'' -> escaped.append("&#39;");
        default -> escaped.append(character);
      }
    }
    return escaped.toString();
  }
}
