package org.carelay.server;

import ch.qos.logback.classic.pattern.ThrowableHandlingConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;

/**
 * Where something broke, for the log: the exceptions' classes and the places, without what they
 * say, since messages quote what was being worked on. Logback makes this by its class name.
 */
public final class FaultPlaces extends ThrowableHandlingConverter {
  private static final int MOST_PLACES = 12;

  @Override
  public String convert(ILoggingEvent event) {
    var text = new StringBuilder();
    var prefix = "";
    for (var fault = event.getThrowableProxy(); fault != null; fault = fault.getCause()) {
      text.append(prefix).append(fault.getClassName()).append(System.lineSeparator());
      var places = fault.getStackTraceElementProxyArray();
      for (var i = 0; places != null && i < Math.min(places.length, MOST_PLACES); i++) {
        text.append("\tat ")
            .append(places[i].getStackTraceElement())
            .append(System.lineSeparator());
      }
      prefix = "Caused by: ";
    }
    return text.toString();
  }
}
