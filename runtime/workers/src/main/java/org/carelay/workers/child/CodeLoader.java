package org.carelay.workers.child;

import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Defines the person's classes. They see the JDK and the jars of their environment only. */
final class CodeLoader extends URLClassLoader {
  private final Map<String, byte[]> classes = new HashMap<>();
  private final Set<String> names = new LinkedHashSet<>();

  /**
   * @param encoded class bytes in base64 by name
   */
  CodeLoader(Map<?, ?> encoded, List<?> jars) throws MalformedURLException {
    super(urls(jars), ClassLoader.getPlatformClassLoader());
    encoded.forEach(
        (name, bytes) -> {
          names.add(name.toString());
          classes.put(name.toString(), Base64.getDecoder().decode(bytes.toString()));
        });
  }

  private static URL[] urls(List<?> jars) throws MalformedURLException {
    var urls = new URL[jars.size()];
    for (var i = 0; i < urls.length; i++) {
      urls[i] = Path.of(jars.get(i).toString()).toUri().toURL();
    }
    return urls;
  }

  Set<String> names() {
    return names;
  }

  List<Class<?>> all() throws ClassNotFoundException {
    var loaded = new ArrayList<Class<?>>();
    for (var name : names) {
      loaded.add(loadClass(name));
    }
    return loaded;
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    var bytes = classes.remove(name);
    return bytes == null ? super.findClass(name) : defineClass(name, bytes, 0, bytes.length);
  }
}
