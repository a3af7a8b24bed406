package dev.storekeeper.token.configuration;

import java.util.Map;

/** uv: a named default index with credentials, and the same repository to publish to. */
final class Uv implements Configuration {
  @Override
  public Setup setup(Place place) {
    String index = "UV_INDEX_" + place.variable();
    return Setup.variables(
        Map.of(
            "UV_DEFAULT_INDEX",
            place.repository() + "=" + place.url() + "simple/",
            index + "_USERNAME",
            "aws",
            index + "_PASSWORD",
            Setup.SECRET,
            "UV_PUBLISH_URL",
            place.url(),
            "UV_PUBLISH_USERNAME",
            "aws",
            "UV_PUBLISH_PASSWORD",
            Setup.SECRET));
  }

  @Override
  public String snippet(Place place, String token) {
    return "publish-url = "
        + Escape.quoted(place.url())
        + "\n\n[[index]]\nname = "
        + Escape.quoted(place.repository())
        + "\nurl = "
        + Escape.quoted(place.urlFor("aws:" + token) + "simple/")
        + "\ndefault = true\n";
  }
}
