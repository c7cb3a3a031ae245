package org.carelay.connector;

/**
 * Something about a trigger that a person must know.
 *
 * @param key names this notice within its subscription, such as {@code header-missing} or {@code
 *     duplicate-key/1042}
 * @param code stable, kebab-case
 * @param pausing true when the trigger sees nothing until this is put right
 * @param message a plain sentence that says what to do; no personal data beyond the row's key
 */
public record Notice(String key, String code, boolean pausing, String message) {}
