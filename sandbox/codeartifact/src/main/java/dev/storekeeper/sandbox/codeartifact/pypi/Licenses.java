package dev.storekeeper.sandbox.codeartifact.pypi;

import java.util.List;

/** Finds a version's licences: the expression (PEP 639), else the older field, else classifiers. */
final class Licenses {
  private static final String CLASSIFIER = "License :: ";
  private static final String UMBRELLA = "OSI Approved";
  private static final int LONGEST_NAME = 200;

  private Licenses() {}

  static List<String> of(CoreMetadata metadata) {
    String expression = metadata.line("License-Expression");
    if (!expression.isEmpty()) {
      return List.of(expression);
    }
    // Many projects put the whole text of their licence where its name belongs.
    String name = metadata.text("License").strip();
    if (!name.isEmpty() && name.length() <= LONGEST_NAME && name.indexOf('\n') < 0) {
      return List.of(name);
    }
    return metadata.all("Classifier").stream()
        .filter(classifier -> classifier.startsWith(CLASSIFIER))
        .map(classifier -> classifier.substring(classifier.lastIndexOf(" :: ") + 4).strip())
        .filter(license -> !license.isEmpty() && !license.equals(UMBRELLA))
        .distinct()
        .toList();
  }
}
