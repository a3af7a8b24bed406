package dev.storekeeper.sandbox.runtime.lambda.bootstrap;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.security.CodeSource;
import java.security.cert.Certificate;

/** Loads a function's classes and lets them see the function's time. */
final class FunctionClasses extends URLClassLoader {
  static {
    registerAsParallelCapable();
  }

  private final ClassFiles[] files;

  FunctionClasses(URL[] urls, ClassLoader parent) throws IOException {
    super("function", urls, parent);
    this.files = new ClassFiles[urls.length];
    for (int i = 0; i < urls.length; i++) {
      files[i] = new ClassFiles(urls[i]);
    }
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    String path = name.replace('.', '/').concat(".class");
    try {
      for (ClassFiles each : files) {
        byte[] original = each.read(path);
        if (original != null) {
          return define(name, original, each);
        }
      }
    } catch (IOException | IllegalArgumentException e) {
      throw new ClassNotFoundException(name + ": " + e.getMessage(), e);
    }
    throw new ClassNotFoundException(name);
  }

  private Class<?> define(String name, byte[] original, ClassFiles source) {
    int dot = name.lastIndexOf('.');
    if (dot > 0) {
      definePackageOnce(name.substring(0, dot), source);
    }
    byte[] bytes = ClockCalls.redirect(original, this);
    return defineClass(
        name, bytes, 0, bytes.length, new CodeSource(source.url(), (Certificate[]) null));
  }

  private void definePackageOnce(String name, ClassFiles source) {
    if (getDefinedPackage(name) != null) {
      return;
    }
    try {
      definePackage(name, source.manifest(), source.url());
    } catch (IllegalArgumentException e) {
      if (getDefinedPackage(name) == null) {
        throw e;
      }
    }
  }
}
