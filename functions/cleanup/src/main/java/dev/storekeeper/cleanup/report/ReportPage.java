package dev.storekeeper.cleanup.report;

import dev.storekeeper.cleanup.bucket.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * A report as one page. It asks for nothing outside itself, and its content security policy allows
 * nothing but its own style sheet and script, by their hashes. Without the script all of it can be
 * read; the script sorts and filters tables.
 */
final class ReportPage {
  private static final String STYLE = resource("report.css");
  private static final String SCRIPT = resource("report.js");

  private ReportPage() {}

  static String write(Summary summary) {
    Markup page = new Markup();
    page.open("html", "lang", "en");
    head(page, summary);
    page.line().open("body").open("main");
    Overview.header(page, summary);
    Approving.write(page, summary);
    Overview.figures(page, summary);
    Removals.timeline(page, summary);
    Overview.limits(page, summary);
    Removals.policies(page, summary);
    Removals.repositories(page, summary);
    Removals.versions(page, summary);
    Remains.kept(page, summary);
    Remains.inFlight(page, summary);
    Remains.comparison(page, summary);
    Overview.costs(page, summary);
    page.line()
        .element("footer", "Every version is in versions.csv.gz, the figures are in report.json.");
    page.close().line().trusted("script", SCRIPT);
    return page.close().close().finish();
  }

  private static void head(Markup page, Summary summary) {
    page.line().open("head").empty("meta", "charset", "utf-8");
    page.line()
        .empty(
            "meta",
            "http-equiv",
            "Content-Security-Policy",
            "content",
            "default-src 'none'; style-src '%s'; script-src '%s'; img-src data:; base-uri 'none'; form-action 'none'"
                .formatted(hash(STYLE), hash(SCRIPT)));
    page.line().empty("meta", "name", "referrer", "content", "no-referrer");
    page.line().empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
    page.line().empty("meta", "name", "color-scheme", "content", "light dark");
    // Keeps browsers from asking for an icon.
    page.line().empty("link", "rel", "icon", "href", "data:,");
    page.line()
        .element(
            "title",
            "Cleanup of %s: %s".formatted(summary.plan().domain().name(), summary.plan().id()));
    page.line().trusted("style", STYLE).close();
  }

  private static String hash(String content) {
    byte[] digest = Sha256.digest().digest(content.getBytes(StandardCharsets.UTF_8));
    return "sha256-" + Base64.getEncoder().encodeToString(digest);
  }

  private static String resource(String name) {
    try (InputStream in = ReportPage.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the resource " + name + " is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("the resource " + name + " cannot be read", e);
    }
  }
}
