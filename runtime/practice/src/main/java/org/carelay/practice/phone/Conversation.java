package org.carelay.practice.phone;

import java.util.List;

/**
 * Everything between the clinic and one patient's phone, oldest first.
 *
 * @param number the patient's, in E.164
 */
public record Conversation(String number, List<TextMessage> messages) {
  public Conversation {
    messages = List.copyOf(messages);
  }
}
