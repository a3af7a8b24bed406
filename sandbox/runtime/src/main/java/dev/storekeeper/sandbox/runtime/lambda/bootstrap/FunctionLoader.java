package dev.storekeeper.sandbox.runtime.lambda.bootstrap;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The function's classes, laid out as on Lambda: the artifact, its {@code lib} folder's jars, then
 * the jars in each layer's {@code java/lib} folder, over a parent that knows nothing but the JDK
 * aws-lambda-java-core and what tells a function its time.
 */
final class FunctionLoader {
  private static final String CORE = "com.amazonaws.services.lambda.runtime.";
  private static final Set<String> TIME =
      Set.of(FunctionClock.class.getName(), FunctionDates.class.getName());

  private FunctionLoader() {}

  static ClassLoader of(Path artifact, List<Path> layers) throws IOException {
    List<URL> urls = new ArrayList<>();
    if (!Files.exists(artifact)) {
      throw new IOException("the function's artifact does not exist: " + artifact);
    }
    urls.add(artifact.toUri().toURL());
    if (Files.isDirectory(artifact)) {
      urls.addAll(jars(artifact.resolve("lib")));
    }
    for (Path layer : layers) {
      urls.addAll(jars(layer.resolve("java").resolve("lib")));
    }
    return new FunctionClasses(urls.toArray(new URL[0]), new CoreOnly());
  }

  /**
   * The handler that {@code Class} or {@code Class::handleRequest} names.
   *
   * @throws Throwable what the class's initializer or constructor throws
   */
  static RequestStreamHandler handler(ClassLoader loader, String handler) throws Throwable {
    String[] parts = handler.split("::", 2);
    if (parts.length == 2 && !parts[1].equals("handleRequest")) {
      throw new IllegalArgumentException(
          "handler " + handler + ": the sandbox calls handleRequest only, not " + parts[1]);
    }
    Class<?> type;
    try {
      type = Class.forName(parts[0], true, loader);
    } catch (ClassNotFoundException e) {
      throw new ClassNotFoundException("Class not found: " + parts[0], e);
    } catch (ExceptionInInitializerError e) {
      throw e.getCause() == null ? e : e.getCause();
    }
    if (!RequestStreamHandler.class.isAssignableFrom(type)) {
      throw new ClassCastException(
          "handler " + parts[0] + " does not implement " + RequestStreamHandler.class.getName());
    }
    try {
      return (RequestStreamHandler) type.getConstructor().newInstance();
    } catch (NoSuchMethodException e) {
      throw new Exception("Class " + parts[0] + " has no public zero-argument constructor", e);
    } catch (InvocationTargetException e) {
      throw e.getCause() == null ? e : e.getCause();
    }
  }

  private static List<URL> jars(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    List<URL> urls = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path jar : files.filter(file -> file.toString().endsWith(".jar")).sorted().toList()) {
        urls.add(jar.toUri().toURL());
      }
    }
    return urls;
  }

  private static final class CoreOnly extends ClassLoader {
    static {
      registerAsParallelCapable();
    }

    CoreOnly() {
      super("lambda-core", ClassLoader.getPlatformClassLoader());
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      if (name.startsWith(CORE) || TIME.contains(name)) {
        return Class.forName(name, false, FunctionLoader.class.getClassLoader());
      }
      throw new ClassNotFoundException(name);
    }
  }
}
