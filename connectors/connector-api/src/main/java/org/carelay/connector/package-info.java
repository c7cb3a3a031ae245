/**
 * The only thing a connector compiles against.
 *
 * <p>A {@link org.carelay.connector.Connector} is one folder of code for one outside system. It
 * lists {@linkplain org.carelay.connector.Trigger triggers}, which turn outside changes into
 * events, and {@linkplain org.carelay.connector.Action actions}, which read or change the outside.
 * Inputs, outputs and settings are records whose components carry {@link
 * org.carelay.connector.Describe}; JSON Schema, forms, documentation, checking and redaction come
 * from those records.
 */
@NullMarked
package org.carelay.connector;

import org.jspecify.annotations.NullMarked;
