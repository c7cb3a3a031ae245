package org.carelay.workers;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One call of a function.
 *
 * @param owner whose call this is; calls of different owners never meet in a process
 * @param event what the function gets: any JSON value
 * @param context what the function's second parameter holds
 * @param timeout how long the function may take once it is loaded
 * @param patience how long the caller has use for an answer, waiting for a worker included
 */
public record FunctionCall(
    Owner owner,
    Source source,
    @Nullable Object event,
    Map<String, Object> context,
    Permissions permissions,
    Isolation isolation,
    Duration timeout,
    Duration patience) {

  /** Whose function it is. */
  public record Owner(String workspace, String recipe, String step) {}

  /**
   * The code.
   *
   * @param environment the name of a folder of packages that the site has set up
   */
  public record Source(Language language, String code, @Nullable String environment) {
    public Source(Language language, String code) {
      this(language, code, null);
    }
  }

  /**
   * What a function may have.
   *
   * @param network the hosts it may reach
   */
  public record Permissions(MemorySize memory, List<String> network) {
    public static final Permissions DEFAULT = new Permissions(MemorySize.DEFAULT, List.of());
  }
}
