package org.carelay.connector;

/**
 * What a person reads about a connector, trigger or action.
 *
 * @param id stable string that recipes use, such as {@code twilio} or {@code twilio.send-sms}
 * @param title a few words, such as "Send a text message"
 * @param help one or two plain sentences
 */
public record About(String id, String title, String help) {}
