package dev.storekeeper.token.configuration;

/** NuGet, which replaces {@code %NAME%} in its file by variables, on every platform. */
final class Nuget implements Configuration {
  @Override
  public Setup setup(Place place) {
    return Setup.referring(
        "~/.nuget/NuGet/NuGet.Config", snippet(place, "%" + Setup.VARIABLE + "%"));
  }

  @Override
  public String snippet(Place place, String token) {
    return """
    <?xml version="1.0" encoding="utf-8"?>
    <configuration>
      <packageSources>
        <add key="codeartifact" value="%s" />
      </packageSources>
      <packageSourceCredentials>
        <codeartifact>
          <add key="Username" value="aws" />
          <add key="ClearTextPassword" value="%s" />
        </codeartifact>
      </packageSourceCredentials>
    </configuration>
    """
        .formatted(Escape.xml(place.url() + "v3/index.json"), Escape.xml(token));
  }
}
