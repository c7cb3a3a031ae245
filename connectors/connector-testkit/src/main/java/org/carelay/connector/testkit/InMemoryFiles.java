package org.carelay.connector.testkit;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.carelay.connector.ConnectorException.Permanent;
import org.carelay.connector.Files;

/** Files of a workspace that are gone with the test. */
public final class InMemoryFiles {
  private final Map<String, Stored> kept = new ConcurrentHashMap<>();

  private record Stored(String reference, String name, byte[] bytes) implements Files.Kept {
    @Override
    public long size() {
      return bytes.length;
    }

    @Override
    public InputStream open() {
      return new ByteArrayInputStream(bytes);
    }
  }

  /** As one effect sees them. */
  public Files of(String effectKey) {
    return new Files() {
      @Override
      public Files.Kept keep(String name, Content content) throws IOException {
        var out = new ByteArrayOutputStream();
        content.writeTo(out);
        var file = new Stored("file:" + effectKey + "/" + name, name, out.toByteArray());
        kept.put(file.reference(), file);
        return file;
      }

      @Override
      public Files.Kept find(String reference) throws Permanent {
        var found = kept.get(reference);
        if (found == null) {
          throw new Permanent("no-such-file", "There is no file of this reference.", null);
        }
        return found;
      }
    };
  }
}
