package dev.storekeeper.sandbox.runtime.lambda.bootstrap;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.URLConnection;
import java.security.CodeSource;
import java.security.cert.Certificate;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/** Loads a function's classes and lets them see the function's time. */
final class FunctionClasses extends URLClassLoader {
  static {
    registerAsParallelCapable();
  }

  FunctionClasses(URL[] urls, ClassLoader parent) {
    super("function", urls, parent);
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    URL resource = findResource(name.replace('.', '/').concat(".class"));
    if (resource == null) {
      throw new ClassNotFoundException(name);
    }
    try {
      return define(name, resource);
    } catch (IOException | IllegalArgumentException e) {
      throw new ClassNotFoundException(name + ": " + e.getMessage(), e);
    }
  }

  private Class<?> define(String name, URL resource) throws IOException {
    URLConnection connection = resource.openConnection();
    byte[] original;
    try (InputStream in = connection.getInputStream()) {
      original = in.readAllBytes();
    }
    URL source = resource;
    Manifest manifest = null;
    if (connection instanceof JarURLConnection jar) {
      source = jar.getJarFileURL();
      manifest = jar.getManifest();
    }
    definePackageOf(name, manifest, source);
    byte[] bytes = ClockCalls.redirect(original, this);
    return defineClass(name, bytes, 0, bytes.length, new CodeSource(source, (Certificate[]) null));
  }

  private void definePackageOf(String name, @Nullable Manifest manifest, URL source) {
    int dot = name.lastIndexOf('.');
    String packageName = dot < 0 ? "" : name.substring(0, dot);
    if (dot < 0 || getDefinedPackage(packageName) != null) {
      return;
    }
    try {
      definePackage(packageName, manifest == null ? new Manifest() : manifest, source);
    } catch (IllegalArgumentException e) {
      if (getDefinedPackage(packageName) == null) {
        throw e;
      }
    }
  }
}
