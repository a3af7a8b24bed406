package dev.storekeeper.sandbox.runtime.dynamodb;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/**
 * A jar with nothing but {@link DynamoDbLocalMain}, so that DynamoDB Local's process sees no class
 * of the sandbox's dependencies and only jars, which class data sharing needs.
 */
final class LauncherJar {
  private LauncherJar() {}

  /** Writes the jar unless it is there with the same content: a new file would void the archive. */
  static void write(Path file) throws IOException {
    String name = DynamoDbLocalMain.class.getName().replace('.', '/') + ".class";
    ByteArrayOutputStream buffer = new ByteArrayOutputStream();
    try (InputStream code =
            DynamoDbLocalMain.class.getResourceAsStream(
                DynamoDbLocalMain.class.getSimpleName() + ".class");
        JarOutputStream jar = new JarOutputStream(buffer)) {
      if (code == null) {
        throw new IOException(name + " is not on the class path");
      }
      JarEntry entry = new JarEntry(name);
      entry.setTime(0);
      jar.putNextEntry(entry);
      code.transferTo(jar);
    }
    byte[] content = buffer.toByteArray();
    if (Files.exists(file) && Arrays.equals(Files.readAllBytes(file), content)) {
      return;
    }
    Path next = Files.createTempFile(file.toAbsolutePath().getParent(), "launcher", ".jar");
    Files.write(next, content);
    Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }
}
