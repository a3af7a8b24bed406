package dev.storekeeper.notification;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a message says of a record, before it is written for a destination: a headline and named
 * values. All of it is still untrusted text, but the address of a report, which is one.
 *
 * @param headline what happened, in a few words
 * @param values what is known, in order
 * @param assets the version's files, in order
 * @param report where there is more to read
 */
record Facts(String headline, List<Value> values, List<Asset> assets, Optional<String> report) {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final String PACKAGE_VERSION = "package-version.";
  private static final String SUMMARY = "summary";
  private static final String REPORT = "report";
  private static final Pattern ADDRESS =
      Pattern.compile("https?://[A-Za-z0-9%&+,./:;=?@_~-]{1,4000}");
  private static final int MAX_VALUES = 20;

  Facts {
    values = List.copyOf(values);
    assets = List.copyOf(assets);
  }

  /** A named value. */
  record Value(String name, String text) {}

  /** A file of a version. */
  record Asset(String name, long size, String sha256) {}

  static Facts of(LedgerEvent event) {
    return event.type().startsWith(PACKAGE_VERSION) && event.record().path("package").isObject()
        ? ofPackage(event)
        : ofAnything(event);
  }

  private static Facts ofPackage(LedgerEvent event) {
    String name = packageName(event);
    String version = event.text("/package/version");
    String repository = event.text("/package/domain") + "/" + event.text("/package/repository");
    String subject = version.isEmpty() ? name : name + " " + version;
    List<Value> values = new ArrayList<>();
    add(values, "Package", subject + " (" + event.text("/package/format") + ")");
    add(
        values,
        "Repository",
        repository
            + " (account "
            + event.text("/package/domainOwner")
            + ", "
            + event.text("/package/region")
            + ")");
    add(values, "State", event.text("/data/state"));
    add(values, "Origin", origin(event));
    add(values, "Summary", event.text("/data/observation/summary"));
    add(values, "Licences", licences(event));
    add(values, "When", TIME.format(event.time()));
    add(values, "Incomplete", event.text("/data/observation/problem"));
    add(values, "Record", event.id());
    String headline = subject + " " + verb(event.type()) + " " + repository;
    return new Facts(headline, values, assets(event), Optional.empty());
  }

  private static Facts ofAnything(LedgerEvent event) {
    List<Value> values = new ArrayList<>();
    add(values, "Type", event.type());
    add(values, "About", about(event));
    event
        .record()
        .path("data")
        .properties()
        .forEach(entry -> {
          boolean elsewhere = entry.getKey().equals(SUMMARY) || entry.getKey().equals(REPORT);
          if (!elsewhere && values.size() < MAX_VALUES) {
            JsonNode value = entry.getValue();
            add(values, entry.getKey(), value.isValueNode() ? value.asText() : value.toString());
          }
        });
    add(values, "When", TIME.format(event.time()));
    add(values, "Record", event.id());
    String summary = event.text("/data/" + SUMMARY);
    return new Facts(
        summary.isBlank() ? event.type() + " " + event.text("/stream") : summary,
        values,
        List.of(),
        Optional.of(event.text("/data/" + REPORT)).filter(it -> ADDRESS.matcher(it).matches()));
  }

  private static String about(LedgerEvent event) {
    String version = event.text("/package/version");
    return version.isEmpty()
        ? event.text("/stream")
        : "%s %s (%s) in %s/%s"
            .formatted(
                packageName(event),
                version,
                event.text("/package/format"),
                event.text("/package/domain"),
                event.text("/package/repository"));
  }

  private static void add(List<Value> values, String name, String text) {
    if (!text.isBlank()) {
      values.add(new Value(name, text));
    }
  }

  /** A package's name as its tools write it. */
  private static String packageName(LedgerEvent event) {
    String name = event.text("/package/name");
    String namespace = event.text("/package/namespace");
    if (namespace.isEmpty()) {
      return name;
    }
    return switch (event.text("/package/format")) {
      case "npm" -> "@" + namespace + "/" + name;
      case "maven" -> namespace + ":" + name;
      case "swift" -> namespace + "." + name;
      default -> namespace + "/" + name;
    };
  }

  private static String verb(String type) {
    return switch (type) {
      case "package-version.published" -> "was published to";
      case "package-version.updated" -> "was updated in";
      case "package-version.unlisted" -> "was unlisted in";
      case "package-version.archived" -> "was archived in";
      case "package-version.disposed" -> "was disposed in";
      case "package-version.deleted" -> "was deleted from";
      case "package-version.unfinished" -> "was begun in";
      default -> type + " in";
    };
  }

  private static String origin(LedgerEvent event) {
    String origin = event.text("/data/origin");
    return origin.equals("UNKNOWN")
        ? "UNKNOWN (it could not be looked up; told because it may be your own)"
        : origin;
  }

  private static String licences(LedgerEvent event) {
    List<String> names = new ArrayList<>();
    event
        .record()
        .at("/data/observation/licenses")
        .forEach(licence -> names.add(licence.path("name").asText()));
    return String.join(", ", names);
  }

  private static List<Asset> assets(LedgerEvent event) {
    List<Asset> assets = new ArrayList<>();
    for (JsonNode asset : event.record().at("/data/observation/assets")) {
      assets.add(
          new Asset(
              asset.path("name").asText(),
              asset.path("size").asLong(),
              asset.path("sha256").asText()));
    }
    return assets;
  }
}
