package dev.storekeeper.token.configuration;

import java.util.Optional;
import java.util.TreeMap;

/** Swift Package Manager reads a netrc file, which can refer to nothing. */
final class Swift implements Configuration {
  @Override
  public Setup setup(Place place) {
    return new Setup(
        Optional.of(new Setup.File("~/.netrc", snippet(place, Setup.SECRET))), new TreeMap<>());
  }

  @Override
  public String snippet(Place place, String token) {
    return "machine " + place.host() + " login token password " + token + "\n";
  }
}
