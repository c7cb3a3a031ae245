package org.carelay.engine.run;

import java.util.Map;

/**
 * Why a step failed, fit to be stored and shown.
 *
 * @param code stable, kebab-case or snake_case
 */
public record StepError(String code, String message) {
  public Map<String, Object> toJson() {
    return Map.of("code", code, "message", message);
  }
}
