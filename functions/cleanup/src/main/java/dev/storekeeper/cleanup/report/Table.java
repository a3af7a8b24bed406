package dev.storekeeper.cleanup.report;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A table of the page. Each cell has its column's label, by which narrow screens show rows as
 * cards, and where that is no text a value to sort by.
 */
final class Table {
  private static final String NONE = "\u2013";

  private final Markup page;
  private final List<String> columns;
  private int next;

  /**
   * Opens a table.
   *
   * @param caption what it is, for screen readers
   */
  Table(Markup page, String caption, List<String> columns) {
    this.page = page;
    this.columns = columns;
    page.line().open("table").element("caption", caption).open("thead").open("tr");
    columns.forEach(column -> page.element("th", column, "scope", "col"));
    page.close().close().open("tbody");
  }

  Table row() {
    page.line().open("tr");
    next = 0;
    return this;
  }

  Table endRow() {
    page.close();
    return this;
  }

  void end() {
    page.close().close();
  }

  Table text(String text) {
    page.element("td", text, "data-label", label());
    return this;
  }

  /** A reason, which needs room. */
  Table reason(String text) {
    page.element("td", text, "data-label", label(), "class", "reason");
    return this;
  }

  /** A name that somebody chose, set apart from the direction of the text around it. */
  Table name(String name) {
    page.open("td", "data-label", label(), "class", name.isEmpty() ? "none" : "name")
        .element("bdi", name)
        .close();
    return this;
  }

  Table count(long number) {
    page.element(
        "td",
        Quantities.count(number),
        "data-label",
        label(),
        "class",
        "number",
        "data-value",
        Long.toString(number));
    return this;
  }

  /** A size, with the exact one on hover; a dash if it is not known. */
  Table size(Optional<Long> bytes) {
    page.open(
        "td",
        "data-label",
        label(),
        "class",
        bytes.isPresent() ? "number" : "none",
        "data-value",
        Long.toString(bytes.orElse(-1L)));
    bytes.ifPresentOrElse(
        size -> page.element("span", Quantities.size(size), "title", Quantities.bytes(size)),
        () -> page.text(NONE));
    page.close();
    return this;
  }

  /** A day, with the exact time on hover; a dash if there is none. */
  Table day(Optional<Instant> time) {
    page.open("td", "data-label", label(), "class", time.isPresent() ? "day" : "none");
    time.ifPresentOrElse(it -> day(page, it), () -> page.text(NONE));
    page.close();
    return this;
  }

  /** A part of a whole as a bar. */
  Table bar(long part, long whole) {
    String percent = Quantities.percent(part, whole);
    page.open(
        "td",
        "data-label",
        label(),
        "data-value",
        Double.toString(whole == 0 ? 0 : (double) part / whole));
    page.open("div", "class", "share");
    bar(page, part, whole);
    page.element("span", percent).close().close();
    return this;
  }

  static void day(Markup page, Instant time) {
    page.element(
        "time",
        Quantities.day(time),
        "datetime",
        time.toString(),
        "title",
        Quantities.minute(time));
  }

  static void bar(Markup page, long part, long whole) {
    double width = whole == 0 ? 0 : 100.0 * part / whole;
    page.open(
            "svg",
            "viewBox",
            "0 0 100 8",
            "preserveAspectRatio",
            "none",
            "class",
            "bar",
            "aria-hidden",
            "true")
        .empty("rect", "class", "track", "width", "100", "height", "8")
        .empty("rect", "class", "fill", "width", Double.toString(width), "height", "8")
        .close();
  }

  private String label() {
    return columns.get(next++);
  }
}
