package org.carelay.server.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/**
 * The body of every error (RFC 9457).
 *
 * @param code stable, kebab-case, to be counted and compared
 * @param detail a sentence that says what to do
 * @param problems everything that is wrong, where several places are
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@Schema(description = "An error (RFC 9457)")
public record Problem(String title, int status, String code, String detail, List<Place> problems) {
  public Problem(String title, int status, String code, String detail) {
    this(title, status, code, detail, List.of());
  }

  /**
   * One place that is wrong.
   *
   * @param pointer JSON pointer into what was sent
   */
  @Schema(name = "ProblemPlace")
  public record Place(String pointer, String code, String message) {}
}
