/**
 * The REST API under {@code /api/v1}. Controllers translate between JSON and the engine; they
 * decide nothing.
 */
@NullMarked
package org.carelay.server.api;

import org.jspecify.annotations.NullMarked;
