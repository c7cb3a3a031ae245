/**
 * The program itself: reads the configuration, starts the engine, the practice clinic and the web
 * server in order, and stops them in the opposite order.
 *
 * <p>{@link org.carelay.server.Server} is the list of what happens at start. The REST API is in
 * {@code api}, who may use it in {@code access}, and what every answer has in common in {@code
 * web}.
 */
@NullMarked
package org.carelay.server;

import org.jspecify.annotations.NullMarked;
