/**
 * A Google for practice and for tests: Sheets v4, Drive v3 (changes) and the OAuth token endpoint,
 * spoken over HTTP on loopback well enough for Google's own client libraries.
 *
 * <p>{@link org.carelay.practice.google.PracticeGoogle} starts it; {@link
 * org.carelay.practice.google.PracticeSheet} is what a person does in the browser. Inside, a
 * spreadsheet is an immutable record: a change makes a new one, which is on disk before anybody is
 * told of it.
 */
@NullMarked
package org.carelay.practice.google;

import org.jspecify.annotations.NullMarked;
