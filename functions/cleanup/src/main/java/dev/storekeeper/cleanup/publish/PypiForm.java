package dev.storekeeper.cleanup.publish;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The fields that uploaders send with a distribution, named as in the upload API of PyPI. */
final class PypiForm {
  /** Field of the form, field of the core metadata. */
  private static final String[][] FIELDS = {
    {"metadata_version", "Metadata-Version"},
    {"summary", "Summary"},
    {"home_page", "Home-page"},
    {"author", "Author"},
    {"author_email", "Author-email"},
    {"maintainer", "Maintainer"},
    {"maintainer_email", "Maintainer-email"},
    {"license", "License"},
    {"license_expression", "License-Expression"},
    {"description_content_type", "Description-Content-Type"},
    {"keywords", "Keywords"},
    {"download_url", "Download-URL"},
    {"requires_python", "Requires-Python"},
  };

  private static final String[][] LISTS = {
    {"classifiers", "Classifier"},
    {"dynamic", "Dynamic"},
    {"license_file", "License-File"},
    {"obsoletes", "Obsoletes"},
    {"obsoletes_dist", "Obsoletes-Dist"},
    {"platform", "Platform"},
    {"project_urls", "Project-URL"},
    {"provides", "Provides"},
    {"provides_dist", "Provides-Dist"},
    {"provides_extras", "Provides-Extra"},
    {"requires", "Requires"},
    {"requires_dist", "Requires-Dist"},
    {"requires_external", "Requires-External"},
    {"supported_platform", "Supported-Platform"},
  };

  private PypiForm() {}

  /** What the metadata says, by field of the form; name and version are the caller's. */
  static Map<String, List<String>> fields(CoreMetadata metadata) {
    Map<String, List<String>> fields = new LinkedHashMap<>();
    for (String[] field : FIELDS) {
      fields.put(field[0], metadata.all(field[1]).stream().limit(1).toList());
    }
    for (String[] field : LISTS) {
      fields.put(field[0], metadata.all(field[1]));
    }
    fields.put("description", metadata.description());
    return fields;
  }
}
