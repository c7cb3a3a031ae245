package org.carelay.workers;

import java.util.Locale;
import java.util.regex.Pattern;
import org.carelay.connector.Describe;

/**
 * How much memory a function may use. Written as {@code 128 MiB}, {@code 1 GiB} or a bare number of
 * mebibytes; {@code MB} and {@code GB} are read as their binary kin, as cloud providers do.
 *
 * @param mebibytes from 32 to 16384
 */
public record MemorySize(
    @Describe(title = "MiB", help = "From 32 to 16384.", example = "256") int mebibytes) {
  public static final MemorySize DEFAULT = new MemorySize(128);

  private static final Pattern WRITTEN = Pattern.compile("(\\d{1,6})\\s*(m|mb|mib|g|gb|gib)?");

  public MemorySize {
    if (mebibytes < 32 || mebibytes > 16_384) {
      throw new IllegalArgumentException(
          "Memory is from 32 MiB to 16 GiB, but " + mebibytes + " MiB is asked for.");
    }
  }

  /**
   * @throws IllegalArgumentException with a sentence that says how to write it
   */
  public static MemorySize parse(String text) {
    var found = WRITTEN.matcher(text.strip().toLowerCase(Locale.ROOT));
    if (!found.matches()) {
      throw new IllegalArgumentException(
          "Write memory as \"128 MiB\", \"1 GiB\" or a number of MiB, not \"" + text + "\".");
    }
    var unit = found.group(2);
    var factor = unit != null && unit.startsWith("g") ? 1024 : 1;
    return new MemorySize(Math.multiplyExact(Integer.parseInt(found.group(1)), factor));
  }

  public long bytes() {
    return mebibytes * 1024L * 1024L;
  }

  @Override
  public String toString() {
    return mebibytes + " MiB";
  }
}
