/**
 * Any API that speaks HTTP.
 *
 * <p>There is one action for each thing that may be done about a lost answer: {@link
 * org.carelay.http.HttpGet} reads and may be repeated freely, {@link org.carelay.http.HttpPut}
 * leads to the same state however often it is done, and {@link org.carelay.http.HttpPost} is tried
 * once. {@link org.carelay.http.Addresses} decides where a request may go at all.
 */
@NullMarked
package org.carelay.http;

import org.jspecify.annotations.NullMarked;
