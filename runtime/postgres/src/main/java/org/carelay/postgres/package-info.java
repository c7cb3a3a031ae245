/**
 * PostgreSQL without an installation: our own server, started from binaries on the class path.
 *
 * <p>{@link org.carelay.postgres.EmbeddedPostgres} keeps one durable server for a data directory.
 * It survives the runtime: a server left behind by a killed JVM is adopted by the next one, and a
 * killed server is started again and recovers. {@link org.carelay.postgres.SharedTestServer} lends
 * one such server to the tests of a JVM.
 *
 * <p>Inside a data directory: {@code cluster/} is PostgreSQL's, {@code password} the superuser's
 * password, {@code port} the port last used, {@code server.log} what the server said, {@code lock}
 * the file that keeps a second runtime out.
 */
@NullMarked
package org.carelay.postgres;

import org.jspecify.annotations.NullMarked;
