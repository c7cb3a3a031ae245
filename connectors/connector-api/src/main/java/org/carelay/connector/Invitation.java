package org.carelay.connector;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A personal link to a page, by which one person answers once.
 *
 * @param page the {@link PageTrigger} that shows it, such as {@code form.submitted}
 * @param input the trigger's input, kept as it is now; null where it is that of {@code recipe}
 * @param recipe whose trigger the answer pulls; null where the run that invites waits for it
 * @param validFor how long the link works
 */
public record Invitation(
    String page, @Nullable Record input, @Nullable String recipe, Duration validFor) {
  /**
   * A link that was made.
   *
   * @param id names the invitation; no secret
   * @param link a secret: whoever has it can answer
   */
  public record Made(String id, URI link) {}
}
