package org.carelay.connector;

/** The settings of a connector that needs no connection, such as a schedule. */
public record NoSettings() {}
