package org.carelay.server;

/** The running parts. */
public record Services(String placeholder) {}
