package dev.storekeeper.sandbox.runtime.lambda.bootstrap;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** The class files below one URL, a folder or a jar. Safe for use by many threads. */
final class ClassFiles {
  private final URL url;
  private final Path path;
  private final @Nullable JarFile jar;
  private final Manifest manifest;

  ClassFiles(URL url) throws IOException {
    this.url = url;
    try {
      this.path = Path.of(url.toURI());
    } catch (URISyntaxException e) {
      throw new IOException("no path: " + url, e);
    }
    File file = path.toFile();
    this.jar =
        file.isDirectory()
            ? null
            : new JarFile(file, false, ZipFile.OPEN_READ, JarFile.runtimeVersion());
    Manifest own = jar == null ? null : jar.getManifest();
    this.manifest = own == null ? new Manifest() : own;
  }

  URL url() {
    return url;
  }

  /** What a jar says of itself; empty for a folder. */
  Manifest manifest() {
    return manifest;
  }

  /** A class file, or null if there is none of this name. */
  byte @Nullable [] read(String name) throws IOException {
    if (jar == null) {
      try {
        return Files.readAllBytes(path.resolve(name));
      } catch (NoSuchFileException e) {
        return null;
      }
    }
    JarEntry entry = jar.getJarEntry(name);
    if (entry == null) {
      return null;
    }
    try (InputStream in = jar.getInputStream(entry)) {
      return in.readAllBytes();
    }
  }
}
