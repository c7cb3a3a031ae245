/**
 * How a connector proves itself.
 *
 * <p>Each suite is an abstract JUnit class; a connector's test is a small subclass that says what
 * to try it with:
 *
 * <ul>
 *   <li>{@link org.carelay.connector.testkit.ConnectorContract}: every connector;
 *   <li>{@link org.carelay.connector.testkit.ConnectionContract}: its connection, where it has one;
 *   <li>{@link org.carelay.connector.testkit.ActionContract}: each action, or {@link
 *       org.carelay.connector.testkit.RemoteActionContract} where it calls over the network, or
 *       {@link org.carelay.connector.testkit.MessageActionContract} where it reaches a person;
 *   <li>{@link org.carelay.connector.testkit.PollingTriggerContract} and {@link
 *       org.carelay.connector.testkit.HttpTriggerContract}: each trigger.
 * </ul>
 *
 * <p>The rest are doubles of what the engine lends: {@link
 * org.carelay.connector.testkit.FakeActionContext}, {@link
 * org.carelay.connector.testkit.InMemoryMemory}, {@link org.carelay.connector.testkit.ManualClock},
 * {@link org.carelay.connector.testkit.PollingDriver}, and outside systems that fail: {@link
 * org.carelay.connector.testkit.DeadServer}.
 */
@NullMarked
package org.carelay.connector.testkit;

import org.jspecify.annotations.NullMarked;
